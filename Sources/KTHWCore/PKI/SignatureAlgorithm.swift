/// How a certificate or request is signed.
public enum SignatureAlgorithm: Hashable, Sendable {
  /// RSASSA-PKCS1-v1_5 with SHA-256.
  case sha256WithRSA
  /// RSASSA-PKCS1-v1_5 with SHA-384.
  case sha384WithRSA
  /// RSASSA-PKCS1-v1_5 with SHA-512.
  case sha512WithRSA
  /// ECDSA with SHA-256.
  case ecdsaWithSHA256
  /// ECDSA with SHA-384.
  case ecdsaWithSHA384
  /// ECDSA with SHA-512.
  case ecdsaWithSHA512
  /// Pure Ed25519 (RFC 8410).
  case ed25519

  /// The algorithm that fits a key, as cfssl chooses it: the hash grows with
  /// the key, SHA-384 from RSA-3072 and SHA-512 from RSA-4096 on.
  public init(for key: KeySpecification) {
    switch key {
    case .rsa(let bits):
      self = bits >= 4096 ? .sha512WithRSA : bits >= 3072 ? .sha384WithRSA : .sha256WithRSA
    case .p256: self = .ecdsaWithSHA256
    case .p384: self = .ecdsaWithSHA384
    case .p521: self = .ecdsaWithSHA512
    case .ed25519: self = .ed25519
    }
  }

  /// The hash that is signed; Ed25519 hashes inside.
  public var digest: Digest? {
    switch self {
    case .sha256WithRSA, .ecdsaWithSHA256: .sha256
    case .sha384WithRSA, .ecdsaWithSHA384: .sha384
    case .sha512WithRSA, .ecdsaWithSHA512: .sha512
    case .ed25519: nil
    }
  }

  /// The hashes that we sign.
  public enum Digest: Hashable, Sendable {
    /// SHA-256.
    case sha256
    /// SHA-384.
    case sha384
    /// SHA-512.
    case sha512
  }

  /// The algorithm's identifier (RFC 8017 A.2.4, RFC 5758 §3.2, RFC 8410 §3).
  var oid: OID {
    switch self {
    case .sha256WithRSA: .sha256WithRSA
    case .sha384WithRSA: .sha384WithRSA
    case .sha512WithRSA: .sha512WithRSA
    case .ecdsaWithSHA256: .ecdsaWithSHA256
    case .ecdsaWithSHA384: .ecdsaWithSHA384
    case .ecdsaWithSHA512: .ecdsaWithSHA512
    case .ed25519: .ed25519
    }
  }
}

extension OID {
  fileprivate static let sha256WithRSA = OID(1, 2, 840, 113_549, 1, 1, 11)
  fileprivate static let sha384WithRSA = OID(1, 2, 840, 113_549, 1, 1, 12)
  fileprivate static let sha512WithRSA = OID(1, 2, 840, 113_549, 1, 1, 13)
  fileprivate static let ecdsaWithSHA256 = OID(1, 2, 840, 10045, 4, 3, 2)
  fileprivate static let ecdsaWithSHA384 = OID(1, 2, 840, 10045, 4, 3, 3)
  fileprivate static let ecdsaWithSHA512 = OID(1, 2, 840, 10045, 4, 3, 4)
}
