import Testing

@testable import KTHWCore

@Suite struct `Fields of configurations and the releases that know them` {
  private func faults(_ text: String, minor: Int?) throws -> [String] {
    let node = try #require(try YAMLReader.node(from: Array(text.utf8)))
    return ConfigurationFields.kubelet.faults(in: node, minor: minor).map { found in
      switch found.fault {
      case .unknown(let nearest): "\(found.field)?\(nearest ?? "")"
      case .notYet(let first): "\(found.field)<\(first)"
      case .gone(let last): "\(found.field)>\(last)"
      }
    }
  }

  @Test func `a field is told where its release does not know it yet`() throws {
    let text = "memorySwap: {}\nauthentication: {x509: {clientCA: a}}\nclusterDomian: x\n"
    #expect(
      try faults(text, minor: 21)
        == [
          "memorySwap<22", "authentication.x509.clientCA?clientCAFile",
          "clusterDomian?clusterDomain",
        ]
    )
    #expect(try faults("memorySwap: {}", minor: 22).isEmpty)
    #expect(try faults("memorySwap: {}", minor: nil).isEmpty)
  }

  @Test(arguments: [(14, false), (15, true), (36, true)])
  func `a field of kube-proxy is told where it is gone`(minor: Int, isGone: Bool) throws {
    let text = "conntrack: {max: 0}"
    let node = try #require(try YAMLReader.node(from: Array(text.utf8)))
    let faults = ConfigurationFields.kubeProxy.faults(in: node, minor: minor)
    #expect(faults.map(\.fault) == (isGone ? [.gone(last: 14)] : []))
  }

  @Test(arguments: KubernetesVersion.knownMinors)
  func `what generate writes has no field that its release does not know`(minor: Int) throws {
    let version = try KubernetesVersion("1.\(minor)")
    let bytes = Array(ClusterStarter.singleNode.text(kubernetesVersion: version).utf8)
    let spec = try ClusterSpec(reading: bytes)
    let host = try #require(spec.hosts.first)
    for (text, fields) in [
      (try KubeletConfiguration.text(on: host, in: spec), ConfigurationFields.kubelet),
      (try KubeProxyConfiguration.text(on: host, in: spec), .kubeProxy),
      (
        try SchedulerConfiguration.text(on: host, in: spec),
        try #require(.scheduler(SchedulerConfiguration.apiVersion.word(in: version)))
      ),
    ] {
      let node = try #require(try YAMLReader.node(from: Array(text.utf8)))
      #expect(fields.faults(in: node, minor: minor).map(\.field) == [])
    }
  }
}
