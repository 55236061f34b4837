internal import COpenSSL

/// What an end of a TLS connection shows: its certificate, those that come
/// with it, and its key.
///
/// May be shared between threads.
public final class HandshakeCredential: @unchecked Sendable {
  // Unchecked: nothing changes the certificates and the key, and OpenSSL
  // counts references to them atomically.
  let certificate: OwnedCertificate
  let chain: OwnedCertificateStack
  let key: PrivateKey
  /// The certificates as the other end judges them, by their DER; those that
  /// it will not be able to read are not among them.
  let shown: [[UInt8]: ChainCertificate]

  /// Puts a credential together.
  ///
  /// - Parameters:
  ///   - certificates: DER, the end's own first, as they stand in its file.
  ///   - key: its key.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/keyMismatch`` where the key
  ///   is another certificate's, ``KTHWError/Code/syntax`` for what is no
  ///   certificate.
  public init(certificates: [[UInt8]], key: PrivateKey) throws {
    guard let first = certificates.first else {
      throw KTHWError(.syntax, "there is no certificate to show")
    }
    certificate = try OwnedCertificate(der: first)
    chain = try .holding(certificates.dropFirst().map(ParsedCertificate.init))
    self.key = key
    shown = Dictionary(
      certificates.compactMap { der in (try? ChainCertificate(der: der)).map { (der, $0) } },
      uniquingKeysWith: { first, _ in first }
    )
    defer { OpenSSLCall.forgetErrors() }
    // Lends the certificate's key.
    guard let shown = X509_get0_pubkey(certificate.pointer),
      EVP_PKEY_eq(shown, key.key.pointer) == 1
    else {
      throw KTHWError(.keyMismatch, "the private key does not belong to the certificate")
    }
  }
}

/// Whom an end of a TLS connection trusts.
///
/// May be shared between threads.
public final class HandshakeTrust: Sendable {
  let authorities: [ChainCertificate]

  /// Trusts the certificates of a bundle, roots or not.
  ///
  /// - Parameter authorities: DER.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  public init(authorities: [[UInt8]]) throws {
    self.authorities = try authorities.map { try ChainCertificate(der: $0) }
  }
}

/// A certificate that a chain may be made of.
final class ChainCertificate: @unchecked Sendable {
  // Unchecked for the same reason as credentials.
  let certificate: OwnedCertificate
  let facts: CertificateFacts

  init(der: [UInt8]) throws {
    facts = try CertificateReader.certificate(der: der)
    certificate = try OwnedCertificate(der: der)
  }

  /// What it is called in messages.
  var name: String { facts.subject.isEmpty ? "a certificate without a name" : "\(facts.subject)" }

  /// Whether both are of one subject and one key, whatever else they say.
  func isTwin(of other: ChainCertificate) -> Bool {
    facts.subjectDER == other.facts.subjectDER && facts.publicKey == other.facts.publicKey
      && facts.subjectAlternativeNames == other.facts.subjectAlternativeNames
  }
}
