import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `Tokens of a tree` {
  private static func spec(_ change: (inout PKISettings) -> Void = { _ in }) throws -> ClusterSpec {
    try ClusterFixture.balanced {
      $0.nodeCredentials = .bootstrap
      $0.nodeServing = .bootstrap
      $0.clusterSigning = true
      change(&$0)
    }
  }

  private func secret(_ host: String, in fixture: GenerationFixture) throws -> BootstrapTokenSecret
  {
    let bytes = try fixture.scratch.bytes("out/manifests/bootstrap-tokens/\(host).yaml")
    return try #require(BootstrapTokenSecret(reading: bytes))
  }

  private func shown(_ host: String, in fixture: GenerationFixture) throws -> String {
    let bytes = try fixture.scratch.bytes("out/hosts/\(host)/var/lib/kubelet/bootstrap-kubeconfig")
    return try #require(try Kubeconfig(reading: bytes).users.first?.value.token)
  }

  @Test func `each machine has one of its own, in its Secret and on the machine`() throws {
    let fixture = try GenerationFixture()
    try fixture.run(Self.spec())
    var tokens: Set<String> = []
    for host in ["node-0", "node-1"] {
      let secret = try secret(host, in: fixture)
      let token = try #require(secret.token)
      #expect(try shown(host, in: fixture) == token.text)
      #expect(secret.expiration == .at(fixture.moment.adding(seconds: 86_400)))
      tokens.insert(token.id)
      for path in [
        "out/manifests/bootstrap-tokens/\(host).yaml",
        "out/hosts/\(host)/var/lib/kubelet/bootstrap-kubeconfig",
      ] {
        #expect(fixture.scratch.mode(path) == 0o600)
      }
    }
    #expect(tokens.count == 2)
    #expect(fixture.files().allSatisfy { !$0.hasPrefix("pki/node-") })
  }

  @Test func `the same seed gives the same, another another`() throws {
    var trees: [[String: [UInt8]]] = []
    for seed: UInt64 in [7, 7, 8] {
      var fixture = try GenerationFixture()
      fixture.seed = seed
      try fixture.run(Self.spec())
      trees.append(
        try fixture.contents().filter { $0.key.hasPrefix("manifests/bootstrap-tokens/") }
      )
    }
    #expect(trees[0].count == 2)
    #expect(trees[0] == trees[1])
    #expect(trees[0] != trees[2])
  }

  @Test func `are kept while they are good and after their end, which is told`() throws {
    var fixture = try GenerationFixture()
    let spec = try Self.spec()
    try fixture.run(spec)
    let before = try fixture.contents()
    fixture.seed = 2
    fixture.moment = fixture.moment.adding(seconds: 86_399)
    let second = try fixture.run(spec)
    #expect(!second.isChanged)
    #expect(second.endedTokens.isEmpty)
    fixture.moment = fixture.moment.adding(seconds: 1)
    let third = try fixture.run(spec)
    #expect(!third.isChanged)
    #expect(third.endedTokens.first == ["node-0", "node-1"])
    #expect(try fixture.contents() == before)
  }

  @Test func `the note of a tree with nothing to do ends with them`() throws {
    var fixture = try GenerationFixture()
    let spec = try Self.spec()
    let remembering: (inout GenerateCluster.Input) -> Void = {
      $0.description = Array("description".utf8)
      $0.program = "test"
    }
    try fixture.run(spec, remembering)
    #expect(try fixture.run(spec, remembering).endedTokens.isEmpty)
    fixture.moment = fixture.moment.adding(seconds: 86_400)
    #expect(try fixture.run(spec, remembering).endedTokens.count == 2)
    #expect(try fixture.run(spec, remembering).endedTokens.count == 2)
  }

  @Test(arguments: ["", "nothing\n", "kind: Secret\ntype: bootstrap.kubernetes.io/token\n"])
  func `what is gone or damaged is made anew, for its machine alone`(text: String) throws {
    var fixture = try GenerationFixture()
    let spec = try Self.spec()
    try fixture.run(spec)
    let (old, other) = (try secret("node-0", in: fixture), try secret("node-1", in: fixture))
    let path = "out/manifests/bootstrap-tokens/node-0.yaml"
    try fixture.scratch.write(path, text, mode: 0o600)
    // Another context has other octets.
    fixture.seed = 3
    let output = try fixture.run(spec)
    #expect(output.changed.count == 2)
    let new = try secret("node-0", in: fixture)
    #expect(new.token != nil && new.token != old.token)
    #expect(try shown("node-0", in: fixture) == new.token?.text)
    #expect(try secret("node-1", in: fixture).token == other.token)
  }

  @Test func `a kubeconfig that has another is made to fit the Secret`() throws {
    let fixture = try GenerationFixture()
    let spec = try Self.spec()
    try fixture.run(spec)
    let before = try fixture.contents()
    let path = "hosts/node-1/var/lib/kubelet/bootstrap-kubeconfig"
    try fixture.scratch.write("out/" + path, "apiVersion: v1\nkind: Config\n", mode: 0o600)
    let output = try fixture.run(spec)
    #expect(output.changed.first == [path])
    #expect(try fixture.contents() == before)
  }

  @Test func `a difference shows ids and no secrets`() throws {
    let fixture = try GenerationFixture()
    let spec = try Self.spec()
    try fixture.run(spec)
    let (token, other) = (
      try #require(try secret("node-0", in: fixture).token),
      try #require(try secret("node-1", in: fixture).token)
    )
    let path = "out/hosts/node-0/var/lib/kubelet/bootstrap-kubeconfig"
    let text = try fixture.scratch.text(path)
    try fixture.scratch.write(
      path,
      text.split(separator: token.text, omittingEmptySubsequences: false)
        .joined(separator: other.text),
      mode: 0o600
    )
    let lines = Collected()
    try fixture.run(spec) {
      $0.mode = .diff
    } progress: { event in
      if case .differs(let difference) = event { lines.add(difference.lines) }
    }
    let shown = lines.all.joined(separator: "\n")
    #expect(shown.contains("-token \(other.id)"))
    #expect(shown.contains("+token \(token.id)"))
    #expect(!shown.contains(token.secret))
    #expect(!shown.contains(other.secret))
  }

  @Test func `the Secret of a machine that is gone is left over, and can be removed`() throws {
    let fixture = try GenerationFixture()
    try fixture.run(Self.spec())
    let fewer = try ClusterFixture.balanced(workers: 1) {
      $0.nodeCredentials = .bootstrap
      $0.nodeServing = .bootstrap
      $0.clusterSigning = true
    }
    let path = "manifests/bootstrap-tokens/node-1.yaml"
    #expect(try fixture.run(fewer).leftOver.first.contains(path))
    #expect(try fixture.run(fewer) { $0.prunes = true }.removed.first.contains(path))
    #expect(!fixture.files().contains(path))
    // And so are tokens of machines that get certificates again.
    let certified = try ClusterFixture.balanced(workers: 1)
    let removed = try fixture.run(certified) { $0.prunes = true }.removed.first
    #expect(removed.contains("manifests/bootstrap-tokens/node-0.yaml"))
    #expect(removed.contains("hosts/node-0/var/lib/kubelet/bootstrap-kubeconfig"))
  }

  @Test func `credentials alone make none`() throws {
    let fixture = try GenerationFixture()
    try fixture.run(Self.spec()) { $0.scope = .credentials }
    #expect(fixture.files().allSatisfy { !$0.contains("bootstrap") })
  }
}

/// Lines that are told from several threads.
private final class Collected: Sendable {
  private let lines = Guarded<[String]>([])

  var all: [String] { lines.withLock(\.self) }

  func add(_ more: [String]) { lines.withLock { $0 += more } }
}
