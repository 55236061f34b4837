extension Terminal {
  /// How many cells of a terminal a text takes: East Asian wide characters
  /// take two, combining marks none.
  public static func width(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
  }

  /// The beginning of a text that takes no more than some cells; one that is
  /// cut ends with a mark.
  ///
  /// - Parameters:
  ///   - text: the text, printable already.
  ///   - limit: the most cells, the mark's among them.
  ///   - mark: what stands for the rest.
  /// - Returns: the text, or as much of it as there is room for.
  static func cut(_ text: String, to limit: Int, mark: String = "…") -> String {
    guard width(of: text) > limit else { return text }
    var result = String.UnicodeScalarView()
    var used = width(of: mark)
    for scalar in text.unicodeScalars {
      used += width(of: scalar)
      if used > limit { break }
      result.append(scalar)
    }
    return String(result) + mark
  }

  /// A text with spaces behind it, up to a number of cells.
  static func padded(_ text: String, to cells: Int) -> String {
    text + String(repeating: " ", count: max(0, cells - width(of: text)))
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
