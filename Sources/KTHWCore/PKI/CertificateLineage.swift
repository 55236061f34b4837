/// By what a certificate is known to those that it signed, and to the one
/// that signed it.
struct CertificateLineage: Hashable, Sendable {
  /// Whom it names, in one word where it has one.
  let name: String
  /// The issuer, as it names it.
  let issuer: String
  /// Whether it may sign others.
  let isAuthority: Bool
  private let subjectName: [UInt8]
  private let issuerName: [UInt8]
  private let subjectKey: [UInt8]?
  private let issuerKey: [UInt8]?

  /// Reads a certificate.
  init(_ facts: CertificateFacts) {
    let own = facts.subject.commonName ?? facts.subject.description
    name = own.isEmpty ? facts.subjectAlternativeNames.first.map { "\($0)" } ?? "no name" : own
    let signer = facts.issuer.commonName ?? facts.issuer.description
    issuer = signer.isEmpty ? "an authority without a name" : signer
    isAuthority = facts.isAuthority
    subjectName = facts.subjectDER
    issuerName = facts.issuerDER
    subjectKey = facts.subjectKeyIdentifier
    issuerKey = facts.authorityKeyIdentifier
  }

  /// What those that it signed look for.
  var signerName: [UInt8] { subjectName }
  /// What it looks for itself.
  var wantedName: [UInt8] { issuerName }

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
