/// A machine, seen together with the cluster that it is part of: all that a
/// flag of a program on it depends on.
struct Placement: Sendable {
  /// The machine.
  let host: ClusterHost
  /// The cluster.
  let spec: ClusterSpec

  /// The absolute path of a file of keys and certificates.
  func path(_ file: HostFile) -> String { spec.path(of: file) }

  /// The absolute path of a text on the machine.
  func path(_ file: RenderedFile) -> String { file.path(in: spec.layout) }

  /// Every machine that keeps the cluster's state, this one first where it is
  /// one of them.
  var etcdMembers: [ClusterHost] {
    let members = spec.hosts.having(.etcd)
    return members.filter { $0.name == host.name } + members.filter { $0.name != host.name }
  }

  /// Whether aggregated API servers and etcd have authorities of their own.
  var hasSeparateAuthorities: Bool { spec.pki.hierarchy == .separate }

  /// Whether one authority stands for all, so that there is no front proxy.
  var hasOneAuthority: Bool { spec.pki.hierarchy == .single }

  /// Whether secrets are encrypted before they reach etcd.
  var encryptsSecrets: Bool { spec.encryption.provider != .none }

  /// Whether machines join with tokens.
  var usesBootstrapTokens: Bool { spec.pki.nodeCredentials == .bootstrap }

  /// Whether the controller manager signs certificates of nodes and others.
  var signsCertificates: Bool { spec.pki.clusterSigning }

  /// Whether nodes learn from the cluster which addresses their pods get.
  ///
  /// With routes every machine's block is known beforehand and stands in its
  /// files.
  var allocatesPodCIDRs: Bool { spec.network.podNetwork != .routes }

  /// Whether the pod network is a pod itself, which changes its node's network.
  var needsPrivilegedPods: Bool { spec.network.podNetwork != .routes }

  /// Whether connections are spread over more than one API server.
  var isBalanced: Bool {
    spec.hosts.anyHas(.loadBalancer) && spec.hosts.having(.controlPlane).count > 1
  }

  /// Whether the addresses of services mean nothing on this machine, because
  /// no kube-proxy runs here.
  var lacksServiceAddresses: Bool { !host.has(.worker) }

  /// The address that stands for all addresses of the machine.
  var unspecifiedAddress: String { host.address.isIPv4 ? "0.0.0.0" : "::" }
}
