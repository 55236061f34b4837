/// What a cluster of some size cost, the first time and again.
struct Growth {
  /// How many workers it has.
  let workers: Int
  /// The run that made everything.
  let first: Sample
  /// A run that found nothing to do; the middle one of several.
  let again: Sample

  /// What a re-run may take of the first run's time.
  static let rerunLimit = 0.2
  /// What either run may take of memory, in MiB, with up to 5,000 workers.
  static let memoryLimit = 32.0

  static let heading = """
    | workers | first run s | CPU s | a host ms | peak MiB | nothing to do s | of the first | peak MiB | limits |
    |---|---|---|---|---|---|---|---|---|
    """

  /// The re-run's time as a part of the first one's.
  var ratio: Double { again.wall / first.wall }

  /// The result as a line of a Markdown table.
  var row: String {
    let memory = max(Compare.mebibytes(of: first), Compare.mebibytes(of: again))
    func verdict(_ isKept: Bool) -> String { isKept ? "yes" : "**no**" }
    let cells = [
      "\(workers)", Compare.seconds(first.wall), Compare.seconds(first.processor),
      decimal(first.wall / Double(workers), places: 2),
      decimal(Compare.mebibytes(of: first), places: 1), decimal(again.wall / 1000, places: 3),
      decimal(ratio, places: 2), decimal(Compare.mebibytes(of: again), places: 1),
      "≤ 0.2: \(verdict(ratio <= Growth.rerunLimit)), "
        + "≤ 32 MiB: \(verdict(memory <= Growth.memoryLimit))",
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}

extension Compare {
  /// Whole trees of growing clusters: how long the first run takes, how long
  /// one that finds nothing to do, and how much memory both need at most.
  ///
  /// - Parameter say: is told each line of the table as soon as it is known.
  /// - Returns: what was measured, the smallest cluster first.
  /// - Throws: what a run of the program throws.
  func trees(_ say: (String) -> Void) throws -> [Growth] {
    say(Growth.heading)
    var all: [Growth] = []
    for count in isShort ? [100, 1000, 5000] : [100, 1000, 5000, 20_000] {
      let spec = "\(folder)/workers-\(count).yaml"
      let tree = "\(folder)/workers-\(count)"
      try write(ClusterDescription(workers: count).text, to: spec)
      let run = Pipeline([kthwctl, "generate", spec, "--output", tree])
      let first = try run.run()
      let again = try (0..<5).map { _ in try run.run() }.sorted { $0.wall < $1.wall }[2]
      let growth = Growth(workers: count, first: first, again: again)
      say(growth.row)
      all.append(growth)
      // The next cluster shall find as much memory as this one.
      _ = try Pipeline(["/bin/rm", "-rf", tree]).run()
    }
    return all
  }

  static func mebibytes(of sample: Sample) -> Double {
    #if os(Linux)
    Double(sample.memory) / 1024
    #else
    Double(sample.memory) / 1_048_576
    #endif
  }
}
