internal import COpenSSL

/// How an unencrypted private key is written.
public enum PrivateKeyFormat: Hashable, Sendable {
  /// As cfssl and older OpenSSL write it: PKCS#1 for RSA (`RSA PRIVATE KEY`),
  /// SEC1 for ECDSA (`EC PRIVATE KEY`). Ed25519 has no such form and is
  /// written as PKCS#8; cfssl's label `Ed25519 PRIVATE KEY` is read but not
  /// written, because nothing else reads it.
  case traditional
  /// PKCS#8 (`PRIVATE KEY`, RFC 5208) for every kind of key.
  case pkcs8
}

/// A private key: made, read, written, and used through ``OpenSSLSigner``.
///
/// The key lives in OpenSSL's memory and is wiped when the last reference
/// goes. It may be shared between threads, because nothing changes it.
public final class PrivateKey: @unchecked Sendable, CustomStringConvertible,
  CustomDebugStringConvertible, CustomReflectable
{
  // Unchecked: OpenSSL's functions that only read an EVP_PKEY may be called
  // from several threads, and no other are called after initialisation.
  let key: OwnedKey
  /// What the key is, down to curves that we never make.
  let kind: KeyKind

  /// The public half.
  public let publicKey: PublicKey

  init(adopting key: consuming OwnedKey, kind: KeyKind) throws {
    publicKey = try PublicKey(of: key, kind: kind)
    self.kind = kind
    self.key = key
  }

  /// Makes a key.
  ///
  /// - Parameters:
  ///   - specification: what kind of key.
  ///   - engine: the calling thread's engine.
  ///   - primesSideBySide: whether the second prime of an RSA key may be
  ///     looked for on a second thread; to be turned off where every
  ///     processor makes keys already.
  ///   - stream: decides what key comes out; nil, which is the rule, leaves it
  ///     to OpenSSL's random generator. One stream makes one key.
  /// - Returns: the key.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography``, or with
  ///   ``KTHWError/Code/invalidValue`` for RSA keys not of 2048 to 8192 bits.
  public static func generate(
    _ specification: KeySpecification,
    using engine: Engine,
    primesSideBySide: Bool = Processors.available > 1,
    from stream: KeyStream? = nil
  ) throws -> PrivateKey {
    if case .rsa(let bits) = specification, !(2048...8192).contains(bits) {
      throw KTHWError(
        .invalidValue,
        "RSA keys have 2048 to 8192 bits, not \(bits)",
        hint: "use 2048, 3072 or 4096"
      )
    }
    if let stream { return try SeededKey.make(specification, from: stream, using: engine) }
    switch specification {
    case .rsa(let bits):
      let numbers = try RSAKeyMaking.numbers(
        bits: bits,
        using: engine,
        sideBySide: primesSideBySide
      )
      return try PrivateKey(adopting: OwnedKey(rsa: numbers), kind: .rsa(bits: bits))
    case .p256: return try generate(on: .p256)
    case .p384: return try generate(on: .p384)
    case .p521: return try generate(on: .p521)
    case .ed25519:
      let key = try OpenSSLCall.pointer("making an Ed25519 key") { kthw_ed25519_key_generate() }
      return try PrivateKey(adopting: OwnedKey(adopting: key), kind: .ed25519)
    }
  }

  private static func generate(on curve: NamedCurve) throws -> PrivateKey {
    try PrivateKey(adopting: OwnedKey(generatedOn: curve.group()), kind: .ec(curve))
  }

  /// Whether this key is the private half of a public key.
  public func matches(_ publicKey: PublicKey) -> Bool {
    // The bits alone could be those of another curve or algorithm.
    guard self.publicKey.subjectPublicKeyInfo != publicKey.subjectPublicKeyInfo else { return true }
    // The same key can be encoded in more than one way: a point compressed,
    // RSA's parameters absent.
    guard let other = try? OwnedKey(subjectPublicKeyInfo: publicKey.subjectPublicKeyInfo) else {
      return false
    }
    defer { OpenSSLCall.forgetErrors() }
    return EVP_PKEY_eq(key.pointer, other.pointer) == 1
  }

  /// Says what kind of key it is, and nothing else.
  public var description: String { "PrivateKey(\(publicKey.algorithmName))" }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
