internal import COpenSSL

/// Makes RSA keys from two primes of `BN_generate_prime_ex2`.
///
/// OpenSSL 3's own key generation builds each prime from auxiliary ones and
/// takes three times as long; the primes here are random ones of FIPS 186-5
/// §A.1.3's kind, tested with OpenSSL's full count of Miller–Rabin rounds.
enum RSAKeyMaking {
  /// Makes the numbers of a key.
  ///
  /// - Parameters:
  ///   - bits: the length of the modulus.
  ///   - engine: the calling thread's engine.
  ///   - sideBySide: whether the second prime is looked for on a second
  ///     thread meanwhile.
  /// - Returns: numbers that were checked.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography``.
  static func numbers(
    bits: Int,
    using engine: Engine,
    sideBySide: Bool
  ) throws -> RSAKeyNumbers {
    // A random pair is unfit about once in 30,000 times (p − 1 a multiple of
    // 65537), so ten in a row mean that something is broken.
    var unfit: RSAKeyNumbers.Unfit?
    for _ in 0..<10 {
      let first = try OwnedNumber.secret()
      let second = try OwnedNumber.secret()
      try fill(first, bits: bits - bits / 2, second, bits: bits / 2, engine, sideBySide)
      do {
        return try RSAKeyNumbers.derived(
          from: first,
          second,
          modulusBits: bits,
          using: engine.numbers
        )
      } catch let error as RSAKeyNumbers.Unfit {
        unfit = error
      }
    }
    throw KTHWError(
      .cryptography,
      "making an RSA key of \(bits) bits failed",
      details: unfit.map { ["no pair of primes was fit: \($0)"] } ?? []
    )
  }

  private static func fill(
    _ first: borrowing OwnedNumber,
    bits firstBits: Int,
    _ second: borrowing OwnedNumber,
    bits secondBits: Int,
    _ engine: Engine,
    _ sideBySide: Bool
  ) throws {
    let other = sideBySide ? OtherPrime(second.pointer, bits: secondBits) : nil
    // The other thread writes into `second`: it must have ended before we go.
    defer { SystemThread.wipeStack() }
    let own = Result { try search(first.pointer, bits: firstBits, engine.numbers) }
    let others = other.map { $0.finish() }
    try own.get()
    if let others {
      try others.get()
    } else {
      try search(second.pointer, bits: secondBits, engine.numbers)
    }
  }

  fileprivate static func search(
    _ number: OpaquePointer,
    bits: Int,
    _ context: borrowing OwnedNumberContext
  ) throws {
    try OpenSSLCall.require("finding a prime of \(bits) bits") {
      BN_generate_prime_ex2(number, Int32(bits), 0, nil, nil, nil, context.pointer)
    }
  }
}

/// A prime being looked for on a thread of its own.
private final class OtherPrime {
  private let thread: SystemThread
  private let result: Guarded<Result<Void, any Error>?>

  init?(_ number: OpaquePointer, bits: Int) {
    let result = Guarded<Result<Void, any Error>?>(nil)
    let address = UInt(bitPattern: number)
    let thread = SystemThread {
      let found = Result {
        guard let number = OpaquePointer(bitPattern: address) else { return }
        let numbers = OwnedNumberContext(
          adopting: try OpenSSLCall.pointer("making room for numbers") { BN_CTX_secure_new() }
        )
        try RSAKeyMaking.search(number, bits: bits, numbers)
      }
      result.withLock { $0 = found }
    }
    guard let thread else { return nil }
    self.thread = thread
    self.result = result
  }

  func finish() -> Result<Void, any Error> {
    thread.join()
    return result.withLock { $0 } ?? .failure(KTHWError(.cryptography, "a thread ended early"))
  }
}
