/// Judges files, folders and whole trees by the rules of ``AuditRule``, and
/// changes nothing.
public enum VerifyFiles {
  /// What is to be judged, and by what.
  public struct Input: Sendable {
    /// Files and directories; `-` is standard input.
    public var paths: [String]
    /// The description of the cluster that they are meant for; nil looks for
    /// one among them.
    public var cluster: String?
    /// The release of Kubernetes; nil is the description's, or unknown.
    public var kubernetesVersion: KubernetesVersion?
    /// How soon the end of a certificate is worth a warning, in seconds.
    public var expiryWarning: Int64
    /// Which parts of a tree of generate must be there: all, unless the paths
    /// are trees that are still being made.
    public var parts: [TreePart] = [.whole]
    /// How many threads work.
    public var workers: Int

    /// Creates an input with the usual choices.
    public init(
      paths: [String],
      cluster: String? = nil,
      kubernetesVersion: KubernetesVersion? = nil,
      expiryWarning: Int64 = 30 * 86_400,
      workers: Int = Processors.available
    ) {
      self.paths = paths
      self.cluster = cluster
      self.kubernetesVersion = kubernetesVersion
      self.expiryWarning = expiryWarning
      self.workers = workers
    }
  }

  /// A part of a tree of generate.
  public struct TreePart: Hashable, Sendable {
    /// Everything.
    public static let whole = TreePart(.everything)

    /// Which kinds of files.
    public var scope: GenerateCluster.Scope
    /// Of which machines; none means all.
    public var hosts: [String]

    /// Creates a part.
    public init(_ scope: GenerateCluster.Scope, hosts: [String] = []) {
      self.scope = scope
      self.hosts = hosts
    }
  }

  /// What was found.
  public struct Output: Sendable {
    /// What was found, by place.
    public var findings: [AuditFinding]
    /// How many files were looked at.
    public var fileCount: Int
    /// How many of them are of a known kind.
    public var knownCount: Int
  }

  /// Judges everything.
  ///
  /// - Parameters:
  ///   - input: what, and by what.
  ///   - context: the world.
  /// - Returns: what was found.
  /// - Throws: ``KTHWError`` for paths that are not there or cannot be read,
  ///   and for a description of a cluster that cannot be used.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    let sources = try AuditSources(input.paths, context: context)
    let (spec, misfits) = try description(input, sources, in: context)
    let audit = ClusterAudit(
      AuditTerms(
        now: context.now(),
        kubernetesVersion: input.kubernetesVersion,
        spec: spec,
        expiryWarning: input.expiryWarning
      )
    )
    let tally = Guarded(Tally(count: sources.areas.count))
    try sources.forEachArea(workers: input.workers) { index, area in
      let judged = audit.judge(area)
      tally.withLock { $0.take(judged, of: area, at: index) }
    }
    var differences = misfits
    if let spec {
      // One that is still being made may not have machines yet, by which it would be known.
      for tree in input.parts == [.whole] ? sources.trees : input.paths {
        for part in input.parts {
          differences += try VerifyTree(
            path: tree,
            spec: spec,
            part: part,
            context: context,
            workers: input.workers
          ).findings()
        }
      }
    }
    return tally.withLock { tally in
      let digests = tally.judged.compactMap { $0?.digest }
      var findings = tally.judged.flatMap { $0?.findings ?? [] } + audit.judge(digests)
      // A fault is told once, by whoever knows best what it means.
      let told = Set(findings.map(\.place.file))
      findings += differences.filter { !told.contains($0.place.file) }
      return Output(
        findings: sorted(findings),
        fileCount: tally.fileCount,
        knownCount: tally.knownCount
      )
    }
  }

  /// The description of the cluster, and what keeps one that lies among the
  /// files from being used.
  private static func description(
    _ input: Input,
    _ sources: AuditSources,
    in context: Context
  ) throws -> (ClusterSpec?, [AuditFinding]) {
    if let file = input.cluster { return (try ClusterFile.read(file, in: context).spec, []) }
    guard let file = sources.clusterFile else { return (nil, []) }
    do {
      return (try ClusterFile.read(file, in: context).spec, [])
    } catch let error as KTHWError {
      // What nobody asked for is judged like every other file.
      let findings = error.problems.map { problem in
        AuditFinding(
          .unreadableFile,
          at: (problem.place ?? Place()).inFile(file),
          seen: "is no description of a cluster: \(problem.message)",
          remedy: problem.hint
        )
      }
      return (nil, findings)
    }
  }

  /// By file and position, and each only once.
  private static func sorted(_ findings: [AuditFinding]) -> [AuditFinding] {
    var seen: Set<AuditFinding> = []
    let start = SourceMark(line: 0, column: 0)
    return findings.filter { seen.insert($0).inserted }.sorted { left, right in
      let (a, b) = (left.place, right.place)
      return (a.file ?? "", a.mark ?? start, left.rule.id, left.seen)
        < (b.file ?? "", b.mark ?? start, right.rule.id, right.seen)
    }
  }
}

/// What the threads have found so far.
private struct Tally {
  typealias Judged = (findings: [AuditFinding], digest: AreaDigest)

  /// By the areas' places, so that the result does not depend on who was first.
  var judged: [Judged?]
  var fileCount = 0
  var knownCount = 0

  init(count: Int) { judged = Array(repeating: nil, count: count) }

  mutating func take(_ result: Judged, of area: AuditedArea, at index: Int) {
    judged[index] = result
    fileCount += area.files.count
    for file in area.files {
      if case .unknown = file.content { continue }
      knownCount += 1
    }
  }
}
