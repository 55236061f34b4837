internal import COpenSSL

/// Checks whether certificates are signed with one key, many of them one
/// after another on one thread.
///
/// ``ChainVerifier`` parses signer and certificate anew for each question,
/// which takes several times as long as the question itself.
final class SignatureChecker {
  private let engine: Engine
  private let algorithm: SignatureAlgorithm
  private let key: OwnedKey
  /// Nil but for RSA.
  private let operation: Operation?

  /// Prepares to check.
  ///
  /// - Parameters:
  ///   - publicKey: the signer's; of a kind that we make.
  ///   - engine: the calling thread's engine; the checker keeps it.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/unsupported`` for other
  ///   kinds of keys, or ``KTHWError/Code/cryptography``.
  init(_ publicKey: PublicKey, using engine: Engine) throws {
    guard let specification = publicKey.specification else {
      throw KTHWError(.unsupported, "signatures by \(publicKey.algorithmName) are not checked")
    }
    self.engine = engine
    algorithm = SignatureAlgorithm(for: specification)
    let key = try SignatureChecker.key(publicKey, specification)
    if specification.isRSA, let digest = algorithm.digest {
      operation = try Operation(key, engine.digest(digest))
    } else {
      operation = nil
    }
    self.key = key
  }

  private static func key(
    _ publicKey: PublicKey,
    _ specification: KeySpecification
  ) throws -> OwnedKey {
    switch specification {
    case .p256: try OwnedKey(curve: .p256, point: publicKey.keyBits)
    case .p384: try OwnedKey(curve: .p384, point: publicKey.keyBits)
    case .p521: try OwnedKey(curve: .p521, point: publicKey.keyBits)
    case .rsa, .ed25519: try OwnedKey(subjectPublicKeyInfo: publicKey.subjectPublicKeyInfo)
    }
  }

  /// Whether the key signed a certificate.
  ///
  /// - Parameter certificate: the DER, which OpenSSL could read.
  /// - Returns: false also for signatures of another algorithm than the one
  ///   that goes with the key.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax`` or
  ///   ``KTHWError/Code/cryptography``.
  func signed(_ certificate: [UInt8]) throws -> Bool {
    defer { OpenSSLCall.forgetErrors() }
    return try DERReader.read(certificate) { reader in
      try reader.inside { reader in
        let body = try reader.element(.sequence).whole
        let named = try reader.element(.sequence).whole
        let signature = try reader.bitString()
        guard named.elementsEqual(algorithm.identifier.der) else { return false }
        return try isSignature(signature, of: body)
      }
    }
  }

  private func isSignature(
    _ signature: UnsafeRawBufferPointer,
    of body: UnsafeRawBufferPointer
  ) throws -> Bool {
    let octets = signature.assumingMemoryBound(to: UInt8.self)
    guard let digest = algorithm.digest else {
      let hashing = engine.hashing.pointer
      let doing = "preparing to check a signature"
      try OpenSSLCall.require(doing) {
        EVP_DigestVerifyInit_ex(hashing, nil, nil, nil, nil, key.pointer, nil)
      }
      defer { EVP_MD_CTX_reset(hashing) }
      let text = body.assumingMemoryBound(to: UInt8.self)
      return EVP_DigestVerify(
        hashing,
        octets.baseAddress,
        octets.count,
        text.baseAddress,
        text.count
      ) == 1
    }
    return digest.withHash(of: body) { hash in
      guard let operation else { return key.isCurveSignature(octets, of: hash) }
      return EVP_PKEY_verify(
        operation.context.pointer,
        octets.baseAddress,
        octets.count,
        hash.baseAddress,
        hash.count
      ) == 1
    }
  }

  /// What checking with one RSA key needs; made once.
  private final class Operation {
    let context: OwnedKeyContext

    init(_ key: borrowing OwnedKey, _ digest: OpaquePointer) throws {
      let doing = "preparing to check signatures"
      let context = OwnedKeyContext(
        adopting: try OpenSSLCall.pointer(doing) {
          // Holds a reference to the key of its own.
          EVP_PKEY_CTX_new_from_pkey(nil, key.pointer, nil)
        }
      )
      try OpenSSLCall.require(doing) { EVP_PKEY_verify_init(context.pointer) }
      try OpenSSLCall.require(doing) {
        EVP_PKEY_CTX_set_rsa_padding(context.pointer, RSA_PKCS1_PADDING)
      }
      try OpenSSLCall.require(doing) {
        EVP_PKEY_CTX_set_signature_md(context.pointer, digest)
      }
      self.context = context
    }
  }
}
