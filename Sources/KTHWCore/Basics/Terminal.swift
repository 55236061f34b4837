/// Text that is safe to show on a terminal.
public enum Terminal {
  /// The longest piece of foreign text that a message quotes, in scalars.
  static let quotedScalarLimit = 120

  /// Makes foreign text harmless: control, bidirectional and line-breaking
  /// characters become `\u{…}`, everything else stays as it is.
  ///
  /// Names in certificates and files can hold escape sequences that would
  /// move the cursor, recolour the screen or reverse the reading direction.
  public static func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var safe = ""
    for scalar in text.unicodeScalars {
      if isUnsafe(scalar) {
        safe += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  /// Foreign text in double quotes, made printable and cut at 120 characters.
  public static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > quotedScalarLimit else { return "\"" + printable(text) + "\"" }
    let head = String(scalars.prefix(quotedScalarLimit))
    return "\"" + printable(head) + "…\" (\(text.utf8.count) bytes)"
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
    default: false
    }
  }
}
