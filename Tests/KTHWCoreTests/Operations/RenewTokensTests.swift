import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `Tokens that are made anew` {
  /// A tree with its description in it.
  private func fixture() throws -> GenerationFixture {
    let fixture = try GenerationFixture()
    let bytes = Array(JoiningCluster.description.utf8)
    let spec = try ClusterSpec.reading(bytes, file: "cluster.yaml").spec
    try fixture.run(spec) { $0.description = bytes }
    return fixture
  }

  private func renew(
    _ choice: RenewTokens.Choice,
    in fixture: GenerationFixture,
    lasting lifetime: GoDuration? = nil
  ) throws -> [TokenRow] {
    try RenewTokens.run(
      RenewTokens.Input(tree: fixture.tree, choice: choice, lifetime: lifetime),
      in: fixture.context()
    )
  }

  private func list(_ fixture: GenerationFixture) throws -> [TokenRow] {
    try ListTokens.run(tree: fixture.tree, in: fixture.context())
  }

  @Test func `stand in both files of the machine, and nothing else changes`() throws {
    var fixture = try fixture()
    let before = try fixture.contents()
    let old = try list(fixture)
    #expect(old.map(\.host) == ["node-1", "node-2"])
    #expect(old.allSatisfy { $0.state == .good })
    fixture.seed = 9
    let rows = try renew(.named(["node-2"]), in: fixture, lasting: .hours(2))
    #expect(rows.map(\.host) == ["node-2"])
    #expect(rows[0].expiration == .at(fixture.moment.adding(seconds: 7200)))
    #expect(rows[0].id != old[1].id)
    #expect(try list(fixture) == [old[0], rows[0]])
    let after = try fixture.contents()
    let changed = after.keys.filter { after[$0] != before[$0] }.sorted()
    #expect(
      changed == [
        "hosts/node-2/var/lib/kubelet/bootstrap-kubeconfig",
        "manifests/bootstrap-tokens/node-2.yaml",
      ]
    )
    #expect(after.count == before.count)
    for path in changed { #expect(fixture.scratch.mode("out/" + path) == 0o600) }
    // The next run of generate finds nothing to do.
    let bytes = Array(JoiningCluster.description.utf8)
    let spec = try ClusterSpec.reading(bytes, file: "cluster.yaml").spec
    #expect(try !fixture.run(spec) { $0.description = bytes }.isChanged)
  }

  @Test func `are chosen by how the old ones stand`() throws {
    var fixture = try fixture()
    fixture.seed = 4
    #expect(try renew(.useless, in: fixture).isEmpty)
    #expect(try renew(.absent([]), in: fixture).isEmpty)
    fixture.scratch.remove("out/manifests/bootstrap-tokens/node-1.yaml")
    #expect(try list(fixture).map(\.state) == [.missing, .good])
    #expect(try renew(.absent(["node-2"]), in: fixture).isEmpty)
    #expect(try renew(.absent([]), in: fixture).map(\.host) == ["node-1"])
    try fixture.scratch.write("out/manifests/bootstrap-tokens/node-1.yaml", "{", mode: 0o600)
    #expect(try list(fixture).map(\.state) == [.malformed, .good])
    #expect(try renew(.useless, in: fixture).map(\.host) == ["node-1"])
    let path = "out/hosts/node-2/var/lib/kubelet/bootstrap-kubeconfig"
    try fixture.scratch.write(path, "", mode: 0o600)
    #expect(try list(fixture).map(\.state) == [.good, .notOnHost])
    fixture.moment = fixture.moment.adding(seconds: 86_400)
    #expect(try list(fixture).map(\.state) == [.ended, .ended])
    #expect(try renew(.useless, in: fixture).count == 2)
    #expect(try renew(.all, in: fixture).count == 2)
  }

  @Test(arguments: [["node-3"], ["cp"], ["node-1", ""], ["../node-1"]])
  func `are not made for hosts that do not join`(names: [String]) throws {
    let fixture = try fixture()
    // The folder above has had another tree beside this one, for a moment.
    func tree() -> [String] { fixture.traces().filter { !$0.hasPrefix(". ") } }
    let before = tree()
    let error = #expect(throws: KTHWError.self) { try renew(.named(names), in: fixture) }
    #expect(error?.code == .usage)
    // Not as an expectation of lists, which would be printed.
    let isSame = tree() == before
    #expect(isSame)
  }

  @Test func `are not made in what is no tree of such a cluster`() throws {
    let fixture = try GenerationFixture()
    #expect(throws: KTHWError.self) { try renew(.all, in: fixture) }
    #expect(fixture.scratch.entries().isEmpty)
    try fixture.run(ClusterFixture.balanced())
    let before = fixture.traces()
    #expect(throws: KTHWError.self) { try renew(.all, in: fixture) }
    #expect(throws: KTHWError.self) { try list(fixture) }
    #expect(fixture.traces() == before)
  }

  @Test func `end with an interruption, and the old ones stay`() throws {
    let fixture = try fixture()
    let before = fixture.traces()
    var context = fixture.context()
    context.isInterrupted = { true }
    let error = #expect(throws: KTHWError.self) {
      try RenewTokens.run(RenewTokens.Input(tree: fixture.tree, choice: .all), in: context)
    }
    #expect(error?.code == .interrupted)
    #expect(fixture.traces().count == before.count)
    #expect(try list(fixture).allSatisfy { $0.state == .good })
  }
}
