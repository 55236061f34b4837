/// How a file of a tree differs from what it shall be, for people to read.
///
/// Private keys and what encrypts never appear: a fingerprint tells whether
/// one is another.
public struct FileDifference: Hashable, Sendable {
  /// The path below the tree.
  public var path: String
  /// Whether nothing has that name yet.
  public var isNew: Bool
  /// Whether it is removed.
  public var isRemoved: Bool
  /// The lines, each with a blank, `-` or `+` in front, as in `diff -u`.
  public var lines: [String]

  /// Creates a difference from its parts.
  public init(path: String, isNew: Bool = false, isRemoved: Bool = false, lines: [String] = []) {
    self.path = path
    self.isNew = isNew
    self.isRemoved = isRemoved
    self.lines = lines
  }

  /// Finds out what there is to say about a file.
  init(_ file: PlannedFile) throws {
    path = file.artifact.path
    isNew = file.isNew
    isRemoved = false
    let facts = FileDifference.Facts(file)
    lines = LineDifference.unified(try facts.old(), try facts.new(), context: facts.context)
  }

  /// What is said of a file before and after, line by line.
  private struct Facts {
    let file: PlannedFile

    init(_ file: PlannedFile) { self.file = file }

    /// Texts are shown with what is around a difference, lists of facts as a
    /// whole.
    var context: Int {
      switch file.artifact.content {
      case .rendered, .description: 3
      default: 1000
      }
    }

    func old() throws -> String {
      if let target = file.oldLink { return "link to \(Terminal.printable(target))\n" }
      guard let old = file.old else { return "" }
      return try mode(old.permissions.bits) + facts(of: old.contents)
    }

    func new() throws -> String {
      if case .link(let target) = file.artifact.content { return "link to \(target)\n" }
      let mode = mode(file.artifact.permissions)
      if let wanted = file.wanted { return try mode + facts(of: wanted) }
      return mode + (expected ?? "made anew\n")
    }

    /// The mode is told only where it is wrong.
    private func mode(_ bits: UInt16) -> String {
      guard let old = file.old, old.permissions.bits != file.artifact.permissions else { return "" }
      return "mode 0\(String(bits, radix: 8))\n"
    }

    private func facts(of contents: OutputFile.Contents) throws -> String {
      switch file.artifact.content {
      case .rendered, .description:
        return FileDifference.printable(contents.plain)
      case .certificate:
        let certificate = (try? CertificateReader.certificates(pem: contents.plain))?.first
        return try certificate.map { try CertificateLines.text($0) } ?? "unreadable\n"
      case .request, .publicKey:
        return "SHA-256 \(try FileDifference.fingerprint(contents.plain))\n"
      case .privateKey:
        return try FileDifference.line(forKey: contents.secret)
      case .kubeconfig:
        return try KubeconfigLines.text(contents.plain)
      case .bootstrapToken:
        return TokenLines.text(ofSecret: contents.plain)
      case .bootstrapKubeconfig:
        return try KubeconfigLines.text(contents.plain) + TokenLines.text(ofUsers: contents.plain)
      case .encryptionConfiguration:
        return try EncryptionLines.text(contents.plain)
      case .link:
        return ""
      }
    }

    /// What is known of something that this run does not make.
    private var expected: String? {
      guard let resolved = file.credential else { return nil }
      let reason: String
      switch resolved.fate {
      case .kept: return nil
      case .made: reason = ""
      case .reissued(let why): reason = "made anew: \(why)\n"
      }
      guard case .certificate = file.artifact.content else { return reason + "a new one\n" }
      return reason + CertificateLines.text(resolved.credential)
    }
  }
}

extension FileDifference {
  /// A text without what could confuse a terminal; nobody knows what is in a
  /// file that somebody changed.
  fileprivate static func printable(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        line.split(separator: "\t", omittingEmptySubsequences: false)
          .map { Terminal.printable(String($0)) }.joined(separator: "\t")
      }
      .joined(separator: "\n")
  }

  /// The first 16 digits of a SHA-256: enough to tell one from another.
  static func fingerprint(_ bytes: [UInt8]) throws -> String {
    Hash.sha256(bytes).prefix(8).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }
    .joined()
  }

  /// A private key's text: by its public half, where that can be seen.
  static func line(forKey pem: SecretBytes) throws -> String {
    if let key = try? PrivateKey(pem: pem) { return try line(for: key.publicKey) }
    let blocks = try? pem.withUnsafeBytes { try PEM.secretBlocks(in: $0) }
    let encryption = blocks?.lazy.compactMap(KeyEncryption.init(of:)).first
    return encryption.map { "key behind a passphrase, \($0)\n" } ?? "unreadable\n"
  }

  /// A key by its kind and the fingerprint of its public half.
  static func line(for key: PublicKey) throws -> String {
    "key \(key.algorithmName), SHA-256 \(try fingerprint(key.subjectPublicKeyInfo))\n"
  }
}
