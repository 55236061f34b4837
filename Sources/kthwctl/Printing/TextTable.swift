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
  ///
  /// - Parameters:
  ///   - showingHeaders: whether the first line says what the columns are.
  ///   - decorated: colours a cell of a column; it may not change its width.
  /// - Returns: the text.
  func text(
    showingHeaders: Bool = true,
    decorated: (_ column: Int, _ cell: String) -> String = { $1 }
  ) -> String {
    let lines = (showingHeaders ? [headers] : []) + rows
    let widths = headers.indices.map { column in
      lines.map { Terminal.width(of: $0[column]) }.max() ?? 0
    }
    return lines.map { cells in
      var line = ""
      for (column, cell) in cells.enumerated() {
        line += decorated(column, cell)
        guard column < cells.count - 1 else { break }
        line += String(repeating: " ", count: widths[column] - Terminal.width(of: cell))
        line += TextTable.gap
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
