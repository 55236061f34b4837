import KTHWCore
import KTHWTestSupport
import Testing

/// Whole trees: what generate makes works, and what is broken in one place is
/// told with that place.
@Suite struct `The matrix of a whole tree` {
  @Test(arguments: ClusterStarter.allCases, ["1.36", "1.18"])
  func `every connection of a generated tree works, with either hierarchy`(
    starter: ClusterStarter,
    version: String
  ) throws {
    for hierarchy in ["separate", "single"] {
      let tree = try GeneratedTree(starter, version: version) { text in
        text.replacing("  # pki:\n", with: "  pki:\n    hierarchy: \(hierarchy)\n")
      }
      let result = try Self.matrix(tree).run().expecting(0)
      #expect(result.errorText.contains("none fails"))
      #expect(!result.errorText.contains("not be tried"))
      let rows = result.outputLines.filter { $0.contains("ok") }
      // One authority for all leaves out what needs one of its own.
      #expect(rows.count >= (hierarchy == "single" ? 7 : 10))
      #expect(!result.outputText.contains("FAIL"))
    }
  }

  @Test func `kubelets with each other's files are told as such`() throws {
    let tree = try GeneratedTree(.multiMaster)
    let nodes = ["node1", "node2"].map { tree.path + "/hosts/\($0)/var/lib/kubelet/" }
    try Self.swap(nodes[0] + "kubeconfig", nodes[1] + "kubeconfig")
    for name in ["kubelet.pem", "kubelet-key.pem"] {
      try Self.swap(nodes[0] + name, nodes[1] + name)
    }
    let result = try Self.matrix(tree, "--only", "kubelet-apiserver,apiserver-kubelet").run()
      .expecting(2)
    #expect(result.errorText.contains("8 connections: 8 fail"))
    let text = result.outputText
    #expect(text.contains("server: identity"))
    #expect(text.contains("needs user system:node:node1 in group system:nodes"))
    #expect(text.contains("client: name mismatch"))
    #expect(text.contains("hosts/node1/var/lib/kubelet/kubelet.pem: issue it anew with IP:"))
  }

  @Test func `a key of another certificate is told at the key`() throws {
    let tree = try GeneratedTree(.multiMaster)
    let etcd = tree.path + "/hosts/master1/etc/etcd/"
    try Self.swap(etcd + "etcd-key.pem", etcd + "etcd-peer-key.pem")
    let result = try Self.matrix(tree, "--only", "etcd-client").run().expecting(2)
    #expect(result.errorText.contains("3 connections: 1 fails"))
    #expect(result.outputText.contains("hosts/master1/etc/etcd/etcd-key.pem: put the key there"))
    #expect(result.outputText.contains("server: key mismatch"))
  }

  @Test func `signs are plain where the terminal shows no others`() throws {
    let tree = try GeneratedTree(.singleNode)
    for (name, value, sign) in [
      ("LANG", "C", "ok"), ("LANG", "C.UTF-8", "✓"), ("LC_ALL", "en_GB.utf8", "✓"),
    ] {
      let result = try Self.matrix(tree, "--only", "admin-apiserver").setting("LC_ALL", nil)
        .setting(name, value).run().expecting(0)
      #expect(result.outputText.contains(sign))
    }
    let dumb = try Self.matrix(tree).setting("LC_ALL", "C.UTF-8").setting("TERM", "dumb").run()
    #expect(!dumb.outputText.contains("✓"))
  }

  @Test func `a machine's own files leave untried what others hold`() throws {
    let tree = try GeneratedTree(.multiMaster)
    var command = RunCommand.kthwctl("matrix", "-o", "json", tree.path + "/hosts/node1")
    command.directory = tree.scratch.path
    let document = try JSONReader.node(from: try command.run().expecting(0).output)
    #expect(document["untried"] == document["connections"])
    #expect(document["failing"] == .integer(0))
  }

  @Test(arguments: ["1.36", "1.11"])
  func `where nodes join by themselves what waits for that is no failure`(
    version: String
  ) throws {
    let tree = try GeneratedTree(.haHAProxy, version: version) { text in
      text.replacing("  # pki:\n", with: "  pki:\n    nodeCredentials: bootstrap\n")
    }
    let result = try Self.matrix(tree).run().expecting(0)
    // Until 1.11 a kubelet makes a certificate of its own, which nobody judges.
    let waiting = version == "1.11" ? 0 : 9
    let words = ", 9 can be tried when nodes have joined\n"
    #expect(result.errorText.contains(": none fails"))
    #expect(result.errorText.hasSuffix(words) == (waiting > 0), "\(result.errorText)")
    let rows = result.outputLines.filter { $0.contains("> when nodes join") }
    #expect(rows.count == (waiting > 0 ? 1 : 0))
    #expect(rows.allSatisfy { $0.hasPrefix("kube-apiserver on ") })
    #expect(result.outputText.contains("  nothing is wrong: the cluster") == (waiting > 0))
    for word in ["FAIL", "not tried", "could not", "refuses"] {
      #expect(!(result.outputText + result.errorText).contains(word), "\(word)")
    }
    let document = try JSONReader.node(
      from: Self.matrix(tree, "-o", "json").run().expecting(0).output
    )
    #expect(document["later"] == .integer(waiting))
    #expect(document["untried"] == .integer(0))
    let verdicts = Set((document["rows"]?.items ?? []).compactMap { $0["verdict"]?.text })
    #expect(verdicts == (waiting > 0 ? ["works", "later"] : ["works"]))
    // In pictures and pages as well.
    let text = try RunCommand.kthwctl("graph", "talk", "--ascii", tree.path).run().expecting(0)
    #expect(text.outputText.contains("when nodes join") == (waiting > 0))
    #expect(!text.outputText.contains("not tried"))
    let page = try RunCommand.kthwctl("report", tree.path).run().expecting(0).outputText
    #expect(page.contains("none fails, 9 when nodes join") == (waiting > 0))
    #expect(!page.contains("could not be tried"))
  }

  @Test func `the directory that one is in can be looked at`() throws {
    let tree = try GeneratedTree(.singleNode)
    var command = RunCommand.kthwctl("matrix", ".")
    command.directory = tree.path
    #expect(try command.run().expecting(0).errorText.contains("none fails"))
  }

  @Test func `an unknown kind of connection is a mistake of usage`() throws {
    let result = try RunCommand.kthwctl("matrix", "--only", "everything", ".").run().expecting(64)
    #expect(result.errorText.contains("apiserver-etcd"))
  }

  /// What is done to a tree, in words of a shell that stands in it.
  private static let breakages = [
    "etcd=hosts/master1/etc/etcd; cp $etcd/etcd-peer.pem $etcd/etcd.pem",
    "etcd=hosts/master2/etc/etcd; cp pki/front-proxy-ca.pem $etcd/ca.pem",
    "rm hosts/master1/etc/etcd/etcd-key.pem",
    "cp pki/node2-kubelet.pem hosts/node1/var/lib/kubelet/kubelet.pem",
    "cp hosts/node2/var/lib/kubelet/kubelet-key.pem hosts/node1/var/lib/kubelet/kubelet-key.pem",
    "cp hosts/node2/var/lib/kubelet/kubeconfig hosts/node1/var/lib/kubelet/kubeconfig",
    "cp hosts/node2/var/lib/kube-proxy/kubeconfig hosts/node1/var/lib/kubelet/kubeconfig",
    "echo > hosts/node1/var/lib/kubernetes/ca.pem",
    "cp pki/front-proxy-ca.pem hosts/node1/var/lib/kubernetes/ca.pem",
    "sed -i s/names=front-proxy-client/names=someone/ hosts/master1/etc/systemd/system/*.service",
    "rm hosts/node2/var/lib/kubelet/kubelet-key.pem",
  ]

  @Test(arguments: breakages)
  func `the rule that a failure names is one that verify finds`(_ breakage: String) throws {
    let tree = try GeneratedTree(.multiMaster)
    try RunCommand("sh", ["-euc", "cd \"$1\"; \(breakage)", "sh", tree.path]).run().expecting(0)
    let tried = try JSONReader.node(from: Self.matrix(tree, "-o", "json").run().expecting(2).output)
    let named = Set(Self.rules(in: tried))
    #expect(!named.isEmpty)
    let audit = try RunCommand.kthwctl("verify", "-o", "json", tree.path).run().expecting(2)
    let found = Set(Self.rules(in: try JSONReader.node(from: audit.output)))
    #expect(named.isSubset(of: found), "\(named.subtracting(found))")
  }

  /// Every rule that a document names, wherever it does.
  private static func rules(in node: Node) -> [String] {
    let here = node["rule"]?.text.map { [$0] } ?? []
    return here + (node.items ?? []).flatMap(rules)
      + (node.entries ?? []).flatMap { rules(in: $0.value) }
  }

  private static func matrix(_ tree: GeneratedTree, _ arguments: String...) -> RunCommand {
    RunCommand("\(RunCommand.kthwctlPath)", ["matrix"] + arguments + [tree.path])
      .setting("LANG", "C")
  }

  private static func swap(_ one: String, _ other: String) throws {
    let script = "mv \"$1\" \"$1.x\" && mv \"$2\" \"$1\" && mv \"$1.x\" \"$2\""
    try RunCommand("sh", ["-c", script, "sh", one, other]).run().expecting(0)
  }
}
