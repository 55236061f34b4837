extension AuditJudges {
  static let ofCertificateFiles: [OfFile] = [judgePEM]
  static let ofCertificateAreas: [OfArea] = []
  static let ofCertificateClusters: [OfCluster] = [judgeCertificates]

  /// Tells of PEM that is not as its makers write it.
  static let judgePEM: OfFile = { file, _, findings in
    guard let oddity = file.oddity else { return }
    findings.add(.unusualPEM, at: file.place(oddity.mark), oddity.what)
  }

  /// Judges certificates, keys and requests, wherever they are.
  static let judgeCertificates: OfCluster = { digests, terms, findings in
    var judgement = CertificateJudgement(digests, terms)
    judgement.judge()
    findings.add(judgement.findings.all)
  }
}
