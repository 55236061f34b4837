extension CertificateJudgement {
  /// Tells of certificates that come from another authority than those trust
  /// to whom they are shown.
  mutating func judgeAuthoritiesOfJobs() {
    var known: [CertificateJob: Set<Int>] = [:]
    for (index, sighting) in census.certificates.enumerated() {
      for job in sighting.jobs where job.isAuthority { known[job, default: []].insert(index) }
    }
    for (index, sighting) in census.certificates.enumerated() {
      guard let signer = signers[index] else { continue }
      let signing = census.certificates[signer].jobs.filter(\.isAuthority)
      guard !signing.isEmpty else { continue }
      for job in CertificateJob.allCases where sighting.jobs.contains(job) {
        guard let wanted = job.authority, let right = known[wanted], !right.isEmpty,
          !signing.contains(wanted), !right.contains(signer)
        else { continue }
        let others = right.sorted().map { census.certificates[$0] }
        add(
          .wrongAuthority,
          sighting,
          "comes from \(census.certificates[signer].inWords), and its peers trust "
            + others.prefix(3).map(\.inWords).joined(separator: ", "),
          related: [census.certificates[signer].place] + others.prefix(3).map(\.place)
        )
        break
      }
    }
  }

  mutating func judgeAuthorities() {
    judgeAuthorityKeys()
    // Where flags say who trusts whom, they are judged.
    guard !isSingleMeant, !saysWhomItTrusts else { return }
    let clients: Set<CertificateJob> = [
      .kubeletClient, .proxy, .scheduler, .controllerManager, .administrator,
    ]
    let withClients = Set(
      census.certificates.indices.compactMap { index in
        census.certificates[index].jobs.isDisjoint(with: clients) ? nil : signers[index]
      }
    )
    judgeSharing(
      .sharedEtcdAuthority,
      .etcdAuthority,
      of: [.etcdServer, .etcdPeer, .etcdClient, .apiServerToEtcd],
      withClients
    )
    judgeSharing(
      .sharedFrontProxyAuthority,
      .frontProxyAuthority,
      of: [.frontProxyClient],
      withClients
    )
  }

  /// Tells of each authority that signs for clients and for certain jobs, once.
  private mutating func judgeSharing(
    _ rule: AuditRule,
    _ authority: CertificateJob,
    of jobs: Set<CertificateJob>,
    _ withClients: Set<Int>
  ) {
    // Where there is one of its own, certificates that others signed are told.
    let isSeparate = census.certificates.contains {
      $0.jobs.contains(authority) && !$0.jobs.contains(.clusterAuthority)
    }
    guard !isSeparate else { return }
    var told: Set<Int> = []
    for (index, sighting) in census.certificates.enumerated() {
      guard let signer = signers[index], withClients.contains(signer),
        !sighting.jobs.isDisjoint(with: jobs), !sighting.jobs.contains(.apiServer),
        told.insert(signer).inserted
      else { continue }
      let authority = census.certificates[signer]
      add(
        rule,
        authority,
        "has signed \(sighting.inWords) as well as the cluster's clients",
        related: [sighting.place]
      )
    }
  }

  /// Tells of keys of authorities that lie on machines where nothing signs.
  private mutating func judgeAuthorityKeys() {
    var keys: [[UInt8]: Int] = [:]
    for (index, sighting) in census.certificates.enumerated() where sighting.certificate.isAuthority
    {
      keys[sighting.certificate.publicKey.subjectPublicKeyInfo] = index
    }
    for key in census.privateKeys {
      guard let authority = keys[key.value.subjectPublicKeyInfo], isOnServer(key.place),
        !digests[key.place.area].uses.named.contains(key.place.file.path)
      else { continue }
      let sighting = census.certificates[authority]
      let name = sighting.certificate.subject.commonName ?? sighting.inWords
      findings.add(
        .authorityKeyOnServer,
        at: key.place.place,
        "is the key of the authority \(Terminal.quoted(name)), and no program here signs with it",
        related: [sighting.place]
      )
    }
  }

  /// Whether a file lies on a machine of the cluster, or is on its way to one.
  private func isOnServer(_ place: CredentialPlace) -> Bool {
    let digest = digests[place.area]
    if digest.machine != nil { return true }
    guard digest.kind == .heap, let path = place.file.machinePath else { return false }
    return !digest.invocations.isEmpty
      && (path.hasPrefix("/etc/") || path.hasPrefix("/var/lib/"))
  }
}
