extension AuditJudges {
  static let ofUnitFiles: [OfFile] = []
  static let ofFlagAreas: [OfArea] = []
  static let ofFlagClusters: [OfCluster] = []
}
