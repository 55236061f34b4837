/// How a passphrase protects a private key: what turns it into a key, and the
/// cipher.
///
/// It can be read without the passphrase.
public struct KeyEncryption: Hashable, Sendable {
  /// What turns the passphrase into the key of the cipher.
  public var derivation: Derivation
  /// The cipher as OpenSSL calls it, such as `AES-256-CBC`, or its identifier.
  public var cipher: String

  /// Creates a description.
  public init(_ derivation: Derivation, cipher: String) {
    self.derivation = derivation
    self.cipher = cipher
  }

  /// What turns a passphrase into a key.
  public enum Derivation: Hashable, Sendable {
    /// PBKDF2 (RFC 8018 §5.2) with HMAC of a hash, such as `SHA-256`.
    case pbkdf2(hash: String, rounds: Int)
    /// scrypt (RFC 7914): N, r and p.
    case scrypt(cost: Int, blockSize: Int, parallelization: Int)
    /// PKCS #12's own (RFC 7292 appendix B).
    case pkcs12(rounds: Int)
    /// PBKDF1 of PBES1 (RFC 8018 §6.1), with MD5 or SHA-1.
    case pbkdf1(rounds: Int)
    /// OpenSSL's before PKCS #8: MD5, once.
    case traditional
  }
}

// MARK: - Judging

extension KeyEncryption {
  /// The most rounds that are done for a file: some seconds of work.
  static let roundLimit = 10_000_000

  /// The most octets that are reserved for scrypt, as in OpenSSL itself.
  static let memoryLimit = 32 << 20

  /// The most work that is done for scrypt, N × r × p: some seconds.
  static let scryptLimit = 1 << 23

  /// Refuses what would take minutes to open, or gigabytes: anybody can write
  /// that into a file.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/limitExceeded``.
  func refuseCostly() throws {
    switch derivation {
    case .pbkdf2(_, let rounds), .pkcs12(let rounds), .pbkdf1(let rounds):
      guard rounds <= KeyEncryption.roundLimit else {
        throw KTHWError(
          .limitExceeded,
          "opening the private key takes more than \(KeyEncryption.roundLimit) rounds of its hash"
        )
      }
    case .scrypt(let cost, let blockSize, let parallelization):
      let (memory, isHuge) = cost.multipliedReportingOverflow(by: blockSize)
      guard !isHuge, memory <= KeyEncryption.memoryLimit / 128 else {
        throw KTHWError(
          .limitExceeded,
          "opening the private key takes more than \(KeyEncryption.memoryLimit >> 20) MiB of memory"
        )
      }
      let (work, isEndless) = memory.multipliedReportingOverflow(by: parallelization)
      guard !isEndless, work <= KeyEncryption.scryptLimit else {
        throw KTHWError(
          .limitExceeded,
          "opening the private key takes too long: scrypt with p \(parallelization)"
        )
      }
    case .traditional: break
    }
  }

  /// Why guessing the passphrase is cheap, in words; nil where it is not.
  ///
  /// The measure is OWASP's cheat sheet on storing passwords, and for scrypt
  /// what `openssl pkcs8 -scrypt` does.
  public var weakness: String? {
    switch derivation {
    case .pbkdf2(let hash, let rounds):
      let wanted = KeyEncryption.recommendedRounds(of: hash)
      if rounds < wanted {
        return "PBKDF2 does \(rounds) rounds of HMAC-\(hash), where \(wanted) are recommended"
      }
    case .scrypt(let cost, let blockSize, _):
      let (memory, isHuge) = cost.multipliedReportingOverflow(by: blockSize)
      if !isHuge, memory < 16_384 * 8 {
        return "scrypt uses \(memory / 8) KiB of memory, where 16384 are recommended"
      }
    case .pkcs12(let rounds), .pbkdf1(let rounds):
      return "the passphrase is hashed \(rounds) times, in a way that was given up"
    case .traditional:
      return "the passphrase is hashed once, with MD5"
    }
    let old = ["DES", "RC2", "RC4"]
    return old.contains(where: cipher.hasPrefix) ? "the cipher \(cipher) was given up" : nil
  }

  /// The rounds of PBKDF2 that make a guess cost enough.
  static func recommendedRounds(of hash: String) -> Int {
    switch hash {
    case "SHA-1": 1_300_000
    case "SHA-384", "SHA-512": 210_000
    default: 600_000
    }
  }
}

extension KeyEncryption: CustomStringConvertible {
  /// The scheme in words: `PBKDF2 with 600000 rounds of HMAC-SHA-256, AES-256-CBC`.
  public var description: String {
    let words =
      switch derivation {
      case .pbkdf2(let hash, let rounds): "PBKDF2 with \(rounds) rounds of HMAC-\(hash)"
      case .scrypt(let cost, let blockSize, let parallelization):
        "scrypt with N \(cost), r \(blockSize), p \(parallelization)"
      case .pkcs12(let rounds): "PKCS #12 with \(rounds) rounds"
      case .pbkdf1(let rounds): "PBES1 with \(rounds) rounds"
      case .traditional: "MD5, once"
      }
    return words + ", " + cipher
  }
}
