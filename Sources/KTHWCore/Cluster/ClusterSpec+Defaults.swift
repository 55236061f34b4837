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
  /// - Throws: ``KTHWError`` with everything that cannot be.
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
    versions: ComponentVersions? = nil
  ) throws {
    let dialled = hosts.having(.loadBalancer).first ?? hosts.having(.controlPlane).first
    self.name = name
    self.kubernetesVersion = kubernetesVersion
    self.hosts = hosts
    self.endpoint =
      endpoint
      ?? ServerEndpoint(
        host: dialled?.address.description ?? "",
        port: network.apiServerPort
      )
    self.network = network
    self.loadBalancer = loadBalancer
    self.pki = pki
    self.encryption = encryption
    self.layout = layout
    self.versions = versions ?? .recommended(for: kubernetesVersion)
    programDirectory = "/usr/local/bin"
    extraArguments = [:]
  }
}

extension PKISettings {
  /// Three authorities, ECDSA keys on P-256, ten years and one.
  public static let standard = PKISettings(
    hierarchy: .separate,
    key: .p256,
    subject: [],
    authorityLifetime: .hours(87600),
    leafLifetime: .hours(8760),
    renewBefore: .hours(720),
    nodeCredentials: .certificates,
    clusterSigning: false
  )
}

extension ClusterNetwork {
  /// The addresses that most tutorials use.
  public static let standard: ClusterNetwork = {
    do {
      return ClusterNetwork(
        podCIDR: try CIDRBlock("10.200.0.0/16"),
        nodePrefixLength: 24,
        serviceCIDR: try CIDRBlock("10.32.0.0/24"),
        clusterDomain: "cluster.local",
        clusterDNS: try IPAddress("10.32.0.10"),
        podNetwork: .routes,
        apiServerPort: 6443
      )
    } catch {
      preconditionFailure("the standard network cannot be read: \(error)")
    }
  }()
}
