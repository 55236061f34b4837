import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `A cluster is taken over` {
  private static func adopt(
    _ tree: MadeTree,
    _ paths: [String] = ["out"],
    _ change: (inout AdoptCluster.Input) -> Void = { _ in }
  ) throws -> AdoptCluster.Output {
    var input = AdoptCluster.Input(paths: paths, output: "adopted")
    input.kubernetesVersion = tree.spec.kubernetesVersion
    change(&input)
    return try AdoptCluster.run(input, in: tree.context)
  }

  @Test(arguments: ClusterStarter.allCases)
  func `of what generate made nothing is made anew`(starter: ClusterStarter) throws {
    let tree = try MadeTree(starter)
    let adopted = try Self.adopt(tree)
    let next = try #require(adopted.next)
    #expect(next.made.first == [])
    #expect(next.reissued.first == [])
    #expect(adopted.adopted.filter { !$0.hasKey } == [])
    #expect(adopted.leftBehind == [])
    let inferred = try ClusterSpec(reading: tree.scratch.bytes("adopted/cluster.yaml"))
    let names = Set(inferred.hosts.map(\.name))
    #expect(names == Set(tree.spec.hosts.map(\.name)))
    for host in tree.spec.hosts {
      let found = inferred.hosts.named(host.name.text)
      #expect(found?.roles == host.roles, "\(host.name)")
      #expect(found?.address == host.address, "\(host.name)")
      #expect(found?.podCIDR == host.podCIDR, "\(host.name)")
    }
    #expect(inferred.endpoint == tree.spec.endpoint)
    #expect(inferred.network.serviceCIDR == tree.spec.network.serviceCIDR)
    #expect(inferred.network.podCIDR == tree.spec.network.podCIDR)
    #expect(inferred.pki.hierarchy == tree.spec.pki.hierarchy)
    #expect(inferred.encryption.provider == tree.spec.encryption.provider)
  }

  @Test(arguments: ["hierarchy: single", "key: {algo: rsa, size: 2048}"])
  func `other keys and one authority are seen`(setting: String) throws {
    let tree = try MadeTree(.minimal) {
      $0.replacing("\nspec:\n", with: "\nspec:\n  pki: {\(setting)}\n")
    }
    let next = try #require(try Self.adopt(tree).next)
    #expect(next.made.first == [])
    #expect(next.reissued.first == [])
  }

  @Test func `keys are taken over byte for byte in what they are`() throws {
    let tree = try MadeTree(.singleNode)
    _ = try Self.adopt(tree)
    for name in tree.scratch.names() where name.hasPrefix("adopted/pki/") {
      guard name.hasSuffix("-key.pem") else { continue }
      let old = try tree.scratch.bytes("out/" + name.dropFirst("adopted/".count))
      #expect(try tree.scratch.bytes(name) == old)
      #expect(tree.scratch.mode(name) == 0o600)
    }
  }

  @Test func `a machine's overlay alone tells of its cluster what it can`() throws {
    let tree = try MadeTree(.haHAProxy)
    let adopted = try Self.adopt(tree, ["out/hosts/controller-1"]) { $0.output = nil }
    #expect(adopted.description.contains("- name: controller-3"))
    #expect(adopted.description.contains("serviceCIDR: 10.32.0.0/24"))
    #expect(adopted.next == nil)
    #expect(!tree.scratch.has("adopted"))
  }

  @Test func `what is missing is told, and a description may be said instead`() throws {
    let tree = try MadeTree(.haHAProxy)
    #expect(throws: KTHWError.self) {
      _ = try Self.adopt(tree, ["out/pki/admin.pem", "out/pki/admin-key.pem"])
    }
    #expect(!tree.scratch.has("adopted"))
    let adopted = try Self.adopt(tree, ["out/pki"]) { $0.cluster = "out/cluster.yaml" }
    #expect(adopted.next?.reissued.first == [])
  }

  @Test func `nothing that is there is written over`() throws {
    let tree = try MadeTree(.singleNode)
    try tree.scratch.makeDirectory("adopted")
    try tree.scratch.write("adopted/mine.txt", "mine")
    let error = #expect(throws: KTHWError.self) { _ = try Self.adopt(tree) }
    #expect(error?.code == .alreadyExists)
    #expect(try tree.scratch.text("adopted/mine.txt") == "mine")
  }

  @Test func `files that tell nothing are answered with what is missing`() throws {
    let scratch = try ScratchDirectory()
    try scratch.write("notes.txt", "nothing\n")
    let context = FixedContext.context(directory: scratch.path)
    let adopted = try AdoptCluster.run(AdoptCluster.Input(paths: ["notes.txt"]), in: context)
    #expect(adopted.adopted == [])
    #expect(adopted.doubts.contains { $0.message.contains("no file tells of a machine") })
  }
}
