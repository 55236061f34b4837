import KTHWTestSupport
import Testing

@testable import KTHWCore

/// The builder of a cluster has the last word on every flag.
@Suite struct ExtraArgumentsTests {
  private func flags(_ extra: [ExtraArgument], change: (inout ClusterSpec) -> Void = { _ in })
    throws -> [String]
  {
    var spec = try ClusterFixture.lone()
    spec.extraArguments["kube-scheduler"] = extra
    change(&spec)
    let text = try RenderedFile.schedulerUnit.text(for: spec.hosts[0], in: spec)
    return try UnitFile(text).flags()
  }

  private let own = [
    "--config=/etc/kubernetes/config/kube-scheduler.yaml", "--bind-address=127.0.0.1",
    "--authentication-kubeconfig=/var/lib/kubernetes/kube-scheduler.kubeconfig",
    "--authorization-kubeconfig=/var/lib/kubernetes/kube-scheduler.kubeconfig",
    "--client-ca-file=/var/lib/kubernetes/ca.pem",
    "--requestheader-client-ca-file=/var/lib/kubernetes/front-proxy-ca.pem",
  ]

  @Test func `a new flag follows ours in the order of writing`() throws {
    #expect(
      try flags([
        ExtraArgument("v", "2"), ExtraArgument("feature-gates", "A=true"), ExtraArgument("v", "3"),
      ])
        == own + ["--v=2", "--feature-gates=A=true", "--v=3"]
    )
  }

  @Test func `a flag of ours is replaced where it stands, as often as it is given`() throws {
    let some = [
      ExtraArgument("bind-address", "0.0.0.0"), ExtraArgument("v", "2"),
      ExtraArgument("bind-address", "::"),
    ]
    #expect(
      try flags(some)
        == [own[0], "--bind-address=0.0.0.0", "--bind-address=::"] + own.dropFirst(2) + ["--v=2"]
    )
  }

  @Test func `a flag that this release does not get from us can still be given`() throws {
    #expect(try flags([ExtraArgument("port", "0")]) == own + ["--port=0"])
  }

  @Test func `what is said to one program is not said to another`() throws {
    #expect(
      try flags([]) { $0.extraArguments = ["kubelet": [ExtraArgument("v", "2")]] } == own
    )
  }

  @Test(arguments: SystemdUnitTests.awkward)
  func `an awkward value is the argument that the program gets`(value: String) throws {
    #expect(
      try flags([ExtraArgument("v", value), ExtraArgument("config", value)])
        == ["--config=\(value)"] + own.dropFirst() + ["--v=\(value)"]
    )
  }

  @Test func `a value that no argument can hold is refused`() throws {
    #expect(throws: KTHWError.self) { try flags([ExtraArgument("v", "a\0b")]) }
  }
}
