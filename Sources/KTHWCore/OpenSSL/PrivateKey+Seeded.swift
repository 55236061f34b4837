internal import COpenSSL

/// Makes keys of octets that are given, the same key of the same octets.
///
/// Nothing here asks OpenSSL for chance, and each step is defined by its
/// standard, so that the keys do not depend on the version of OpenSSL.
enum SeededKey {
  static func make(
    _ specification: KeySpecification,
    from stream: KeyStream,
    using engine: Engine
  ) throws -> PrivateKey {
    switch specification {
    case .rsa(let bits):
      let numbers = try rsa(bits: bits, stream, engine)
      return try PrivateKey(adopting: OwnedKey(rsa: numbers), kind: .rsa(bits: bits))
    case .p256: return try ec(.p256, stream, engine)
    case .p384: return try ec(.p384, stream, engine)
    case .p521: return try ec(.p521, stream, engine)
    case .ed25519:
      let key = try stream.secret(32).withUnsafeBytes { try OwnedKey(ed25519: $0).relinquish() }
      return try PrivateKey(adopting: OwnedKey(adopting: key), kind: .ed25519)
    }
  }

  // MARK: ECDSA

  /// A key of extra octets (FIPS 186-5 §A.2.1): so many more than the order
  /// that the remainder favours no number.
  private static func ec(
    _ curve: NamedCurve,
    _ stream: KeyStream,
    _ engine: Engine
  ) throws -> PrivateKey {
    let doing = "making a key on the curve \(curve.name)"
    let group = try curve.group()
    let scalar = try stream.secret(curve.orderOctets() + 8).withUnsafeBytes {
      try OwnedNumber.secret($0).relinquish()
    }
    let number = OwnedNumber(adopting: scalar)
    let limit = try OwnedNumber.secret()
    try OpenSSLCall.require(doing) {
      // Lends the curve's own number.
      BN_sub(limit.pointer, EC_GROUP_get0_order(group.pointer), BN_value_one())
    }
    try OpenSSLCall.require(doing) {
      BN_div(nil, number.pointer, number.pointer, limit.pointer, engine.numbers.pointer)
    }
    try OpenSSLCall.require(doing) { BN_add_word(number.pointer, 1) }
    let point = try CheckedKey.multiple(of: number, on: group, engine.numbers)
    return try PrivateKey(
      adopting: OwnedKey(curve: group, scalar: number, point: point),
      kind: .ec(curve)
    )
  }

  // MARK: RSA

  private static func rsa(
    bits: Int,
    _ stream: KeyStream,
    _ engine: Engine
  ) throws -> RSAKeyNumbers {
    // As with random primes, ten unfit pairs in a row mean a fault.
    var unfit: RSAKeyNumbers.Unfit?
    for _ in 0..<10 {
      let first = try prime(bits: bits - bits / 2, stream, engine)
      let second = try prime(bits: bits / 2, stream, engine)
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

  /// Draws numbers until one is prime (FIPS 186-5 §A.1.3).
  private static func prime(
    bits: Int,
    _ stream: KeyStream,
    _ engine: Engine
  ) throws -> OwnedNumber {
    let doing = "finding a prime of \(bits) bits"
    // One in 355 odd numbers of 1024 bits is prime, one in 1,420 of 4096.
    for _ in 0..<(bits * 20) {
      let drawn = try stream.secret((bits + 7) / 8)
      let number = OwnedNumber(
        adopting: try drawn.withUnsafeBytes { try OwnedNumber.secret($0).relinquish() }
      )
      let surplus = (bits + 7) / 8 * 8 - bits
      try OpenSSLCall.require(doing) {
        BN_rshift(number.pointer, number.pointer, Int32(surplus))
      }
      // Both top bits, so that the product has its full length; the lowest,
      // since even numbers are no primes.
      for bit in [bits - 1, bits - 2, 0] {
        try OpenSSLCall.require(doing) { BN_set_bit(number.pointer, Int32(bit)) }
      }
      let verdict = try OpenSSLCall.count(doing) {
        // Its own chance decides how it looks, never what it finds.
        BN_check_prime(number.pointer, engine.numbers.pointer, nil)
      }
      if verdict == 1 { return number }
    }
    throw KTHWError(.cryptography, "\(doing) failed")
  }
}
