internal import COpenSSL

/// The numbers of an RSA key (RFC 8017 §3.2), of which all but the modulus
/// and the public exponent are secret.
struct RSAKeyNumbers: ~Copyable {
  let modulus: OwnedNumber
  let publicExponent: OwnedNumber
  let privateExponent: OwnedNumber
  let p: OwnedNumber
  let q: OwnedNumber
  /// The private exponent modulo p − 1.
  let exponentP: OwnedNumber
  /// The private exponent modulo q − 1.
  let exponentQ: OwnedNumber
  /// The inverse of q modulo p.
  let coefficient: OwnedNumber

  /// Why two primes make no key.
  enum Unfit: Error, Hashable {
    /// A prime is below √2 · 2^(length of its half − 1): the modulus could
    /// come out too short.
    case primeTooSmall
    /// The primes lie so close that the modulus can be factored.
    case primesTooClose
    /// p − 1 or q − 1 shares a factor with the public exponent.
    case exponentNotCoprime
    /// The modulus has not the length asked for.
    case wrongModulusLength
    /// The private exponent is small enough to be found.
    case privateExponentTooSmall
    /// The derived numbers do not undo each other: a fault in the machine.
    case inconsistent
  }

  /// The public exponent of every key that we make.
  static let exponentWord: UInt = 65537

  /// Derives a key from two primes, and checks the pair.
  ///
  /// The rules are those of FIPS 186-5 §A.1.1 (and FIPS 186-4 §B.3.1), for
  /// moduli of any length: |p − q| > 2^(length/2 − 100), both primes at
  /// least √2 · 2^(half − 1), the exponent coprime to p − 1 and q − 1, and
  /// 2^(length/2) < d < lcm(p − 1, q − 1). That p and q are prime is not
  /// looked into again.
  /// - Throws: ``Unfit``, or ``KTHWError`` when OpenSSL fails.
  static func derived(
    from p: consuming OwnedNumber,
    _ q: consuming OwnedNumber,
    modulusBits: Int,
    using context: borrowing OwnedNumberContext
  ) throws -> RSAKeyNumbers {
    // The larger one first, as most programs have it.
    if OwnedNumber.isLess(p, q) { BN_swap(p.pointer, q.pointer) }
    let doing = "deriving an RSA key from its primes"
    let scratch = context.pointer
    let shortHalf = modulusBits / 2
    guard RSAKeyNumbers.hasTopOfHalf(p, bits: modulusBits - shortHalf),
      RSAKeyNumbers.hasTopOfHalf(q, bits: shortHalf)
    else { throw Unfit.primeTooSmall }

    let difference = try OwnedNumber.secret()
    try OpenSSLCall.require(doing) { BN_sub(difference.pointer, p.pointer, q.pointer) }
    // A number of n bits is at least 2^(n − 1); "more than" needs the + 1
    // and leaves out the one number in between.
    guard difference.bitCount > max(shortHalf - 100, 0) + 1 else { throw Unfit.primesTooClose }

    let modulus = try OwnedNumber.secret()
    try OpenSSLCall.require(doing) { BN_mul(modulus.pointer, p.pointer, q.pointer, scratch) }
    guard modulus.bitCount == modulusBits else { throw Unfit.wrongModulusLength }

    let exponent = try OwnedNumber.plain(RSAKeyNumbers.exponentWord)
    let pMinus1 = try RSAKeyNumbers.predecessor(of: p)
    let qMinus1 = try RSAKeyNumbers.predecessor(of: q)
    // 65537 is prime, so coprime means not a multiple.
    guard BN_mod_word(pMinus1.pointer, RSAKeyNumbers.exponentWord) != 0,
      BN_mod_word(qMinus1.pointer, RSAKeyNumbers.exponentWord) != 0
    else { throw Unfit.exponentNotCoprime }

    let product = try OwnedNumber.secret()
    let common = try OwnedNumber.secret()
    let multiple = try OwnedNumber.secret()
    try OpenSSLCall.require(doing) {
      BN_mul(product.pointer, pMinus1.pointer, qMinus1.pointer, scratch)
    }
    try OpenSSLCall.require(doing) {
      BN_gcd(common.pointer, pMinus1.pointer, qMinus1.pointer, scratch)
    }
    try OpenSSLCall.require(doing) {
      BN_div(multiple.pointer, nil, product.pointer, common.pointer, scratch)
    }
    let d = try RSAKeyNumbers.inverse(of: exponent, modulo: multiple, scratch)
    guard d.bitCount > shortHalf else { throw Unfit.privateExponentTooSmall }

    let exponentP = try RSAKeyNumbers.remainder(of: d, by: pMinus1, scratch)
    let exponentQ = try RSAKeyNumbers.remainder(of: d, by: qMinus1, scratch)
    let coefficient = try RSAKeyNumbers.inverse(of: q, modulo: p, scratch)
    let numbers = RSAKeyNumbers(
      modulus: modulus,
      publicExponent: exponent,
      privateExponent: d,
      p: p,
      q: q,
      exponentP: exponentP,
      exponentQ: exponentQ,
      coefficient: coefficient
    )
    guard try numbers.isConsistent(using: context) else { throw Unfit.inconsistent }
    return numbers
  }

  /// Takes numbers that were read, unchecked.
  init(
    modulus: consuming OwnedNumber,
    publicExponent: consuming OwnedNumber,
    privateExponent: consuming OwnedNumber,
    p: consuming OwnedNumber,
    q: consuming OwnedNumber,
    exponentP: consuming OwnedNumber,
    exponentQ: consuming OwnedNumber,
    coefficient: consuming OwnedNumber
  ) {
    self.modulus = modulus
    self.publicExponent = publicExponent
    self.privateExponent = privateExponent
    self.p = p
    self.q = q
    self.exponentP = exponentP
    self.exponentQ = exponentQ
    self.coefficient = coefficient
  }
}

extension RSAKeyNumbers {
  /// Whether the numbers belong together: n = p·q, each exponent undoes the
  /// public one, q times the coefficient is 1 modulo p.
  ///
  /// A signature made with numbers that do not can give the key away, and
  /// the check costs thousandths of what testing p and q for primality would.
  borrowing func isConsistent(using context: borrowing OwnedNumberContext) throws -> Bool {
    let doing = "checking the numbers of an RSA key"
    let scratch = context.pointer
    guard !BN_is_zero(p.pointer).isTrue, !BN_is_zero(q.pointer).isTrue,
      BN_is_odd(publicExponent.pointer).isTrue, publicExponent.bitCount > 1,
      BN_is_odd(modulus.pointer).isTrue
    else { return false }
    let product = try OwnedNumber.secret()
    try OpenSSLCall.require(doing) { BN_mul(product.pointer, p.pointer, q.pointer, scratch) }
    guard BN_cmp(product.pointer, modulus.pointer) == 0, !BN_is_one(p.pointer).isTrue,
      !BN_is_one(q.pointer).isTrue
    else { return false }
    let pMinus1 = try RSAKeyNumbers.predecessor(of: p)
    let qMinus1 = try RSAKeyNumbers.predecessor(of: q)
    func isInverse(
      _ left: borrowing OwnedNumber,
      _ right: borrowing OwnedNumber,
      modulo number: borrowing OwnedNumber
    ) throws -> Bool {
      try OpenSSLCall.require(doing) {
        BN_mod_mul(product.pointer, left.pointer, right.pointer, number.pointer, scratch)
      }
      return BN_is_one(product.pointer).isTrue
    }
    return try OwnedNumber.isLess(privateExponent, modulus) && OwnedNumber.isLess(exponentP, p)
      && OwnedNumber.isLess(exponentQ, q) && OwnedNumber.isLess(coefficient, p)
      && isInverse(privateExponent, publicExponent, modulo: pMinus1)
      && isInverse(privateExponent, publicExponent, modulo: qMinus1)
      && isInverse(exponentP, publicExponent, modulo: pMinus1)
      && isInverse(exponentQ, publicExponent, modulo: qMinus1)
      && isInverse(coefficient, q, modulo: p)
  }

  /// Whether a prime of some bits is at least 0.75 · 2^bits, which is more
  /// than FIPS's √2 · 2^(bits − 1) and needs no root: its top two bits are set.
  private static func hasTopOfHalf(_ prime: borrowing OwnedNumber, bits: Int) -> Bool {
    prime.bitCount == bits && BN_is_bit_set(prime.pointer, Int32(bits - 1)).isTrue
      && BN_is_bit_set(prime.pointer, Int32(bits - 2)).isTrue
  }

  private static func predecessor(of number: borrowing OwnedNumber) throws -> OwnedNumber {
    let result = try OwnedNumber.secret()
    try OpenSSLCall.require("subtracting") {
      BN_sub(result.pointer, number.pointer, BN_value_one())
    }
    return result
  }

  private static func inverse(
    of number: borrowing OwnedNumber,
    modulo modulus: borrowing OwnedNumber,
    _ scratch: OpaquePointer
  ) throws -> OwnedNumber {
    let result = try OwnedNumber.secret()
    // Fills the number given and answers that very number.
    _ = try OpenSSLCall.pointer("inverting a number") {
      BN_mod_inverse(result.pointer, number.pointer, modulus.pointer, scratch)
    }
    return result
  }

  private static func remainder(
    of number: borrowing OwnedNumber,
    by modulus: borrowing OwnedNumber,
    _ scratch: OpaquePointer
  ) throws -> OwnedNumber {
    let result = try OwnedNumber.secret()
    try OpenSSLCall.require("dividing a number") {
      BN_div(nil, result.pointer, number.pointer, modulus.pointer, scratch)
    }
    return result
  }
}

extension Int32 {
  /// C's idea of yes and no.
  var isTrue: Bool { self != 0 }
}
