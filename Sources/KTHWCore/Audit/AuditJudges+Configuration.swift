extension AuditJudges {
  static let ofConfigurationFiles: [OfFile] = [
    judgeKubeconfig, judgeEncryption, judgeKubeletFile, judgeComponentFile, judgeContainerd,
    judgePodNetwork, judgeHAProxy, judgeNginx, judgeManifest, judgeTokenSecret, judgeHosts,
    judgeScript, judgeCFSSL,
  ]

  static let ofConfigurationAreas: [OfArea] = [
    judgeKubeconfigCredentials, judgeKubeletArea, judgeNamedFiles, judgeKernel,
    judgeClusterDoubts, judgeIdleTokens,
  ]

  static let ofConfigurationClusters: [OfCluster] = [
    judgeForeignKubeconfigs, judgeDifferingEncryption, judgePodNetworks, judgeBindings,
    judgeTokensTogether, judgeJoining,
  ]
}
