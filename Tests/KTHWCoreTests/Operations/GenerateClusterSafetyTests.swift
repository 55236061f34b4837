import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `Making a cluster's tree leaves everything as it is` {
  @Test(arguments: [
    ("pki/ca-key.pem", KTHWError.Code.notFound), ("pki/etcd-ca-key.pem", .notFound),
    ("pki/front-proxy-ca-key.pem", .notFound),
  ])
  func `where an authority's key is gone`(path: String, code: KTHWError.Code) throws {
    let fixture = try GenerationFixture()
    let spec = try ClusterFixture.lone()
    try fixture.run(spec)
    try fixture.remove(path)
    let before = fixture.traces()
    let error = expectError(code) { try fixture.run(spec) }
    #expect(error?.problems.first?.place?.file == fixture.tree + "/" + path)
    #expect(fixture.traces() == before)
  }

  @Test(arguments: ["ca", "admin", "node-1-kubelet", "service-account"])
  func `where a key cannot be read`(name: String) throws {
    let fixture = try GenerationFixture()
    let spec = try ClusterFixture.balanced()
    try fixture.run(spec)
    let locked = try fixture.key(name).pem(encryptedWith: .text("open sesame")).text
    for (text, code) in [(locked, KTHWError.Code.keyIsEncrypted), ("nothing", .syntax)] {
      // An authority's may be encrypted, as long as nothing is to be signed.
      if name == "ca", code == .keyIsEncrypted { continue }
      try fixture.scratch.write("out/pki/\(name)-key.pem", text, mode: 0o600)
      let before = try fixture.contents()
      let error = expectError(code) { try fixture.run(spec) }
      #expect(error?.problems.first?.place?.file == "\(fixture.tree)/pki/\(name)-key.pem")
      #expect(try fixture.contents() == before)
      #expect(fixture.scratch.names().allSatisfy { $0.hasPrefix("out") })
    }
  }

  @Test func `where an authority's certificate is another key's`() throws {
    let fixture = try GenerationFixture()
    let spec = try ClusterFixture.lone()
    try fixture.run(spec)
    let pem = try TestKeys.key(.p256).pem().text
    try fixture.scratch.write("out/pki/ca-key.pem", pem, mode: 0o600)
    let before = fixture.traces()
    expectError(.keyMismatch) { try fixture.run(spec) }
    #expect(fixture.traces() == before)
  }

  @Test func `where the authority's certificate is no authority's`() throws {
    let fixture = try GenerationFixture()
    let spec = try ClusterFixture.lone()
    try fixture.run(spec)
    for ending in [".pem", "-key.pem"] {
      let text = try fixture.text("pki/admin\(ending)")
      try fixture.scratch.write("out/pki/ca\(ending)", text, mode: 0o600)
    }
    expectError(.policyViolation) { try fixture.run(spec) }
  }

  @Test func `where a description is wrong, before any key is made`() throws {
    let fixture = try GenerationFixture()
    var spec = try ClusterFixture.lone()
    spec.pki.key = .ed25519
    #expect(throws: KTHWError.self) { try fixture.run(spec) }
    #expect(fixture.scratch.names().isEmpty)
  }

  @Test func `where a machine is not in the description`() throws {
    let fixture = try GenerationFixture()
    let error = expectError(.usage) {
      try fixture.run(try ClusterFixture.balanced()) { $0.only = ["node-1", "nod-1", "lb2"] }
    }
    #expect(error?.problems.count == 2)
    #expect(error?.problems.first?.hint == "did you mean node-1?")
    #expect(fixture.scratch.names().isEmpty)
  }

  @Test func `where a text cannot be rendered`() throws {
    let fixture = try GenerationFixture()
    let input = GenerateCluster.Input(spec: try ClusterFixture.lone(), output: fixture.tree)
    expectError(.unsupported) {
      _ = try GenerateCluster.run(
        input,
        in: fixture.context(),
        rendering: { file, _, _ in
          guard file != .kubeletUnit else { throw KTHWError(.unsupported, "not this one") }
          return "text\n"
        },
        progress: { _ in }
      )
    }
    #expect(fixture.scratch.names().isEmpty)
  }

  @Test func `where a link stands in the place of a file`() throws {
    let fixture = try GenerationFixture()
    let spec = try ClusterFixture.lone()
    try fixture.run(spec)
    try fixture.remove("pki/admin.pem")
    try fixture.scratch.link("out/pki/admin.pem", to: "/etc/hostname")
    expectError(.inputOutput) { try fixture.run(spec) }
  }

  @Test func `in a directory of somebody else's`() throws {
    let fixture = try GenerationFixture()
    try fixture.scratch.write("out/notes.txt", "mine\n")
    expectError(.inputOutput) { try fixture.run(try ClusterFixture.lone()) }
    #expect(fixture.scratch.names() == ["out", "out/notes.txt"])
  }
}

@Suite struct `The same seed` {
  @Test(arguments: PKISettings.Hierarchy.allCases)
  func `gives the same tree, however many threads work`(
    hierarchy: PKISettings.Hierarchy
  ) throws {
    var fixture = try GenerationFixture()
    fixture.source = .seeded(.text("a seed for tests"))
    let spec = try ClusterFixture.balanced(hierarchy, workers: 6)
    try fixture.run(spec, into: "one") { $0.workers = 1 }
    try fixture.run(spec, into: "two") { $0.workers = 2 }
    let one = try fixture.contents(of: "one")
    #expect(try fixture.contents(of: "two") == one)
    #expect(one.count > 100)
    // And another one another.
    fixture.source = .seeded(.text("another seed"))
    try fixture.run(spec, into: "three")
    let three = try fixture.contents(of: "three")
    for path in ["pki/ca-key.pem", "pki/node-0-kubelet.pem", "pki/encryption-config.yaml"] {
      #expect(three[path] != one[path])
    }
  }

  @Test func `never gives a serial number twice`() throws {
    var fixture = try GenerationFixture()
    fixture.source = .seeded(.text("a seed for tests"))
    let spec = try ClusterFixture.lone()
    try fixture.run(spec)
    var numbers: Set<SerialNumber> = []
    let catalog = CertificateCatalog(spec)
    let all = catalog.shared + spec.hosts.flatMap { catalog.credentials(of: $0) }
    for credential in all where credential.purpose != nil {
      #expect(numbers.insert(try fixture.certificate(credential.name).serialNumber).inserted)
    }
    fixture.moment = fixture.moment.adding(seconds: 60)
    try fixture.remove("pki/admin.pem")
    try fixture.run(spec)
    #expect(numbers.insert(try fixture.certificate("admin").serialNumber).inserted)
  }
}
