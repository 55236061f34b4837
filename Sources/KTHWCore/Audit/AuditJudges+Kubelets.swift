extension AuditJudges {
  /// Tells what a kubelet's configuration shows by itself.
  static let judgeKubeletFile: OfFile = { file, terms, findings in
    guard case .documents(.kubelet, let documents) = file.content else { return }
    for document in documents where document["kind"]?.text == "KubeletConfiguration" {
      let minor = terms.kubernetesVersion?.minor
      judgeVersion(of: document, "kubelet.config.k8s.io/v1beta1", .kubeletVersion, file, &findings)
      for (field, mark, fault) in ConfigurationFields.kubelet.faults(in: document, minor: minor) {
        findings.add(fault, (.kubeletUnknownField, .kubeletFieldOfOtherRelease), field, mark, file)
      }
      judgeWhoMayAsk(document, file, &findings)
      judgeNames(document, file, terms, &findings)
      if document["serverTLSBootstrap"]?.scalar?.boolean == true, let own = document["tlsCertFile"]
      {
        findings.add(
          .doubledServing,
          at: file.place(own.mark, field: "tlsCertFile"),
          "tlsCertFile and serverTLSBootstrap are both set"
        )
      }
      if document["resolvConf"]?.text == nil {
        findings.add(.resolverLoop, at: file.place(document.mark), "resolvConf is not set")
      }
      if let minor, (22..<30).contains(minor),
        let behavior = document["memorySwap"]?["swapBehavior"], behavior.text?.isEmpty == false,
        document["featureGates"]?["NodeSwap"]?.scalar?.boolean != true
      {
        findings.add(
          .swapBehindGate,
          at: file.place(behavior.mark, field: "memorySwap.swapBehavior"),
          "memorySwap is set, and the feature NodeSwap is off in 1.\(minor)"
        )
      }
    }
  }

  /// Tells of an API version that nobody reads.
  static func judgeVersion(
    of document: Node,
    _ expected: String,
    _ rule: AuditRule,
    _ file: AuditedFile,
    _ findings: inout AuditFindings
  ) {
    let version = document["apiVersion"]
    guard version?.text != expected else { return }
    findings.add(
      rule,
      at: file.place(version?.mark ?? document.mark, field: "apiVersion"),
      version?.text.map { "the version is \(Terminal.quoted($0)), not \(expected)" }
        ?? "there is no apiVersion"
    )
  }

  private static func judgeWhoMayAsk(
    _ document: Node,
    _ file: AuditedFile,
    _ findings: inout AuditFindings
  ) {
    let authentication = document["authentication"]
    let anonymous = authentication?["anonymous"]?["enabled"]
    if anonymous?.scalar?.boolean == true {
      findings.add(
        .kubeletAnonymous,
        at: file.place(anonymous?.mark, field: "authentication.anonymous.enabled"),
        "who shows no credentials is let in"
      )
    }
    let mode = document["authorization"]?["mode"]
    if mode?.text == "AlwaysAllow" {
      findings.add(
        .kubeletOpen,
        at: file.place(mode?.mark, field: "authorization.mode"),
        "everybody who is let in may do everything"
      )
    }
    let port = document["readOnlyPort"]
    if let number = port?.scalar?.integer, number != 0 {
      findings.add(
        .kubeletReadOnlyPort,
        at: file.place(port?.mark, field: "readOnlyPort"),
        "port \(number) answers everybody"
      )
    }
  }

  /// How pods find names.
  private static func judgeNames(
    _ document: Node,
    _ file: AuditedFile,
    _ terms: AuditTerms,
    _ findings: inout AuditFindings
  ) {
    let servers = document["clusterDNS"]?.items ?? []
    // A slip of the pen is told as such.
    let isMeant = document.entries?.contains { $0.key.lowercased() == "clusterdns" } == true
    if servers.isEmpty, !isMeant || document["clusterDNS"] != nil {
      findings.add(
        .podsWithoutDNS,
        at: file.place(document["clusterDNS"]?.mark ?? document.mark, field: "clusterDNS"),
        "no DNS server is given"
      )
    }
    guard let network = terms.spec?.network else { return }
    for (index, server) in servers.enumerated() {
      guard let address = server.text.flatMap(IPAddress.init(strict:)) else { continue }
      let place = file.place(server.mark, field: "clusterDNS[\(index)]")
      if address == network.apiServerServiceAddress {
        findings.add(.strayClusterDNS, at: place, "\(address) is the API server's own service")
      } else if address.isIPv4 == network.serviceCIDR.network.isIPv4,
        !network.serviceCIDR.contains(address), !address.isLinkLocal
      {
        findings.add(
          .strayClusterDNS,
          at: place,
          "\(address) is outside of the services' addresses, \(network.serviceCIDR)",
          remedy: "write \(network.clusterDNS)"
        )
      }
    }
    if let domain = document["clusterDomain"], let text = domain.text, !text.isEmpty,
      text != network.clusterDomain
    {
      findings.add(
        .otherClusterDomain,
        at: file.place(domain.mark, field: "clusterDomain"),
        "the domain is \(Terminal.quoted(text)), and the cluster's is \(network.clusterDomain)"
      )
    }
  }

  /// Tells how kubelet, flags and containerd of a machine go together.
  static let judgeKubeletArea: OfArea = { area, invocations, terms, findings in
    let flags = invocations.first { $0.program == .kubelet }
    let runtime = area.files.lazy.compactMap { file -> (file: AuditedFile, text: String)? in
      if case .text(.containerd, let text) = file.content { (file, text) } else { nil }
    }.first
    let runtimeDriver = runtime.map { ContainerdText($0.text).controlGroups }
    for file in area.files {
      guard case .documents(.kubelet, let documents) = file.content,
        let document = documents.first(where: { $0["kind"]?.text == "KubeletConfiguration" })
      else { continue }
      if document["authentication"]?["x509"]?["clientCAFile"]?.text == nil,
        flags?["client-ca-file"] == nil
      {
        findings.add(
          .kubeletWithoutAuthority,
          at: file.place(document.mark),
          "no clientCAFile is set"
        )
      }
      let field = document["cgroupDriver"]
      let driver = field?.text ?? flags?["cgroup-driver"]
      let related = runtime.map { [$0.file.place()] } ?? []
      // From 1.34 on the kubelet asks the runtime, which answers since containerd 2.
      let asks = (terms.kubernetesVersion?.minor ?? 0) >= 34
      if let runtimeDriver, !asks, driver ?? "cgroupfs" != runtimeDriver {
        findings.add(
          .differingControlGroups,
          at: file.place(field?.mark ?? document.mark, field: "cgroupDriver"),
          "the kubelet uses \(Terminal.quoted(driver ?? "cgroupfs")), and containerd \(runtimeDriver)",
          related: related
        )
      } else if !asks, driver ?? "cgroupfs" == "cgroupfs" {
        findings.add(
          .kubeletControlGroups,
          at: file.place(field?.mark ?? document.mark, field: "cgroupDriver"),
          driver == nil ? "cgroupDriver is not set" : "cgroupDriver is cgroupfs",
          related: related
        )
      }
    }
  }
}

extension IPAddress {
  /// Whether it is 169.254.0.0/16, where DNS caches of nodes listen.
  fileprivate var isLinkLocal: Bool { isIPv4 && octets[0] == 169 && octets[1] == 254 }
}

extension AuditFindings {
  /// Keeps what is wrong with a key of a configuration.
  ///
  /// - Parameters:
  ///   - fault: what is wrong.
  ///   - rules: by which rule unknown keys are told, and those of other releases.
  ///   - field: the key's path.
  ///   - mark: where it stands.
  ///   - file: the file.
  mutating func add(
    _ fault: ConfigurationFields.Fault,
    _ rules: (unknown: AuditRule, ofOtherRelease: AuditRule),
    _ field: String,
    _ mark: SourceMark?,
    _ file: AuditedFile
  ) {
    let place = file.place(mark, field: field)
    let name = Terminal.quoted(field)
    switch fault {
    case .unknown(let nearest):
      add(
        rules.unknown,
        at: place,
        "no release knows \(name)",
        remedy: nearest.map { "did you mean \($0)?" }
      )
    case .notYet(let first):
      add(rules.ofOtherRelease, at: place, "\(name) comes with 1.\(first)")
    case .gone(let last):
      add(rules.ofOtherRelease, at: place, "\(name) is gone since 1.\(last + 1)")
    }
  }
}
