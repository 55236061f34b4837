extension ClusterSpec {
  /// Describes a cluster of which only the machines must be known.
  ///
  /// What is nil gets its default: the endpoint is the load balancer, else
  /// the one control-plane machine; every worker gets the next free block of
  /// the pods' addresses; releases go with the Kubernetes version.
  ///
  /// - Parameters:
  ///   - name: the cluster's name in every kubeconfig.
  ///   - kubernetesVersion: the version that everything is rendered for.
  ///   - hosts: the machines.
  ///   - endpoint: what clients dial.
  ///   - network: addresses, names and the pod network.
  ///   - loadBalancer: the program that hands clients on.
  ///   - pki: how certificates are made.
  ///   - encryption: how secrets are kept in etcd.
  ///   - layout: where files lie on the machines.
  ///   - versions: which releases of other programs run.
  ///   - programDirectory: the directory of the programs on every machine.
  ///   - extraArguments: what the builder says last to each program.
  /// - Throws: ``KTHWError`` with everything that cannot be; see ``problems()``.
  public init(
    name: String = "kubernetes-the-hard-way",
    kubernetesVersion: KubernetesVersion = .newest,
    hosts: ClusterHosts,
    endpoint: ServerEndpoint? = nil,
    network: ClusterNetwork = .standard,
    loadBalancer: LoadBalancer = LoadBalancer(),
    pki: PKISettings = .standard,
    encryption: EncryptionSettings = EncryptionSettings(),
    layout: HostLayout = .hardWay,
    versions: ComponentVersions? = nil,
    programDirectory: String = "/usr/local/bin",
    extraArguments: [String: [ExtraArgument]] = [:]
  ) throws {
    self.init(
      name: name,
      kubernetesVersion: kubernetesVersion,
      completing: hosts,
      endpoint: endpoint,
      network: network,
      loadBalancer: loadBalancer,
      pki: pki,
      encryption: encryption,
      layout: layout,
      versions: versions,
      programDirectory: programDirectory,
      extraArguments: extraArguments
    )
    if let error = KTHWError(problems()) { throw error }
  }

  /// The same without a check of what it makes; an endpoint that nothing
  /// tells has an empty host.
  init(
    name: String = "",
    kubernetesVersion: KubernetesVersion = .newest,
    completing hosts: ClusterHosts,
    endpoint: ServerEndpoint? = nil,
    network: ClusterNetwork = .standard,
    loadBalancer: LoadBalancer = LoadBalancer(),
    pki: PKISettings = .standard,
    encryption: EncryptionSettings = EncryptionSettings(),
    layout: HostLayout = .hardWay,
    versions: ComponentVersions? = nil,
    programDirectory: String = "/usr/local/bin",
    extraArguments: [String: [ExtraArgument]] = [:]
  ) {
    self.name = name
    self.kubernetesVersion = kubernetesVersion
    self.hosts = hosts.withPodBlocks(in: network)
    self.endpoint =
      endpoint
      ?? ServerEndpoint(
        host: hosts.standardEndpoint?.description ?? "",
        port: network.apiServerPort
      )
    self.network = network
    self.loadBalancer = loadBalancer
    self.pki = pki
    self.encryption = encryption
    self.layout = layout
    self.versions = versions ?? .recommended(for: kubernetesVersion)
    self.programDirectory = programDirectory
    self.extraArguments = extraArguments
  }
}

extension ClusterHosts {
  /// What clients dial unless they are told: the first load balancer, else
  /// the control-plane machine where there is but one.
  fileprivate var standardEndpoint: IPAddress? {
    if let balancer = first(having: .loadBalancer) { return balancer }
    return count(of: .controlPlane) == 1 ? first(having: .controlPlane) : nil
  }

  private func first(having role: HostRole) -> IPAddress? {
    listed.first { $0.has(role) }?.address
      ?? ranges.first { $0.roles.contains(role) }?.firstAddress
  }

  /// How many machines have a role, without making each of them.
  func count(of role: HostRole) -> Int {
    let inRanges = ranges.lazy.filter { $0.roles.contains(role) }.map { Swift.max(0, $0.count) }
    return inRanges.reduce(listed.count { $0.has(role) }) { sum, count in
      let (total, overflow) = sum.addingReportingOverflow(count)
      return overflow ? .max : total
    }
  }
}

extension PKISettings {
  /// Three authorities, ECDSA keys on P-256, ten years and one.
  public static let standard = NodeReader.defaults(of: "spec.pki") { PKISettings(&$0) }
}

extension ClusterNetwork {
  /// The addresses that most tutorials use.
  public static let standard = NodeReader.defaults(of: "spec.network") { ClusterNetwork(&$0) }
}
