import KTHWCore

/// Lines of a label and a value, the values aligned.
struct LabelledLines {
  private var rows: [(label: String, value: String)] = []

  /// Adds a line; foreign text in it is made harmless for a terminal.
  mutating func add(_ label: String, _ value: String) {
    rows.append((label, Terminal.printable(value)))
  }

  /// The lines, indented by two spaces.
  var text: String {
    let width = (rows.map(\.label.count).max() ?? 0) + 2
    return rows.map { row in
      "  " + row.label + String(repeating: " ", count: width - row.label.count) + row.value + "\n"
    }.joined()
  }
}
