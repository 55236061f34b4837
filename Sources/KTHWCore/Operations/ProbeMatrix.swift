/// Tries every connection between the programs of a cluster, offline: a TLS
/// handshake in memory with the files as they are.
public enum ProbeMatrix {
  /// What is to be tried.
  public struct Input: Sendable {
    /// Files and directories.
    public var paths: [String]
    /// The description of the cluster that they are meant for; nil looks for
    /// one among them.
    public var cluster: String?
    /// Which connections to try; empty tries all.
    public var kinds: Set<TalkEdge.Kind>
    /// How many threads work.
    public var workers: Int

    /// Creates an input with the usual choices.
    public init(
      paths: [String],
      cluster: String? = nil,
      kinds: Set<TalkEdge.Kind> = [],
      workers: Int = Processors.available
    ) {
      self.paths = paths
      self.cluster = cluster
      self.kinds = kinds
      self.workers = workers
    }
  }

  /// What came out.
  public struct Output: Sendable {
    /// Equal verdicts of many machines in one row each, by kind.
    public var rows: [TalkRow]
    /// How many connections were found.
    public var count: Int { rows.reduce(0) { $0 + $1.count } }

    /// How many of them fail.
    public var failureCount: Int {
      rows.reduce(0) { $0 + ($1.example.isFailure ? $1.count : 0) }
    }
    /// How many of them could not be tried.
    public var untriedCount: Int {
      rows.reduce(0) { sum, row in
        if case .untried = row.example.outcome { sum + row.count } else { sum }
      }
    }
    /// How many of them can be tried when nodes have joined.
    public var laterCount: Int {
      rows.reduce(0) { sum, row in
        if case .later = row.example.outcome { sum + row.count } else { sum }
      }
    }
  }

  /// Tries everything.
  ///
  /// Machines that only dial servers of others are read one at a time, so that
  /// memory hardly grows with them.
  /// - Parameters:
  ///   - input: what to try.
  ///   - context: the world; its moment is that of the handshakes.
  /// - Returns: what came out.
  /// - Throws: ``KTHWError`` for paths that are not there or cannot be read,
  ///   and for a description of a cluster that cannot be used.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    let sources = try AuditSources(input.paths, context: context)
    var spec: ClusterSpec?
    if let file = input.cluster ?? sources.clusterFile {
      spec = try? ClusterFile.read(file, in: context).spec
      if spec == nil, input.cluster != nil { spec = try ClusterFile.read(file, in: context).spec }
    }
    let hubs = try hubEnds(sources, workers: input.workers)
    return try tried(input, sources, spec, hubs, in: context) { index in
      TalkEnds(try sources.areas[index].load(workers: 1))
    }
  }

  /// Tries the connections of areas whose ends are known, or are found now.
  ///
  /// - Parameters:
  ///   - input: which connections.
  ///   - sources: the areas.
  ///   - spec: the description of the cluster, where there is one.
  ///   - hubs: the ends of all areas that others dial or that are no machine's,
  ///     by the areas' positions.
  ///   - context: the world; its moment is that of the handshakes.
  ///   - ends: gives the ends of any other area.
  /// - Returns: what came out.
  /// - Throws: what `ends` throws.
  static func tried(
    _ input: Input,
    _ sources: AuditSources,
    _ spec: ClusterSpec?,
    _ hubs: [Int: TalkEnds],
    in context: Context,
    _ ends: @escaping @Sendable (_ index: Int) throws -> TalkEnds
  ) throws -> Output {
    let machines = sources.machines.sorted()
    let directory = TalkDirectory(spec, machines: machines, hubs.values.map(\.self))
    let plan = TalkPlan(hubs.sorted { $0.key < $1.key }.map(\.value), directory)
    let moment = context.now()
    let materials = try TalkMaterials(context)
    let tally = Guarded(TalkTally())
    let steps = WorkSteps(
      "tried the connections of",
      of: sources.areas.count,
      "places",
      in: context
    )
    try parallelEach(
      count: sources.areas.count,
      workers: input.workers,
      makingState: { try TalkTrial(materials, at: moment) },
      body: { trial, index in
        for attempt in plan.attempts(of: try hubs[index] ?? ends(index))
        where input.kinds.isEmpty || input.kinds.contains(attempt.edge.kind) {
          let verdict = try trial.verdict(on: attempt)
          tally.withLock { $0.take(verdict) }
        }
        steps.advance()
      }
    )
    return Output(rows: tally.withLock { $0.rows })
  }

  /// The ends of the areas that others dial, by the areas' positions.
  ///
  /// A machine's units are read first, which say whether it is one of those.
  private static func hubEnds(_ sources: AuditSources, workers: Int) throws -> [Int: TalkEnds] {
    let areas = sources.areas
    let machines = sources.machines
    let found = Guarded<[Int: TalkEnds]>([:])
    // Heaps and what operators keep may have many files for all threads.
    for (index, area) in areas.enumerated() where !area.isMachine {
      let read = try area.load(workers: workers) { area.matters($0, to: machines) }
      let ends = TalkEnds(unplaced: read, ComponentInvocation.all(in: read), machines)
      found.withLock { $0[index] = ends }
    }
    let steps = WorkSteps("looked at", of: areas.count, "places", in: sources.context)
    try parallelEach(count: areas.count, workers: workers) { index in
      defer { steps.advance() }
      let area = areas[index]
      guard area.isMachine, try TalkEnds(area.load(workers: 1, where: saysWhatRuns)).isHub else {
        return
      }
      let ends = TalkEnds(try area.load(workers: 1))
      found.withLock { $0[index] = ends }
    }
    return found.withLock(\.self)
  }

  /// Whether a file tells which programs run, and no more.
  private static func saysWhatRuns(_ path: String) -> Bool {
    path.hasSuffix(".service") || path.contains("/manifests/") || path.hasSuffix("haproxy.cfg")
      || path.contains("/nginx/")
  }
}

/// Keeps the ends of areas as they are read, from any thread, until all are
/// known that others dial.
final class EndsSurvey: Sendable {
  private let sources: AuditSources
  private let machines: Set<String>
  private let found = Guarded<[Int: TalkEnds]>([:])

  init(_ sources: AuditSources) {
    self.sources = sources
    machines = sources.machines
  }

  /// Takes the ends of an area.
  ///
  /// - Parameters:
  ///   - index: its position among the areas.
  ///   - area: its files.
  ///   - invocations: the programs that it starts.
  func take(_ index: Int, _ area: AuditedArea, _ invocations: [ComponentInvocation]) {
    let source = sources.areas[index]
    let ends =
      source.isMachine
      ? TalkEnds(area, invocations)
      : TalkEnds(
        unplaced: area.keeping { source.matters(source.relative($0.path), to: machines) },
        invocations,
        machines
      )
    found.withLock { $0[index] = ends }
  }

  /// Tries the connections between all of them, and lets go of them.
  ///
  /// - Throws: ``KTHWError`` where OpenSSL itself fails.
  func tried(
    _ input: ProbeMatrix.Input,
    _ spec: ClusterSpec?,
    in context: Context
  ) throws -> ProbeMatrix.Output {
    let ends = found.withLock { found in
      defer { found = [:] }
      return found
    }
    let hubs = ends.filter { !sources.areas[$0.key].isMachine || $0.value.isHub }
    let none = TalkEnds(machine: nil)
    return try ProbeMatrix.tried(input, sources, spec, hubs, in: context) { ends[$0] ?? none }
  }
}

extension AuditSources {
  /// The names of the machines.
  var machines: Set<String> { Set(areas.compactMap(\.machine)) }
}

extension AreaSource {
  /// The machine's name, where it is one's.
  var machine: String? { if case .machine(let name) = kind { name } else { nil } }

  /// Whether a file has to do with connections that are not tried elsewhere:
  /// what an operator keeps of a machine is tried on it.
  fileprivate func matters(_ path: String, to machines: Set<String>) -> Bool {
    kind != .operatorSide || !AreaSource.isCopy(path, of: machines)
  }

  /// Whether a file of an operator is of a machine, and on it as well.
  private static func isCopy(_ path: String, of machines: Set<String>) -> Bool {
    guard let name = path.split(separator: "/").last else { return false }
    guard path.hasPrefix("pki/") || path.hasPrefix("kubeconfigs/") else { return false }
    let stem = name.prefix { $0 != "." }
    if machines.contains(String(stem)) { return true }
    return ["-kubelet", "-etcd"].contains { part in
      stem.firstRange(of: part).map { machines.contains(String(stem[..<$0.lowerBound])) } ?? false
    }
  }
}

extension TalkEnds {
  fileprivate init(_ area: AuditedArea) { self.init(area, ComponentInvocation.all(in: area)) }

  /// The ends of an area that is no machine's.
  fileprivate init(
    unplaced area: AuditedArea,
    _ invocations: [ComponentInvocation],
    _ machines: Set<String>
  ) {
    self.init(area, invocations)
    // Copies of what is on the machines, where it is tried.
    if area.kind == .operatorSide, !machines.isEmpty {
      apiClients.removeAll { $0.kind != .admin }
    }
  }
}
