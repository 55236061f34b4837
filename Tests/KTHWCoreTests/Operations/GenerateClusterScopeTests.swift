import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `The credentials of a cluster` {
  private func isOperators(_ path: String) -> Bool {
    !path.hasPrefix("hosts/") && !path.hasPrefix("manifests/")
  }

  @Test func `are made alone where only they are asked for`() throws {
    let fixture = try GenerationFixture()
    let spec = try ClusterFixture.balanced()
    let output = try fixture.run(spec) { $0.scope = .credentials }
    let plan = ClusterPlan(spec)
    let planned = (plan.shared + spec.hosts.flatMap { plan.artifacts(for: $0) }).map(\.path)
    #expect(Set(fixture.files()) == Set(planned.filter(isOperators) + [".kthwctl"]))
    #expect(output.made.count == 14 + 3 * 2 + 2 * 2)
    #expect(try !fixture.run(spec) { $0.scope = .credentials }.isChanged)
  }

  @Test func `stay as they are when all else is made`() throws {
    let fixture = try GenerationFixture()
    let spec = try ClusterFixture.balanced()
    try fixture.run(spec) { $0.scope = .credentials }
    let before = try fixture.contents()
    let output = try fixture.run(spec)
    let after = try fixture.contents()
    #expect(before.allSatisfy { after[$0.key] == $0.value })
    #expect(output.made.isEmpty && output.reissued.isEmpty && output.changed.isEmpty)
    #expect(after.keys.contains("hosts/controller-1/var/lib/kubernetes/ca.pem"))
    #expect(after.keys.contains("manifests/00-rbac.yaml"))
  }

  @Test func `leave what hosts have alone, and say that it is behind`() throws {
    let fixture = try GenerationFixture()
    var spec = try ClusterFixture.balanced()
    try fixture.run(spec)
    spec.endpoint.host = "api.example.org"
    let before = try fixture.contents()
    let output = try fixture.run(spec) { $0.scope = .credentials }
    let after = try fixture.contents()
    #expect(output.reissued.first.map(\.name) == ["kube-apiserver"])
    #expect(output.warnings.count == 1)
    #expect(output.leftOver.isEmpty)
    for (path, bytes) in before where !isOperators(path) {
      #expect(after[path] == bytes, "\(path)")
    }
    #expect(after["pki/kube-apiserver.pem"] != before["pki/kube-apiserver.pem"])
    // Everything is made to fit by one run for everything.
    #expect(try fixture.run(spec).warnings.isEmpty)
    let root = "hosts/controller-1/var/lib/kubernetes/"
    let last = try fixture.contents()
    #expect(last[root + "kube-apiserver.pem"] == after["pki/kube-apiserver.pem"])
  }

  @Test func `are all read back where they are shared or of RSA, else some`() throws {
    let authority = Credential.Kind.certificate(.client, authority: "ca")
    let shared = Credential(
      name: "admin",
      kind: authority,
      subject: DistinguishedName(),
      lifetime: .days(1)
    )
    var own = shared
    own.host = "node-1"
    let worker = try ClusterWorker(.system)
    let count = 200
    #expect((0..<count).allSatisfy { _ in worker.reads(back: shared, of: .p256) })
    #expect((0..<count).allSatisfy { _ in worker.reads(back: own, of: .rsa(bits: 2048)) })
    let read = (0..<count).filter { _ in worker.reads(back: own, of: .p256) }
    #expect(read == [0, 64, 128, 192])
    own.kind = .certificate(.server, authority: "ca")
    #expect(worker.reads(back: own, of: .p256))
  }
}
