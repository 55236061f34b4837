/// Numbers as Go and Kubernetes' YAML reader understand and write them.
enum GoNumber {
  /// A whole number between -2^63 and 2^64 - 1.
  struct Whole: Hashable {
    var isNegative: Bool
    var magnitude: UInt64

    /// The number in decimal digits.
    var text: String { (isNegative ? "-" : "") + String(magnitude) }

    /// The number, where it fits.
    var value: Int? {
      guard isNegative else { return Int(exactly: magnitude) }
      return magnitude == UInt64(Int.max) + 1 ? Int.min : Int(exactly: magnitude).map(-)
    }
  }

  /// Reads a whole number in Go's base 0.
  ///
  /// It is decimal or has the prefix `0x`, `0b`, `0o` or `0`. Underscores are
  /// dropped first, as YAML 1.1 has them.
  static func whole(_ text: String) -> Whole? {
    var digits = text.utf8.filter { $0 != UInt8(ascii: "_") }[...]
    var isNegative = false
    if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      digits = digits.dropFirst()
    }
    var radix: UInt64 = 10
    if digits.first == UInt8(ascii: "0"), let mark = digits.dropFirst().first {
      let marked: UInt64? =
        switch mark | 0x20 {
        case UInt8(ascii: "x"): 16
        case UInt8(ascii: "o"): 8
        case UInt8(ascii: "b"): 2
        default: nil
        }
      radix = marked ?? 8
      digits = digits.dropFirst(marked == nil ? 1 : 2)
    }
    guard let magnitude = magnitude(digits, radix: radix) else { return nil }
    guard !isNegative || magnitude <= UInt64(Int64.max) + 1 else { return nil }
    return Whole(isNegative: isNegative && magnitude > 0, magnitude: magnitude)
  }

  private static func magnitude(_ digits: ArraySlice<UInt8>, radix: UInt64) -> UInt64? {
    guard !digits.isEmpty else { return nil }
    var value: UInt64 = 0
    for byte in digits {
      let digit: UInt64
      switch byte {
      case 0x30...0x39: digit = UInt64(byte) - 0x30
      case 0x41...0x46, 0x61...0x66: digit = UInt64(byte | 0x20) - 0x61 + 10
      default: return nil
      }
      guard digit < radix else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: radix)
      let (sum, overflowed) = product.addingReportingOverflow(digit)
      if overflow || overflowed { return nil }
      value = sum
    }
    return value
  }

  /// Reads a decimal number that may have a fraction or an exponent.
  ///
  /// It has the form `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
  /// and is within range. Underscores are dropped first.
  static func float(_ text: String) -> Double? {
    let bytes = text.utf8.filter { $0 != UInt8(ascii: "_") }
    var rest = bytes[...]
    func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    func skipSign() {
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
        rest = rest.dropFirst()
      }
    }
    func skipDigits() -> Int {
      let before = rest.count
      rest = rest.drop(while: isDigit)
      return before - rest.count
    }
    skipSign()
    let whole = skipDigits()
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard skipDigits() + whole > 0 else { return nil }
    } else if whole == 0 {
      return nil
    }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      skipSign()
      guard skipDigits() > 0 else { return nil }
    }
    guard rest.isEmpty else { return nil }
    // Swift wants digits on both sides of the point.
    let number = Double(String(decoding: padded(bytes), as: UTF8.self))
    return number.flatMap { $0.isFinite ? $0 : nil }
  }

  /// Whether every underscore stands between two digits.
  static func underscoresSeparateDigits(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    func isDigit(_ index: Int) -> Bool {
      bytes.indices.contains(index) && bytes[index] >= 0x30 && bytes[index] <= 0x39
    }
    return bytes.indices.allSatisfy {
      bytes[$0] != UInt8(ascii: "_") || isDigit($0 - 1) && isDigit($0 + 1)
    }
  }

  /// The same number with a digit on either side of the point.
  private static func padded(_ bytes: [UInt8]) -> [UInt8] {
    guard let point = bytes.firstIndex(of: UInt8(ascii: ".")) else { return bytes }
    func isDigit(_ index: Int) -> Bool {
      bytes.indices.contains(index) && bytes[index] >= 0x30 && bytes[index] <= 0x39
    }
    let zero = [UInt8(ascii: "0")]
    return Array(bytes[..<point]) + (isDigit(point - 1) ? [] : zero) + [bytes[point]]
      + (isDigit(point + 1) ? [] : zero) + Array(bytes[(point + 1)...])
  }

  /// A finite number as Go's `encoding/json` writes it: the fewest digits
  /// that read back as the same, and an exponent below 1e-6 and from 1e21.
  static func jsonText(_ number: Double) -> String {
    guard number != 0 else { return number.sign == .minus ? "-0" : "0" }
    let (digits, point) = shortest(number.magnitude)
    let sign = number < 0 ? "-" : ""
    guard number.magnitude >= 1e-6, number.magnitude < 1e21 else {
      let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
      let exponent = point - 1
      return sign + digits.prefix(1) + fraction + (exponent < 0 ? "e-" : "e+")
        + String(exponent.magnitude)
    }
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
    if point >= digits.count {
      return sign + digits + String(repeating: "0", count: point - digits.count)
    }
    return sign + digits.prefix(point) + "." + digits.dropFirst(point)
  }

  /// The shortest digits of a positive number, and where its point stands
  /// before, within or after them.
  private static func shortest(_ number: Double) -> (digits: String, point: Int) {
    let parts = number.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let all = mantissa.joined()
    let leading = all.prefix { $0 == "0" }.count
    let trailing = all.reversed().prefix { $0 == "0" }.count
    let digits = all.dropFirst(leading).dropLast(trailing)
    return (String(digits), mantissa[0].count + exponent - leading)
  }
}
