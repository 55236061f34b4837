/// A credential with what its files shall hold.
///
/// What is nil is not known: it would be made, but this run makes nothing.
struct ResolvedCredential: Sendable {
  let credential: Credential
  let fate: CredentialFate
  let found: FoundCredential
  /// What is doubtful about a certificate that was made.
  var warnings: [Problem] = []
  /// While its certificate is kept; nil where there is none, or not yet.
  var term: Range<Timestamp>?

  var key: OutputFile.Contents?
  var certificate: OutputFile.Contents?
  var request: OutputFile.Contents?
  var publicKey: OutputFile.Contents?

  /// Creates a credential as it was found.
  init(_ credential: Credential, _ fate: CredentialFate, _ found: FoundCredential) {
    self.credential = credential
    self.fate = fate
    self.found = found
    key = found.keyFile.map { .secret($0.secret) }
    certificate = found.certificateFile.map { .bytes($0.bytes) }
    request = found.requestFile.map { .bytes($0.bytes) }
    publicKey = nil
  }

  /// Takes back what was found of the certificate, which is made anew.
  mutating func forgetCertificate() {
    certificate = nil
    request = nil
  }

  /// What one of its files shall hold, and what is there.
  func file(
    _ content: Artifact.Content
  ) -> (wanted: OutputFile.Contents?, old: OldFile?) {
    switch content {
    case .privateKey: (key, found.keyFile)
    case .certificate: (certificate, found.certificateFile)
    case .request: (request, found.requestFile)
    case .publicKey: (publicKey, found.publicKeyFile)
    case .kubeconfig, .bootstrapToken, .bootstrapKubeconfig, .encryptionConfiguration, .rendered,
      .description, .link:
      (nil, nil)
    }
  }
}

extension OutputFile.Contents {
  /// The bytes, in memory that is wiped.
  var secret: SecretBytes {
    switch self {
    case .secret(let secret): secret
    case .bytes(let bytes): bytes.withUnsafeBytes { SecretBytes(copying: $0) }
    }
  }

  /// The bytes, for what is no secret.
  var plain: [UInt8] { withUnsafeBytes { Array($0) } }
}
