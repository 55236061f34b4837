/// A machine of the cluster.
public struct ClusterHost: Hashable, Sendable {
  /// The name that it registers with, in lower case.
  public var name: NodeName
  /// The address at which the others reach it.
  public var address: IPAddress
  /// More DNS names of it; they go into its certificates.
  public var hostnames: [String]
  /// More addresses of it; they go into its certificates.
  public var addresses: [IPAddress]
  /// What it does.
  public var roles: Set<HostRole>
  /// Where its pods get their addresses from; nil where it runs none, or
  /// where the cluster gives it out.
  public var podCIDR: CIDRBlock?

  /// Creates a machine.
  public init(
    name: NodeName,
    address: IPAddress,
    hostnames: [String] = [],
    addresses: [IPAddress] = [],
    roles: Set<HostRole>,
    podCIDR: CIDRBlock? = nil
  ) {
    self.name = name
    self.address = address
    self.hostnames = hostnames
    self.addresses = addresses
    self.roles = roles
    self.podCIDR = podCIDR
  }

  /// Whether it has a role.
  public func has(_ role: HostRole) -> Bool { roles.contains(role) }

  /// Every name and address that it answers to, the registered ones first.
  public var alternativeNames: [SubjectAlternativeName] {
    ([name.text] + hostnames).map { .dns($0) } + ([address] + addresses).map { .ip($0) }
  }
}

/// What a machine does for the cluster.
public enum HostRole: String, Hashable, Sendable, CaseIterable {
  /// Keeps the cluster's state.
  case etcd
  /// Runs the API server, the controller manager and the scheduler.
  case controlPlane = "control-plane"
  /// Runs pods.
  case worker
  /// Hands clients on to the API servers.
  case loadBalancer = "load-balancer"
}
