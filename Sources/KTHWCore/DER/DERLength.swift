/// The length octets of DER elements (X.690 §8.1.3 and §10.1): definite, and as few as fit.
enum DERLength {
  /// How many length octets announce some octets of contents.
  static func octetCount(for contents: Int) -> Int {
    contents < 0x80 ? 1 : 1 + significantOctets(of: contents)
  }

  /// The size of a whole element: identifier, length and contents.
  static func ofElement(contents: Int) -> Int {
    1 + octetCount(for: contents) + contents
  }

  /// The contents of the INTEGER that holds an unsigned big-endian number:
  /// no leading zeros but the one that keeps it positive.
  static func ofUnsigned(_ magnitude: UnsafeRawBufferPointer) -> Int {
    let digits = magnitude.drop { $0 == 0 }
    guard let first = digits.first else { return 1 }
    return digits.count + (first & 0x80 == 0 ? 0 : 1)
  }

  /// The length octets.
  static func octets(for contents: Int) -> [UInt8] {
    guard contents >= 0x80 else { return [UInt8(contents)] }
    let count = significantOctets(of: contents)
    return [0x80 | UInt8(count)]
      + (0..<count).reversed().map { UInt8(truncatingIfNeeded: contents >> ($0 * 8)) }
  }

  private static func significantOctets(of contents: Int) -> Int {
    (Int.bitWidth - contents.leadingZeroBitCount + 7) / 8
  }
}
