/// What a certificate says, read back by OpenSSL.
public struct CertificateFacts: Hashable, Sendable {
  /// The whole certificate.
  public var der: [UInt8]
  /// The version as people count it: 1 or 3.
  public var version: Int
  /// The serial number.
  public var serialNumber: SerialNumber
  /// How it is signed, in words such as `SHA256WithRSA` or `ECDSAWithSHA256`
  /// (cfssl's names), else OpenSSL's name.
  public var signatureAlgorithmName: String
  /// Who signed it.
  public var issuer: DistinguishedName
  /// The issuer's name as encoded.
  public var issuerDER: [UInt8]
  /// Whose key it holds.
  public var subject: DistinguishedName
  /// The subject's name as encoded: what becomes the issuer of what it signs.
  public var subjectDER: [UInt8]
  /// When it is good.
  public var validity: Validity
  /// The key.
  public var publicKey: PublicKey
  /// The extensions in the order they stand, encoded.
  public var extensions: [CertificateExtension]
  /// The key usages, or nil where the extension is absent.
  public var keyUsage: KeyUsage?
  /// The purposes in order, or nil where the extension is absent.
  public var extendedKeyUsages: [ExtendedKeyUsage]?
  /// Whether it is a CA, or nil where the extension is absent.
  public var basicConstraints: BasicConstraints?
  /// The names it is valid for, in order; kinds that we never issue
  /// (otherName, directoryName …) are left out here and stand in `extensions`.
  public var subjectAlternativeNames: [SubjectAlternativeName]
  /// The subject key identifier, or nil.
  public var subjectKeyIdentifier: [UInt8]?
  /// The key identifier of the issuer, or nil.
  public var authorityKeyIdentifier: [UInt8]?

  /// Creates facts from their parts.
  public init(
    der: [UInt8],
    version: Int,
    serialNumber: SerialNumber,
    signatureAlgorithmName: String,
    issuer: DistinguishedName,
    issuerDER: [UInt8],
    subject: DistinguishedName,
    subjectDER: [UInt8],
    validity: Validity,
    publicKey: PublicKey,
    extensions: [CertificateExtension],
    keyUsage: KeyUsage?,
    extendedKeyUsages: [ExtendedKeyUsage]?,
    basicConstraints: BasicConstraints?,
    subjectAlternativeNames: [SubjectAlternativeName],
    subjectKeyIdentifier: [UInt8]?,
    authorityKeyIdentifier: [UInt8]?
  ) {
    self.der = der
    self.version = version
    self.serialNumber = serialNumber
    self.signatureAlgorithmName = signatureAlgorithmName
    self.issuer = issuer
    self.issuerDER = issuerDER
    self.subject = subject
    self.subjectDER = subjectDER
    self.validity = validity
    self.publicKey = publicKey
    self.extensions = extensions
    self.keyUsage = keyUsage
    self.extendedKeyUsages = extendedKeyUsages
    self.basicConstraints = basicConstraints
    self.subjectAlternativeNames = subjectAlternativeNames
    self.subjectKeyIdentifier = subjectKeyIdentifier
    self.authorityKeyIdentifier = authorityKeyIdentifier
  }

  /// Whether the certificate says that it may sign others.
  public var isAuthority: Bool {
    if case .authority = basicConstraints { true } else { false }
  }
}
