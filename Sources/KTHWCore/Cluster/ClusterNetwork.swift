/// How machines, pods and services of a cluster reach each other.
public struct ClusterNetwork: Hashable, Sendable {
  /// Where every pod's address comes from.
  public var podCIDR: CIDRBlock
  /// How many leading bits each machine's block of pod addresses has.
  public var nodePrefixLength: Int
  /// Where the services' virtual addresses come from.
  public var serviceCIDR: CIDRBlock
  /// The domain under which services have names.
  public var clusterDomain: String
  /// The address of the cluster's DNS service.
  public var clusterDNS: IPAddress
  /// What carries packets between the pods of different machines.
  public var podNetwork: PodNetwork
  /// The port at which every API server listens on its own machine.
  public var apiServerPort: Int

  /// What carries packets between the pods of different machines.
  public enum PodNetwork: String, Hashable, Sendable, CaseIterable {
    /// A bridge on every machine and a route to every other one's block.
    case routes
    /// The flannel daemon, which the cluster runs as pods.
    case flannel
    /// Whatever the people who run the cluster install themselves.
    case none
  }

  /// The API server's own address among the services: the first.
  public var apiServerServiceAddress: IPAddress? { serviceCIDR.address(at: 1) }
}

/// A host and a port that clients dial with HTTPS.
public struct ServerEndpoint: Hashable, Sendable, CustomStringConvertible {
  /// A DNS name or an IP address, the latter without brackets.
  public var host: String
  /// The TCP port.
  public var port: Int

  /// Creates an endpoint.
  public init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// The URL: `https://192.168.26.10:6443`, `https://[fd00::1]:6443`.
  public var description: String {
    host.contains(":") ? "https://[\(host)]:\(port)" : "https://\(host):\(port)"
  }
}

/// The program that hands clients on to the API servers.
public struct LoadBalancer: Hashable, Sendable {
  /// Which program it is.
  public var kind: Kind
  /// Whether every control-plane machine answers health checks in plain HTTP
  /// on port 80, through an nginx of its own.
  public var healthProxy: Bool

  /// Creates what is known of a load balancer.
  public init(kind: Kind = .haproxy, healthProxy: Bool = false) {
    self.kind = kind
    self.healthProxy = healthProxy
  }

  /// The programs that can be configured.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// HAProxy, https://www.haproxy.org
    case haproxy
    /// nginx with its stream module, https://nginx.org
    case nginx
  }
}
