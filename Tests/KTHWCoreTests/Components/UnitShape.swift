import Testing

@testable import KTHWCore

/// The clusters for which every unit is tried.
struct UnitShape: Sendable, CustomTestStringConvertible {
  var name: String
  var hosts: [ClusterHost]
  var podNetwork = ClusterNetwork.PodNetwork.routes
  var encryption = EncryptionSettings.Provider.local(.secretbox)
  var balancer = LoadBalancer.Kind.haproxy
  var usesBootstrap = false

  var testDescription: String { name }

  func spec(
    minor: Int,
    hierarchy: PKISettings.Hierarchy = .separate,
    layout: HostLayout = .hardWay
  ) throws -> ClusterSpec {
    var pki = PKISettings.standard
    pki.hierarchy = hierarchy
    pki.clusterSigning = usesBootstrap
    var network = ClusterNetwork.standard
    network.podNetwork = podNetwork
    if !hosts.allSatisfy(\.address.isIPv4) {
      network.podCIDR = try CIDRBlock("fd00:200::/48")
      network.nodePrefixLength = 64
      network.serviceCIDR = try CIDRBlock("fd00:32::/112")
      network.clusterDNS = try IPAddress("fd00:32::a")
    }
    var spec = try ClusterSpec(
      kubernetesVersion: KubernetesVersion("1.\(minor)"),
      hosts: ClusterHosts(hosts),
      network: network,
      loadBalancer: LoadBalancer(kind: balancer),
      pki: pki,
      encryption: EncryptionSettings(provider: encryption),
      layout: layout
    )
    if usesBootstrap { spec.pki.nodeCredentials = .bootstrap }
    return spec
  }

  private static func hosts(
    _ rows: [(String, String, Set<HostRole>)]
  ) -> [ClusterHost] {
    rows.compactMap { try? ClusterFixture.host($0.0, $0.1, $0.2) }
  }

  private static let control: Set<HostRole> = [.etcd, .controlPlane]

  static let all: [UnitShape] = [
    UnitShape(
      name: "a machine for each role",
      hosts: hosts([
        ("k8s-lb", "10.240.0.101", [.loadBalancer]), ("controller", "10.240.0.110", control),
        ("worker", "10.240.0.120", [.worker]),
      ])
    ),
    UnitShape(
      name: "one machine that is everything",
      hosts: hosts([("node", "10.0.0.1", [.etcd, .controlPlane, .worker])]),
      encryption: .none
    ),
    UnitShape(
      name: "two masters behind nginx",
      hosts: hosts([
        ("master1", "10.128.15.221", control), ("master2", "10.128.15.222", control),
        ("node1", "10.128.15.223", [.worker]), ("node2", "10.128.15.224", [.worker]),
        ("lb", "10.128.15.226", [.loadBalancer]),
      ]),
      encryption: .local(.aescbc),
      balancer: .nginx
    ),
    UnitShape(
      name: "three controllers behind haproxy, with flannel",
      hosts: hosts([
        ("haproxy", "192.168.26.10", [.loadBalancer]), ("controller-1", "192.168.26.11", control),
        ("controller-2", "192.168.26.12", control), ("controller-3", "192.168.26.13", control),
        ("node-1", "192.168.26.21", [.worker]),
      ]),
      podNetwork: .flannel
    ),
    UnitShape(
      name: "two controllers, and somebody else's pod network",
      hosts: hosts([
        ("ctl01.kube.com", "172.31.19.77", control), ("ctl02.kube.com", "172.31.24.213", control),
        ("wrk01.kube.com", "172.31.22.212", [.worker]),
        ("lb.kube.com", "172.31.23.61", [.loadBalancer]),
      ]),
      podNetwork: .none,
      encryption: .local(.aescbc),
      balancer: .nginx
    ),
    UnitShape(
      name: "etcd apart, IPv6 and tokens",
      hosts: hosts([
        ("store", "fd00::1", [.etcd]), ("api", "fd00::2", [.controlPlane, .worker]),
        ("node", "fd00::3", [.worker]),
      ]),
      podNetwork: .flannel,
      usesBootstrap: true
    ),
  ]
}
