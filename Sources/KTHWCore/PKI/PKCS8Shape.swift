/// A private key in PKCS#8's `PrivateKeyInfo` (RFC 5208 §5, RFC 5958 §2),
/// lent from memory that somebody else owns and wipes.
struct PKCS8Shape {
  var algorithm: AlgorithmIdentifier
  /// The contents of the OCTET STRING: an encoding of the algorithm's own.
  var key: UnsafeRawBufferPointer

  /// The version, 0, as INTEGER.
  private static let version: [UInt8] = [0x02, 0x01, 0x00]

  /// Writes the shell around a key of a known size, which `body` writes.
  ///
  /// - Throws: what making a secret throws.
  static func secret(
    _ algorithm: AlgorithmIdentifier,
    keySize: Int,
    _ body: (inout SecretDERWriter) -> Void
  ) throws -> SecretBytes {
    let identifier = algorithm.der
    let contentsSize =
      version.count + identifier.count + DERLength.ofElement(contents: keySize)
    return try SecretDERWriter.secret(size: DERLength.ofElement(contents: contentsSize)) {
      $0.header(.sequence, contentsSize)
      $0.encoded(version)
      $0.encoded(identifier)
      $0.header(.octetString, keySize)
      body(&$0)
    }
  }

  /// The encoding of an Ed25519 key from its 32 octets of seed (RFC 8410 §7).
  ///
  /// - Throws: what making a secret throws.
  static func ed25519(seed: UnsafeRawBufferPointer) throws -> SecretBytes {
    try secret(.ed25519, keySize: DERLength.ofElement(contents: seed.count)) {
      $0.element(.octetString, seed)
    }
  }

  /// Reads a `PrivateKeyInfo`, or a `OneAsymmetricKey` of version 1, whose
  /// public key is left aside, and lends its parts.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  init(der: UnsafeRawBufferPointer) throws {
    var reader = DERReader(der)
    (algorithm, key) = try reader.inside { reader in
      guard try reader.smallInteger() <= 1 else {
        throw reader.failure("a PrivateKeyInfo of a version above 1")
      }
      let algorithm = try AlgorithmIdentifier(from: &reader)
      let key = try reader.octetString()
      _ = try reader.optional(.constructed(0))
      _ = try reader.optional(.primitive(1))
      return (algorithm, key)
    }
    try reader.finish()
  }
}
