/// What a run did, or would do, counted up by several threads.
struct ClusterTally: Sendable {
  private(set) var output = GenerateCluster.Output()
  /// While every certificate so far is kept as it is.
  private(set) var term = Timestamp(secondsSince1970: .min)..<Timestamp(secondsSince1970: .max)
  /// The messages of the warnings so far, each of which is told once.
  private var told: Set<String> = []
  /// Where what comes next belongs among all.
  private var place: Int

  /// Creates an empty tally of one part of the plan, or of a section of one;
  /// parts have their places in a row, 0 being what all machines share.
  init(part: Int = 0, section: Int = 0) {
    // More things than any part has, and than any section has.
    place = part << 20 + section << 10
  }

  /// Goes on with a later section of the first part.
  mutating func begin(section: Int) { place = section << 10 }

  /// A credential, what became of it, and while its certificate is kept.
  mutating func add(_ name: String, _ fate: CredentialFate, for term: Range<Timestamp>?) {
    if let term { self.term = self.term.clamped(to: term) }
    switch fate {
    case .kept: output.keptCount += 1
    case .made: output.made.add(name, at: next())
    case .reissued(let reason):
      output.reissued.add(GenerateCluster.Reissue(name: name, reason: reason), at: next())
    }
  }

  /// A token that stays as it is, and when it ends, where it does.
  mutating func addToken(of host: String, ending end: Timestamp?, at now: Timestamp) {
    guard let end else { return }
    if end <= now {
      output.endedTokens.add(host, at: next())
    } else {
      term = term.clamped(to: term.lowerBound..<max(end, term.lowerBound))
    }
  }

  /// A file that stays as it is.
  mutating func addUnchanged() { output.unchangedCount += 1 }

  /// A file that is written.
  mutating func addWritten(_ path: String, isNew: Bool) {
    let place = next()
    output.isChanged = true
    if isNew { output.added.add(path, at: place) } else { output.changed.add(path, at: place) }
  }

  /// A file or machine that the cluster no longer has.
  mutating func addLeftOver(_ path: String, isRemoved: Bool) {
    let place = next()
    if isRemoved {
      output.isChanged = true
      output.removed.add(path, at: place)
    } else {
      output.leftOver.add(path, at: place)
    }
  }

  /// Something to be told, unless it was told already; very many are cut off.
  mutating func warn(_ problem: Problem) {
    guard output.warnings.count < Listed<Problem>.limit,
      told.insert(problem.description).inserted
    else { return }
    output.warnings.append(problem)
  }

  /// Adds up what another part did.
  mutating func add(_ other: ClusterTally) {
    term = term.clamped(to: other.term)
    output.isChanged = output.isChanged || other.output.isChanged
    output.made.add(other.output.made)
    output.keptCount += other.output.keptCount
    output.reissued.add(other.output.reissued)
    output.added.add(other.output.added)
    output.changed.add(other.output.changed)
    output.unchangedCount += other.output.unchangedCount
    output.leftOver.add(other.output.leftOver)
    output.removed.add(other.output.removed)
    output.endedTokens.add(other.output.endedTokens)
    for problem in other.output.warnings { warn(problem) }
  }

  private mutating func next() -> Int {
    place += 1
    return place
  }
}

/// What becomes of a credential.
enum CredentialFate: Hashable, Sendable {
  /// It stays as it is.
  case kept
  /// It was not there.
  case made
  /// Its certificate is made anew.
  case reissued(ReissueReason)
}
