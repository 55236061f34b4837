/// A public key with its algorithm (RFC 5280 §4.1.2.7), encoded and taken apart.
struct SubjectPublicKeyInfo: Hashable, Sendable {
  var algorithm: AlgorithmIdentifier
  /// The contents of the BIT STRING: an RSAPublicKey, a point, or 32 octets.
  var keyBits: [UInt8]

  init(_ algorithm: AlgorithmIdentifier, keyBits: [UInt8]) {
    self.algorithm = algorithm
    self.keyBits = keyBits
  }

  /// An RSA key from its big-endian numbers (RFC 8017 A.1.1).
  static func rsa(modulus: some Collection<UInt8>, publicExponent: some Collection<UInt8>) -> Self {
    let key = DERWriter.bytes(capacity: modulus.count + 16) {
      $0.sequence {
        $0.integer(unsigned: modulus)
        $0.integer(unsigned: publicExponent)
      }
    }
    return SubjectPublicKeyInfo(.rsaEncryption, keyBits: key)
  }

  /// A key on a curve from its uncompressed point, `04 X Y` (RFC 5480 §2.2).
  static func ec(curve: OID, point: [UInt8]) -> Self {
    SubjectPublicKeyInfo(.ecPublicKey(curve), keyBits: point)
  }

  /// An Ed25519 key from its 32 octets (RFC 8410 §4).
  static func ed25519(_ key: [UInt8]) -> Self {
    SubjectPublicKeyInfo(.ed25519, keyBits: key)
  }

  var der: [UInt8] {
    DERWriter.bytes(capacity: keyBits.count + 32) {
      $0.sequence {
        $0.encoded(algorithm.der)
        $0.bitString(keyBits)
      }
    }
  }

  /// Takes an encoded key apart; algorithms that we never use are read as well.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  init(der: [UInt8]) throws {
    self = try DERReader.read(der) { reader in
      try reader.inside { reader in
        let algorithm = try AlgorithmIdentifier(from: &reader)
        return SubjectPublicKeyInfo(algorithm, keyBits: Array(try reader.bitString()))
      }
    }
  }

  /// The RSA modulus and exponent, big-endian without leading zeros, where
  /// the key is for RSA.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  func rsaNumbers() throws -> (modulus: [UInt8], publicExponent: [UInt8])? {
    guard algorithm.algorithm == .rsaEncryption else { return nil }
    return try DERReader.read(keyBits) { reader in
      try reader.inside { reader in
        (Array(try reader.unsignedInteger()), Array(try reader.unsignedInteger()))
      }
    }
  }

  /// The length of an RSA modulus, or nil for other keys.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  func rsaBits() throws -> Int? {
    guard let modulus = try rsaNumbers()?.modulus, let first = modulus.first else { return nil }
    return modulus.count * 8 - first.leadingZeroBitCount
  }

  /// What kind of key it is, or nil for one that we never make.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  func specification() throws -> KeySpecification? {
    if let bits = try rsaBits() { return try? KeySpecification(algorithm: "rsa", bits: bits) }
    if algorithm.algorithm == .ed25519 { return .ed25519 }
    return algorithm.curve.flatMap(KeySpecification.init(curve:))
  }

  /// The algorithm in words: `RSA 2048 bits`, `ECDSA P-256`, `Ed25519`; an
  /// object identifier where we know no name.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  func algorithmName() throws -> String {
    if let bits = try rsaBits() { return "RSA \(bits) bits" }
    if let curve = algorithm.curve { return "ECDSA \(Self.curveNames[curve] ?? "\(curve)")" }
    return Self.algorithmNames[algorithm.algorithm] ?? "\(algorithm.algorithm)"
  }

  private static let curveNames: [OID: String] = [
    .prime256v1: "P-256", .secp384r1: "P-384", .secp521r1: "P-521",
    OID(1, 3, 132, 0, 33): "P-224", OID(1, 3, 132, 0, 10): "secp256k1",
  ]

  private static let algorithmNames: [OID: String] = [
    .ed25519: "Ed25519", OID(1, 3, 101, 113): "Ed448", OID(1, 3, 101, 110): "X25519",
    OID(1, 2, 840, 10040, 4, 1): "DSA", OID(1, 2, 840, 113_549, 1, 1, 10): "RSA-PSS",
    .ecPublicKey: "ECDSA with explicit parameters",
  ]
}

extension PublicKey {
  /// Creates a public key from its encoding.
  ///
  /// - Parameters:
  ///   - subjectPublicKeyInfo: the DER.
  ///   - sha1: gives the SHA-1 of octets; this room does no cryptography.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``; what `sha1` throws.
  init(subjectPublicKeyInfo: [UInt8], sha1: (_ octets: [UInt8]) throws -> [UInt8]) throws {
    let info = try SubjectPublicKeyInfo(der: subjectPublicKeyInfo)
    self.init(
      specification: try info.specification(),
      algorithmName: try info.algorithmName(),
      subjectPublicKeyInfo: subjectPublicKeyInfo,
      keyBits: info.keyBits,
      keyIdentifier: try sha1(info.keyBits)
    )
  }
}
