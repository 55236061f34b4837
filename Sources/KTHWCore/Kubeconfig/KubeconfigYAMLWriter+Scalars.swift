extension KubeconfigYAMLWriter {
  /// The column behind which text is folded at its next blank.
  private static let foldingColumn = 80

  /// Writes a text as a key that fits on its line.
  mutating func writeKey(
    _ text: String,
    _ scalars: [Unicode.Scalar],
    _ analysis: YAMLScalarAnalysis
  ) {
    write(text, scalars, analysis.style(for: text, asSimpleKey: true), indent: nil)
  }

  /// Writes a text that may take several lines.
  mutating func writeScalar(
    _ text: String,
    _ scalars: [Unicode.Scalar],
    _ analysis: YAMLScalarAnalysis,
    indent: Int
  ) {
    write(text, scalars, analysis.style(for: text, asSimpleKey: false), indent: indent)
  }

  /// Writes a text; without an indentation it stays on its line.
  private mutating func write(
    _ text: String,
    _ scalars: [Unicode.Scalar],
    _ style: YAMLScalarAnalysis.Style,
    indent: Int?
  ) {
    switch style {
    case .plain:
      writeFlow(scalars, indent: indent, isQuoted: false)
    case .singleQuoted:
      put("'")
      writeFlow(scalars, indent: indent, isQuoted: true)
      put("'")
    case .doubleQuoted:
      writeDoubleQuoted(scalars, indent: indent)
    case .literal:
      writeLiteral(scalars, indent: indent ?? 0)
    }
  }

  /// Writes plain or single-quoted text, folding it at blanks.
  private mutating func writeFlow(_ scalars: [Unicode.Scalar], indent: Int?, isQuoted: Bool) {
    var followsBreak = false
    for (index, scalar) in scalars.enumerated() {
      if scalar == " " {
        if let indent, canFold(scalars, at: index) {
          beginLine(indent)
        } else {
          put(scalar)
        }
      } else if YAMLScalarAnalysis.isBreak(scalar) {
        putBreak(scalar)
        followsBreak = true
        continue
      } else {
        if followsBreak { beginLine(indent ?? 0) }
        if scalar == "'", isQuoted { put("'") }
        put(scalar)
      }
      followsBreak = false
    }
  }

  /// Whether the line is long enough to be folded at a blank, which stands
  /// alone between other characters.
  private func canFold(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    column > KubeconfigYAMLWriter.foldingColumn && isInside(scalars, index)
      && scalars[index - 1] != " " && scalars[index + 1] != " "
  }

  private func isInside(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    index > 0 && index + 1 < scalars.count
  }

  private mutating func writeDoubleQuoted(_ scalars: [Unicode.Scalar], indent: Int?) {
    // With a byte order mark in front, kubectl takes every character for one.
    let escapesAll = scalars.first == "\u{FEFF}"
    var followsSpace = false
    put("\"")
    for (index, scalar) in scalars.enumerated() {
      if escapesAll || KubeconfigYAMLWriter.needsEscape(scalar) {
        put(KubeconfigYAMLWriter.escape(scalar))
        followsSpace = false
      } else if scalar == " " {
        if let indent, !followsSpace, column > KubeconfigYAMLWriter.foldingColumn,
          isInside(scalars, index)
        {
          beginLine(indent)
          if scalars[index + 1] == " " { put("\\") }
        } else {
          put(scalar)
        }
        followsSpace = true
      } else {
        put(scalar)
        followsSpace = false
      }
    }
    put("\"")
  }

  private mutating func writeLiteral(_ scalars: [Unicode.Scalar], indent: Int) {
    put("|")
    if let first = scalars.first, first == " " || YAMLScalarAnalysis.isBreak(first) { put("2") }
    let endings = scalars.reversed().prefix(2).prefix(while: YAMLScalarAnalysis.isBreak).count
    // Without a break at the end, with one behind text, with several or alone.
    if endings == 0 {
      put("-")
    } else if endings == 2 || scalars.count == 1 {
      put("+")
    }
    putBreak("\n")
    var followsBreak = true
    for scalar in scalars {
      if YAMLScalarAnalysis.isBreak(scalar) {
        putBreak(scalar)
        followsBreak = true
      } else {
        if followsBreak { beginLine(indent) }
        put(scalar)
        followsBreak = false
      }
    }
  }
}

// MARK: - Escapes

extension KubeconfigYAMLWriter {
  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\"" || scalar == "\\" || !YAMLScalarAnalysis.isPrintable(scalar)
      || YAMLScalarAnalysis.isBreak(scalar)
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x00: "\\0"
    case 0x07: "\\a"
    case 0x08: "\\b"
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0B: "\\v"
    case 0x0C: "\\f"
    case 0x0D: "\\r"
    case 0x1B: "\\e"
    case 0x22: "\\\""
    case 0x5C: "\\\\"
    case 0x85: "\\N"
    case 0xA0: "\\_"
    case 0x2028: "\\L"
    case 0x2029: "\\P"
    case ...0xFF: "\\x" + hexadecimal(scalar, 2)
    case ...0xFFFF: "\\u" + hexadecimal(scalar, 4)
    default: "\\U" + hexadecimal(scalar, 8)
    }
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar, _ width: Int) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
