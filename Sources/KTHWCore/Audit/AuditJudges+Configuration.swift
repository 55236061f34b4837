extension AuditJudges {
  static let ofConfigurationFiles: [OfFile] = []
  static let ofConfigurationAreas: [OfArea] = []
  static let ofConfigurationClusters: [OfCluster] = []
}
