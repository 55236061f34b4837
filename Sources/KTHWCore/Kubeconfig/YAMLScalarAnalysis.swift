/// How a text may stand in YAML, as kubectl's writer decides it.
///
/// The writer asks for a style by what the text would be read as, and the
/// rules of YAML's syntax then take some styles away.
struct YAMLScalarAnalysis {
  /// The styles, from the barest on.
  enum Style {
    case plain
    case singleQuoted
    case doubleQuoted
    case literal
  }

  /// Whether the text has line breaks, Unicode's rarer ones included.
  private(set) var hasBreaks = false
  private var allowsPlain = true
  private var allowsSingleQuotes = true
  private var allowsLiteral = true

  init(_ text: [Unicode.Scalar]) {
    let start = text.prefix(3)
    if start.elementsEqual(["-", "-", "-"]) || start.elementsEqual([".", ".", "."]) {
      allowsPlain = false
    }
    var previous: Unicode.Scalar?
    for (index, scalar) in text.enumerated() {
      let next = index + 1 < text.count ? text[index + 1] : nil
      if !YAMLScalarAnalysis.isPrintable(scalar) { allowNothing() }
      if YAMLScalarAnalysis.isIndicator(scalar, after: previous, before: next) {
        allowsPlain = false
      }
      if scalar == " " {
        noteSpace(after: previous, before: next)
      } else if YAMLScalarAnalysis.isBreak(scalar) {
        hasBreaks = true
        allowsPlain = false
        // A blank before a line break would be lost in anything but an escape.
        if previous == " " { allowNothing() }
      }
      previous = scalar
    }
  }

  private mutating func allowNothing() {
    allowsPlain = false
    allowsSingleQuotes = false
    allowsLiteral = false
  }

  private mutating func noteSpace(after previous: Unicode.Scalar?, before next: Unicode.Scalar?) {
    if previous == nil || next == nil { allowsPlain = false }
    if next == nil { allowsLiteral = false }
    if let previous, YAMLScalarAnalysis.isBreak(previous) {
      allowsPlain = false
      allowsSingleQuotes = false
    }
  }

  /// The style to use where one is asked for.
  func style(for text: String, asSimpleKey isSimpleKey: Bool) -> Style {
    if text.utf8.contains(0x0A) { return allowsLiteral && !isSimpleKey ? .literal : .doubleQuoted }
    if YAMLPlainText.needsQuotes(text) { return .doubleQuoted }
    if allowsPlain { return .plain }
    return allowsSingleQuotes ? .singleQuoted : .doubleQuoted
  }
}

// MARK: - Characters

extension YAMLScalarAnalysis {
  static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Whether the writer trusts a character to be read back; tabs and what
  /// lies beyond the basic plane are not among them.
  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD: true
    default: false
    }
  }

  private static func isBlankOrEnd(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return true }
    return scalar == " " || scalar == "\t" || isBreak(scalar)
  }

  /// Whether a character would mean something to a reader of block YAML.
  private static func isIndicator(
    _ scalar: Unicode.Scalar,
    after previous: Unicode.Scalar?,
    before next: Unicode.Scalar?
  ) -> Bool {
    switch scalar {
    case ":": return isBlankOrEnd(next)
    case "#": return isBlankOrEnd(previous)
    case "?", "-": return previous == nil && isBlankOrEnd(next)
    case ",", "[", "]", "{", "}", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`":
      return previous == nil
    default: return false
    }
  }
}
