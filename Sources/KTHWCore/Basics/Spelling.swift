/// Finds what a mistyped word was meant to be.
public enum Spelling {
  /// The candidate nearest to a word, where one is near enough to be meant.
  ///
  /// - Parameters:
  ///   - word: what somebody wrote.
  ///   - candidates: what they may have meant.
  ///   - edits: how many letters may differ; by default a third of them, or
  ///     one of two.
  /// - Returns: the nearest candidate, or nil where none is near.
  public static func nearest(
    to word: String,
    among candidates: some Sequence<String>,
    within edits: Int? = nil
  ) -> String? {
    // Nobody means a known word by hundreds of letters, and the cost is quadratic.
    guard word.utf8.count <= 256 else { return nil }
    let wanted = Array(word.lowercased().unicodeScalars)
    var best: (word: String, distance: Int)?
    for candidate in candidates {
      let letters = Array(candidate.lowercased().unicodeScalars)
      let longer = max(wanted.count, candidate.unicodeScalars.count)
      // Of a single letter nothing would be left that was meant.
      let limit = edits ?? (longer > 1 ? max(1, longer / 3) : 0)
      // Every letter too many or too few is an edit.
      guard abs(wanted.count - letters.count) <= limit else { continue }
      let distance = distance(wanted, letters)
      if distance <= limit, distance < (best?.distance ?? .max) { best = (candidate, distance) }
    }
    return best?.word
  }

  /// Edits (insert, delete, replace, swap neighbours) that turn one into the other.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let replace = last[column] + (left[row] == right[column] ? 0 : 1)
        var cost = min(replace, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
