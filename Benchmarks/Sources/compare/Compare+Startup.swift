extension Compare {
  /// Command lines that do next to nothing, so that starting is what they cost.
  private static let starts: [[String]] =
    [
      ["version"], ["--version"], ["--help"], ["init"], ["identities"], ["csr", "admin"],
      ["explain", "KTHW-SAN-004"], ["cfssl", "version"], ["cfssl-certinfo", "-help"],
      ["kubectl", "version", "--client"], ["config", "view"], ["config", "get-contexts"],
    ]
    + [
      "init", "generate", "render", "unit", "verify", "matrix", "explain", "expiry", "adopt", "ca",
      "cert", "keypair", "csr", "identities", "inspect", "kubeconfig", "config", "whoami",
      "encryption-config", "links",
    ].map { [$0, "--help"] }

  /// The most that a start may take, as a part of cfssl's.
  private static let startLimit = 0.4

  /// How long each command takes to start, beside `cfssl version`: one after
  /// the other, round by round, so that all meet the same weather, and each
  /// round begins with another one, because whoever comes next after cfssl
  /// finds the caches full of it.
  ///
  /// - Returns: the lines of a Markdown table, the dearest command first.
  /// - Throws: what a run of a program throws.
  func starts() throws -> [String] {
    let ours = Compare.starts.filter { isRunnable($0) }
    var samples = [Samples](repeating: Samples(), count: ours.count)
    var theirs = Samples()
    for round in 0...rounds(100) {
      let other = try Pipeline([cfssl, "version"]).run()
      if round > 0 { theirs.add(other) }
      for step in ours.indices {
        let index = (round + step) % ours.count
        let own = try Pipeline([kthwctl] + ours[index]).run()
        if round > 0 { samples[index].add(own) }
      }
    }
    let peer = theirs.median(\.wall)
    let rows = zip(ours, samples).map { (words: $0, wall: $1.median(\.wall)) }
      .sorted { $0.wall > $1.wall }
      .map { words, wall in
        let verdict = wall / peer <= Compare.startLimit ? "yes" : "**no**"
        return "| `\(words.joined(separator: " "))` | \(decimal(wall, places: 2))"
          + " | \(decimal(wall / peer, places: 2)) | ≤ 0.4: \(verdict) |"
      }
    return [
      "Starts, medians of \(theirs.count) rounds; `cfssl version` took "
        + "\(decimal(peer, places: 2)) ms:",
      "",
      "| command | ms | of cfssl's | limit |",
      "|---|---|---|---|",
    ] + rows
  }

  /// Whether a command ends well on this machine: some read what is in the
  /// user's home.
  private func isRunnable(_ words: [String]) -> Bool {
    (try? Pipeline([kthwctl] + words).run()) != nil
  }
}
