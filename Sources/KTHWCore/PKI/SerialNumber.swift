/// A certificate's serial number: up to 20 octets, positive (RFC 5280 §4.1.2.2).
public struct SerialNumber: Hashable, Sendable {
  /// The contents of the DER INTEGER: big-endian two's complement, shortest form.
  public let integerBytes: [UInt8]

  /// Creates a serial number from the contents of a DER INTEGER, as read.
  public init(integerBytes: [UInt8]) {
    self.integerBytes = integerBytes.isEmpty ? [0] : integerBytes
  }

  /// Creates a serial number of 159 random bits.
  ///
  /// - Parameter random: 20 octets from a cryptographic random source; the
  ///   first bit is cleared, because a serial number is positive.
  public init(random: [UInt8]) {
    precondition(random.count == 20)
    var bytes = random
    bytes[0] &= 0x7F
    let significant = bytes.drop { $0 == 0 }
    // Zero is no serial number (RFC 5280 §4.1.2.2): one in 2^159.
    guard let first = significant.first else {
      integerBytes = [1]
      return
    }
    integerBytes = first & 0x80 == 0 ? Array(significant) : [0] + significant
  }

  /// Whether the number is below zero, which Go 1.23 and later refuse.
  public var isNegative: Bool { integerBytes[0] & 0x80 != 0 }

  /// The number in decimal, as cfssl prints it.
  public var decimal: String {
    var magnitude = integerBytes
    if isNegative {
      var carry = true
      for index in magnitude.indices.reversed() {
        magnitude[index] = ~magnitude[index]
        if carry { (magnitude[index], carry) = magnitude[index].addingReportingOverflow(1) }
      }
    }
    let digits = SerialNumber.decimal(magnitude)
    return isNegative ? "-" + digits : digits
  }

  /// The decimal digits of a big-endian number, nine of them at a time: a
  /// stranger's number may be longer than any good one.
  private static func decimal(_ magnitude: [UInt8]) -> String {
    let padding = [UInt8](repeating: 0, count: (4 - magnitude.count % 4) % 4)
    let octets = padding + magnitude
    var limbs = stride(from: 0, to: octets.count, by: 4).map { start in
      octets[start..<(start + 4)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }[...]
    var groups: [String] = []
    while let first = limbs.first {
      if first == 0 {
        limbs.removeFirst()
        continue
      }
      var remainder: UInt64 = 0
      for index in limbs.indices {
        let value = remainder << 32 | limbs[index]
        limbs[index] = value / 1_000_000_000
        remainder = value % 1_000_000_000
      }
      groups.append(String(remainder))
    }
    guard let first = groups.last else { return "0" }
    return groups.dropLast().reversed().reduce(into: first) { text, group in
      text += String(repeating: "0", count: 9 - group.utf8.count) + group
    }
  }

  /// Upper-case hexadecimal pairs joined by colons.
  public var hexadecimal: String { Hexadecimal.colonSeparated(integerBytes) }
}
