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
    var digits: [UInt8] = []
    while magnitude.contains(where: { $0 != 0 }) {
      var remainder = 0
      for index in magnitude.indices {
        let value = remainder << 8 | Int(magnitude[index])
        magnitude[index] = UInt8(value / 10)
        remainder = value % 10
      }
      digits.append(UInt8(ascii: "0") + UInt8(remainder))
    }
    digits.reverse()
    let text = digits.isEmpty ? "0" : String(decoding: digits, as: UTF8.self)
    return isNegative ? "-" + text : text
  }

  /// Upper-case hexadecimal pairs joined by colons.
  public var hexadecimal: String { Hexadecimal.colonSeparated(integerBytes) }
}
