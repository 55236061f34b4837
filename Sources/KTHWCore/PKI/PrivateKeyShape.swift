/// A private key as it stands in a file, whatever the encoding; lent from
/// memory that somebody else owns and wipes.
enum PrivateKeyShape {
  case rsa(RSAPrivateKeyShape)
  case ec(ECPrivateKeyShape)
  /// The 32 octets of seed.
  case ed25519(UnsafeRawBufferPointer)
  /// PKCS#8 of an algorithm that we do not use.
  case other(AlgorithmIdentifier)
  /// PKCS#8's `EncryptedPrivateKeyInfo` (RFC 5208 §6).
  case encrypted

  /// Tells the encoding by its structure, because labels lie: cfssl calls
  /// PKCS#8 `Ed25519 PRIVATE KEY`, and tools mix up the others.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` or
  ///   ``KTHWError/Code/unsupported``.
  init(der: UnsafeRawBufferPointer) throws {
    var reader = DERReader(der)
    let outer = try reader.element(.sequence)
    try reader.finish()
    var inner = DERReader(outer.contents, origin: outer.origin)
    if inner.nextTag == .sequence {
      self = try PrivateKeyShape.encrypted(&inner)
      return
    }
    _ = try inner.smallInteger()
    switch inner.nextTag {
    case .sequence?: self = try PrivateKeyShape(pkcs8: PKCS8Shape(der: der))
    case .octetString?: self = .ec(try ECPrivateKeyShape(sec1: der))
    case .integer?: self = .rsa(try RSAPrivateKeyShape(pkcs1: der))
    default: throw inner.failure("this is no private key that PKCS#8, PKCS#1 or SEC1 describe")
    }
  }

  private static func encrypted(_ inner: inout DERReader) throws -> PrivateKeyShape {
    _ = try inner.element(.sequence)
    _ = try inner.element(.octetString)
    try inner.finish()
    return .encrypted
  }

  private init(pkcs8 shell: PKCS8Shape) throws {
    switch shell.algorithm.algorithm {
    case .rsaEncryption:
      self = .rsa(try RSAPrivateKeyShape(pkcs1: shell.key))
    case .ecPublicKey:
      var key = try ECPrivateKeyShape(sec1: shell.key)
      guard let curve = shell.algorithm.curve else {
        throw KTHWError(.unsupported, "elliptic curves without a name are not supported")
      }
      guard key.curve == nil || key.curve == curve else {
        throw KTHWError(.syntax, "the private key names two different curves")
      }
      key.curve = curve
      self = .ec(key)
    case .ed25519:
      var reader = DERReader(shell.key)
      let seed = try reader.octetString()
      try reader.finish()
      guard seed.count == 32 else {
        throw KTHWError(.syntax, "an Ed25519 private key has 32 octets, not \(seed.count)")
      }
      self = .ed25519(seed)
    default:
      self = .other(shell.algorithm)
    }
  }
}
