import KTHWCore
import KTHWTestSupport
import Testing

@Suite struct `kthwctl inspect` {
  private let scratch = try? ScratchDirectory()

  private func run(_ arguments: String..., input: RunCommand.Input = .nothing) throws
    -> CommandResult
  {
    var command = RunCommand(RunCommand.kthwctlPath, arguments)
    command.directory = try #require(scratch).path
    command.input = input
    return try command.run()
  }

  private func make() throws {
    try run("ca", "init").expecting(0)
    try run("cert", "node-1", "--as", "kubelet", "--hostname", "node-1,10.0.0.11").expecting(0)
  }

  @Test func `a certificate is told with its identity, names and signer`() throws {
    try make()
    let shown = try run("inspect", "node-1.pem", "ca.pem").expecting(0)
    for expected in [
      "node-1.pem: certificate", "O=system:nodes, CN=system:node:node-1",
      "CN=kubernetes-ca (ca.pem)",
      "user system:node:node-1, group system:nodes (the kubelet of node-1)",
      "DNS:node-1, IP:10.0.0.11", "digitalSignature, serverAuth, clientAuth", "364 days left",
      "ca.pem: CA certificate", "itself",
    ] {
      #expect(shown.outputText.contains(expected), "\(expected)")
    }
    #expect(shown.errors.isEmpty)
  }

  @Test func `what belongs together is named`() throws {
    try make()
    let shown = try run("inspect", "node-1-key.pem", "node-1.csr", "node-1.pem", "ca-key.pem")
      .expecting(0)
    #expect(shown.outputText.contains("Same key  node-1.csr, node-1.pem"))
    #expect(shown.outputText.contains("ca-key.pem: private key\n  Key  ECDSA P-256\n"))
  }

  @Test func `no octet of a private key is shown`() throws {
    try make()
    let key = try #require(scratch).text("ca-key.pem").split(separator: "\n")[1]
    for format in ["table", "json", "yaml"] {
      let shown = try run("inspect", "ca-key.pem", "-o", format).expecting(0)
      #expect(!shown.outputText.contains(key.prefix(24)))
    }
  }

  @Test func `several blocks of standard input are counted`() throws {
    try make()
    let scratch = try #require(scratch)
    let chain = try scratch.text("node-1.pem") + "\r\n" + scratch.text("ca.pem")
    let shown = try run("inspect", "-", input: .text(chain)).expecting(0)
    #expect(shown.outputText.contains("-#1: certificate"))
    #expect(shown.outputText.contains("CN=kubernetes-ca (-#2)"))
  }

  @Test func `json is versioned and says who signed`() throws {
    try make()
    let shown = try run("inspect", "node-1.pem", "ca.pem", "-o", "json").expecting(0)
    let report = try JSONReader.node(from: shown.output)
    #expect(report["apiVersion"]?.text == "kthwctl/v1alpha1")
    #expect(report["kind"]?.text == "InspectionReport")
    let node = try #require(report["items"]?.items?.first)
    #expect(node["signedBy"]?.items?.map(\.text) == ["ca.pem"])
    #expect(node["kubernetes"]?["user"]?.text == "system:node:node-1")
  }

  @Test func `a CA of the same name that did not sign is not the signer`() throws {
    try make()
    try run("ca", "init", "other", "--cn", "kubernetes-ca").expecting(0)
    let shown = try run("inspect", "node-1.pem", "other.pem").expecting(0)
    #expect(shown.outputText.contains("CN=kubernetes-ca (not among these files)"))
  }

  @Test func `a wrong spelling is pointed out`() throws {
    try run("ca", "init").expecting(0)
    try run("cert", "worker", "--subj", "/OU=system:nodes/CN=system:node:worker").expecting(0)
    #expect(try run("inspect", "worker.pem").expecting(0).outputText.contains("O=system:nodes"))
  }

  @Test(arguments: [
    ("nothing", "", 65), ("text", "hello\n", 65),
    ("other block", "-----BEGIN X-----\nAAAA\n-----END X-----\n", 1),
    ("truncated", "-----BEGIN CERTIFICATE-----\nMIIB\n", 65),
    ("empty block", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n", 65),
    ("garbage", "-----BEGIN CERTIFICATE-----\nMAAA\n-----END CERTIFICATE-----\n", 65),
    ("der", "0\u{1}\u{2}", 65),
  ])
  func `what holds nothing to show is refused`(name: String, text: String, status: Int) throws {
    try #require(scratch).write("x", text)
    let refused = try run("inspect", "x").expecting(Int32(status))
    #expect(refused.output.isEmpty)
    #expect(refused.errorText.contains("x"))
  }

  @Test func `every file that cannot be read is named at once`() throws {
    let refused = try run("inspect", "no-such", "nor-this").expecting(74)
    #expect(refused.errorText.contains("no-such"))
    #expect(refused.errorText.contains("nor-this"))
  }

  @Test func `escape sequences in names do not reach the terminal`() throws {
    try run("ca", "init").expecting(0)
    try #require(scratch).write("evil.json", #"{"CN": "evil\u001b[31m"}"#)
    let response = try run(
      "cfssl",
      "gencert",
      "-ca=ca.pem",
      "-ca-key=ca-key.pem",
      "evil.json"
    ).expecting(0)
    try run("cfssljson", "-bare", "evil", input: .bytes(response.output)).expecting(0)
    let shown = try run("inspect", "evil.pem").expecting(0)
    #expect(!shown.output.contains(0x1B))
    #expect(shown.outputText.contains("\\u{1b}"))
  }
}

@Suite struct `kthwctl identities and csr` {
  @Test func `the table lists every component`() throws {
    let shown = try RunCommand.kthwctl("identities").run().expecting(0)
    #expect(shown.outputLines.count == ComponentIdentity.all.count + 1)
    #expect(shown.outputLines.allSatisfy { $0.count <= 120 && !$0.hasSuffix(" ") })
  }

  @Test func `one component is told at length`() throws {
    let shown = try RunCommand.kthwctl("identities", "scheduler").run().expecting(0)
    #expect(shown.outputText.hasPrefix("kube-scheduler\n"))
    #expect(try RunCommand.kthwctl("identities", "shceduler").run().errorText.contains("scheduler"))
  }

  @Test(arguments: ["json", "yaml"])
  func `programs get a versioned list`(format: String) throws {
    let shown = try RunCommand.kthwctl("identities", "-o", format).run().expecting(0)
    let list = try #require(
      format == "json" ? JSONReader.node(from: shown.output) : YAMLReader.node(from: shown.output)
    )
    #expect(list["kind"]?.text == "IdentityList")
    #expect(list["items"]?.items?.count == ComponentIdentity.all.count)
  }

  @Test func `a request is what cfssl reads`() throws {
    let shown = try RunCommand.kthwctl(
      "csr",
      "node-1",
      "--as",
      "kubelet",
      "--hostname",
      "node-1,10.0.0.1"
    ).run().expecting(0)
    let request = try CFSSLRequest(json: shown.output)
    #expect(request.commonName == "system:node:node-1")
    #expect(request.names == [CFSSLName(organization: "system:nodes")])
    #expect(request.hosts == ["node-1", "10.0.0.1"])
  }
}
