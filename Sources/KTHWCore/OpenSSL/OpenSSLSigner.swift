internal import COpenSSL

/// Signs with a private key on one thread.
///
/// RSA signs as PKCS#1 v1.5, as cfssl does, never as PSS. The engine's
/// contexts are used, so the signer must stay on the engine's thread.
public final class OpenSSLSigner: Signer {
  private let key: PrivateKey
  private let engine: Engine
  /// Nil but for RSA.
  private let context: Context?
  /// Signs the same way each time, where that is wanted of an ECDSA key.
  private let repeatable: RepeatableSignature?
  /// How it signs: the hash grows with the key.
  public let signatureAlgorithm: SignatureAlgorithm

  /// The public half of the key.
  public var publicKey: PublicKey { key.publicKey }

  /// Prepares to sign.
  ///
  /// - Parameters:
  ///   - key: the key; the signer keeps it.
  ///   - engine: the calling thread's engine; the signer keeps it.
  ///   - allowsWeakKeys: whether RSA keys below 2048 bits may sign; they do
  ///     so with SHA-256 (cfssl uses SHA-1).
  ///   - source: with a seed, a key signs the same bytes the same way each
  ///     time (RFC 6979 for ECDSA; the others do so anyway).
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/unsupported`` for curves
  ///   other than P-256, P-384 and P-521, with ``KTHWError/Code/invalidValue``
  ///   for a weak key, or with ``KTHWError/Code/cryptography``.
  public init(
    _ key: PrivateKey,
    using engine: Engine,
    allowsWeakKeys: Bool = false,
    source: KeySource = .system
  ) throws {
    signatureAlgorithm = try OpenSSLSigner.algorithm(for: key.kind, allowsWeakKeys)
    self.key = key
    self.engine = engine
    context =
      if case .rsa = key.kind, let digest = signatureAlgorithm.digest {
        try Context(key, engine.digest(digest))
      } else {
        nil
      }
    repeatable =
      if case .seeded = source, case .ec(let curve) = key.kind,
        let digest = signatureAlgorithm.digest
      {
        RepeatableSignature(on: curve, with: digest)
      } else {
        nil
      }
  }

  private static func algorithm(
    for kind: KeyKind,
    _ allowsWeakKeys: Bool
  ) throws -> SignatureAlgorithm {
    switch kind {
    case .rsa(let bits):
      guard bits >= 2048 || allowsWeakKeys else {
        throw KTHWError(
          .invalidValue,
          "an RSA key of \(bits) bits is too weak to sign with",
          hint: "make a new key of 2048 bits or more"
        )
      }
      return SignatureAlgorithm(for: .rsa(bits: bits))
    case .ec(let curve):
      guard let specification = kind.specification else {
        throw KTHWError(
          .unsupported,
          "keys on the curve \(curve.name) are not used to sign",
          hint: "use P-256, P-384 or P-521"
        )
      }
      return SignatureAlgorithm(for: specification)
    case .ed25519: return .ed25519
    }
  }

  /// Signs bytes; for ECDSA the result is the DER of `Ecdsa-Sig-Value`.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography``.
  public func signature(of bytes: [UInt8]) throws -> [UInt8] {
    guard let digest = signatureAlgorithm.digest else { return try pureSignature(of: bytes) }
    return try bytes.withUnsafeBytes { bytes in
      try digest.withHash(of: bytes) { hash in
        if let repeatable {
          let hash = UnsafeRawBufferPointer(hash)
          return try repeatable.signature(of: hash, by: key.key, using: engine)
        }
        if let context { return try context.signature(of: hash, by: key) }
        return try key.key.curveSignature(of: hash)
      }
    }
  }

  /// Ed25519 hashes inside, twice, so it takes the whole text at once.
  private func pureSignature(of bytes: [UInt8]) throws -> [UInt8] {
    let hashing = engine.hashing.pointer
    try OpenSSLCall.require("preparing to sign") {
      // Whoever hashes next with this context starts it anew.
      EVP_DigestSignInit_ex(hashing, nil, nil, nil, nil, key.key.pointer, nil)
    }
    defer { EVP_MD_CTX_reset(hashing) }
    return try [UInt8](unsafeUninitializedCapacity: 64) { signature, count in
      count = 64
      try OpenSSLCall.require("signing") {
        bytes.withUnsafeBytes {
          EVP_DigestSign(
            hashing,
            signature.baseAddress,
            &count,
            $0.assumingMemoryBound(to: UInt8.self).baseAddress,
            $0.count
          )
        }
      }
    }
  }

  /// What signing with one RSA key needs; made once for a signer.
  private final class Context {
    private let operation: OwnedKeyContext

    init(_ key: PrivateKey, _ digest: OpaquePointer) throws {
      let doing = "preparing to sign"
      let operation = OwnedKeyContext(
        adopting: try OpenSSLCall.pointer(doing) {
          // Holds a reference to the key of its own.
          EVP_PKEY_CTX_new_from_pkey(nil, key.key.pointer, nil)
        }
      )
      try OpenSSLCall.require(doing) { EVP_PKEY_sign_init(operation.pointer) }
      try OpenSSLCall.require(doing) {
        EVP_PKEY_CTX_set_rsa_padding(operation.pointer, RSA_PKCS1_PADDING)
      }
      try OpenSSLCall.require(doing) {
        EVP_PKEY_CTX_set_signature_md(operation.pointer, digest)
      }
      self.operation = operation
    }

    func signature(
      of hash: UnsafeBufferPointer<UInt8>,
      by key: PrivateKey
    ) throws -> [UInt8] {
      let capacity = Int(EVP_PKEY_get_size(key.key.pointer))
      return try [UInt8](unsafeUninitializedCapacity: capacity) { signature, count in
        var length = capacity
        try OpenSSLCall.require("signing") {
          EVP_PKEY_sign(
            operation.pointer,
            signature.baseAddress,
            &length,
            hash.baseAddress,
            hash.count
          )
        }
        count = length
      }
    }
  }
}
