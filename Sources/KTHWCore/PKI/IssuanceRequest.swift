/// What is asked for: everything about a certificate that its signer's
/// profile does not decide.
public struct IssuanceRequest: Hashable, Sendable {
  /// Whom the certificate is for.
  public var subject: DistinguishedName
  /// The names that it is valid for.
  public var names: [SubjectAlternativeName]
  /// The key.
  public var publicKey: PublicKey
  /// Extensions that the request carries, in order; the profile says which
  /// are taken over.
  public var requestedExtensions: [CertificateExtension]
  /// Whether a CA certificate is asked for, or nil where nothing is said.
  public var basicConstraints: BasicConstraints?
  /// Whether the key is to sign delegated credentials (RFC 9345).
  public var isDelegation: Bool

  /// Creates a request from its parts.
  public init(
    subject: DistinguishedName,
    names: [SubjectAlternativeName] = [],
    publicKey: PublicKey,
    requestedExtensions: [CertificateExtension] = [],
    basicConstraints: BasicConstraints? = nil,
    isDelegation: Bool = false
  ) {
    self.subject = subject
    self.names = names
    self.publicKey = publicKey
    self.requestedExtensions = requestedExtensions
    self.basicConstraints = basicConstraints
    self.isDelegation = isDelegation
  }

  /// Creates a request from a certificate signing request that was read; its
  /// subject stays as it is.
  public init(_ facts: RequestFacts) {
    self.init(
      subject: facts.subject,
      names: facts.subjectAlternativeNames,
      publicKey: facts.publicKey,
      requestedExtensions: facts.extensions,
      basicConstraints: facts.basicConstraints,
      isDelegation: facts.extensions.contains { $0.oid == .delegationUsage }
    )
  }
}
