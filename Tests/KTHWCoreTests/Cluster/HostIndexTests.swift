import Testing

@testable import KTHWCore

@Suite struct `An index of machines` {
  private func index() throws -> HostIndex {
    HostIndex(
      ClusterHosts(
        [try ClusterFixture.host("solo", "10.0.0.1", [.etcd])],
        ranges: [
          HostRange(
            namePrefix: "node-",
            digits: 2,
            count: 120,
            firstNumber: 5,
            firstAddress: try IPAddress("10.1.0.1"),
            roles: [.worker]
          ),
          HostRange(
            namePrefix: "edge",
            nameSuffix: ".example.org",
            count: 3,
            firstAddress: try IPAddress("10.2.0.1"),
            roles: [.worker]
          ),
        ]
      )
    )
  }

  @Test(arguments: [
    ("solo", 0), ("node-05", 1), ("node-99", 95), ("node-124", 120), ("edge1.example.org", 121),
    ("edge3.example.org", 123),
  ])
  func `finds each by its name`(name: String, position: Int) throws {
    let index = try index()
    #expect(index.position(of: name) == position)
    #expect(index[name]?.name.text == name)
  }

  @Test(arguments: [
    "", "node-", "node-5", "node-005", "node-04", "node-125", "node-0124", "node--5", "edge",
    "edge0.example.org", "edge4.example.org", "edge.example.org", "edge1",
    "node-99999999999999999999",
  ])
  func `finds nothing else`(name: String) throws {
    #expect(try index().position(of: name) == nil)
  }
}
