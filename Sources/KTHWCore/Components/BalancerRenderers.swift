/// Chooses the renderer of a file of a load balancer or a health proxy.
enum BalancerRenderers {
  /// The text of a file.
  ///
  /// - Throws: ``KTHWError`` where the file is none of these.
  static func text(
    of file: RenderedFile,
    on host: ClusterHost,
    in spec: ClusterSpec
  ) throws -> String {
    switch file {
    case .haproxyConfiguration: HAProxyConfiguration.text(on: host, in: spec)
    case .nginxLoadBalancer: NginxLoadBalancer.text(on: host, in: spec)
    case .nginxHealthProxy: NginxHealthProxy.text(on: host, in: spec)
    default: throw KTHWError(.unsupported, "\(file.rawValue) is not made for load balancers")
    }
  }

  /// A name that every API server's certificate is valid for, whatever the
  /// machine; what checks them asks for it.
  static let certificateName = "kubernetes"

  /// The paths at which an API server says whether it is well
  /// (https://kubernetes.io/docs/reference/using-api/health-checks/), the one
  /// that says whether it wants clients last.
  static func healthPaths(in version: KubernetesVersion) -> [String] {
    version.minor < 16 ? ["/healthz"] : ["/healthz", "/livez", "/readyz"]
  }

  /// The path that says whether an API server wants clients.
  static func readinessPath(in version: KubernetesVersion) -> String {
    version.minor < 16 ? "/healthz" : "/readyz"
  }

  /// Whether a machine has an IPv6 address, and so a kernel that knows them.
  static func knowsIPv6(_ host: ClusterHost) -> Bool {
    ([host.address] + host.addresses).contains { !$0.isIPv4 }
  }

  /// An address and a port: `192.168.26.11:6443`, `[fd00::1]:6443`.
  static func socket(_ address: IPAddress, _ port: Int) -> String {
    address.isIPv4 ? "\(address):\(port)" : "[\(address)]:\(port)"
  }
}
