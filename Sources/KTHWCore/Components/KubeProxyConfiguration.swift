/// What kube-proxy reads: KubeProxyConfiguration
/// (https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/).
enum KubeProxyConfiguration {
  /// The text of the file.
  static func text(on host: ClusterHost, in spec: ClusterSpec) throws -> String {
    try YAMLWriter.text(VersionedField.mapping(fields, on: host, in: spec))
  }

  /// What stands in the file.
  ///
  /// The mode is iptables in every version: ipvs is on its way out, and
  /// nftables asks for a newer kernel than many machines have. The addresses
  /// to listen at are left to kube-proxy, which since 1.29 finds those of its
  /// node.
  static let fields: [VersionedField] = [
    VersionedField("apiVersion", .string("kubeproxy.config.k8s.io/v1alpha1")),
    VersionedField("kind", .string("KubeProxyConfiguration")),
    VersionedField("clientConnection") { _, spec in
      .mapping(["kubeconfig": .string(spec.path(of: .kubeProxyKubeconfig))])
    },
    VersionedField("mode", .string("iptables")),
    VersionedField("clusterCIDR") { _, spec in .string(spec.network.podCIDR.description) },
    // The node's name, under which it looks for its own Node object.
    VersionedField("hostnameOverride") { host, _ in .string(host.name.text) },
    // A service with a port on the nodes is there for those who know the nodes
    // by their address: not on bridges, tunnels and management networks too.
    VersionedField("nodePortAddresses", from: 31) { _, _ in .sequence([.string("primary")]) },
    // The limit of the connection table is the machine's, set with the other
    // kernel parameters: kube-proxy ends where it may not write it, as in a
    // network namespace.
    VersionedField("conntrack", .mapping(["maxPerCore": .integer(0)])),
  ]
}
