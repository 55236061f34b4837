/// A cluster as its builder describes it, every default filled in.
///
/// The file form is described in `Docs/cluster-yaml.md`.
public struct ClusterSpec: Hashable, Sendable {
  /// The cluster's name in every kubeconfig.
  public var name: String
  /// The version that everything is rendered for.
  public var kubernetesVersion: KubernetesVersion
  /// What clients dial.
  public var endpoint: ServerEndpoint
  /// The machines.
  public var hosts: ClusterHosts
  /// Addresses, names and the pod network.
  public var network: ClusterNetwork
  /// The program on the machines with ``HostRole/loadBalancer``.
  public var loadBalancer: LoadBalancer
  /// How certificates are made.
  public var pki: PKISettings
  /// How secrets are kept in etcd.
  public var encryption: EncryptionSettings
  /// Where files lie on the machines.
  public var layout: HostLayout
  /// Which releases of other people's programs run.
  public var versions: ComponentVersions
  /// The directory of the programs on every machine, `/usr/local/bin`.
  public var programDirectory: String
  /// What the builder says last to each program, in the order of the names:
  /// flag without dashes, value.
  public var extraArguments: [String: [ExtraArgument]]
}

/// A flag that the builder of a cluster adds to a program's own, or puts in
/// the place of one.
public struct ExtraArgument: Hashable, Sendable {
  /// The flag without dashes, such as `v`.
  public var flag: String
  /// Its value.
  public var value: String

  /// Creates a flag.
  public init(_ flag: String, _ value: String) {
    self.flag = flag
    self.value = value
  }
}
