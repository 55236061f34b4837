import KTHWTestSupport
import Testing

@testable import KTHWCore

/// Who dials whom, found out from units alone.
@Suite struct `Connections of a cluster` {
  @Test(
    arguments: [
      ("https://10.0.0.1:2379", "https", "10.0.0.1"), ("https://[::1]:2379/x", "https", "::1"),
      ("http://lb", "http", "lb"), ("lb.example:6443", "https", "lb.example"),
      ("HTTPS://A:1", "https", "A"), ("2001:db8::1", "https", "2001:db8::1"), ("", "https", ""),
    ]
  )
  func `a host is taken out of a URL`(text: String, scheme: String, name: String) {
    let host = DialedHost(text)
    #expect(host.scheme == scheme)
    #expect(host.name == name)
  }

  @Test(
    arguments: [
      ("127.0.0.1", true), ("localhost", true), ("LOCALHOST.", true), ("127.9.9.9", true),
      ("::1", true), ("10.0.0.1", false), ("localhost.example", false), ("", false),
    ]
  )
  func `the machine itself is known by its names`(name: String, isLoopback: Bool) {
    let bracketed = name.contains(":") ? "[\(name)]" : name
    #expect(DialedHost("https://\(bracketed):6443").isLoopback == isLoopback)
  }

  private func area(_ machine: String?, _ units: String...) -> TalkEnds {
    let files = units.enumerated().map { index, text in
      AuditedFile(
        path: "\(machine ?? "heap")/\(index).service",
        permissions: 0o644,
        content: .unit(KTHWCore.UnitFile("[Service]\nExecStart=/usr/bin/" + text))
      )
    }
    let area = AuditedArea(kind: machine.map { .machine($0) } ?? .heap, files: files)
    return TalkEnds(area, ComponentInvocation.all(in: area))
  }

  private func edges(_ ends: [TalkEnds]) -> [String] {
    let plan = TalkPlan(ends.filter(\.isHub), TalkDirectory(nil, machines: [], ends))
    return ends.flatMap { plan.attempts(of: $0) }.map { attempt in
      "\(attempt.edge.kind.rawValue): \(attempt.edge.from) > \(attempt.edge.to)"
        + " \(attempt.edge.dials ?? "?")" + (attempt.obstacle == nil ? "" : " !")
    }.sorted()
  }

  private let pair = "--cert-file=/c --key-file=/k --trusted-ca-file=/a"

  @Test func `an API server reaches each member of etcd that it names`() {
    let ends = [
      area(
        "one",
        "kube-apiserver --etcd-servers=https://127.0.0.1:1,https://10.0.0.2:1,https://x:1"
      ),
      area("two", "etcd --name two --advertise-client-urls=https://10.0.0.2:1 \(pair)"),
      area("three", "etcd --name three --advertise-client-urls=https://10.0.0.3:1 \(pair)"),
    ]
    #expect(
      edges(ends) == [
        "apiserver-etcd: kube-apiserver on one > etcd 127.0.0.1 !",
        "apiserver-etcd: kube-apiserver on one > etcd on two 10.0.0.2",
        "apiserver-etcd: kube-apiserver on one > etcd x !",
      ]
    )
  }

  @Test func `members of etcd dial each other, not themselves`() {
    let members = "--initial-cluster=a=https://10.0.0.1:2380,b=https://10.0.0.2:2380"
    let peer = "--peer-cert-file=/c --peer-key-file=/k --peer-trusted-ca-file=/a"
    let ends = ["a", "b"].map { (name: String) in
      area(name, "etcd --name \(name) \(members) \(peer)")
    }
    #expect(
      edges(ends) == [
        "etcd-peer: etcd on a > etcd on b 10.0.0.2", "etcd-peer: etcd on b > etcd on a 10.0.0.1",
      ]
    )
  }

  @Test func `an API server dials a kubelet by the first kind of address that it has`() {
    let kubelet = "kubelet --hostname-override=w --node-ip=10.0.0.9"
    for (types, dialed) in [
      ("", "w"), ("--kubelet-preferred-address-types=InternalIP,Hostname", "10.0.0.9"),
      ("--kubelet-preferred-address-types=ExternalIP,Hostname", "w"),
      ("--kubelet-preferred-address-types=ExternalIP", "w"),
    ] {
      let ends = [area("c", "kube-apiserver \(types)"), area("w", kubelet)]
      let own = edges(ends).filter { $0.hasPrefix("apiserver-kubelet") }
      #expect(own == ["apiserver-kubelet: kube-apiserver on c > kubelet on w \(dialed)"])
    }
  }

  @Test func `thousands of connections that came out alike are one row`() {
    var tally = TalkTally()
    for number in (1...3_000).reversed() {
      let name = "node-\(number)"
      let edge = TalkEdge(
        .kubelet,
        from: TalkParty("kubelet", on: name),
        to: TalkParty("kube-apiserver", on: "c"),
        dials: "lb"
      )
      if number == 77 {
        let failure = TalkFailure(.server, .expired, why: "x", at: .file("f"), change: "y")
        tally.take(TalkVerdict(edge, .fails([failure])))
      } else {
        tally.take(TalkVerdict(edge, .talks(as: "system:node:" + name)))
      }
    }
    let rows = tally.rows
    #expect(rows.map(\.count) == [1, 2_999])
    #expect(rows[0].from == ["node-77"])
    #expect(rows[1].from.prefix(3) == ["node-1", "node-2", "node-3"])
    #expect(rows[1].from.last == "node-3000")
    #expect(rows[1].dialsAlike)
    #expect(!rows[1].isOneIdentity)
    #expect(rows[1].example.edge.from.machine == "node-1")
  }

  @Test func `the kinds of load balancers' checks are told apart`() throws {
    let text = """
      backend b
        server one 10.0.0.1:6443 check check-ssl verify required ca-file /ca.pem verifyhost k
        server two 10.0.0.2:6443 check check-ssl verify none
        server three 10.0.0.3:6443 check
      """
    let file = AuditedFile(path: "haproxy.cfg", permissions: 0o644, content: .text(.haproxy, text))
    let area = AuditedArea(kind: .machine("lb"), files: [file])
    let checks = TalkEnds(area, []).healthChecks
    #expect(checks.map(\.host.name) == ["10.0.0.1", "10.0.0.2"])
    #expect(checks.first?.client.serverName == "k")
    guard case .authority = try #require(checks.first).client.check,
      case .none = try #require(checks.last).client.check
    else { throw SystemFailure("tell them apart") }
  }
}
