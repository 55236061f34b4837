/// Text in double quotes as Go's `%q` writes it.
enum GoQuoting {
  /// The text in quotes, with what cannot be seen as an escape.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars { append(scalar, to: &result) }
    return result + "\""
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
    switch scalar.value {
    case 0x22: result += "\\\""
    case 0x5C: result += "\\\\"
    case 0x07: result += "\\a"
    case 0x08: result += "\\b"
    case 0x0C: result += "\\f"
    case 0x0A: result += "\\n"
    case 0x0D: result += "\\r"
    case 0x09: result += "\\t"
    case 0x0B: result += "\\v"
    case ..<0x20, 0x7F: result += "\\x" + padded(scalar.value, 2)
    case 0x20..<0x7F: result.unicodeScalars.append(scalar)
    default:
      if isPrintable(scalar) {
        result.unicodeScalars.append(scalar)
      } else if scalar.value < 0x10000 {
        result += "\\u" + padded(scalar.value, 4)
      } else {
        result += "\\U" + padded(scalar.value, 8)
      }
    }
  }

  /// Letters, marks, numbers, punctuation and symbols, and no space but ' '.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      false
    default: true
    }
  }

  private static func padded(_ value: UInt32, _ width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
