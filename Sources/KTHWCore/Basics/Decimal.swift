/// Decimal digits, without Foundation.
enum Decimal {
  /// A number with leading zeros up to a width.
  static func padded(_ value: Int, _ width: Int = 2) -> String {
    let digits = String(value.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.count))
    return (value < 0 ? "-" : "") + zeros + digits
  }

  /// The value of a run of ASCII digits, or nil where it is anything else.
  static func value(_ digits: some Collection<UInt8>) -> Int? {
    guard !digits.isEmpty else { return nil }
    var value = 0
    for digit in digits {
      guard digit >= 0x30, digit <= 0x39 else { return nil }
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowed) = tens.addingReportingOverflow(Int(digit) - 0x30)
      if overflow || overflowed { return nil }
      value = sum
    }
    return value
  }
}
