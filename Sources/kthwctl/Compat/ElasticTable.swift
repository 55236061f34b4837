/// Text whose tabs are widened so that the cells between them stand below one
/// another, as Go's `text/tabwriter` does it with kubectl's settings.
///
/// A column is a run of lines that all have a cell there. A cell is as wide
/// as the widest of its column and three more, at least six; a later run is
/// no narrower than an earlier one. What comes after the last tab of a line
/// is no cell. Widths count Unicode scalars.
struct ElasticTable {
  private var lines: [[String.UnicodeScalarView]] = [[.init()]]
  private var remembered: [Int] = []
  private var output = String.UnicodeScalarView()

  private static let leastWidth = 6
  private static let padding = 3

  /// Lays a text out.
  static func text(_ text: String) -> String {
    var table = ElasticTable()
    for scalar in text.unicodeScalars { table.take(scalar) }
    table.flush()
    return String(table.output)
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\t", "\u{b}":
      lines[lines.count - 1].append(.init())
    case "\n", "\u{c}":
      let hasOneCell = lines[lines.count - 1].count == 1
      lines.append([.init()])
      // Lines of one cell, and form feeds, end every column.
      if scalar == "\u{c}" || hasOneCell { flush() }
    default:
      let cell = lines[lines.count - 1].count - 1
      lines[lines.count - 1][cell].append(scalar)
    }
  }

  private mutating func flush() {
    var widths: [Int] = []
    format(0..<lines.count, &widths)
    lines = [[.init()]]
  }

  /// Lays out lines whose first columns have the widths that are known.
  private mutating func format(_ range: Range<Int>, _ widths: inout [Int]) {
    let column = widths.count
    var start = range.lowerBound
    var line = start
    while line < range.upperBound {
      guard column < lines[line].count - 1 else {
        line += 1
        continue
      }
      write(start..<line, widths)
      start = line
      var width = ElasticTable.leastWidth
      while line < range.upperBound, column < lines[line].count - 1 {
        width = max(width, lines[line][column].count + ElasticTable.padding)
        line += 1
      }
      widths.append(remember(width, column))
      format(start..<line, &widths)
      widths.removeLast()
      start = line
    }
    write(start..<range.upperBound, widths)
  }

  private mutating func remember(_ width: Int, _ column: Int) -> Int {
    while remembered.count <= column { remembered.append(0) }
    remembered[column] = max(remembered[column], width)
    return remembered[column]
  }

  private mutating func write(_ range: Range<Int>, _ widths: [Int]) {
    for line in range {
      for (column, cell) in lines[line].enumerated() {
        output.append(contentsOf: cell)
        guard column < widths.count else { continue }
        for _ in cell.count..<max(widths[column], cell.count) { output.append(" ") }
      }
      // The last line has not ended yet.
      if line + 1 < lines.count { output.append("\n") }
    }
  }
}
