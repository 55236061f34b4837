internal import COpenSSL

/// libcrypto as a whole: its start, its version, its protected memory.
public enum OpenSSLLibrary {
  /// Whether nobody but us uses OpenSSL in this process.
  ///
  /// Unsafe: it is set, if at all, before the first use and the first thread.
  private nonisolated(unsafe) static var isAlone = false

  /// Starting the library costs more than a millisecond, so it happens once,
  /// at the first real use, and never for a command that only prints help.
  ///
  /// The system's `openssl.cnf` is left unread: what we make must not depend
  /// on the machine, and a broken file must not break us.
  private static let startStatus: Int32 =
    isAlone
    ? startAlone()
    : OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_LOAD_CONFIG), nil)

  /// Says that nobody but us uses OpenSSL in this process, which then starts
  /// with what we need and no more.
  ///
  /// For a program that ends soon, such as a command: at its first use OpenSSL
  /// otherwise registers every cipher and hash under every name that they ever
  /// had, and constructs every cipher for its random generator, which takes
  /// longer than making a P-256 key and two signatures. Another user of
  /// OpenSSL in the process would miss the rest. To be called before anything
  /// else of this library, and before the first thread; it costs nothing.
  public static func useAlone() {
    isAlone = true
  }

  /// Starts the library with the names that old files use: those of
  /// traditional encrypted keys, and the hashes of signatures.
  private static func startAlone() -> Int32 {
    // Without a clean-up at the end, too: what is secret is wiped where it is
    // let go, and the system takes the rest back faster.
    let options =
      OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ADD_ALL_CIPHERS
      | OPENSSL_INIT_NO_ADD_ALL_DIGESTS | OPENSSL_INIT_NO_ATEXIT
    let status = OPENSSL_init_crypto(UInt64(options), nil)
    let digests = [
      EVP_md5(), EVP_sha1(), EVP_sha224(), EVP_sha256(), EVP_sha384(), EVP_sha512(),
      EVP_sha512_224(), EVP_sha512_256(), EVP_sha3_224(), EVP_sha3_256(), EVP_sha3_384(),
      EVP_sha3_512(),
    ]
    for digest in digests { EVP_add_digest(digest) }
    let ciphers = [
      EVP_des_ede3_cbc(), EVP_aes_128_cbc(), EVP_aes_192_cbc(), EVP_aes_256_cbc(),
      EVP_camellia_128_cbc(), EVP_camellia_192_cbc(), EVP_camellia_256_cbc(),
    ]
    for cipher in ciphers { EVP_add_cipher(cipher) }
    // The default generator, CTR_DRBG, makes OpenSSL construct every cipher
    // it has. Hash_DRBG is of the same standard (NIST SP 800-90A), seeded from
    // the same source, and needs only a hash, which is needed anyway. Where it
    // is refused, the default does as well.
    RAND_set_DRBG_type(nil, "HASH-DRBG", nil, nil, "SHA256")
    ERR_clear_error()
    return status
  }

  /// Starts the library unless it runs already.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography``.
  static func start() throws {
    guard startStatus == 1 else { throw OpenSSLCall.failure("starting OpenSSL") }
  }

  /// Has the library find out ahead what it finds out when the first
  /// certificate is read and the first key of this thread made, which takes as
  /// long as making ten keys: for a thread that has nothing else to do yet.
  ///
  /// - Parameter source: where keys come from; with a seed, the system's
  ///   chance is not asked for.
  static func prepare(for source: KeySource) {
    guard (try? start()) != nil else { return }
    // Any public key does, such as that of the private number 1: the search
    // for who can read it is what takes long.
    if let point = try? NamedCurve.p256.group().generator() {
      let info = SubjectPublicKeyInfo.ec(curve: .prime256v1, point: point)
      _ = try? OwnedKey(subjectPublicKeyInfo: info.der)
    }
    if case .system = source { RAND_get0_private(nil) }
    OpenSSLCall.forgetErrors()
  }

  /// The library's own version line, such as `OpenSSL 3.0.19 27 Jan 2026`.
  public static var version: String {
    OpenSSL_version(OPENSSL_VERSION).map { String(cString: $0) } ?? "OpenSSL"
  }

  /// Reserves memory that is neither swapped out nor dumped, and in which
  /// OpenSSL then keeps private numbers.
  ///
  /// To be called once, before the first key; without it, and where the
  /// system refuses to lock memory, keys live in ordinary memory and are
  /// wiped all the same.
  ///
  /// - Parameter byteCount: a power of two. A key being made needs up to
  ///   64 KiB for each thread; what does not fit makes the operation fail.
  /// - Returns: whether the memory is reserved and locked.
  @discardableResult
  public static func reserveSecureMemory(byteCount: Int = 4 << 20) -> Bool {
    // 2 would mean: reserved, but the system did not lock it.
    CRYPTO_secure_malloc_init(byteCount, 32) == 1
  }
}
