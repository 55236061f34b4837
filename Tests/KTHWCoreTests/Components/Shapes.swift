import KTHWCore
import Testing

/// Clusters of different shapes, for what must hold in all of them.
enum Shape: String, CaseIterable, CustomTestStringConvertible {
  case oneHost, haproxy, nginx, ranges, singleAuthority, version6, oddNames

  var testDescription: String { rawValue }

  func spec(_ minor: Int = 36) throws -> ClusterSpec {
    let version = try KubernetesVersion("1.\(minor)")
    switch self {
    case .oneHost:
      let host = try Shape.host(
        "node",
        "10.0.0.1",
        [.etcd, .controlPlane, .worker],
        "10.200.0.0/24"
      )
      return try ClusterSpec(kubernetesVersion: version, hosts: ClusterHosts([host]))
    case .haproxy, .nginx, .singleAuthority:
      var spec = try ClusterSpec(kubernetesVersion: version, hosts: ClusterHosts(Shape.usual()))
      spec.loadBalancer.kind = self == .nginx ? .nginx : .haproxy
      spec.loadBalancer.healthProxy = true
      if self == .singleAuthority {
        spec.pki.hierarchy = .single
        spec.pki.clusterSigning = true
        spec.layout = .kubeadm
      }
      return spec
    case .ranges:
      let range = HostRange(
        namePrefix: "node-",
        digits: 4,
        count: 5000,
        firstAddress: try IPAddress("10.1.0.1"),
        roles: [.worker],
        firstPodCIDR: try CIDRBlock("10.210.0.0/24")
      )
      var network = ClusterNetwork.standard
      network.podCIDR = try CIDRBlock("10.128.0.0/9")
      network.serviceCIDR = try CIDRBlock("172.30.0.0/24")
      network.clusterDNS = try IPAddress("172.30.0.10")
      return try ClusterSpec(
        kubernetesVersion: version,
        hosts: ClusterHosts(Shape.usual(), ranges: [range]),
        network: network
      )
    case .version6:
      let hosts = try [
        Shape.host("lb", "fd00::a", [.loadBalancer]),
        Shape.host("cp", "fd00::b", [.etcd, .controlPlane]),
        Shape.host("node-1", "fd00::15", [.worker], "fd01:0:0:1::/64"),
        Shape.host("node-2", "fd00::16", [.worker], "fd01:0:0:2::/64"),
      ]
      var network = ClusterNetwork.standard
      network.podCIDR = try CIDRBlock("fd01::/48")
      network.nodePrefixLength = 64
      network.serviceCIDR = try CIDRBlock("fd02::/108")
      network.clusterDNS = try IPAddress("fd02::a")
      return try ClusterSpec(
        kubernetesVersion: version,
        hosts: ClusterHosts(hosts),
        network: network,
        loadBalancer: LoadBalancer(healthProxy: true)
      )
    case .oddNames:
      let hosts = try [
        Shape.host("0x1f", "10.0.0.1", [.loadBalancer]),
        Shape.host("null", "10.0.0.2", [.etcd, .controlPlane]),
        Shape.host("1e3", "10.0.0.3", [.worker, .controlPlane], "10.200.1.0/28"),
        Shape.host("a.b-c.0.true", "10.0.0.4", [.worker], "10.200.1.16/28"),
        Shape.host(
          String(repeating: String(repeating: "x", count: 62) + ".", count: 4) + "y",
          "10.0.0.5",
          [.worker],
          "10.200.1.32/28"
        ),
      ]
      var spec = try ClusterSpec(kubernetesVersion: version, hosts: ClusterHosts(hosts))
      spec.network.clusterDomain = "1.2"
      spec.loadBalancer.healthProxy = true
      return spec
    }
  }

  private static func usual() throws -> [ClusterHost] {
    try [
      host("balancer", "192.168.26.10", [.loadBalancer]),
      host("controller-1", "192.168.26.11", [.etcd, .controlPlane]),
      host("controller-2", "192.168.26.12", [.etcd, .controlPlane]),
      host("controller-3", "192.168.26.13", [.etcd, .controlPlane]),
      host("worker-1", "192.168.26.21", [.worker], "10.200.1.0/24"),
      host("worker-2", "192.168.26.22", [.worker], "10.200.2.0/24"),
    ]
  }

  static func host(
    _ name: String,
    _ address: String,
    _ roles: Set<HostRole>,
    _ pods: String? = nil
  ) throws -> ClusterHost {
    ClusterHost(
      name: try NodeName(name),
      address: try IPAddress(address),
      roles: roles,
      podCIDR: try pods.map { try CIDRBlock($0) }
    )
  }
}

extension ClusterSpec {
  /// The first of the machines that have a file, and the file's text there.
  func first(_ file: RenderedFile) throws -> String? {
    guard let host = hosts.first(where: { file.belongs(on: $0, in: self) }) else { return nil }
    return try file.text(for: host, in: self)
  }

  /// Every machine that is listed and the text of a file on it, in order.
  func all(_ file: RenderedFile) throws -> [String] {
    try hosts.listed.filter { file.belongs(on: $0, in: self) }
      .map { try file.text(for: $0, in: self) }
  }
}
