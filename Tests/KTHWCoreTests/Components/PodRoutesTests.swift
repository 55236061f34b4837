import KTHWTestSupport
import Testing

@testable import KTHWCore

struct PodRoutesTests {
  /// Runs a host's script with an `ip` that writes down what it is told.
  private func commands(on host: ClusterHost, in spec: ClusterSpec) throws -> [String] {
    let folder = try ScratchDirectory()
    try folder.write("pod-routes", RenderedFile.podRoutes.text(for: host, in: spec))
    try folder.write("pod-routes.sh", RenderedFile.podRoutesScript.text(for: host, in: spec))
    let fake = #"""
      #!/bin/sh
      case "$*" in *batch*) cat ;; *show*75) echo some ;; *show*) ;; *) echo "ip $*" ;; esac
      """#
    try folder.write("bin/ip", fake, mode: 0o755)
    try folder.write("bin/iptables", "#!/bin/sh\necho \"iptables $*\"\n", mode: 0o755)
    try folder.write("bin/ip6tables", "#!/bin/sh\necho \"ip6tables $*\"\n", mode: 0o755)
    let path = environmentPath()
    return try RunCommand("/bin/sh", [folder.path("pod-routes.sh")])
      .setting("PATH", folder.path("bin") + ":" + path).run().expecting(0).outputLines
  }

  private func environmentPath() -> String {
    RunCommand.plainEnvironment["PATH"] ?? "/usr/bin:/bin"
  }

  @Test(arguments: [Shape.haproxy, .ranges, .oneHost, .version6, .oddNames])
  func `every other host's pods have a route`(shape: Shape) throws {
    let spec = try shape.spec()
    let workers = spec.hosts.filter { $0.has(.worker) }
    let hosts = [workers[0], workers[workers.count - 1], workers[workers.count / 2]]
    for own in hosts + spec.hosts.having(.controlPlane).prefix(1) {
      let wanted = try workers.filter { $0.name != own.name }.map { host in
        let block = try #require(host.podCIDR)
        return "route replace \(PodRoutes.expanded(block.network))/\(block.prefixLength)"
          + " via \(PodRoutes.expanded(host.address)) proto 76"
      }
      let said = try commands(on: own, in: spec)
      #expect(said.filter { $0.hasPrefix("route") } == wanted)
      #expect(said.filter { $0.hasSuffix("route flush proto 75") }.count == 1)
      #expect(said.contains { $0.contains("tables") } == own.has(.worker))
    }
  }

  @Test(arguments: [
    ("10.0.0.250", "10.255.254.0/24", 300), ("10.0.255.250", "10.200.0.0/26", 20),
    ("1.255.255.254", "172.31.255.248/29", 4), ("9.9.9.9", "0.0.0.0/1", 2),
    ("fd00::fffe", "fd01:0:ffff:fffe::/64", 5), ("fd00:0:0:1:ffff:ffff:ffff:fffe", "fd01::/63", 4),
    ("fd00::1", "fd01::ff00/120", 300), ("2001:db8::ffff", "2001:db8:ffff:ff00::/56", 9),
  ])
  func `numbers are carried over`(address: String, block: String, count: Int) throws {
    let range = HostRange(
      namePrefix: "n",
      count: count,
      firstAddress: try IPAddress(address),
      roles: [.worker],
      firstPodCIDR: try CIDRBlock(block)
    )
    let own = try Shape.host(
      "cp",
      range.firstAddress.isIPv4 ? "8.8.8.8" : "fe00::1",
      [.controlPlane]
    )
    var spec = ClusterSpec(completing: ClusterHosts([own], ranges: [range]))
    spec.network.podCIDR = try CIDRBlock(block)
    let wanted = try (0..<count).map { index in
      let pods = try #require(range.podCIDR(at: index))
      let gateway = try #require(range.address(at: index))
      return "route replace \(PodRoutes.expanded(pods.network))/\(pods.prefixLength)"
        + " via \(PodRoutes.expanded(gateway)) proto 76"
    }
    #expect(try commands(on: own, in: spec).filter { $0.hasPrefix("route") } == wanted)
  }

  @Test func `the table is the same on every host, however long a range is`() throws {
    let spec = try Shape.ranges.spec()
    let table = try #require(try spec.first(.podRoutes))
    #expect(Set(try spec.all(.podRoutes)) == [table])
    let lines = table.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(
      lines == [
        "1 192.168.26.21 10.200.1.0/24", "1 192.168.26.22 10.200.2.0/24",
        "5000 10.1.0.1 10.210.0.0/24",
      ]
    )
  }

  @Test func `a worker without pod addresses is named`() throws {
    let host = try Shape.host("lonely", "10.0.0.1", [.controlPlane, .worker])
    var spec = ClusterSpec(completing: ClusterHosts([host]))
    spec.hosts.listed[0].podCIDR = nil
    for file in [RenderedFile.podRoutes, .cniConfiguration] {
      let error = #expect(throws: KTHWError.self) { try spec.first(file) }
      #expect(error?.code == .invalidValue)
      #expect(error?.description.contains("lonely") == true)
    }
  }
}
