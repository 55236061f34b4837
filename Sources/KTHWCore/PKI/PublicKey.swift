/// The public half of a key, as certificates and requests carry it.
public struct PublicKey: Hashable, Sendable {
  /// What kind of key it is, or nil for a kind that we never make
  /// (RSA below 2048 bits, other curves); `algorithmName` still names it.
  public let specification: KeySpecification?
  /// The algorithm in words: `RSA 1024 bits`, `ECDSA secp256k1`, `Ed448`.
  public let algorithmName: String
  /// The DER of the whole SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
  public let subjectPublicKeyInfo: [UInt8]
  /// The contents of its BIT STRING without the count of unused bits: what a
  /// subject key identifier is the SHA-1 of (RFC 5280 §4.2.1.2, method 1).
  public let keyBits: [UInt8]
  /// The SHA-1 of ``keyBits``: the subject key identifier.
  ///
  /// It comes with the key because this room does no cryptography.
  public let keyIdentifier: [UInt8]

  /// Creates a public key from its parts.
  public init(
    specification: KeySpecification?,
    algorithmName: String,
    subjectPublicKeyInfo: [UInt8],
    keyBits: [UInt8],
    keyIdentifier: [UInt8]
  ) {
    self.specification = specification
    self.algorithmName = algorithmName
    self.subjectPublicKeyInfo = subjectPublicKeyInfo
    self.keyBits = keyBits
    self.keyIdentifier = keyIdentifier
  }
}
