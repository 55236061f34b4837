internal import COpenSSL

/// libcrypto as a whole: its start, its version, its protected memory.
public enum OpenSSLLibrary {
  /// Starting the library costs more than a millisecond, so it happens once,
  /// at the first real use, and never for a command that only prints help.
  ///
  /// The system's `openssl.cnf` is left unread: what we make must not depend
  /// on the machine, and a broken file must not break us.
  private static let startStatus: Int32 =
    OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_LOAD_CONFIG), nil)

  /// Starts the library unless it runs already.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography``.
  static func start() throws {
    guard startStatus == 1 else { throw OpenSSLCall.failure("starting OpenSSL") }
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
