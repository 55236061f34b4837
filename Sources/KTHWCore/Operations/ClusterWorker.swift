/// What one thread needs to make and to check credentials: an engine, and
/// what authorities sign and check with on this thread.
final class ClusterWorker {
  private let engine: Engine
  private let source: KeySource
  /// Whether there are processors that nothing else uses.
  var primesSideBySide = false
  private var signers: [String: OpenSSLSigner] = [:]
  private var checkers: [String: SignatureChecker] = [:]
  /// How many certificates this thread made for machines, by their purposes.
  private var madeCounts: [CertificatePurpose: Int] = [:]

  /// Creates a thread's own.
  ///
  /// - Parameter source: what keys and signatures are made of.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography``.
  init(_ source: KeySource) throws {
    engine = try Engine()
    self.source = source
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

  /// Whether a certificate that was just made is read back and verified.
  ///
  /// What all machines share always is, and so is whatever has an RSA key,
  /// which takes a thousand times as long to make. Of machines' certificates
  /// on elliptic curves it is the first of each purpose on each thread and
  /// then one of 64, since verifying takes as long as all the rest: they
  /// differ by no more than names and numbers, and the next run, like
  /// ``VerifyTree``, verifies every one.
  func reads(back credential: Credential, of key: KeySpecification) -> Bool {
    guard credential.host != nil, !key.isRSA, let purpose = credential.purpose else { return true }
    let count = madeCounts[purpose, default: 0]
    madeCounts[purpose] = count + 1
    return count % 64 == 0
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
final class SigningAuthority: Sendable {
  /// The name of its credential.
  let name: String
  let certificate: CertificateFacts
  let key: AuthorityKey

  init(name: String, certificate: CertificateFacts, key: AuthorityKey) {
    self.name = name
    self.certificate = certificate
    self.key = key
  }
}
