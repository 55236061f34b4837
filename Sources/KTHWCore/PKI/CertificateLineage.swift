/// By what a certificate is known to those that it signed, and to the one
/// that signed it.
struct CertificateLineage: Hashable, Sendable {
  /// Whom it names, in one word where it has one.
  let name: String
  /// The issuer, as it names it.
  let issuer: String
  /// Whether it may sign others.
  let isAuthority: Bool
  /// The subject, as it is encoded: what those that it signed look for.
  let subjectName: [UInt8]
  /// The issuer's name, as it is encoded: what it looks for itself.
  let issuerName: [UInt8]
  /// The subject key identifier.
  let subjectKey: [UInt8]?
  /// The authority key identifier.
  let issuerKey: [UInt8]?

  /// Whether it names itself as its issuer.
  var isSelfIssued: Bool {
    subjectName == issuerName && (issuerKey == nil || issuerKey == subjectKey)
  }

  /// Whether it may have signed another one, as far as names and key
  /// identifiers tell (RFC 5280 §4.2.1.1).
  func maySign(_ other: CertificateLineage) -> Bool {
    isAuthority && subjectName == other.issuerName
      && (other.issuerKey == nil || subjectKey == nil || other.issuerKey == subjectKey)
  }
}

extension CertificateLineage {
  /// Reads a certificate.
  init(_ facts: CertificateFacts) {
    let own = facts.subject.commonName ?? facts.subject.description
    let signer = facts.issuer.commonName ?? facts.issuer.description
    self.init(
      name: own.isEmpty ? facts.subjectAlternativeNames.first.map { "\($0)" } ?? "no name" : own,
      issuer: signer.isEmpty ? "an authority without a name" : signer,
      isAuthority: facts.isAuthority,
      subjectName: facts.subjectDER,
      issuerName: facts.issuerDER,
      subjectKey: facts.subjectKeyIdentifier,
      issuerKey: facts.authorityKeyIdentifier
    )
  }
}
