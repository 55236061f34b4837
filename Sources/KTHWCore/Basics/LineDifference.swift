/// The difference of two texts line by line, as `diff -u` shows it.
///
/// The shortest script of removals and insertions is found with Myers'
/// algorithm (An O(ND) Difference Algorithm, 1986). Where texts differ in
/// more than ``limit`` lines, what lies between their common beginning and
/// their common end is shown as replaced.
enum LineDifference {
  /// How many removals and insertions are looked for.
  static let limit = 400

  /// The hunks of a unified difference, each line with a blank, `-` or `+` in
  /// front; nothing where the texts are the same.
  ///
  /// - Parameters:
  ///   - old: the text before.
  ///   - new: the text after.
  ///   - context: how many lines around a difference are shown.
  /// - Returns: the lines, without line feeds.
  static func unified(_ old: String, _ new: String, context: Int = 3) -> [String] {
    hunks(script(lines(of: old), lines(of: new)), context)
  }

  /// The lines of a text; one that does not end with a line feed says so.
  private static func lines(of text: String) -> [Substring] {
    guard !text.isEmpty else { return [] }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true {
      lines.removeLast()
    } else {
      lines.append("\\ no line feed at the end")
    }
    return lines
  }

  /// One line of one text or of both.
  private struct Edit {
    enum Kind: String {
      case same = " "
      case removed = "-"
      case inserted = "+"
    }

    let kind: Kind
    let line: Substring
  }

  private static func script(_ old: [Substring], _ new: [Substring]) -> [Edit] {
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed())
      .prefix { $0 == $1 }.count
    let before = Array(old[head..<(old.count - tail)])
    let after = Array(new[head..<(new.count - tail)])
    return old.prefix(head).map { Edit(kind: .same, line: $0) }
      + (shortest(before, after)
        ?? before.map { Edit(kind: .removed, line: $0) }
        + after.map { Edit(kind: .inserted, line: $0) })
      + old.suffix(tail).map { Edit(kind: .same, line: $0) }
  }

  /// Myers' algorithm: for each number of edits, how far each diagonal gets;
  /// then back along the diagonals that got furthest.
  private static func shortest(_ old: [Substring], _ new: [Substring]) -> [Edit]? {
    let most = min(old.count + new.count, limit)
    // The diagonal k is old's index less new's.
    var reach = [1: 0]
    var history: [[Int: Int]] = []
    for edits in 0...most {
      history.append(reach)
      for diagonal in stride(from: -edits, through: edits, by: 2) {
        let goesDown = isInsertion(diagonal, edits, reach)
        var x = goesDown ? reach[diagonal + 1] ?? 0 : (reach[diagonal - 1] ?? 0) + 1
        while x < old.count, x - diagonal < new.count, old[x] == new[x - diagonal] { x += 1 }
        reach[diagonal] = x
        if x >= old.count, x - diagonal >= new.count { return walkBack(history, old, new) }
      }
    }
    return nil
  }

  /// Whether the furthest way to a diagonal ends with an insertion.
  private static func isInsertion(_ diagonal: Int, _ edits: Int, _ reach: [Int: Int]) -> Bool {
    diagonal == -edits
      || (diagonal != edits && (reach[diagonal - 1] ?? -1) < (reach[diagonal + 1] ?? -1))
  }

  private static func walkBack(
    _ history: [[Int: Int]],
    _ old: [Substring],
    _ new: [Substring]
  ) -> [Edit] {
    var script: [Edit] = []
    var x = old.count
    var y = new.count
    for (edits, reach) in history.enumerated().reversed() {
      let diagonal = x - y
      let goesDown = isInsertion(diagonal, edits, reach)
      let previous = goesDown ? diagonal + 1 : diagonal - 1
      let startX = reach[previous] ?? 0
      let startY = max(0, startX - previous)
      while x > startX, y > startY {
        x -= 1
        y -= 1
        script.append(Edit(kind: .same, line: old[x]))
      }
      guard edits > 0 else { break }
      if goesDown {
        y -= 1
        script.append(Edit(kind: .inserted, line: new[y]))
      } else {
        x -= 1
        script.append(Edit(kind: .removed, line: old[x]))
      }
    }
    return script.reversed()
  }

  /// Puts edits that are near each other together, with what is around them.
  private static func hunks(_ script: [Edit], _ context: Int) -> [String] {
    let edits = script.indices.filter { script[$0].kind != .same }
    guard var first = edits.first, var last = edits.first else { return [] }
    var ranges: [Range<Int>] = []
    func close() {
      ranges.append(max(0, first - context)..<min(script.count, last + context + 1))
    }
    for edit in edits.dropFirst() {
      if edit - last > 2 * context {
        close()
        first = edit
      }
      last = edit
    }
    close()
    var lines: [String] = []
    var oldLine = 1
    var newLine = 1
    var position = 0
    for range in ranges {
      // Everything between two hunks stands in both texts.
      oldLine += range.lowerBound - position
      newLine += range.lowerBound - position
      let hunk = script[range]
      let oldCount = hunk.count { $0.kind != .inserted }
      let newCount = hunk.count { $0.kind != .removed }
      lines.append("@@ -\(span(oldLine, oldCount)) +\(span(newLine, newCount)) @@")
      lines += hunk.map { $0.kind.rawValue + $0.line }
      oldLine += oldCount
      newLine += newCount
      position = range.upperBound
    }
    return lines
  }

  /// Where a hunk begins and how long it is; an empty one names the line
  /// before it.
  private static func span(_ start: Int, _ count: Int) -> String {
    count == 1 ? "\(start)" : "\(count == 0 ? start - 1 : start),\(count)"
  }
}
