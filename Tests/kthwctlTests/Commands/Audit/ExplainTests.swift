import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `kthwctl explain` {
  private let scratch = try? ScratchDirectory()

  private func run(_ arguments: String..., input: RunCommand.Input = .nothing) throws
    -> CommandResult
  {
    var command = RunCommand(RunCommand.kthwctlPath, ["explain"] + arguments)
    command.directory = try #require(scratch).path
    command.input = input
    return try command.run()
  }

  private func tool(_ arguments: String...) throws {
    var command = RunCommand(RunCommand.kthwctlPath, arguments)
    command.directory = try #require(scratch).path
    try command.run().expecting(0)
  }

  @Test func `a rule is told whole, and a mistyped one leads to the nearest`() throws {
    let shown = try run("kthw-file-002").expecting(0)
    let rule = AuditRule.looseSecret
    for text in [rule.id + ": " + rule.title, rule.reason, rule.remedy, rule.source] {
      #expect(shown.outputText.contains(text))
    }
    let wrong = try run("KTHW-FILE-0002").expecting(1)
    #expect(wrong.output.isEmpty)
    #expect(wrong.errorText.contains("hint: did you mean KTHW-FILE-002?"))
  }

  @Test func `a file that is there is told with what is in it and what is wrong with it`() throws {
    try tool("ca", "init")
    try tool("cert", "n1", "--as", "kubelet", "--expiry", "90d")
    let scratch = try #require(scratch)
    // Nothing but what is in it says what it is.
    try scratch.write("odd.txt", try scratch.text("n1.pem"))
    let shown = try run("odd.txt").expecting(0)
    for text in [
      "odd.txt: the certificate of the kubelet on n1", "Kubernetes the VirtualBox way: Nodes",
      "O=system:nodes, CN=system:node:n1, ends ", "89 days left",
    ] {
      #expect(shown.outputText.contains(text), "\(text)")
    }
    try scratch.write("loose-key.pem", try scratch.text("n1-key.pem"), mode: 0o644)
    let loose = try run("loose-key.pem").expecting(0)
    #expect(loose.outputText.contains("KTHW-FILE-002"))
    #expect(!loose.outputText.contains(try scratch.text("n1-key.pem").split(separator: "\n")[1]))
  }

  @Test func `the content counts more than the name`() throws {
    try tool("ca", "init")
    try tool("cert", "kube-scheduler")
    let scratch = try #require(scratch)
    try scratch.write("admin.pem", try scratch.text("kube-scheduler.pem"))
    #expect(try run("admin.pem").expecting(0).outputText.hasPrefix("admin.pem: the scheduler's"))
  }

  @Test func `the name of a file is enough`() throws {
    let shown = try run("/var/lib/kubernetes/kube-apiserver.pem").expecting(0)
    #expect(shown.outputText.contains("kube-apiserver --tls-cert-file"))
    #expect(
      try run("kubelet.servic").expecting(1).errorText.contains("did you mean kubelet.service?")
    )
    try run().expecting(64)
    try #require(scratch).makeDirectory("out")
    #expect(try run("out").expecting(64).errorText.contains("kthwctl verify"))
  }

  @Test func `what is nothing of a cluster is said so`() throws {
    try #require(scratch).write("notes.txt", "milk, bread\n")
    #expect(try run("notes.txt").expecting(1).output.isEmpty)
    let nearest = try run("the certificate was signed by some authority that is unknown").expecting(
      1
    )
    #expect(nearest.errorText.contains("the nearest that is known: "))
  }

  @Test func `a line is told once, and quotes are not needed where no flag is in it`() throws {
    let shown = try run("x509:", "certificate", "is", "valid", "for", "a.b,", "not", "10.0.0.1")
    #expect(shown.expecting(0).outputText.contains("name 10.0.0.1"))
    let log = """
      E1121 08:00:00 node "n1" not found
      nothing in here
      E1121 08:00:01 node "n1" not found
      E1121 08:00:02 node "n2" not found\r
      """
    let read = try run("-", input: .text(log)).expecting(0)
    #expect(read.outputText.ranges(of: "2 alike").count == 1)
    #expect(read.outputText.contains("node n2") && !read.outputText.contains("nothing in here"))
    try run("-", input: .text("all is well\n")).expecting(1)
    try run("-", input: .nothing).expecting(1)
  }

  @Test func `control characters of a line do not reach the terminal`() throws {
    let shown = try run("node \"\u{1B}[2Jx\" not found").expecting(0)
    #expect(!shown.output.contains(0x1B))
  }

  @Test func `with files the certificate that lacks the name is found`() throws {
    try #require(scratch).makeDirectory("pki")
    try tool("ca", "init", "--directory", "pki")
    let pair = ["--ca", "pki/ca.pem", "--ca-key", "pki/ca-key.pem", "--directory", "pki"]
    for name in ["kube-apiserver", "etcd"] {
      var command = RunCommand(
        RunCommand.kthwctlPath,
        ["cert", name, "--hostname", "10.0.0.7"] + pair
      )
      command.directory = try #require(scratch).path
      try command.run().expecting(0)
    }
    let line =
      #"Get "https://10.0.0.9:6443/": x509: certificate is valid for 10.0.0.7, not 10.0.0.9"#
    let shown = try run(line, "--in", "pki").expecting(0)
    #expect(shown.outputText.contains("In these files:\n  pki/etcd.pem"))
    // An address that all have is lacked by none.
    let other = try run("x509: certificate is valid for 10.0.0.7, not 10.0.0.7", "--in", "pki")
    #expect(!other.expecting(0).outputText.contains("In these files"))
    // Where the line does not say what the certificate has, the port says whose it is.
    let bare =
      #"Get "https://10.0.0.9:6443/": x509: cannot validate certificate for 10.0.0.9 because "#
      + "it doesn't contain any IP SANs"
    let found = try run(bare, "--in", "pki").expecting(0).outputText
    #expect(found.contains("pki/kube-apiserver.pem") && !found.contains("pki/etcd.pem"))
    try run(line, "--in", "nowhere").expecting(74)
  }

  @Test(arguments: ["KTHW-FILE-001", "ca.pem", "remote error: tls: bad certificate"])
  func `json says what was explained`(subject: String) throws {
    let shown = try run(subject, "-o", "json").expecting(0)
    let document = try JSONReader.node(from: shown.output)
    #expect(document["kind"]?.text == "Explanation")
    #expect(["rule", "file", "log"].contains(document["type"]?.text))
  }
}
