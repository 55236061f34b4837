import Testing

@testable import KTHWCore

@Suite struct `Hostile cluster.yaml` {
  @Test func `an alias bomb, deep nesting and a broken text end at once`() {
    let bomb =
      "a: &a [x, x, x, x, x, x, x, x, x]\n"
      + (1...9).map { level in
        let name = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]
        let alias = "*\(name[level - 1])"
        return "\(name[level]): &\(name[level]) ["
          + Array(repeating: alias, count: 9).joined(separator: ", ")
          + "]\n"
      }.joined()
    #expect(clusterProblems(bomb).map(\.code) == [.limitExceeded])
    #expect(clusterProblems(String(repeating: "[", count: 100_000)).map(\.code) == [.limitExceeded])
    #expect(clusterProblems("spec: [\n").map(\.code) == [.syntax])
    #expect(clusterProblems("").map(\.code) == [.syntax])
    #expect(clusterProblems(oneMachine + "---\n" + oneMachine).map(\.code) == [.syntax])
    #expect(clusterProblems("[]").map(\.code) == [.wrongType])
    #expect(clusterProblems(oneMachine + "  hosts: []\n").map(\.code) == [.duplicateField])
  }

  @Test func `a hundred problems are enough`() {
    let hosts = (0..<5_000).map { "  - {name: n\($0), address: 127.0.0.1, roles: [worker]}\n" }
    let found = clusterProblems(oneMachine + hosts.joined())
    #expect(found.count == 101)
    #expect(found.last?.code == .limitExceeded)
  }

  @Test func `thousands of broken entries are told in seconds`() {
    let hosts = (0..<5_000).map { "  - {name: N\($0), address: 127.0.0.1, roles: [pod]}\n" }
    let start = ContinuousClock.now
    #expect(clusterProblems(oneMachine + hosts.joined()).count == 101)
    // Far above what it takes, far below what every one against every other would.
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  @Test func `a hundred thousand machines are read, and no more`() throws {
    let network =
      "  network: {podCIDR: 10.0.0.0/8, nodePodPrefix: 25, serviceCIDR: 172.16.0.0/16}\n"
    let range =
      "  hostRanges: [{name: w%06d, count: 100000, firstAddress: 11.0.0.1, roles: [worker]}]\n"
    let text = oneMachine + network + range
    let spec = try ClusterSpec(reading: Array(text.utf8))
    #expect(spec.hosts.count == 100_001)
    let last = try #require(spec.hosts.last)
    #expect(last.name.text == "w100000")
    #expect(last.address.description == "11.1.134.160")
    #expect(last.podCIDR?.description == "10.195.80.0/25")
    let two = range.replacing(
      "}]",
      with: "}, {name: x%d, count: 1, firstAddress: 12.0.0.1, roles: [worker]}]"
    )
    #expect(
      problems(after: network + two).map { $0 } == [
        "10:15: spec.hostRanges: more than 100000 machines"
      ]
    )
  }

  @Test(arguments: [
    (Int.max, 1, 1), (1, Int.max, 1), (-1, 1, 1), (1, -1, 1), (1, 1, Int.max), (1, 1, 0),
  ])
  func `numbers that no file can have are refused as well`(count: Int, first: Int, digits: Int)
    throws
  {
    let range = HostRange(
      namePrefix: "a",
      digits: digits,
      count: count,
      firstNumber: first,
      firstAddress: try IPAddress("10.0.0.1"),
      roles: [.etcd, .controlPlane]
    )
    let error = #expect(throws: KTHWError.self) {
      try ClusterSpec(hosts: ClusterHosts([], ranges: [range]))
    }
    #expect(
      error?.problems.contains { $0.place?.field?.hasPrefix("spec.hostRanges[0]") == true } == true
    )
  }

  @Test func `foreign text is made harmless in messages`() {
    let text = oneMachine.replacing("node-1", with: "\"\\e[31mred\"")
    #expect(clusterProblems(text).allSatisfy { !$0.description.unicodeScalars.contains("\u{1B}") })
    #expect(!clusterProblems(text).isEmpty)
  }
}
