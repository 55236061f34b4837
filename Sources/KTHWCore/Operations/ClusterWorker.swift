/// What one thread needs to make and to check credentials: an engine, and
/// what authorities sign and check with on this thread.
final class ClusterWorker {
  private let engine: Engine
  private let source: KeySource
  private let primesSideBySide: Bool
  private var signers: [String: OpenSSLSigner] = [:]
  private var checkers: [String: SignatureChecker] = [:]

  /// Creates a thread's own.
  ///
  /// - Parameters:
  ///   - source: what keys and signatures are made of.
  ///   - primesSideBySide: whether there are processors that nothing else
  ///     uses.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography``.
  init(_ source: KeySource, primesSideBySide: Bool = false) throws {
    engine = try Engine()
    self.source = source
    self.primesSideBySide = primesSideBySide
  }

  /// Makes the key of a credential.
  func makeKey(_ specification: KeySpecification, for credential: Credential) throws -> PrivateKey {
    try PrivateKey.generate(
      specification,
      using: engine,
      primesSideBySide: primesSideBySide,
      from: source.stream(named: "key of " + credential.keyPath)
    )
  }

  /// What signs with a key that only one credential has.
  func signer(_ key: PrivateKey) throws -> OpenSSLSigner {
    try OpenSSLSigner(key, using: engine, source: source)
  }

  /// What signs for an authority; made once.
  func signer(for authority: SigningAuthority) throws -> OpenSSLSigner {
    if let known = signers[authority.name] { return known }
    let signer = try OpenSSLSigner(authority.key.opened(), using: engine, source: source)
    signers[authority.name] = signer
    return signer
  }

  /// Whether an authority signed a certificate.
  func isSigned(_ certificate: CertificateFacts, by authority: SigningAuthority) throws -> Bool {
    let checker: SignatureChecker
    if let known = checkers[authority.name] {
      checker = known
    } else {
      checker = try SignatureChecker(authority.certificate.publicKey, using: engine)
      checkers[authority.name] = checker
    }
    if try checker.signed(certificate.der) { return true }
    // The rare certificate that others signed in another way.
    let issuer = authority.certificate.der
    return (try? ChainVerifier.check(certificate.der, isSignedBy: issuer)) != nil
  }
}

/// An authority of the cluster, ready to sign.
struct SigningAuthority: Sendable {
  /// The name of its credential.
  let name: String
  let certificate: CertificateFacts
  let key: AuthorityKey
}
