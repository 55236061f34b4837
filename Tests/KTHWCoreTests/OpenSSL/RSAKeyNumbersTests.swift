import Testing

@testable import KTHWCore

/// Pairs of 256-bit primes, each pair breaking one rule; made for a modulus
/// of 512 bits with a search in Python and its pow(a, d, n).
@Suite struct RSAKeyNumbersTests {
  static let fit = "d6617a8f9eb4e92eb5af4c8a989d181ca33066bd1b1466f6019f7781f2198825"
  static let other = "d1f47fee584cc92f07c597f798e2e95450d7941d27f9c55d14ece04cc98f9bf5"

  @Test func `two random primes of the right length make a key`() throws {
    let numbers = try Self.derived(Self.fit, Self.other)
    #expect(numbers.modulus.bitCount == 512)
    // As FIPS 186-5 §A.1.1 has it: 2^256 < d.
    #expect(numbers.privateExponent.bitCount > 256)
    let scratch = try Engine()
    #expect(try numbers.isConsistent(using: scratch.numbers))
  }

  @Test func `the larger prime comes first, whatever the order`() throws {
    let one = try Self.derived(Self.fit, Self.other)
    let two = try Self.derived(Self.other, Self.fit)
    let areOrdered = (OwnedNumber.isLess(one.q, one.p), OwnedNumber.isLess(two.q, two.p))
    #expect(areOrdered == (true, true))
    #expect(try one.coefficient.bytes() == two.coefficient.bytes())
  }

  static let unfit: [(String, String, RSAKeyNumbers.Unfit)] = [
    // p − q has 150 bits; more than 2^156 is demanded.
    (
      fit, "d6617a8f9eb4e92eb5af4c8a985d181ca33066bd1b1466f6019f7781f2198727", .primesTooClose
    ),
    (fit, fit, .primesTooClose),
    // p − 1 is a multiple of 65537.
    (
      "c00000007a878244285d9866e77bcaaa20c0de13e88da5e89350a6328ee3665f",
      "cdc1a0d7a3c9ccb338fa4fc3ff67688c20a807d35d6a8dd8c4524d897e8d2133", .exponentNotCoprime
    ),
    // The second highest bit of p is clear.
    (
      "ac347388b4785ef85a1c09cf55e80f0a6cd7b7e3bbeac7375aa5c37519b66cd3",
      "eca7582d7d68eab8d62635eddbd348486c41f69dda6d77b10e329053d79f8267", .primeTooSmall
    ),
    // p has 255 bits.
    (
      "74fdf1df0c2f0a5fa5f5bb1baf1db6baebc8baf625f8c7878ff2642794260973",
      "f47ba0061c3ccd6a4cc291669c846ed0a6a331963c9b979fd7f2edb87e146f69", .primeTooSmall
    ),
    // p − 1 = 28·g and q − 1 = 26·g, so d lies below 2^256.
    (
      "ef7cee60e41dce235c539425acb6469911c9ad087f9f24616c979a2c4488c251",
      "de61b8c7af403f69fa4d9bd9d73b8ab2b516b2f59b13c65a771f0f291b1146b9",
      .privateExponentTooSmall
    ),
    ("00", fit, .primeTooSmall),
  ]

  @Test(arguments: unfit)
  func `pairs that break a rule make none`(
    first: String,
    second: String,
    reason: RSAKeyNumbers.Unfit
  ) {
    #expect(throws: reason) { _ = try Self.derived(first, second).modulus.bitCount }
    #expect(throws: reason) { _ = try Self.derived(second, first).modulus.bitCount }
  }

  @Test func `primes just far enough apart make a key`() throws {
    // p − q has 159 bits.
    let near = "d6617a8f9eb4e92eb5af4c8a589d181ca33066bd1b1466f6019f7781f219878d"
    #expect(try Self.derived(Self.fit, near).modulus.bitCount == 512)
  }

  @Test(arguments: [511, 513, 1024])
  func `primes of another length than asked for make none`(bits: Int) {
    #expect(throws: RSAKeyNumbers.Unfit.primeTooSmall) {
      _ = try Self.derived(Self.fit, Self.other, modulusBits: bits).modulus.bitCount
    }
  }

  @Test(arguments: 0..<8)
  func `numbers of which one is wrong do not belong together`(changed: Int) throws {
    let good = try Self.derived(Self.fit, Self.other)
    func number(_ position: Int, _ original: borrowing OwnedNumber) throws -> OwnedNumber {
      var bytes = try original.bytes()
      // Two more, so that odd numbers stay odd.
      if position == changed { bytes[bytes.count - 1] ^= 2 }
      return try bytes.withUnsafeBytes { try OwnedNumber.secret($0).relinquish() }.owned
    }
    let numbers = RSAKeyNumbers(
      modulus: try number(0, good.modulus),
      publicExponent: try number(1, good.publicExponent),
      privateExponent: try number(2, good.privateExponent),
      p: try number(3, good.p),
      q: try number(4, good.q),
      exponentP: try number(5, good.exponentP),
      exponentQ: try number(6, good.exponentQ),
      coefficient: try number(7, good.coefficient)
    )
    #expect(try !numbers.isConsistent(using: Engine().numbers))
  }

  private static func derived(
    _ first: String,
    _ second: String,
    modulusBits: Int = 512
  ) throws -> RSAKeyNumbers {
    let engine = try Engine()
    return try RSAKeyNumbers.derived(
      from: number(first),
      number(second),
      modulusBits: modulusBits,
      using: engine.numbers
    )
  }

  private static func number(_ hexadecimal: String) throws -> OwnedNumber {
    let digits = hexadecimal.compactMap(\.hexDigitValue)
    let bytes = stride(from: 0, to: digits.count, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
    return try bytes.withUnsafeBytes { try OwnedNumber.secret($0).relinquish() }.owned
  }
}

extension OpaquePointer {
  fileprivate var owned: OwnedNumber { OwnedNumber(adopting: self) }
}
