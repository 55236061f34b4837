/// Text in double quotes as Go's `%q` writes it.
public enum GoQuoting {
  /// The text in quotes, with what cannot be seen as an escape.
  public static func quoted(_ text: String) -> String {
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

// MARK: - Reading

extension GoQuoting {
  /// The text of a quoted string, in single or double quotes, with Go's
  /// escapes; nil where the escapes are wrong.
  static func unquoted(_ quoted: ArraySlice<Unicode.Scalar>) -> String? {
    guard let quote = quoted.first, quoted.count > 1, quoted.last == quote else { return nil }
    var rest = quoted.dropFirst().dropLast()
    var result: [UInt8] = []
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        guard scalar != quote else { return nil }
        result += UTF8.encode(scalar).map(Array.init) ?? []
        continue
      }
      guard let escape = rest.popFirst(), append(escape, quote, &rest, to: &result) else {
        return nil
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func append(
    _ escape: Unicode.Scalar,
    _ quote: Unicode.Scalar,
    _ rest: inout ArraySlice<Unicode.Scalar>,
    to result: inout [UInt8]
  ) -> Bool {
    switch escape {
    case "a": result.append(0x07)
    case "b": result.append(0x08)
    case "f": result.append(0x0C)
    case "n": result.append(0x0A)
    case "r": result.append(0x0D)
    case "t": result.append(0x09)
    case "v": result.append(0x0B)
    case "\\": result.append(0x5C)
    case quote: result.append(UInt8(truncatingIfNeeded: quote.value))
    case "x": return appendByte(digits: 2, radix: 16, &rest, to: &result)
    case "0"..."7":
      rest = [escape] + rest
      return appendByte(digits: 3, radix: 8, &rest, to: &result)
    case "u": return appendScalar(digits: 4, &rest, to: &result)
    case "U": return appendScalar(digits: 8, &rest, to: &result)
    default: return false
    }
    return true
  }

  private static func number(
    digits count: Int,
    radix: Int,
    _ rest: inout ArraySlice<Unicode.Scalar>
  ) -> UInt32? {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy({ $0.properties.isASCIIHexDigit }) else {
      return nil
    }
    rest = rest.dropFirst(count)
    return UInt32(String(digits.map(Character.init)), radix: radix)
  }

  private static func appendByte(
    digits: Int,
    radix: Int,
    _ rest: inout ArraySlice<Unicode.Scalar>,
    to result: inout [UInt8]
  ) -> Bool {
    guard let value = number(digits: digits, radix: radix, &rest), value < 256 else { return false }
    result.append(UInt8(value))
    return true
  }

  private static func appendScalar(
    digits: Int,
    _ rest: inout ArraySlice<Unicode.Scalar>,
    to result: inout [UInt8]
  ) -> Bool {
    guard let value = number(digits: digits, radix: 16, &rest), let scalar = Unicode.Scalar(value)
    else { return false }
    result += UTF8.encode(scalar).map(Array.init) ?? []
    return true
  }
}
