/// Numbers as people read them.
public enum Quantity {
  /// A number with a comma before each group of three digits: `4,980`.
  public static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (offset, digit) in digits.enumerated() {
      if offset > 0, (digits.count - offset).isMultiple(of: 3) { text += "," }
      text.append(digit)
    }
    return (number < 0 ? "-" : "") + text
  }

  /// A number and what is counted: `1 error`, `4,980 errors`.
  public static func of(_ number: Int, _ singular: String) -> String {
    "\(grouped(number)) \(singular)\(number == 1 ? "" : "s")"
  }
}
