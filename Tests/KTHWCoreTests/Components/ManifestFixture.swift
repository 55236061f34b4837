import Testing

@testable import KTHWCore

/// Clusters whose manifests tests look at.
enum ManifestFixture {
  static let everyVersion = Array(KubernetesVersion.knownMinors)

  /// A control-plane machine and workers.
  static func spec(
    minor: Int = 36,
    workers: Int = 2,
    ranged: Int = 0,
    _ podNetwork: ClusterNetwork.PodNetwork = .flannel
  ) throws -> ClusterSpec {
    var network = ClusterNetwork.standard
    network.podNetwork = podNetwork
    // A block for each of thousands.
    if ranged > 0 { network.podCIDR = try CIDRBlock("100.64.0.0/10") }
    let range = HostRange(
      namePrefix: "many-",
      count: ranged,
      firstAddress: try IPAddress("10.1.0.1"),
      roles: [.worker]
    )
    let listed =
      try [ClusterFixture.host("controller-1", "10.0.0.1", [.etcd, .controlPlane])]
      + (0..<workers).map { try ClusterFixture.host("node-\($0)", "10.0.0.\(10 + $0)", [.worker]) }
    return try ClusterSpec(
      kubernetesVersion: KubernetesVersion("1.\(minor)"),
      hosts: ClusterHosts(listed, ranges: ranged > 0 ? [range] : []),
      network: network
    )
  }

  /// The cluster with addresses of version 6 only.
  static func six(minor: Int = 36) throws -> ClusterSpec {
    var spec = try spec(minor: minor)
    spec.network.podCIDR = try CIDRBlock("fd00:10::/56")
    spec.network.serviceCIDR = try CIDRBlock("fd00:20::/108")
    spec.network.clusterDNS = try IPAddress("fd00:20::a")
    return spec
  }

  /// What is read back from the text of a manifest.
  static func objects(of file: RenderedFile, in spec: ClusterSpec) throws -> [Node] {
    let text = try file.text(for: nil, in: spec)
    return try YAMLReader.documents(from: Array(text.utf8), file: file.rawValue)
  }

  /// The one object of a kind.
  static func object(
    _ kind: String,
    of file: RenderedFile,
    in spec: ClusterSpec
  ) throws -> Node {
    let found = try objects(of: file, in: spec).filter { $0["kind"]?.text == kind }
    return try #require(found.count == 1 ? found.first : nil, "\(found.count) of \(kind)")
  }
}

extension Node {
  /// What stands at the end of a path of keys; numbers count items.
  func at(_ path: String) -> Node? {
    path.split(separator: ".").reduce(self) { node, key in
      Int(key).map { index in
        (node?.items).flatMap { $0.indices.contains(index) ? $0[index] : nil }
      } ?? node?[String(key)]
    }
  }

  /// Every key in the whole tree.
  var everyKey: Set<String> {
    switch value {
    case .scalar: []
    case .sequence(let items): items.reduce(into: []) { $0.formUnion($1.everyKey) }
    case .mapping(let entries):
      entries.reduce(into: []) { keys, entry in
        keys.insert(entry.key)
        keys.formUnion(entry.value.everyKey)
      }
    }
  }
}
