extension AuditJudges {
  static let ofConfigurationFiles: [OfFile] = [
    judgeKubeconfig, judgeEncryption, judgeKubeletFile, judgeComponentFile, judgeContainerd,
    judgePodNetwork,
  ]

  static let ofConfigurationAreas: [OfArea] = [
    judgeKubeconfigCredentials, judgeKubeletArea, judgeNamedFiles,
  ]

  static let ofConfigurationClusters: [OfCluster] = [
    judgeForeignKubeconfigs, judgeDifferingEncryption, judgePodNetworks,
  ]
}
