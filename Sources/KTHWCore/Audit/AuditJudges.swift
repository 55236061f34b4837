/// Who judges what: every judge is a function that adds what it finds.
///
/// Judges of files see one file, judges of areas a machine or a heap with the
/// programs that it starts, judges of clusters what was kept of all areas.
/// None of them reads a disk or a clock.
enum AuditJudges {
  typealias OfFile = @Sendable (AuditedFile, AuditTerms, inout AuditFindings) -> Void
  typealias OfArea =
    @Sendable (AuditedArea, [ComponentInvocation], AuditTerms, inout AuditFindings) -> Void
  typealias OfCluster = @Sendable ([AreaDigest], AuditTerms, inout AuditFindings) -> Void

  /// What one file shows.
  static let ofFiles: [OfFile] =
    [judgeReading, judgePermissions, judgePassphrases] + ofCertificateFiles + ofUnitFiles
    + ofConfigurationFiles

  /// What the files of a machine, or of a heap, show together.
  static let ofAreas: [OfArea] = ofCertificateAreas + ofFlagAreas + ofConfigurationAreas

  /// What only all files show together.
  static let ofClusters: [OfCluster] =
    ofCertificateClusters + ofFlagClusters + ofConfigurationClusters
}
