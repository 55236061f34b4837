import KTHWCore
import KTHWTestSupport
import Testing

/// Real programs look at generated trees.
@Suite(.serialized) struct `Generated trees before their judges` {
  @Test(
    .judged(
      by: "openssl",
      "systemd-analyze",
      "python3",
      "haproxy",
      "nginx",
      "containerd"
    ),
    arguments: ClusterStarter.allCases,
    ["1.10", "1.24", "1.31", "1.36"]
  )
  func `every file is taken by the program that reads it`(
    starter: ClusterStarter,
    version: String
  ) throws {
    let tree = try GeneratedTree(starter, version: version)
    // Debian's containerd reads the second form of its configuration.
    let judges =
      version == "1.24" || version == "1.31" ? "containerd haproxy nginx" : "haproxy nginx"
    let result = try tree.script("judge-tree.sh").setting("JUDGES", judges).run()
    #expect(result.status == 0, "\(result.outputText)\(result.errorText)")
    for judge in ["openssl", "systemd-analyze", "PyYAML"] {
      #expect(result.outputLines.contains { $0.hasPrefix("\(judge): ") }, "\(judge) was not asked")
    }
  }

  @Test(.judged(by: "etcd", "etcdctl", "ip", "unshare"), .enabled(if: Namespaces.areAllowed))
  func `etcd members form a cluster, refuse strangers and survive the loss of one`() throws {
    // What a member is told depends on its release: here, the installed one.
    let release = try RunCommand("etcd", ["--version"]).run().expecting(0).outputLines
      .first { $0.hasPrefix("etcd Version: ") }?.dropFirst("etcd Version: ".utf8.count)
    let tree = try GeneratedTree(.haHAProxy) { text in
      text + "\n  versions: {etcd: \"\(release ?? "")\"}\n"
    }
    let members = tree.spec.hosts.having(.etcd)
    let result = try tree.script("generated-etcd.sh")
      .setting("HOSTS", tree.hosts(having: .etcd))
      .setting("CA", "etcd-ca").setting("CLIENT", "etcd-client").setting("STRANGER", "admin")
      .run().expecting(0)
    #expect(
      result.outputLines == [
        "members: \(members.count)", "stored: value", "nobody: refused", "stranger: refused",
        "after losing \(members[0].name): still", "after its return: healthy",
      ]
    )
  }

  @Test(
    .judged(by: "kubectl", "nginx", "haproxy", "ip", "unshare"),
    .enabled(if: Namespaces.areAllowed),
    arguments: [ClusterStarter.haHAProxy, .multiMaster]
  )
  func `the server behind the load balancer sees whom the table promises`(
    starter: ClusterStarter
  ) throws {
    let tree = try GeneratedTree(starter)
    let balancer = try #require(tree.spec.hosts.having(.loadBalancer).first)
    let servers = tree.names(having: .controlPlane)
    let result = try tree.script("generated-balancer.sh")
      .setting("HOSTS", tree.hosts(having: .loadBalancer, .controlPlane))
      .setting("BALANCER", balancer.name.text).setting("SERVERS", servers)
      .setting("CERTIFICATE", "kube-apiserver")
      .run().expecting(0)
    var seen: [String: Set<String>] = [:]
    for line in result.outputLines {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let subject = line[line.index(colon, offsetBy: 2)...].split(separator: ",").map(String.init)
      seen[String(line[..<colon])] = Set(subject.filter { "CO".contains($0.prefix(1)) })
        .filter { $0.hasPrefix("CN=") || $0.hasPrefix("O=") }
    }
    #expect(seen["admin"] == ["CN=admin", "O=kthw:cluster-admins"])
    #expect(seen["break-glass"] == ["CN=break-glass", "O=system:masters"])
    #expect(seen["kube-controller-manager"] == ["CN=system:kube-controller-manager"])
    #expect(seen["kube-scheduler"] == ["CN=system:kube-scheduler"])
    #expect(seen["kube-proxy"] == ["CN=system:kube-proxy"])
    for node in tree.spec.hosts.having(.worker) {
      #expect(seen[node.name.text] == ["CN=system:node:\(node.name)", "O=system:nodes"])
    }
    let lost = servers.split(separator: " ").last.map(String.init) ?? ""
    #expect(seen["without \(lost)"] == ["CN=admin", "O=kthw:cluster-admins"])
  }
}

/// Whether this process may make namespaces of its own.
enum Namespaces {
  static let areAllowed: Bool = {
    let result = try? RunCommand("unshare", ["--mount", "--net", "--pid", "--fork", "true"]).run()
    if Judges.areRequired { return true }
    return result?.status == 0
  }()
}
