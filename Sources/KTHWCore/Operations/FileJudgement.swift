/// Judges areas as they are read, from any thread, and all of them together at
/// the end.
final class FileJudgement: Sendable {
  /// The description of the cluster, where there is one that can be used.
  let spec: ClusterSpec?

  private let input: VerifyFiles.Input
  private let sources: AuditSources
  private let context: Context
  private let misfits: [AuditFinding]
  private let audit: ClusterAudit
  private let tally: Guarded<Tally>

  /// Reads the description of the cluster, and nothing else yet.
  ///
  /// - Parameters:
  ///   - input: by what is judged.
  ///   - sources: what is judged.
  ///   - context: the world.
  /// - Throws: ``KTHWError`` for a description of a cluster that was named and
  ///   cannot be used.
  init(_ input: VerifyFiles.Input, _ sources: AuditSources, in context: Context) throws {
    self.input = input
    self.sources = sources
    self.context = context
    (spec, misfits) = try FileJudgement.description(input, sources, in: context)
    audit = ClusterAudit(
      AuditTerms(
        now: context.now(),
        kubernetesVersion: input.kubernetesVersion,
        spec: spec,
        expiryWarning: input.expiryWarning
      )
    )
    tally = Guarded(Tally(count: sources.areas.count))
  }

  /// Judges an area by itself, and keeps what the others need of it.
  ///
  /// - Parameters:
  ///   - index: its position among the areas.
  ///   - area: its files.
  func take(_ index: Int, _ area: AuditedArea) {
    take(index, area, ComponentInvocation.all(in: area))
  }

  /// Judges an area of which it is known already what it starts.
  func take(_ index: Int, _ area: AuditedArea, _ invocations: [ComponentInvocation]) {
    let judged = audit.judge(area, invocations)
    tally.withLock { $0.take(judged, of: area, at: index) }
  }

  /// Judges the areas together, and trees against the description.
  ///
  /// - Returns: what was found, here and before.
  /// - Throws: ``KTHWError`` for a tree that cannot be read.
  func output() throws -> VerifyFiles.Output {
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
      return VerifyFiles.Output(
        findings: FileJudgement.sorted(findings),
        fileCount: tally.fileCount,
        knownCount: tally.knownCount
      )
    }
  }

  /// The description of the cluster, and what keeps one that lies among the
  /// files from being used.
  private static func description(
    _ input: VerifyFiles.Input,
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
