/// The files of a CA that shall sign.
public struct AuthorityFiles: Hashable, Sendable {
  /// The CA's certificate: a path, `file:PATH` or `env:VARIABLE`.
  public var certificate: String
  /// The CA's private key, named in the same ways.
  public var key: String

  /// Creates the names of a CA's files.
  public init(certificate: String, key: String) {
    self.certificate = certificate
    self.key = key
  }
}

/// A CA that is ready to sign: its certificate and the key that belongs to it.
public struct Authority: Sendable {
  /// The certificate.
  public let certificate: CertificateFacts
  /// The key.
  public let key: PrivateKey
  /// The certificate's file as the user named it.
  public let file: String?
  /// What is doubtful about the way in which the key is encrypted.
  public private(set) var warnings: [Problem] = []

  /// Brings a certificate and its key together.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/keyMismatch`` when the key
  ///   is another one's.
  public init(certificate: CertificateFacts, key: PrivateKey, file: String? = nil) throws {
    guard key.matches(certificate.publicKey) else {
      throw KTHWError(
        .keyMismatch,
        "the CA's private key does not belong to this certificate",
        at: file.map { .file($0) },
        hint: "they must come from the same run; making a CA again replaces its key",
        peerWords: PeerWords(
          code: 1000,
          "x509: provided PrivateKey doesn't match parent's PublicKey"
        )
      )
    }
    self.certificate = certificate
    self.key = key
    self.file = file
  }

  /// Reads a CA.
  ///
  /// The context is asked for the passphrase of an encrypted key.
  /// - Throws: ``KTHWError`` where a file cannot be read, is something else,
  ///   or the two do not belong together.
  public static func read(_ files: AuthorityFiles, in context: Context) throws -> Authority {
    let certificate = try CertificateFile.single(files.certificate, in: context)
    let key = try PrivateKeyFile.read(files.key, in: context)
    var authority = try Authority(
      certificate: certificate,
      key: key.key,
      file: files.certificate
    )
    authority.warnings = key.warnings
    return authority
  }
}
