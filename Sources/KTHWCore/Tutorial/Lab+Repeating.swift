extension Lab {
  /// The steps that made what a check found fault with, in their order.
  ///
  /// Those of files that are not what the description makes, because one such
  /// file may be told of at others that trust it; else those of the files that
  /// were found fault with.
  ///
  /// - Parameters:
  ///   - done: what came of a step.
  ///   - differing: where the tree is not what the description makes.
  /// - Returns: steps that make files when they are repeated; none where what
  ///   is wrong is of no step.
  func steps(blamedFor done: RunLabStep.Output, differing: [AuditFinding]) -> [LabStep] {
    let blamed = steps(making: differing.map(\.place))
    guard blamed.isEmpty else { return blamed }
    let failures = (done.connections?.rows ?? []).flatMap { row -> [TalkFailure] in
      guard case .fails(let failures) = row.example.outcome else { return [] }
      return failures
    }
    let findings = done.check.findings.filter { $0.severity != .info }
    return steps(making: findings.map(\.place) + failures.map(\.place))
  }

  private func steps(making places: [Place]) -> [LabStep] {
    let start = tree + "/"
    let paths = Set(
      places.compactMap(\.file).filter { $0.hasPrefix(start) }
        .map { String($0.dropFirst(start.count)) }
    )
    guard !paths.isEmpty else { return [] }
    return steps.filter { step in
      // A machine of which nothing is there is told of by its folder.
      Lab.hosts(of: step.kind, in: spec).contains { paths.contains("hosts/\($0.name)") }
        || artifacts(of: step.kind).contains { paths.contains($0.artifact.path) }
    }
  }
}
