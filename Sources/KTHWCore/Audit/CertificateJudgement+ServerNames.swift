extension CertificateJudgement {
  /// Holds the names of API servers' certificates against who dials them.
  mutating func judgeServerNames() {
    judgeServersWithoutNames()
    let servers = census.certificates.filter { sighting in
      sighting.jobs.contains(.apiServer) && !sighting.certificate.isAuthority
        && !sighting.certificate.subjectAlternativeNames.isEmpty
    }
    guard !servers.isEmpty else { return }
    let domains = clusterDomains
    for server in servers {
      let missing = server.certificate.lacking(namesOfEvery(server))
      tell(.missingDialledName, server, missing)
      judgeServiceNames(of: server, domains)
    }
    // One of several servers has to be the one that is dialled.
    let missing = namesOfAny(servers).filter { wanted in
      !servers.contains { $0.certificate.covers(wanted.name) }
    }
    if !missing.isEmpty {
      tell(.missingDialledName, servers[0], servers[0].certificate.lacking(missing))
    }
  }

  /// Tells of names that are missing, all in one.
  mutating func tell(_ rule: AuditRule, _ sighting: CertificateSighting, _ missing: [WantedName]) {
    guard !missing.isEmpty else { return }
    var words = missing.prefix(6).map(\.inWords).joined(separator: ", ")
    if missing.count > 6 { words += " and \(missing.count - 6) more" }
    add(
      rule,
      sighting,
      "is not for " + words,
      related: Array(missing.compactMap(\.place).prefix(6))
    )
  }

  private mutating func judgeServersWithoutNames() {
    let jobs: Set<CertificateJob> = [.apiServer, .etcdServer, .etcdPeer, .kubeletServing]
    for sighting in census.certificates {
      let certificate = sighting.certificate
      guard certificate.version == 3, !certificate.isAuthority,
        !jobs.isDisjoint(with: sighting.jobs),
        certificate.worksForServers, certificate.subjectAlternativeNames.isEmpty
      else { continue }
      // A node's certificate without purposes may be its client's.
      if certificate.node != nil, certificate.extendedKeyUsages == nil { continue }
      add(.missingNames, sighting, "is a server's and has no alternative names")
    }
  }

  // MARK: - What is dialled

  /// What each API server's certificate must have: the first addresses of the
  /// services, and what its own server advertises.
  private func namesOfEvery(_ server: CertificateSighting) -> [WantedName] {
    if let spec = terms.spec {
      return spec.network.apiServerServiceAddress.map {
        [WantedName(.ip($0), "the first address of \(spec.network.serviceCIDR)")]
      } ?? []
    }
    var wanted: [WantedName] = []
    let areas = Set(server.places.map(\.area))
    for (area, digest) in digests.enumerated() {
      for program in digest.invocations where program.program == .kubeAPIServer {
        wanted += program.serviceAddresses
        guard areas.contains(area), let address = program.advertised else { continue }
        wanted.append(address)
      }
    }
    return wanted
  }

  /// What the certificate of one API server or another must have.
  private func namesOfAny(_ servers: [CertificateSighting]) -> [WantedName] {
    if let spec = terms.spec {
      let machines = spec.hosts.having(.controlPlane) + spec.hosts.having(.loadBalancer)
      return machines.flatMap { host in
        host.alternativeNames.map { WantedName($0, "a name of the machine \(host.name)") }
      } + [WantedName(spec.endpoint.host, "the endpoint of the description")]
    }
    let issuers = Set(servers.map(\.certificate.issuerDER))
    var wanted: [WantedName] = []
    for file in digests.flatMap(\.files) {
      guard case .kubeconfig(let kubeconfig) = file.content else { continue }
      for (name, cluster) in kubeconfig.clusters where trusts(cluster, issuers) {
        let field = "clusters.\(name).server"
        guard let host = DialledURL.host(of: cluster.server) else { continue }
        let dialled = cluster.tlsServerName.isEmpty ? host : cluster.tlsServerName
        let reason = "the server of \(Terminal.printable(file.name))"
        wanted.append(WantedName(dialled, reason, at: file.place(nil, field: field)))
      }
    }
    return wanted
  }

  /// Whether a kubeconfig's cluster is the one of an API server, as far as its
  /// authority says.
  private func trusts(_ cluster: KubeconfigCluster, _ issuers: Set<[UInt8]>) -> Bool {
    guard !cluster.insecureSkipTLSVerify, !cluster.certificateAuthorityData.isEmpty else {
      return false
    }
    let trusted = (try? CertificateReader.certificates(pem: cluster.certificateAuthorityData)) ?? []
    return trusted.contains { issuers.contains($0.subjectDER) }
  }

  // MARK: - The service's names

  /// The domains under which services have names, as far as files say.
  private var clusterDomains: Set<String> {
    if let spec = terms.spec { return [spec.network.clusterDomain.lowercased()] }
    var domains: Set<String> = []
    for file in digests.flatMap(\.files) {
      guard case .documents(.kubelet, let documents) = file.content else { continue }
      for document in documents {
        guard let domain = document["clusterDomain"]?.text, !domain.isEmpty else { continue }
        domains.insert((domain.last == "." ? String(domain.dropLast()) : domain).lowercased())
      }
    }
    return domains
  }

  private mutating func judgeServiceNames(of server: CertificateSighting, _ domains: Set<String>) {
    let certificate = server.certificate
    let service = "kubernetes.default.svc"
    var wanted = ["kubernetes", "kubernetes.default", service].map {
      WantedName($0, "a name of the service")
    }
    let known = domains.isEmpty ? ["cluster.local"] : domains.sorted()
    let hasOtherDomain =
      domains.isEmpty
      && certificate.hostNames.contains {
        $0.hasPrefix(service + ".") && $0.split(separator: ".").count > 4
      }
    if !hasOtherDomain {
      wanted += known.map { WantedName("\(service).\($0)", "the full name of the service") }
    }
    if terms.spec != nil {
      wanted += ["localhost", "127.0.0.1", "::1"].map { WantedName($0, "the machine itself") }
    }
    tell(.missingServiceName, server, certificate.lacking(wanted))
    let right = Set(["kubernetes.default", service] + known.map { "\(service).\($0)" })
    let pointless = certificate.hostNames.filter { name in
      guard !right.contains(name) else { return false }
      if name.hasPrefix("kubernetes.svc.") || name == "\(service).cluster" { return true }
      return !domains.isEmpty && name.hasPrefix("kubernetes.default.")
    }
    for name in pointless {
      add(.pointlessName, server, "is for \(Terminal.quoted(name)), which no service has")
    }
  }
}

extension CertificateFacts {
  /// The DNS names in lower case.
  fileprivate var hostNames: [String] {
    subjectAlternativeNames.compactMap { name in
      if case .dns(let text) = name { text.lowercased() } else { nil }
    }
  }
}

extension ComponentInvocation {
  /// The API server's own addresses among the services: the first of each
  /// range that is given.
  fileprivate var serviceAddresses: [WantedName] {
    let place = place(of: "service-cluster-ip-range")
    return (self["service-cluster-ip-range"] ?? "").split(separator: ",").compactMap { range in
      guard let block = try? CIDRBlock(String(range)), let address = block.address(at: 1) else {
        return nil
      }
      return WantedName(.ip(address), "the first address of \(block)", at: place)
    }
  }

  /// What the API server tells others to dial.
  fileprivate var advertised: WantedName? {
    for flag in ["advertise-address", "bind-address"] {
      guard let text = self[flag], let address = IPAddress(strict: text) else { continue }
      if address.isUnspecified { continue }
      return WantedName(.ip(address), "--\(flag)", at: place(of: flag))
    }
    return nil
  }
}
