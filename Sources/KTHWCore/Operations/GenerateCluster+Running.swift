extension GenerateCluster {
  /// The whole of a run, with a renderer of the caller's.
  static func run(
    _ input: Input,
    in context: Context,
    rendering render: @escaping Renderer,
    progress: @escaping @Sendable (Event) -> Void
  ) throws -> Output {
    if let output = try KnownTree(input, context).output { return output }
    let run = try ClusterRun(input, context, render, progress)
    switch input.mode {
    case .write: return try run.write()
    case .dryRun, .diff: return try run.show()
    }
  }
}

/// One run: what is wanted, in a world.
struct ClusterRun: Sendable {
  private let input: GenerateCluster.Input
  private let context: Context
  private let plan: ClusterPlan
  private let index: HostIndex
  /// Where the machines to be made stand among all; nil for all of them.
  private let chosen: [Int]?
  private let render: GenerateCluster.Renderer
  private let progress: @Sendable (GenerateCluster.Event) -> Void
  /// The present moment: one for the whole run.
  private let now: Timestamp

  init(
    _ input: GenerateCluster.Input,
    _ context: Context,
    _ render: @escaping GenerateCluster.Renderer,
    _ progress: @escaping @Sendable (GenerateCluster.Event) -> Void
  ) throws {
    // Before anything is made: a description may have been changed since it
    // was checked.
    if let error = KTHWError(input.spec.problems()) { throw error }
    self.input = input
    self.context = context
    self.render = render
    plan = ClusterPlan(input.spec)
    index = HostIndex(input.spec.hosts)
    chosen = try ClusterRun.positions(of: input.only, index, input.spec.hosts)
    now = context.now()
    // Several threads have something to tell; the listener hears one.
    let turn = Guarded(())
    self.progress = { event in turn.withLock { _ in progress(event) } }
  }

  private static func positions(
    of names: [String],
    _ index: HostIndex,
    _ hosts: ClusterHosts
  ) throws -> [Int]? {
    guard !names.isEmpty else { return nil }
    var problems = Problems()
    var positions: Set<Int> = []
    for name in names {
      if let position = index.position(of: name) {
        positions.insert(position)
      } else {
        let listed = hosts.prefix(1000).map(\.name.text)
        problems.add(
          .usage,
          "the cluster has no host named \(Terminal.quoted(name))",
          hint: Spelling.nearest(to: name, among: listed).map { "did you mean \($0)?" }
        )
      }
    }
    try problems.throwIfAny()
    return positions.sorted()
  }
}

// MARK: - Modes

extension ClusterRun {
  /// Writes what has to be written, or nothing at all where nothing has.
  func write() throws -> GenerateCluster.Output {
    let known = KnownTree(input, context)
    let start = FileTime.now
    if let old = try TreeReader.ifThere(input.output, context: context), old.isMarked,
      let tally = try unchanged(old)
    {
      known.remember(tally, in: old, untouchedSince: start)
      // A killed run may have left old keys, and there may be no other run.
      TreeTransaction.removeLeftovers(at: input.output, context: context)
      return tally.output
    }
    // The others get ready while this thread makes the tree and its authorities.
    let source = context.keySource
    let workers = workers { OpenSSLLibrary.prepare(for: source) }
    let transaction = try TreeTransaction.begin(
      at: input.output,
      context: context,
      surveying: known.canBeNoted
    )
    do {
      let maker = maker(
        old: transaction.old,
        sink: WritingSink(transaction: transaction),
        stream: SeedStream(seed: try context.octets(32, for: "serial numbers")),
        isMaking: true
      )
      var tally = try walk(maker, workers) { .made($0, of: $1) }
      if let old = transaction.old {
        let leftovers = ClusterLeftovers(plan, index, old: old)
        try transaction.carryOver { entry in
          try isCarriedOver(entry, leftovers, &tally)
        }
      }
      try refuseInterrupted()
      progress(.committing)
      if let survey = transaction.survey {
        known.remember(tally, in: try transaction.new, made: survey)
      }
      try transaction.commit()
      return tally.output
    } catch {
      transaction.abandon()
      throw error
    }
  }

  /// Finds out what would be written, and writes nothing.
  func show() throws -> GenerateCluster.Output {
    // Nothing is promised that a run then refuses.
    try TreeTransaction.check(at: input.output, context: context)
    let progress = progress
    let show: (@Sendable (FileDifference) -> Void)? =
      input.mode == .diff ? { @Sendable difference in progress(.differs(difference)) } : nil
    return try self.show(to: ShowingSink(show: show), removed: show)
  }

  /// Hands what would be written to a sink, and writes nothing.
  ///
  /// - Parameters:
  ///   - sink: gets every file.
  ///   - showRemoved: is shown what would be removed.
  /// - Returns: what would be done.
  /// - Throws: ``KTHWError``, as a run would.
  func show(
    to sink: any TreeSink,
    removed showRemoved: (@Sendable (FileDifference) -> Void)? = nil
  ) throws -> GenerateCluster.Output {
    let old = try TreeReader.ifThere(input.output, context: context)
    let maker = maker(
      old: old,
      sink: sink,
      // What is made of it stays in memory.
      stream: SeedStream(seed: [UInt8](repeating: 0, count: 32)),
      isMaking: false
    )
    var tally = try walk(maker, workers()) { .compared($0, of: $1) }
    if let old {
      let leftovers = ClusterLeftovers(plan, index, old: old)
      try old.visit { entry in
        let stays = try isCarriedOver(entry, leftovers, &tally)
        if !stays { showRemoved?(FileDifference(path: entry.path, isRemoved: true)) }
        return stays
      }
    }
    return tally.output
  }

  /// What there is to say where nothing has to be written; nil where
  /// something has.
  private func unchanged(_ old: TreeReader) throws -> ClusterTally? {
    let maker = maker(
      old: old,
      sink: ComparingSink(),
      stream: SeedStream(seed: []),
      isMaking: false
    )
    do {
      var tally = try walk(maker, workers()) { .compared($0, of: $1) }
      let leftovers = ClusterLeftovers(plan, index, old: old)
      try old.visit { try isCarriedOver($0, leftovers, &tally) }
      return tally.output.isChanged ? nil : tally
    } catch is ComparingSink.Difference {
      return nil
    }
  }

  private func maker(
    old: TreeReader?,
    sink: any TreeSink,
    stream: SeedStream,
    isMaking: Bool
  ) -> ClusterMaker {
    ClusterMaker(
      plan: plan,
      issuer: CredentialIssuer(
        settings: plan.spec.pki,
        old: old,
        root: input.output,
        now: now,
        stream: stream,
        source: context.keySource,
        isMaking: isMaking,
        encryptsAuthorityKeys: input.encryptsAuthorityKeys,
        passphrase: context.passphrase
      ),
      sink: sink,
      render: render,
      scope: input.scope
    )
  }
}

// MARK: - Walking

extension ClusterRun {
  /// Makes what all share, then every machine's part, side by side.
  private func walk(
    _ maker: ClusterMaker,
    _ workers: ParallelWorkers<ClusterWorker>,
    telling event: @escaping @Sendable (_ done: Int, _ all: Int) -> GenerateCluster.Event
  ) throws -> ClusterTally {
    var tally = ClusterTally()
    if let description = input.description {
      let file = PlannedFile(artifact: ClusterPlan.description, wanted: .bytes(description))
      try maker.place(file, &tally)
    }
    let shared = try maker.makeShared(workers: workers, random: encryptionKey, &tally)
    if let chosen, chosen.count < plan.spec.hosts.count, tally.output.isChanged, issuesAnew(tally) {
      tally.warn(othersAreBehind)
    }
    let hosts = plan.spec.hosts
    let chosen = chosen
    let count = chosen?.count ?? hosts.count
    let sum = Guarded((tally: tally, done: 0))
    try workers.each(count: count) { worker, number in
      try refuseInterrupted()
      let position = chosen?[number] ?? number
      let part = try maker.make(hosts[position], at: position, with: shared, using: worker)
      sum.withLock { sum in
        sum.tally.add(part)
        sum.done += 1
        // Inside, so that numbers are told in their order.
        progress(event(sum.done, count))
      }
    }
    tally = sum.withLock { $0.tally }
    if input.scope == .credentials, issuesAnew(tally), try maker.issuer.old?.hasHosts == true {
      tally.warn(hostsAreBehind)
    }
    return tally
  }

  /// The threads that work, no more than there is work for.
  private func workers(
    ahead: @escaping @Sendable () -> Void = {}
  ) -> ParallelWorkers<ClusterWorker> {
    let pieces = max(chosen?.count ?? plan.spec.hosts.count, plan.catalog.shared.count)
    let source = context.keySource
    return ParallelWorkers(
      // Differences are shown in the plan's order.
      input.mode == .diff ? 1 : min(input.workers, pieces),
      makingState: { try ClusterWorker(source) },
      ahead: ahead
    )
  }

  /// Octets of a key that encrypts; another each time, even of the same seed.
  private func encryptionKey(_ count: Int) throws -> [UInt8] {
    try context.octets(count, for: "key of \(ClusterPlan.encryptionPath) at \(now)")
  }

  /// Between two machines, and for the last time before the commit.
  private func refuseInterrupted() throws {
    guard context.isInterrupted() else { return }
    throw KTHWError(
      .interrupted,
      input.mode == .write ? "interrupted; nothing was changed" : "interrupted",
      at: .file(input.output)
    )
  }

  private func issuesAnew(_ tally: ClusterTally) -> Bool {
    !tally.output.reissued.isEmpty || tally.output.changed.count > 0
  }

  private var othersAreBehind: Problem {
    Problem(
      .policyViolation,
      "what all hosts share has changed, and only some hosts are made",
      hint: "run the command for all hosts, or theirs will not fit together"
    )
  }

  private var hostsAreBehind: Problem {
    Problem(
      .policyViolation,
      "credentials have changed, and what hosts have of them was not made again",
      hint: "run the command for everything before you copy hosts anywhere"
    )
  }

  /// Whether something of the old tree stays in the new one.
  private func isCarriedOver(
    _ entry: TreeEntry,
    _ leftovers: ClusterLeftovers,
    _ tally: inout ClusterTally
  ) throws -> Bool {
    if entry.kind == .directory {
      // Told once, not file by file.
      if let name = entry.hostDirectory, try leftovers.isGone(name) {
        tally.addLeftOver(entry.path, isRemoved: input.prunes)
      }
      return true
    }
    guard case .leftOver(let shown, let isRemovable) = try leftovers.owner(of: entry.path) else {
      return true
    }
    let isRemoved = input.prunes && isRemovable
    if shown == entry.path { tally.addLeftOver(shown, isRemoved: isRemoved) }
    return !isRemoved
  }
}

extension TreeReader {
  /// Whether a part of the tree is what goes onto machines.
  fileprivate var hasHosts: Bool {
    get throws { try entries().contains { $0.path == "hosts" && $0.kind == .directory } }
  }
}

extension TreeEntry {
  /// The name of the machine whose part of the tree this directory is.
  fileprivate var hostDirectory: String? {
    guard kind == .directory, path.hasPrefix("hosts/") else { return nil }
    let name = path.dropFirst("hosts/".count)
    return name.contains("/") ? nil : String(name)
  }
}
