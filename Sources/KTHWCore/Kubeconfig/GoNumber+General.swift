extension GoNumber {
  /// A finite number as Go's `%g` writes it in as few digits as read back: an
  /// exponent below 1e-4, and from 1e6 on where there is more than an integer
  /// of 21 digits could hold (`1e+20`, `1.234567895e+08`).
  static func generalText(_ number: Double) -> String {
    let json = jsonText(number)
    let magnitude = number.magnitude
    guard number != 0, magnitude < 1e-4 || magnitude >= 1e6 else { return json }
    let sign = number < 0 ? "-" : ""
    // Digits without the point, and the power of ten of the first of them.
    let parts = jsonText(magnitude).split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let all = mantissa.joined()
    let leading = all.prefix { $0 == "0" }.count
    let trailing = all.reversed().prefix { $0 == "0" }.count
    let digits = all.dropFirst(leading).dropLast(trailing)
    let power = mantissa[0].count - leading - 1 + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
    let exponent = (power < 0 ? "e-" : "e+") + Decimal.padded(Int(power.magnitude))
    return sign + digits.prefix(1) + fraction + exponent
  }
}
