/// The kubeconfigs of one cluster's users, which differ in the user's name,
/// certificate and key alone: what they share is written once.
///
/// The text is that of ``Kubeconfig/yaml()``, a hundred times sooner.
struct KubeconfigForm: Sendable {
  /// The URL that these kubeconfigs dial.
  let server: String

  private let cluster: String
  private let certificateAuthority: [UInt8]
  /// The text in parts; none where it cannot be taken apart.
  private let parts: [Part]
  /// How many bytes of the text are the same for all.
  private let fixedCount: Int

  /// A part of the text.
  private enum Part: Sendable {
    case fixed([UInt8])
    case own(Own)
  }

  /// What each user has for itself.
  private enum Own: Sendable {
    case user
    case certificate
    case key
  }

  /// Prepares the kubeconfigs of a cluster.
  ///
  /// - Throws: ``KTHWError`` as ``Kubeconfig/yaml()`` does.
  init(cluster: String, server: String, certificateAuthority: [UInt8]) throws {
    self.cluster = cluster
    self.server = server
    self.certificateAuthority = certificateAuthority
    let text = try Kubeconfig(
      cluster: cluster,
      server: server,
      certificateAuthority: certificateAuthority,
      user: Blank.user,
      credentials: KubeconfigUser(
        certificate: Blank.certificate,
        key: Blank.key.withUnsafeBytes { SecretBytes(copying: $0) }
      )
    ).yaml()
    parts = KubeconfigForm.parts(of: text.withUnsafeBytes { Array($0) })
    fixedCount = parts.reduce(0) { if case .fixed(let bytes) = $1 { $0 + bytes.count } else { $0 } }
  }

  /// What stands where a user's own goes.
  private enum Blank {
    static let user = "kthwctl.blank.user"
    static let certificate = Array("-----kthwctl blank certificate-----\n".utf8)
    static let key = Array("-----kthwctl blank private key-----\n".utf8)
  }

  private static func parts(of text: [UInt8]) -> [Part] {
    let blanks: [(bytes: [UInt8], own: Own)] = [
      (Array(Blank.user.utf8), .user), (Array(Base64.encode(Blank.certificate).utf8), .certificate),
      (Array(Base64.encode(Blank.key).utf8), .key),
    ]
    var parts: [Part] = []
    var found: [Own] = []
    var fixed: [UInt8] = []
    var rest = text[...]
    while let first = rest.first {
      if let blank = blanks.first(where: { first == $0.bytes[0] && rest.starts(with: $0.bytes) }) {
        parts += [.fixed(fixed), .own(blank.own)]
        found.append(blank.own)
        fixed = []
        rest = rest.dropFirst(blank.bytes.count)
      } else {
        fixed.append(first)
        rest = rest.dropFirst()
      }
    }
    // A cluster whose own name looks like a blank has none of this.
    guard found == [.user, .user, .certificate, .key] else { return [] }
    return parts + [.fixed(fixed)]
  }

  /// The kubeconfig of a user.
  ///
  /// - Parameters:
  ///   - user: the user's name.
  ///   - certificate: the user's certificate, PEM.
  ///   - key: the key, PEM.
  /// - Returns: the text.
  /// - Throws: ``KTHWError`` as ``Kubeconfig/yaml()`` does.
  func text(user: String, certificate: [UInt8], key: SecretBytes) throws -> SecretBytes {
    guard !parts.isEmpty, KubeconfigForm.fits(user, certificate, key) else {
      return try Kubeconfig(
        cluster: cluster,
        server: server,
        certificateAuthority: certificateAuthority,
        user: user,
        credentials: KubeconfigUser(certificate: certificate, key: key)
      ).yaml()
    }
    let count = parts.reduce(fixedCount) { count, part in
      switch part {
      case .fixed: count
      case .own(.user): count + user.utf8.count
      case .own(.certificate): count + Base64.encodedCount(certificate.count)
      case .own(.key): count + Base64.encodedCount(key.count)
      }
    }
    return try SecretBytes(capacity: count) { memory, used in
      for part in parts {
        let rest = UnsafeMutableRawBufferPointer(rebasing: memory[used...])
        switch part {
        case .fixed(let bytes):
          rest.copyBytes(from: bytes)
          used += bytes.count
        case .own(.user):
          rest.copyBytes(from: user.utf8)
          used += user.utf8.count
        case .own(.certificate):
          used += certificate.withUnsafeBytes { Base64.encode($0, into: rest) }
        case .own(.key):
          used += key.withUnsafeBytes { Base64.encode($0, into: rest) }
        }
      }
    }
  }

  /// Whether a user's own is written as the blanks are: a name without quotes
  /// or escapes, and PEM.
  private static func fits(_ user: String, _ certificate: [UInt8], _ key: SecretBytes) -> Bool {
    let dash = UInt8(ascii: "-")
    return KubeconfigText.isPlainWord(user) && !YAMLPlainText.needsQuotes(user)
      && certificate.starts(with: [dash, dash, dash, dash])
      && key.withUnsafeBytes { $0.starts(with: [dash, dash, dash, dash]) }
  }
}
