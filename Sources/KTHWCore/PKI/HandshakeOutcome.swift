/// How a TLS handshake between two ends came out.
public enum HandshakeOutcome: Hashable, Sendable {
  /// Both ends were content.
  case success(HandshakePeers)
  /// One end refused, or could not go on.
  case failure(HandshakeSide, HandshakeCause)
}

/// An end of a connection.
public enum HandshakeSide: String, Hashable, Sendable, CaseIterable {
  /// The one that dials.
  case client
  /// The one that is dialed.
  case server
}

/// Whom each end of a connection saw.
public struct HandshakePeers: Hashable, Sendable {
  /// The server's certificate.
  public var server: CertificateFacts
  /// The client's certificate, where it showed one and was asked to.
  public var client: CertificateFacts?
  /// The version of the protocol, such as `TLSv1.3`.
  public var version: String

  /// Creates a result.
  public init(server: CertificateFacts, client: CertificateFacts?, version: String) {
    self.server = server
    self.client = client
    self.version = version
  }
}

/// Why an end of a connection refused the other.
public enum HandshakeCause: Hashable, Sendable {
  /// A certificate was demanded, and none was shown.
  case noCertificate
  /// What was shown cannot be read as a certificate; the text says why.
  case unreadable(String)
  /// A certificate, named by its subject, has expired.
  case expired(String, at: Timestamp)
  /// A certificate, named by its subject, is not valid yet.
  case notYetValid(String, before: Timestamp)
  /// The server's certificate is not good for what was dialed.
  case nameMismatch(dialed: String, names: [SubjectAlternativeName], commonName: String?)
  /// Nobody who is trusted signed it; `hasNamesake` says that a CA of the
  /// issuer's name is trusted, but another key signed.
  case unknownAuthority(issuer: String, hasNamesake: Bool)
  /// The certificate that signed must not sign, for the reason in the text.
  case unfitAuthority(String, reason: String)
  /// A certificate of the chain is not for this use.
  case wrongUsage(String, needed: HandshakeSide, has: [ExtendedKeyUsage])
  /// A signature or a key is too weak to be accepted.
  case weakAlgorithm(String, algorithm: String)
  /// A critical extension, or a name that the CA may not sign.
  case forbidden(String, reason: String)
  /// The ends found no common version, algorithm or group.
  case protocolFailure(String)
}
