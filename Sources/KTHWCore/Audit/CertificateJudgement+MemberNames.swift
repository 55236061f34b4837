extension CertificateJudgement {
  /// Holds the names of etcd's and kubelets' certificates against who dials
  /// them.
  mutating func judgeMemberNames() {
    judgeMembersByFlags()
    judgeStoreClients()
    judgeByDescription()
    judgeKubeletNames()
  }

  /// What members of etcd tell clients and peers to dial.
  private mutating func judgeMembersByFlags() {
    for (area, digest) in digests.enumerated() {
      for member in digest.invocations where member.program == .etcd {
        let flags: [(CertificateJob, String, AuditRule)] = [
          (.etcdServer, "advertise-client-urls", .missingMemberName),
          (.etcdPeer, "initial-advertise-peer-urls", .missingPeerName),
        ]
        for (job, flag, rule) in flags {
          let place = member.place(of: flag)
          let wanted = DialledURL.hosts(in: member[flag]).map {
            WantedName($0, "--\(flag)", at: place)
          }
          let named = Set(digest.uses.all.filter { $0.job == job }.map(\.path))
          for sighting in census.certificates where sighting.jobs.contains(job) {
            guard
              sighting.places.contains(where: { $0.area == area && named.contains($0.file.path) })
            else { continue }
            tellNames(rule, sighting, wanted)
          }
        }
      }
    }
  }

  /// What API servers dial.
  private mutating func judgeStoreClients() {
    let members = census.certificates.filter { $0.jobs.contains(.etcdServer) }
    guard let first = members.first else { return }
    var wanted: [WantedName] = []
    for program in digests.flatMap(\.invocations) where program.program == .kubeAPIServer {
      let place = program.place(of: "etcd-servers")
      wanted += DialledURL.hosts(in: program["etcd-servers"]).map {
        WantedName($0, "--etcd-servers", at: place)
      }
    }
    let missing = wanted.filter { wanted in !members.contains { $0.certificate.covers(wanted.name) }
    }
    tellNames(.missingMemberName, first, missing)
  }

  /// Tells of missing names of a certificate that has any.
  private mutating func tellNames(
    _ rule: AuditRule,
    _ sighting: CertificateSighting,
    _ wanted: [WantedName]
  ) {
    // Of one without names is told by itself.
    guard !sighting.certificate.subjectAlternativeNames.isEmpty else { return }
    tell(rule, sighting, sighting.certificate.lacking(wanted))
  }

  /// What the cluster's description says of the machines.
  private mutating func judgeByDescription() {
    guard let spec = terms.spec else { return }
    let jobs: [CertificateJob: AuditRule] = [
      .etcdServer: .missingMemberName, .etcdPeer: .missingPeerName,
      .kubeletServing: .missingNodeName,
    ]
    let hosts = Dictionary(
      spec.hosts.map { ($0.name.text, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    for sighting in census.certificates where !sighting.certificate.isAuthority {
      guard
        let job = CertificateJob.allCases.first(where: {
          jobs[$0] != nil && sighting.jobs.contains($0)
        }),
        let rule = jobs[job], sighting.certificate.worksForServers
      else { continue }
      let wanted = machines(of: sighting, job).compactMap { hosts[$0] }.flatMap { host in
        host.alternativeNames.map { WantedName($0, "a name of the machine \(host.name)") }
      }
      tellNames(rule, sighting, wanted)
    }
  }

  /// The machines that a certificate is of: those that have it, and those that
  /// its files are named like.
  private func machines(of sighting: CertificateSighting, _ job: CertificateJob) -> Set<String> {
    var names: Set<String> = sighting.certificate.node.map { [$0] } ?? []
    for place in sighting.places {
      let base = CertificateJob.base(of: place.file.name)
      for (suffix, kind) in CertificateJob.suffixes where kind == job && base.hasSuffix(suffix) {
        names.insert(String(base.dropLast(suffix.count)))
      }
      // Clients have etcd's certificates nowhere; servers have their own.
      guard let machine = digests[place.area].machine else { continue }
      if sighting.uses.contains(where: { $0.job == job && $0.path == place.file.path }) {
        names.insert(machine)
      }
    }
    return names
  }

  /// What kubelets' certificates must have where no description is known.
  private mutating func judgeKubeletNames() {
    guard terms.spec == nil else { return }
    let dialsAddresses = digests.flatMap(\.invocations).contains { program in
      program.program == .kubeAPIServer
        && program["kubelet-preferred-address-types"]?.hasPrefix("InternalIP") == true
    }
    for sighting in census.certificates where sighting.jobs.contains(.kubeletServing) {
      let certificate = sighting.certificate
      guard certificate.worksForServers, certificate.extendedKeyUsages != nil,
        !certificate.isAuthority,
        let node = certificate.node
      else { continue }
      tellNames(.missingNodeName, sighting, [WantedName(node, "the node's name")])
      let hasAddress = certificate.subjectAlternativeNames.contains { name in
        if case .ip(let address) = name { !address.isLoopback } else { false }
      }
      guard dialsAddresses, !hasAddress, !certificate.subjectAlternativeNames.isEmpty else {
        continue
      }
      add(
        .missingNodeName,
        sighting,
        "has no address of the node, which the API server dials first"
      )
    }
  }
}
