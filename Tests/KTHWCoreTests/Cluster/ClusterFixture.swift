@testable import KTHWCore

/// Clusters that tests plan and make.
enum ClusterFixture {
  /// A machine by its name, address and roles.
  static func host(
    _ name: String,
    _ address: String,
    _ roles: Set<HostRole>,
    hostnames: [String] = [],
    addresses: [String] = []
  ) throws -> ClusterHost {
    ClusterHost(
      name: try NodeName(name),
      address: try IPAddress(address),
      hostnames: hostnames,
      addresses: try addresses.map { try IPAddress($0) },
      roles: roles
    )
  }

  /// A load balancer, three machines of the control plane with etcd on them,
  /// two workers.
  static func balanced(
    _ hierarchy: PKISettings.Hierarchy = .separate,
    workers: Int = 2,
    layout: HostLayout = .hardWay,
    _ change: (inout PKISettings) -> Void = { _ in }
  ) throws -> ClusterSpec {
    var pki = PKISettings.standard
    pki.hierarchy = hierarchy
    change(&pki)
    return try ClusterSpec(
      name: "fixture",
      hosts: ClusterHosts(
        [host("lb", "192.168.26.10", [.loadBalancer])]
          + (1...3).map { number in
            try host(
              "controller-\(number)",
              "192.168.26.1\(number)",
              [.etcd, .controlPlane],
              hostnames: number == 1 ? ["controller-1.example.org"] : [],
              addresses: number == 1 ? ["10.0.0.11"] : []
            )
          }
          + (0..<workers).map { try host("node-\($0)", "192.168.26.\(20 + $0)", [.worker]) }
      ),
      pki: pki,
      layout: layout
    )
  }

  /// One machine that is everything but a load balancer.
  static func lone(_ name: String = "solo") throws -> ClusterSpec {
    try ClusterSpec(
      hosts: ClusterHosts([host(name, "10.9.8.7", [.etcd, .controlPlane, .worker])])
    )
  }
}
