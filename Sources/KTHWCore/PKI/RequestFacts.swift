/// What a certificate signing request says, read back by OpenSSL.
public struct RequestFacts: Hashable, Sendable {
  /// The whole request.
  public var der: [UInt8]
  /// How it is signed, named as in ``CertificateFacts/signatureAlgorithmName``.
  public var signatureAlgorithmName: String
  /// Whether its signature holds: whoever made it has the private key.
  public var isSignatureValid: Bool
  /// The subject that is asked for.
  public var subject: DistinguishedName
  /// The subject as encoded.
  public var subjectDER: [UInt8]
  /// The key.
  public var publicKey: PublicKey
  /// The extensions that are asked for, in order, encoded.
  public var extensions: [CertificateExtension]
  /// The names that are asked for, in order.
  public var subjectAlternativeNames: [SubjectAlternativeName]
  /// Whether a CA certificate is asked for, or nil where nothing is said.
  public var basicConstraints: BasicConstraints?

  /// Creates facts from their parts.
  public init(
    der: [UInt8],
    signatureAlgorithmName: String,
    isSignatureValid: Bool,
    subject: DistinguishedName,
    subjectDER: [UInt8],
    publicKey: PublicKey,
    extensions: [CertificateExtension],
    subjectAlternativeNames: [SubjectAlternativeName],
    basicConstraints: BasicConstraints?
  ) {
    self.der = der
    self.signatureAlgorithmName = signatureAlgorithmName
    self.isSignatureValid = isSignatureValid
    self.subject = subject
    self.subjectDER = subjectDER
    self.publicKey = publicKey
    self.extensions = extensions
    self.subjectAlternativeNames = subjectAlternativeNames
    self.basicConstraints = basicConstraints
  }
}
