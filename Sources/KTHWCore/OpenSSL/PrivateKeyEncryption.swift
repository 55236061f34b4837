internal import COpenSSL

/// Opens and seals private keys with a passphrase.
enum PrivateKeyEncryption {
  /// The most bytes of DER that are taken for a key; RSA with 16384 bits, the
  /// longest that OpenSSL uses, takes 10 KiB.
  static let keyByteLimit = 64 << 10

  /// The rounds of PBKDF2 that we write: what OWASP's cheat sheet on storing
  /// passwords asks of HMAC-SHA-256.
  static let roundsWritten: Int32 = 600_000

  static let missingPassphrase = KTHWError(
    .keyIsEncrypted,
    "the private key is encrypted, and no passphrase is given"
  )

  static let wrongPassphrase = KTHWError(
    .wrongPassphrase,
    "the passphrase does not open the private key"
  )

  /// Opens a block of OpenSSL's traditional kind, whose headers say how.
  static func open(
    _ block: PEM.SecretBlock,
    with passphrase: SecretBytes?
  ) throws -> SecretBytes {
    guard let passphrase else { throw missingPassphrase }
    let lines = block.headers.map { "\($0.name): \($0.value)\n" }.joined() + "\n"
    var cipher = EVP_CIPHER_INFO()
    var header = Array(lines.utf8CString)
    try OpenSSLCall.require("reading how the private key is encrypted", code: .unsupported) {
      PEM_get_EVP_CIPHER_INFO(&header, &cipher)
    }
    return try SecretBytes(capacity: block.bytes.count) { memory, count in
      block.bytes.withUnsafeBytes { memory.copyMemory(from: $0) }
      var length = memory.count
      let start = memory.assumingMemoryBound(to: UInt8.self).baseAddress
      ERR_clear_error()
      // Decrypts in place and sets the length; asks our callback, no terminal.
      let status = withExtendedLifetime(passphrase) {
        PEM_do_header(
          &cipher,
          start,
          &length,
          { offer(memory: $0, capacity: $1, context: $3) },
          Unmanaged.passUnretained(passphrase).toOpaque()
        )
      }
      guard status == 1 else { throw openingFailure() }
      count = length
    }
  }

  /// Opens an `EncryptedPrivateKeyInfo` (RFC 5208 §6).
  static func open(
    pkcs8 der: UnsafeRawBufferPointer,
    with passphrase: SecretBytes?
  ) throws -> SecretBytes {
    var reader = DERReader(der)
    let (scheme, sealed) = try reader.inside { reader in
      (try reader.element(.sequence).whole, try reader.octetString())
    }
    // Before anybody is asked for a passphrase.
    try KeyEncryption(scheme: scheme).refuseCostly()
    guard let passphrase else { throw missingPassphrase }
    let algorithm = try OpenSSLCall.pointer("reading how the key is encrypted", code: .syntax) {
      var next = scheme.assumingMemoryBound(to: UInt8.self).baseAddress
      return d2i_X509_ALGOR(nil, &next, scheme.count)
    }
    defer { X509_ALGOR_free(algorithm) }
    guard let opened = crypt(sealed, algorithm, passphrase, isSealing: false) else {
      throw openingFailure()
    }
    return opened
  }

  /// Says why OpenSSL did not open a key: mostly the passphrase is wrong.
  private static func openingFailure() -> KTHWError {
    let errors = OpenSSLCall.drainedErrors()
    guard errors.contains(where: \.meansUnsupported) else { return wrongPassphrase }
    return KTHWError(
      .unsupported,
      "the private key is encrypted in a way that this OpenSSL does not do",
      hint: "encrypt a copy anew with: openssl pkcs8 -topk8 -v2 aes256 -in FILE -out COPY",
      details: errors.map(\.text)
    )
  }

  /// Makes an `EncryptedPrivateKeyInfo`.
  static func seal(
    pkcs8 der: UnsafeRawBufferPointer,
    with passphrase: SecretBytes
  ) throws -> SecretBytes {
    guard passphrase.count > 0 else {
      throw KTHWError(.invalidValue, "an empty passphrase protects nothing")
    }
    try OpenSSLLibrary.start()
    let doing = "encrypting a private key"
    let algorithm = try OpenSSLCall.pointer(doing) {
      // No salt or start given: OpenSSL takes random ones, 16 bytes of salt.
      PKCS5_pbe2_set_iv(
        EVP_aes_256_cbc(),
        roundsWritten,
        nil,
        16,
        nil,
        NID_hmacWithSHA256
      )
    }
    defer { X509_ALGOR_free(algorithm) }
    guard let sealed = crypt(der, algorithm, passphrase, isSealing: true) else {
      throw OpenSSLCall.failure(doing)
    }
    let count = try OpenSSLCall.count(doing) { i2d_X509_ALGOR(algorithm, nil) }
    let scheme = [UInt8](unsafeUninitializedCapacity: count) { memory, written in
      var next = memory.baseAddress
      written = Int(i2d_X509_ALGOR(algorithm, &next))
    }
    let contents = scheme.count + DERLength.ofElement(contents: sealed.count)
    return try SecretDERWriter.secret(size: DERLength.ofElement(contents: contents)) { writer in
      writer.header(.sequence, contents)
      writer.encoded(scheme)
      sealed.withUnsafeBytes { writer.element(.octetString, $0) }
    }
  }

  /// Encrypts or decrypts; nil where OpenSSL fails.
  private static func crypt(
    _ bytes: UnsafeRawBufferPointer,
    _ algorithm: UnsafeMutablePointer<X509_ALGOR>,
    _ passphrase: SecretBytes,
    isSealing: Bool
  ) -> SecretBytes? {
    var output: UnsafeMutablePointer<UInt8>?
    var length: Int32 = 0
    ERR_clear_error()
    let result = passphrase.withUnsafeBytes { passphrase in
      PKCS12_pbe_crypt(
        algorithm,
        passphrase.assumingMemoryBound(to: CChar.self).baseAddress,
        Int32(passphrase.count),
        bytes.assumingMemoryBound(to: UInt8.self).baseAddress,
        Int32(bytes.count),
        &output,
        &length,
        isSealing ? 1 : 0
      )
    }
    guard result != nil, let output else { return nil }
    defer { CRYPTO_clear_free(output, Int(length), nil, 0) }
    return SecretBytes(copying: UnsafeRawBufferPointer(start: output, count: Int(length)))
  }
}

/// Answers OpenSSL's question for a passphrase with the one given; without
/// an answer of ours, OpenSSL would ask on the terminal.
private func offer(
  memory: UnsafeMutablePointer<CChar>?,
  capacity: Int32,
  context: UnsafeMutableRawPointer?
) -> Int32 {
  guard let memory, let context else { return -1 }
  let passphrase = Unmanaged<SecretBytes>.fromOpaque(context).takeUnretainedValue()
  guard passphrase.count <= Int(capacity) else { return -1 }
  passphrase.withUnsafeBytes {
    UnsafeMutableRawBufferPointer(start: memory, count: Int(capacity)).copyMemory(from: $0)
  }
  return Int32(passphrase.count)
}
