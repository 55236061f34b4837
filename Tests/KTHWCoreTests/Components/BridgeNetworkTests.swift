import Testing

@testable import KTHWCore

struct BridgeNetworkTests {
  @Test(arguments: KubernetesVersion.knownMinors)
  func `both sides know the format of the network's configuration`(minor: Int) throws {
    var spec = try Shape.haproxy.spec(minor)
    let order = ["0.3.1", "0.4.0", "1.0.0", "1.1.0"]
    for release in ["1.1.0", "1.2.14", "1.3.0", "1.5.9", "1.6.0", "1.7.28", "2.0.1", "2.2"] {
      spec.versions.containerd = try ReleaseNumber(release)
      let node = try JSONReader.node(from: Array(#require(try spec.first(.cniConfiguration)).utf8))
      let numbers = spec.versions.containerd.numbers
      let newest = ConfigurationFacts.networkFormat(containerd: (numbers[0], numbers[1]))
      let format = try #require(node["cniVersion"]?.text.flatMap { order.firstIndex(of: $0) })
      #expect(try format <= #require(order.firstIndex(of: newest)))
    }
  }

  @Test func `pods get addresses from the host's own block`() throws {
    for shape in Shape.allCases {
      let spec = try shape.spec()
      for host in spec.hosts.listed where host.has(.worker) {
        let text = try RenderedFile.cniConfiguration.text(for: host, in: spec)
        let plugins = try JSONReader.node(from: Array(text.utf8))["plugins"]?.items
        #expect(plugins?.map { $0["type"]?.text } == ["bridge", "portmap"])
        let ranges = plugins?.first?["ipam"]?["ranges"]?.items?.first?.items
        #expect(ranges?.map { $0["subnet"]?.text } == [host.podCIDR?.description])
        let routes = plugins?.first?["ipam"]?["routes"]?.items?.map { $0["dst"]?.text }
        #expect(routes == [shape == .version6 ? "::/0" : "0.0.0.0/0"])
      }
    }
  }
}
