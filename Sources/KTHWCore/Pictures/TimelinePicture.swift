/// What ends when, on a line of time.
struct TimelinePicture: Hashable, Sendable {
  /// A certificate or token, or several that begin and end on the same days.
  struct Row: Hashable, Sendable {
    var name: String
    var role: String
    var count = 1
    var term: PictureTerm
    var tone: Tone
    /// What happens at its end.
    var ending: String
    /// Where it lies, of several the first.
    var file: String

    /// The name, and how many there are.
    func title(times: String = "×") -> String {
      count > 1 ? "\(name) \(times) \(Quantity.grouped(count))" : name
    }
  }

  /// The rows; what ends first stands first.
  let rows: [Row]
  /// How many credentials are left out, which end later than all rows.
  let omitted: Int
  /// The moment that the picture shows.
  let now: Timestamp

  /// How many credentials it stands for, those left out among them.
  var count: Int { rows.reduce(omitted) { $0 + $1.count } }

  /// The scale.
  var scale: TimeScale {
    TimeScale(
      from: rows.map { min($0.term.begins ?? now, $0.term.ends) }.min() ?? now,
      to: rows.map(\.term.ends).max() ?? now,
      now: now
    )
  }

  /// What the picture shows, in a sentence or two.
  var summary: String {
    guard let first = rows.first else { return "Nothing that ends was found." }
    let ended = rows.filter { $0.tone == .ended }.reduce(0) { $0 + $1.count }
    let due = rows.filter { $0.tone == .due }.reduce(0) { $0 + $1.count }
    var parts: [String] = []
    if ended > 0 { parts.append("\(Quantity.grouped(ended)) ended") }
    if due > 0 { parts.append("\(Quantity.grouped(due)) due for renewal") }
    let counts = parts.isEmpty ? "none ended, none due for renewal" : parts.joined(separator: ", ")
    let next = rows.first { $0.tone != .ended } ?? first
    return "\(Quantity.of(count, "credential")): \(counts). "
      + "Next: \(next.title()), \(next.term.ends.day) (\(next.term.left(at: now)))."
  }
}

/// Time along a line on which the days around now have most of the room.
///
/// From each mark to the next it is even; the marks themselves stand at equal
/// distances, however much time is between them.
struct TimeScale: Hashable, Sendable {
  /// A moment that is marked.
  struct Mark: Hashable, Sendable {
    let moment: Timestamp
    let label: String
  }

  /// The marks from the first to the last.
  let marks: [Mark]
  /// Which of them is now.
  let today: Int

  private static let future: [(days: Int64, label: String)] = [
    (7, "1 week"), (30, "1 month"), (90, "3 months"), (365, "1 year"), (1096, "3 years"),
    (3653, "10 years"), (10_958, "30 years"), (36_525, "100 years"), (365_250, "1,000 years"),
  ]
  private static let past: [(days: Int64, label: String)] = [
    (30, "1 month ago"), (365, "1 year ago"), (3653, "10 years ago"), (36_525, "100 years ago"),
  ]

  /// Creates a scale that holds two moments and now; what is farther than
  /// the last mark stands at it.
  init(from first: Timestamp, to last: Timestamp, now: Timestamp) {
    func marks(_ all: [(days: Int64, label: String)], _ sign: Int64, _ far: Timestamp) -> [Mark] {
      var result: [Mark] = []
      for (days, label) in all {
        let previous = result.last?.moment ?? now
        guard result.isEmpty || (sign > 0 ? previous < far : previous > far) else { break }
        result.append(Mark(moment: now.adding(seconds: sign * days * 86_400), label: label))
      }
      return result
    }
    let before = marks(TimeScale.past, -1, first).reversed()
    let after = marks(TimeScale.future, 1, last)
    self.marks = before + [Mark(moment: now, label: "today")] + after
    today = before.count
  }

  /// Where a moment stands, in thousandths of the way between two marks from
  /// the first mark on.
  func position(of moment: Timestamp) -> Int {
    guard let first = marks.first, moment > first.moment else { return 0 }
    for (index, (start, end)) in zip(marks, marks.dropFirst()).enumerated()
    where moment < end.moment {
      let whole = Validity(notBefore: start.moment, notAfter: end.moment).seconds
      let part = Validity(notBefore: start.moment, notAfter: moment).seconds
      return index * 1000 + Int(part * 1000 / max(1, whole))
    }
    return (marks.count - 1) * 1000
  }
}
