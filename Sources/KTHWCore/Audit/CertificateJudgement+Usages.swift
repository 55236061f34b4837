extension CertificateJudgement {
  /// Holds what certificates may do against what they are for.
  mutating func judgeUsages() {
    for (index, sighting) in census.certificates.enumerated() {
      let certificate = sighting.certificate
      let jobs = sighting.jobs.filter { !$0.isAuthority }
      guard !jobs.isEmpty else { continue }
      if jobs.contains(.serviceAccount) { judgeServiceAccount(sighting, index) }
      let used = jobs.filter { $0.usages != nil }
      guard !used.isEmpty else { continue }
      if certificate.isAuthority {
        if !certificate.isSelfIssued || !sighting.jobs.isDisjoint(with: used) {
          add(.leafAuthority, sighting, "says CA:TRUE and is used as \(used.count) kinds of leaf")
        }
        continue
      }
      judgeSharedUse(sighting)
      judgeUsages(of: sighting, for: used)
    }
  }

  private mutating func judgeServiceAccount(_ sighting: CertificateSighting, _ index: Int) {
    let certificate = sighting.certificate
    guard !certificate.isAuthority, certificate.worksForClients, signers[index] != nil else {
      return
    }
    let user = certificate.subject.commonName.map(Terminal.quoted) ?? "nobody"
    add(.accountCertificate, sighting, "makes whoever has the key the user \(user)")
  }

  /// Jobs whose holders must not be the same, each in a group of its own.
  private static let groups: [(name: String, jobs: Set<CertificateJob>)] = [
    ("the API server's", [.apiServer]),
    ("its client's at kubelets", [.apiServerToKubelet]),
    ("etcd's", [.etcdServer, .etcdPeer]),
    ("a client's of etcd", [.apiServerToEtcd, .etcdClient]),
    ("the front proxy's", [.frontProxyClient]),
  ]

  private mutating func judgeSharedUse(_ sighting: CertificateSighting) {
    guard !isSingleMeant else { return }
    let jobs = Set(sighting.uses.map(\.job))
    let groups = CertificateJudgement.groups.filter { !$0.jobs.isDisjoint(with: jobs) }
    guard groups.count > 1 else { return }
    add(
      .sharedCertificate,
      sighting,
      "is at once " + groups.map(\.name).joined(separator: ", "),
      related: Array(Set(sighting.uses.map(\.place))).sorted { "\($0)" < "\($1)" }
    )
  }

  private mutating func judgeUsages(of sighting: CertificateSighting, for jobs: Set<CertificateJob>)
  {
    let certificate = sighting.certificate
    // Of one without limits is told by itself.
    guard let usages = certificate.extendedKeyUsages, !usages.contains(.any) else { return }
    let table = jobs.compactMap(\.usages)
    let missing = Set(table.flatMap(\.needed)).subtracting(usages)
    for usage in missing.sorted(by: { "\($0.oid)" < "\($1.oid)" }) {
      let names = jobs.filter { $0.usages?.needed.contains(usage) == true }
      let uses = sighting.uses.filter { names.contains($0.job) }.map(\.place)
      add(.missingUsage, sighting, "lacks the usage \(usage.inWords)", related: uses)
    }
    guard missing.isEmpty, !isSingleMeant else { return }
    let isKubelet = jobs.isSubset(of: [.kubeletClient, .kubeletServing])
    if isKubelet, certificate.worksForClients, certificate.worksForServers {
      let node = certificate.node.map { " of \(Terminal.printable($0))" } ?? ""
      add(.servingClient, sighting, "is the client certificate\(node) and serves as well")
      return
    }
    let spare = Set(usages).subtracting(table.flatMap(\.allowed))
    guard !spare.isEmpty else { return }
    let words = spare.map(\.inWords).sorted().joined(separator: ", ")
    add(.wideUsage, sighting, "has the usage \(words), which it does not need")
  }
}

extension ExtendedKeyUsage {
  /// The usage as cfssl names it.
  fileprivate var inWords: String {
    switch self {
    case .serverAuthentication: "server auth"
    case .clientAuthentication: "client auth"
    default: "\(oid)"
    }
  }
}
