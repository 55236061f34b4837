import KTHWTestSupport
import Testing

@testable import KTHWCore

/// The units that run a script once, and what the kubelet runs before it.
struct BootUnitsTests {
  @Test(.judged(by: "systemd-analyze"), arguments: Shape.allCases)
  func `systemd reads the units that run scripts`(shape: Shape) throws {
    let spec = try shape.spec()
    let files = [RenderedFile.podRoutesUnit, .hostEntriesUnit]
    let units = try files.map { ($0.rawValue, try #require(try spec.first($0))) }
    for (_, text) in units {
      #expect(text.contains("\nType=oneshot\nRemainAfterExit=yes\n"))
      #expect(text.hasSuffix("\n[Install]\nWantedBy=multi-user.target\n"))
    }
    try SystemdJudge.expectNothingToSay(
      about: Dictionary(uniqueKeysWithValues: units),
      in: try ScratchDirectory()
    )
  }

  @Test func `each unit runs its own script`() throws {
    let spec = try Shape.haproxy.spec()
    let routes = try UnitFile(#require(try spec.first(.podRoutesUnit)))
    let entries = try UnitFile(#require(try spec.first(.hostEntriesUnit)))
    #expect(
      routes.values("Service", "ExecStart") == ["/bin/sh /etc/kubernetes/network/pod-routes.sh"]
    )
    #expect(entries.values("Service", "ExecStart") == ["/bin/sh /etc/hosts.d/apply.sh"])
  }

  @Test(arguments: [
    ("nameserver 10.0.0.53\n", "nameserver 10.0.0.1\n", "etc"),
    ("# stub\nnameserver 127.0.0.53\noptions edns0\n", "nameserver 10.0.0.1\n", "run"),
    ("nameserver 127.0.0.53\n", nil, "etc"), ("nameserver 127.0.0.53\n", "", "etc"),
    // A server of the node's own; whether pods reach it is not for us to say.
    ("nameserver 127.0.0.1\n", "nameserver 10.0.0.1\n", "etc"), (nil, nil, "etc"),
  ])
  func `the kubelet's link leads to servers that pods reach`(
    own: String?,
    uplink: String?,
    expected: String
  ) throws {
    let folder = try ScratchDirectory()
    if let own { try folder.write("etc", own) }
    if let uplink { try folder.write("run", uplink) }
    // As it is installed.
    try folder.link("link", to: folder.path("etc"))
    let moves = [
      (ResolverLink.path, folder.path("link")), (ResolverLink.target, folder.path("etc")),
      ("/run/systemd/resolve/resolv.conf", folder.path("run")),
    ]
    let arguments = Resolver.command.arguments.map { argument in
      moves.reduce(argument) { $0.replacing($1.0, with: $1.1) }
    }
    for _ in 1...2 {
      try RunCommand(Resolver.command.program, arguments).run().expecting(0)
      let target = try RunCommand("readlink", [folder.path("link")]).run().outputLines
      #expect(target == [folder.path(expected)])
    }
  }

  @Test func `the link is there before anything turns it`() throws {
    let spec = try Shape.haproxy.spec()
    let link = "hosts/worker-1\(ResolverLink.path)"
    let artifacts = ClusterPlan(spec).overlay(of: try #require(spec.hosts.named("worker-1")))
    #expect(artifacts.first { $0.path == link }?.content == .link("/etc/resolv.conf"))
    let controller = ClusterPlan(spec).overlay(of: try #require(spec.hosts.named("controller-1")))
    #expect(!controller.contains { $0.path.hasSuffix(ResolverLink.path) })
  }
}
