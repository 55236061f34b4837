internal import COpenSSL

/// Judges what a peer shows as Go's crypto/x509 does, in the same order.
///
/// The programs of a cluster are written in Go, whose rules are not OpenSSL's:
/// every trusted certificate ends a chain, key identifiers need not fit, usages
/// of CAs narrow those below, common names and key usages of leaves do not
/// count (https://pkg.go.dev/crypto/x509#Certificate.Verify). Signatures are
/// OpenSSL's to check.
struct GoChainVerifier {
  /// Whom the judge trusts.
  let trust: HandshakeTrust
  /// When.
  let moment: Timestamp
  /// What the peer is.
  let peer: HandshakeSide
  /// What was dialed; nil leaves the name unchecked.
  let host: String?
  /// Signatures that were checked before.
  private let signatures: CheckedSignatures

  private var checksLeft = GoChainVerifier.checkLimit
  private var hint: HandshakeCause?

  /// How many signatures are checked at most, as in Go.
  private static let checkLimit = 100

  init(
    trust: HandshakeTrust,
    moment: Timestamp,
    peer: HandshakeSide,
    host: String?,
    signatures: CheckedSignatures = CheckedSignatures()
  ) {
    self.signatures = signatures
    self.trust = trust
    self.moment = moment
    self.peer = peer
    self.host = host
  }

  /// What is wrong with a certificate; nil where nothing is.
  ///
  /// - Parameters:
  ///   - leaf: the peer's own.
  ///   - others: what it sent along.
  /// - Returns: what is wrong.
  mutating func objection(
    to leaf: ChainCertificate,
    others: [ChainCertificate]
  ) -> HandshakeCause? {
    defer { OpenSSLCall.forgetErrors() }
    if let cause = fault(of: leaf) { return cause }
    if let host, !leaf.facts.isValid(forHost: host) {
      return .nameMismatch(
        dialed: host,
        names: leaf.facts.subjectAlternativeNames,
        commonName: leaf.facts.subject.commonName
      )
    }
    if let cause = weakness(of: leaf) { return cause }
    if trust.authorities.contains(where: { $0.facts.der == leaf.facts.der }) {
      return usageObjection(to: [leaf])
    }
    switch search([leaf], others) {
    case .success(let chains):
      let objections = chains.map(usageObjection)
      return objections.contains(nil) ? nil : objections.first ?? nil
    case .failure(let cause): return cause.cause
    }
  }

  private struct Refusal: Error { let cause: HandshakeCause }

  // MARK: - Building

  /// Every chain from a certificate to a trusted one.
  private mutating func search(
    _ chain: [ChainCertificate],
    _ others: [ChainCertificate]
  ) -> Result<[[ChainCertificate]], Refusal> {
    guard let last = chain.last else { return .success([]) }
    var found: [[ChainCertificate]] = []
    var refusal: HandshakeCause?
    for (candidate, isTrusted) in trust.authorities.map({ ($0, true) })
      + others.map({ ($0, false) })
    {
      guard candidate.facts.subjectDER == last.facts.issuerDER,
        !chain.contains(where: candidate.isTwin)
      else { continue }
      checksLeft -= 1
      guard checksLeft >= 0 else { break }
      if let cause = signatureObjection(last, by: candidate) {
        if hint == nil { hint = cause }
        continue
      }
      if let cause = fault(of: candidate, above: chain, mustBeAuthority: !isTrusted) {
        refusal = cause
        continue
      }
      if isTrusted {
        found.append(chain + [candidate])
      } else {
        switch search(chain + [candidate], others) {
        case .success(let chains): found += chains
        case .failure(let inner): refusal = inner.cause
        }
      }
    }
    guard found.isEmpty else { return .success(found) }
    let unknown = hint ?? .unknownAuthority(issuer: "\(last.facts.issuer)", hasNamesake: false)
    return .failure(Refusal(cause: refusal ?? unknown))
  }

  /// Why one certificate cannot have been signed by another.
  private func signatureObjection(
    _ certificate: ChainCertificate,
    by issuer: ChainCertificate
  ) -> HandshakeCause? {
    let facts = issuer.facts
    let lacksRight =
      switch facts.basicConstraints {
      case .authority: false
      case .endEntity: true
      case nil: facts.version == 3
      }
    if lacksRight { return .unfitAuthority(issuer.name, reason: "it is no CA certificate") }
    if let usage = facts.keyUsage, !usage.contains(.certificateSign) {
      return .unfitAuthority(issuer.name, reason: "its key usages lack certificate signing")
    }
    var digest: Int32 = NID_undef
    X509_get_signature_info(certificate.certificate.pointer, &digest, nil, nil, nil)
    if [NID_sha1, NID_md5, NID_md4, NID_md2].contains(digest) {
      let name = OBJ_nid2sn(digest).map { String(cString: $0) } ?? "a broken hash"
      return .weakAlgorithm(certificate.name, algorithm: "a signature over \(name)")
    }
    if let cause = weakness(of: issuer) { return cause }
    let isSigned = signatures.isSigned(certificate.facts.der, by: facts.der) {
      ERR_clear_error()
      guard let key = X509_get0_pubkey(issuer.certificate.pointer) else { return false }
      return X509_verify(certificate.certificate.pointer, key) == 1
    }
    guard isSigned else {
      return .unknownAuthority(issuer: "\(certificate.facts.issuer)", hasNamesake: true)
    }
    return nil
  }

  // MARK: - One certificate

  /// What is wrong with a certificate wherever it stands.
  private func fault(
    of certificate: ChainCertificate,
    above chain: [ChainCertificate] = [],
    mustBeAuthority: Bool = false
  ) -> HandshakeCause? {
    let facts = certificate.facts
    let flags = X509_get_extension_flags(certificate.certificate.pointer)
    if flags & UInt32(EXFLAG_CRITICAL) != 0 {
      return .forbidden(certificate.name, reason: "it has a critical extension that nobody knows")
    }
    if moment < facts.validity.notBefore {
      return .notYetValid(certificate.name, before: facts.validity.notBefore)
    }
    if moment > facts.validity.notAfter {
      return .expired(certificate.name, at: facts.validity.notAfter)
    }
    if !chain.isEmpty, let cause = constraintObjection(certificate, chain) { return cause }
    if mustBeAuthority, !facts.isAuthority {
      return .unfitAuthority(certificate.name, reason: "it is no CA certificate")
    }
    if case .authority(let limit?) = facts.basicConstraints, !chain.isEmpty,
      chain.count - 1 > limit
    {
      return .unfitAuthority(
        certificate.name,
        reason: "no more than \(limit) CA certificates may stand below it"
      )
    }
    return nil
  }

  /// Whether a CA may sign the names of the certificates below it.
  private func constraintObjection(
    _ authority: ChainCertificate,
    _ chain: [ChainCertificate]
  ) -> HandshakeCause? {
    guard
      // A copy that is ours.
      let found = X509_get_ext_d2i(authority.certificate.pointer, NID_name_constraints, nil, nil)
    else { return nil }
    defer { kthw_name_constraints_free(found) }
    for below in chain
    where kthw_name_constraints_check(below.certificate.pointer, found) != X509_V_OK {
      return .forbidden(
        below.name,
        reason: "\(authority.name) may not sign one of its names"
      )
    }
    return nil
  }

  /// Keys that Go's TLS and signatures refuse.
  private func weakness(of certificate: ChainCertificate) -> HandshakeCause? {
    guard let key = X509_get0_pubkey(certificate.certificate.pointer),
      EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA
    else { return nil }
    let bits = EVP_PKEY_get_bits(key)
    return bits < 1024 || bits > 8192
      ? .weakAlgorithm(certificate.name, algorithm: "RSA of \(bits) bits") : nil
  }

  /// Usages count from the trusted certificate down; each that names any
  /// narrows what those below are good for.
  private func usageObjection(to chain: [ChainCertificate]) -> HandshakeCause? {
    let needed: ExtendedKeyUsage =
      peer == .server ? .serverAuthentication : .clientAuthentication
    for certificate in chain.reversed() {
      guard let usages = certificate.facts.extendedKeyUsages, !usages.isEmpty,
        !usages.contains(.any), !usages.contains(needed)
      else { continue }
      return .wrongUsage(certificate.name, needed: peer, has: usages)
    }
    return nil
  }
}
