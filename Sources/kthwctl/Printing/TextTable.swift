import KTHWCore

/// Rows of text in aligned columns, as `kubectl get` prints them: headers in
/// capitals, three spaces between columns, no lines.
struct TextTable {
  /// The columns' headers.
  let headers: [String]
  /// The rows; each has as many cells as there are headers.
  private(set) var rows: [[String]] = []

  /// How far columns stand apart.
  private static let gap = "   "

  init(_ headers: String...) {
    self.headers = headers
  }

  /// Adds a row; foreign text in it is made harmless for a terminal.
  mutating func add(_ cells: String...) {
    precondition(cells.count == headers.count)
    rows.append(cells.map(Terminal.printable))
  }

  /// The table as text, a line a row, without spaces at the ends of lines.
  func text(showingHeaders: Bool = true) -> String {
    let lines = (showingHeaders ? [headers] : []) + rows
    let widths = headers.indices.map { column in
      lines.map { TextTable.width(of: $0[column]) }.max() ?? 0
    }
    return lines.map { cells in
      var line = ""
      for (column, cell) in cells.enumerated() {
        line += cell
        guard column < cells.count - 1 else { break }
        line += String(repeating: " ", count: widths[column] - TextTable.width(of: cell))
        line += TextTable.gap
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  /// How many cells of a terminal a text takes: East Asian wide characters
  /// take two, combining marks none.
  static func width(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
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
