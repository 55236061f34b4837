/// The certificates and private keys among files, and which belong together.
struct FoundCredentials {
  /// Where a private key is; it is read when it is needed.
  struct Key: Sendable {
    /// The file that holds it.
    let file: String
    let publicKey: PublicKey
    /// The key itself, where a kubeconfig holds it.
    fileprivate let embedded: SecretBytes?
    /// Whether it is behind a passphrase, which stays.
    fileprivate var isEncrypted = false

    /// Reads the key.
    ///
    /// - Returns: the key in PEM, as keys are written here.
    /// - Throws: ``KTHWError`` where it cannot be read any more.
    func load(in context: Context) throws -> SecretBytes {
      if let embedded { return try PrivateKey(pem: embedded).pem() }
      let text = try InputFile.readSecret(file, context: context)
      if isEncrypted { return text }
      let blocks = try text.withUnsafeBytes { try PEM.secretBlocks(in: $0, file: file) }
      for block in blocks where block.label.hasSuffix("PRIVATE KEY") {
        let pem = try block.bytes.withUnsafeBytes {
          try PEM.encodeSecret($0, label: block.label)
        }
        guard let key = try? PrivateKey(pem: pem), key.matches(publicKey) else { continue }
        return try key.pem()
      }
      return try PrivateKey(pem: text, file: file).pem()
    }
  }

  /// A certificate, and where it is.
  struct Certificate: Sendable {
    let facts: CertificateFacts
    let file: String
  }

  /// The certificates, each once.
  private(set) var certificates: [Certificate] = []
  /// The private keys by their public halves' DER.
  private(set) var keys: [[UInt8]: Key] = [:]
  /// The public keys of files that hold nothing else, and those files.
  private(set) var publicKeys: [[UInt8]: String] = [:]

  private var known: Set<[UInt8]> = []
  /// The files of keys behind a passphrase, of which only the names say whose
  /// they are.
  private var encrypted: [String] = []

  /// Looks for them.
  init(_ areas: [AuditedArea]) {
    // What stays with the operator is the original of what machines have.
    let ordered = areas.filter { $0.machine == nil } + areas.filter { $0.machine != nil }
    for file in ordered.lazy.flatMap(\.files) {
      switch file.content {
      case .objects(let objects): for object in objects { take(object, of: file.path) }
      case .kubeconfig(let kubeconfig): take(kubeconfig, of: file.path)
      default: break
      }
    }
    for certificate in certificates where certificate.facts.isAuthority {
      takeEncryptedKey(of: certificate)
    }
  }

  /// Takes the one encrypted key that is named as an authority's certificate
  /// is: `ca.crt` and `ca.key`, or `private/ca.key` as easy-rsa has it.
  private mutating func takeEncryptedKey(of certificate: Certificate) {
    let publicKey = certificate.facts.publicKey
    guard keys[publicKey.subjectPublicKeyInfo] == nil else { return }
    let stem = FoundCredentials.stem(of: certificate.file)
    let beside = encrypted.filter { FoundCredentials.stem(of: $0) == stem }
    let named = encrypted.filter { path in
      FoundCredentials.stem(of: path).split(separator: "/").last == stem.split(separator: "/").last
    }
    guard let file = beside.first ?? (named.count == 1 ? named.first : nil) else { return }
    keys[publicKey.subjectPublicKeyInfo] = Key(
      file: file,
      publicKey: publicKey,
      embedded: nil,
      isEncrypted: true
    )
  }

  private static func stem(of path: String) -> Substring {
    var path = path[...]
    for ending in [".pem", ".crt", ".key"] where path.hasSuffix(ending) {
      path = path.dropLast(ending.count)
      break
    }
    return path.hasSuffix("-key") ? path.dropLast("-key".count) : path
  }

  private mutating func take(_ object: InspectedObject, of file: String) {
    switch object.content {
    case .certificate(let facts): take(facts, of: file)
    case .privateKey(let key):
      let found = Key(file: file, publicKey: key, embedded: nil)
      keys[key.subjectPublicKeyInfo] = keys[key.subjectPublicKeyInfo] ?? found
    case .publicKey(let key):
      publicKeys[key.subjectPublicKeyInfo] = publicKeys[key.subjectPublicKeyInfo] ?? file
    case .encryptedKey: encrypted.append(file)
    case .request: break
    }
  }

  private mutating func take(_ facts: CertificateFacts, of file: String) {
    guard known.insert(facts.der).inserted else { return }
    certificates.append(Certificate(facts: facts, file: file))
  }

  private mutating func take(_ kubeconfig: Kubeconfig, of file: String) {
    for (_, user) in kubeconfig.users where !user.clientCertificateData.isEmpty {
      let found = try? CertificateReader.certificates(pem: user.clientCertificateData, file: nil)
      if let facts = found?.first { take(facts, of: file) }
      guard let pem = user.clientKeyData, let key = try? PrivateKey(pem: pem) else { continue }
      let publicKey = key.publicKey
      guard keys[publicKey.subjectPublicKeyInfo] == nil else { continue }
      keys[publicKey.subjectPublicKeyInfo] = Key(file: file, publicKey: publicKey, embedded: pem)
    }
  }
}
