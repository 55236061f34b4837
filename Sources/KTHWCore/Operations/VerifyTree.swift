/// Holds a tree of generate against the description that it was made from.
///
/// The same walk that brings a tree up to date is gone through, and what it
/// would write is told instead.
struct VerifyTree {
  /// The tree's directory.
  let path: String
  /// What it should be.
  let spec: ClusterSpec
  /// What of it must be there.
  var part = VerifyFiles.TreePart.whole
  let context: Context
  let workers: Int

  /// What differs.
  ///
  /// - Returns: findings in no order; none of a file that is as it should be.
  /// - Throws: ``KTHWError`` where the tree cannot be read at all.
  func findings() throws -> [AuditFinding] {
    let sink = DifferingSink()
    do {
      var input = GenerateCluster.Input(spec: spec, output: path, workers: workers)
      input.mode = .dryRun
      input.scope = part.scope
      input.only = part.hosts
      let told = context.progress
      let compared: @Sendable (GenerateCluster.Event) -> Void = { event in
        guard case .compared(let count, let total) = event else { return }
        told(WorkProgress("compared", count, of: total, "hosts"))
      }
      let run = try ClusterRun(input, context, { try $0.text(for: $1, in: $2) }, compared)
      let output = try run.show(to: sink)
      let absent = try absentMachines()
      let missing = Set(absent)
      let files = sink.files.filter { file in
        // Of a machine that is not there at all only that is told.
        let parts = file.path.split(separator: "/", maxSplits: 2)
        return parts.first != "hosts" || parts.count < 2 || !missing.contains(String(parts[1]))
      }
      return files.flatMap(findings) + absent.map(absentMachine)
        + output.leftOver.first.map(leftOver)
    } catch let error as KTHWError {
      return error.problems.map(unusable)
    }
  }

  private func findings(_ file: DifferingFile) -> [AuditFinding] {
    let shown = TreePath.join(path, file.path)
    switch file.difference {
    case .reissue(let reason) where reason.isOfTime: return []
    case .reissue(let reason):
      return [AuditFinding(.staleCertificate, at: .file(shown), seen: "\(reason)")]
    case .missing:
      return [AuditFinding(.missingFile, at: .file(shown), seen: "is not there")]
    case .mode(let old, let wanted):
      return [
        AuditFinding(
          .changedText,
          at: .file(shown),
          seen: "has mode \(old), and should have \(wanted)",
          remedy: "chmod \(wanted) \(Terminal.printable(shown))"
        )
      ]
    case .text(let mark):
      return [
        AuditFinding(
          .changedText,
          at: .file(shown, mark),
          seen: "is not what \(ClusterPlan.description.path) makes"
        )
      ]
    case .copy:
      return [
        AuditFinding(
          .strangeCopy,
          at: .file(shown),
          seen: "is not the same as what it is a copy of"
        )
      ]
    }
  }

  /// The machines of the description of which nothing is there.
  private func absentMachines() throws -> [String] {
    guard part.scope == .everything else { return [] }
    let there = Set(try TreeReader(path, context: context).entries(in: "hosts").map(\.name))
    let wanted = part.hosts.isEmpty ? spec.hosts.map(\.name.text) : part.hosts
    return wanted.filter { !there.contains($0) }
  }

  private func absentMachine(_ name: String) -> AuditFinding {
    AuditFinding(
      .missingFile,
      at: .file(TreePath.join(path, "hosts/\(name)")),
      seen: "nothing is made for the host \(name)"
    )
  }

  private func leftOver(_ relative: String) -> AuditFinding {
    AuditFinding(
      .leftOverFile,
      at: .file(TreePath.join(path, relative)),
      seen: "is of nothing that \(ClusterPlan.description.path) has"
    )
  }

  private func unusable(_ problem: Problem) -> AuditFinding {
    AuditFinding(
      .unusableTree,
      at: (problem.place ?? Place()).inFile(path),
      seen: problem.message,
      remedy: problem.hint
    )
  }
}

/// A file that is not as it should be.
struct DifferingFile: Sendable {
  /// What is the matter.
  enum Difference: Sendable {
    /// It is not there.
    case missing
    /// Its certificate would be made anew.
    case reissue(ReissueReason)
    /// Others may read it than should.
    case mode(FileMode, FileMode)
    /// Its text is another, from a position on.
    case text(SourceMark?)
    /// It is no copy of what it should be one of.
    case copy
  }

  let path: String
  let difference: Difference
}

/// Collects what would be written.
private final class DifferingSink: TreeSink {
  private let found = Guarded<[DifferingFile]>([])

  var files: [DifferingFile] { found.withLock(\.self) }

  func keep(_ path: String) {}

  func write(_ file: PlannedFile) throws {
    guard let difference = DifferingSink.difference(of: file) else { return }
    found.withLock {
      $0.append(DifferingFile(path: file.artifact.path, difference: difference))
    }
  }

  /// What is the matter with a file; nil for what only follows from another.
  private static func difference(of file: PlannedFile) -> DifferingFile.Difference? {
    let isOperators = !file.artifact.path.hasPrefix("hosts/")
    if case .reissued(let reason)? = file.credential?.fate {
      // Told once, at the certificate.
      guard isOperators, case .certificate = file.artifact.content else { return nil }
      if case .certificateMissing = reason { return .missing }
      return .reissue(reason)
    }
    if case .made? = file.credential?.fate, isOperators, file.isNew {
      // Of a pair that is not there at all the certificate is told.
      switch file.artifact.content {
      case .request, .privateKey: return nil
      default: return .missing
      }
    }
    guard !file.isNew else { return .missing }
    if case .link = file.artifact.content { return .text(nil) }
    guard let old = file.old, let wanted = file.wanted else { return nil }
    guard old.holds(wanted) else {
      guard case .rendered = file.artifact.content else { return .copy }
      return .text(firstDifference(old.bytes, wanted.plain))
    }
    return .mode(old.permissions, .exactly(file.artifact.permissions))
  }

  /// Where two texts begin to differ, as a position in the first.
  private static func firstDifference(_ left: [UInt8], _ right: [UInt8]) -> SourceMark {
    let common = zip(left, right).prefix { $0 == $1 }.count
    let before = left[..<common]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let column = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
    return SourceMark(line: line, column: column)
  }
}

extension ReissueReason {
  /// Whether it is only that time goes by, which has rules of its own.
  fileprivate var isOfTime: Bool {
    switch self {
    case .expired, .endsSoon, .notYetValid: true
    default: false
    }
  }
}
