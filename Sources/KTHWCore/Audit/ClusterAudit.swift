/// Judges the files of a cluster by ``AuditRule/all``, without a disk and
/// without a clock.
///
/// Areas are judged one by one, on any thread, and may be let go of then;
/// what was kept of them is judged together at the end.
///
/// ```swift
/// let audit = ClusterAudit(AuditTerms(now: now))
/// let judged = areas.map(audit.judge)
/// let findings = judged.flatMap(\.findings) + audit.judge(judged.map(\.digest))
/// ```
public struct ClusterAudit: Sendable {
  /// What is judged by.
  public let terms: AuditTerms

  /// Creates an audit.
  public init(_ terms: AuditTerms) { self.terms = terms }

  /// Judges the files of an area, each by itself and against each other.
  ///
  /// - Parameter area: the files.
  /// - Returns: what was found, and what has to be kept for the end.
  public func judge(_ area: AuditedArea) -> (findings: [AuditFinding], digest: AreaDigest) {
    judge(area, ComponentInvocation.all(in: area))
  }

  /// Judges the files of an area of which it is known already what it starts.
  func judge(
    _ area: AuditedArea,
    _ invocations: [ComponentInvocation]
  ) -> (findings: [AuditFinding], digest: AreaDigest) {
    var findings = AuditFindings()
    for file in area.files {
      for judge in AuditJudges.ofFiles { judge(file, terms, &findings) }
    }
    for judge in AuditJudges.ofAreas { judge(area, invocations, terms, &findings) }
    return (findings.all, AreaDigest(area, invocations))
  }

  /// Judges areas against each other.
  ///
  /// - Parameter digests: what was kept of every area.
  /// - Returns: what was found.
  public func judge(_ digests: [AreaDigest]) -> [AuditFinding] {
    var findings = AuditFindings()
    for judge in AuditJudges.ofClusters { judge(digests, terms, &findings) }
    return findings.all
  }
}
