extension AuditJudges {
  static let ofCertificateFiles: [OfFile] = []
  static let ofCertificateAreas: [OfArea] = []
  static let ofCertificateClusters: [OfCluster] = []
}
