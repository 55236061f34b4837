/// Two contestants at the same job, in rounds that take turns.
struct Comparison {
  let job: String
  let summary: Summary
  let peer: String
  /// The most that ours may cost, as a part of the peer's cost.
  let limit: Double
  /// Which cost the limit is about.
  let part: KeyPath<Sample, Double>
  var ours = Samples()
  var theirs = Samples()

  init(
    _ job: String,
    against peer: String,
    summary: Summary,
    limit: Double,
    of part: KeyPath<Sample, Double> = \.wall
  ) {
    self.job = job
    self.peer = peer
    self.summary = summary
    self.limit = limit
    self.part = part
  }

  /// Runs both, each going first in every other round.
  ///
  /// - Parameters:
  ///   - rounds: how often.
  ///   - warmsUp: whether one more round goes before them, not counted.
  ///   - us: does our job; is given the round's number.
  ///   - them: does the peer's.
  /// - Throws: what either throws.
  mutating func run(
    rounds: Int,
    warmsUp: Bool = true,
    us: (Int) throws -> Sample,
    them: (Int) throws -> Sample
  ) throws {
    for round in (warmsUp ? 0 : 1)...rounds {
      let first = round % 2 == 0 ? try us(round) : nil
      let other = try them(round)
      let own = try first ?? us(round)
      guard round > 0 else { continue }
      ours.add(own)
      theirs.add(other)
    }
  }

  /// Our cost as a part of the peer's.
  func ratio(_ part: KeyPath<Sample, Double>) -> Double {
    summary.of(ours, part) / summary.of(theirs, part)
  }

  /// Whether our cost is within the limit.
  var isWithinLimit: Bool { ratio(part) <= limit }

  /// The heading of ``row``.
  static let heading = """
    | job | peer | rounds | wall ms: ours | peer | ratio | CPU ms: ours | peer | ratio | limit |
    |---|---|---|---|---|---|---|---|---|---|
    """

  /// The result as a line of a Markdown table.
  var row: String {
    func number(_ samples: Samples, _ part: KeyPath<Sample, Double>) -> String {
      decimal(summary.of(samples, part), places: 2)
    }
    func part(_ part: KeyPath<Sample, Double>) -> [String] {
      [number(ours, part), number(theirs, part), share(ratio(part))]
    }
    let cost = self.part == \.wall ? "wall" : "CPU"
    let verdict = "\(cost) ≤ \(share(limit)): \(isWithinLimit ? "yes" : "**no**")"
    let cells =
      [job, peer, "\(ours.count), \(summary.rawValue)s"] + part(\.wall)
      + part(\.processor) + [verdict]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}

/// A part of the peer's cost: as a fraction where it is a small one.
private func share(_ value: Double) -> String {
  value > 0 && value < 0.15
    ? "1/" + decimal(1 / value, places: value < 0.01 ? 0 : 1) : decimal(value, places: 2)
}

/// A number with so many places, rounded, without Foundation.
func decimal(_ value: Double, places: Int) -> String {
  guard value.isFinite else { return "–" }
  var scale = 1
  for _ in 0..<places { scale *= 10 }
  let scaled = Int((value * Double(scale)).rounded())
  let rest = String(scaled % scale)
  if places == 0 { return "\(scaled)" }
  return "\(scaled / scale)." + String(repeating: "0", count: places - rest.count) + rest
}
