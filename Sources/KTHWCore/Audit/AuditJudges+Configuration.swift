extension AuditJudges {
  static let ofConfigurationFiles: [OfFile] = [
    judgeKubeconfig, judgeEncryption,
  ]

  static let ofConfigurationAreas: [OfArea] = [
    judgeKubeconfigCredentials
  ]

  static let ofConfigurationClusters: [OfCluster] = [
    judgeForeignKubeconfigs, judgeDifferingEncryption,
  ]
}
