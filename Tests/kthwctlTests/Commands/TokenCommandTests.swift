import KTHWTestSupport
import Testing

@testable import KTHWCore

/// `kthwctl token`, and what else there is to tokens on the command line.
@Suite struct TokenCommandTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
    try scratch.write("cluster.yaml", JoiningCluster.description)
  }

  private func run(_ arguments: String...) throws -> CommandResult {
    try RunCommand(RunCommand.kthwctlPath, arguments).inside(scratch).run()
  }

  /// The secrets of the tree's tokens.
  private func secrets() throws -> [String] {
    try JoiningCluster.workers.map { host in
      let bytes = try scratch.bytes("out/manifests/bootstrap-tokens/\(host).yaml")
      return try #require(BootstrapTokenSecret(reading: bytes)?.token?.secret)
    }
  }

  @Test func `no command that looks at a tree shows a secret`() throws {
    var results = [try run("generate", "cluster.yaml").expecting(0)]
    var secrets = try secrets()
    results.append(try run("token", "list").expecting(0))
    results.append(try run("token", "list", "-o", "json").expecting(0))
    results.append(try run("token", "list", "-o", "yaml").expecting(0))
    results.append(try run("token", "renew", "node-1", "-o", "json").expecting(0))
    secrets += try self.secrets()
    results.append(try run("token", "create", "--tree", "out").expecting(0))
    results.append(try run("generate", "cluster.yaml", "--diff").expecting(0))
    results.append(try run("expiry", "out", "-o", "json").expecting(0))
    results.append(try run("verify", "out", "-o", "json").expecting(0))
    results.append(try run("matrix", "out", "-o", "json"))
    results.append(try run("whoami", "--kubeconfig", bootstrapKubeconfig))
    results.append(try run("explain", bootstrapKubeconfig))
    #expect(Set(secrets).count == 3)
    for result in results {
      let shown = result.outputText + result.errorText
      #expect(secrets.allSatisfy { !shown.contains($0) }, "\(result.command)")
    }
    let ids = try run("token", "list").outputText
    #expect(ids.contains("node-1") && ids.contains("good"))
  }

  private var bootstrapKubeconfig: String {
    "out/hosts/node-1/var/lib/kubelet/bootstrap-kubeconfig"
  }

  @Test func `a token of its own goes where it is asked for, and over nothing`() throws {
    let shown = try run("token", "create", "--ttl", "1h", "--signing").expecting(0)
    let secret = try #require(BootstrapTokenSecret(reading: shown.output))
    let token = try #require(secret.token)
    #expect(secret["usage-bootstrap-signing"] == "true")
    #expect(!shown.errorText.contains(token.secret))
    let written = try run("token", "create", "--out", "a.yaml", "--token-file", "a").expecting(0)
    #expect(written.output.isEmpty)
    let made = try #require(BootstrapTokenSecret(reading: scratch.bytes("a.yaml"))?.token)
    #expect(try scratch.text("a") == made.text + "\n")
    #expect(scratch.mode("a") == 0o600 && scratch.mode("a.yaml") == 0o600)
    #expect(made != token)
    // Nothing is written where one of the two is in the way.
    try run("token", "create", "--out", "b.yaml", "--token-file", "a").expecting(1)
    #expect(!scratch.has("b.yaml"))
    try run("token", "create", "--group", "system:masters").expecting(65)
    for wrong in [["--ttl", "0s"], ["node-1"], ["--tree", "out", "--out", "x"], ["--ttl", "x"]] {
      try RunCommand(RunCommand.kthwctlPath, ["token", "create"] + wrong).inside(scratch).run()
        .expecting(64)
    }
  }

  @Test func `exit statuses are those that help tells`() throws {
    try run("token", "list").expecting(74)
    try run("token", "renew", "--all").expecting(74)
    try run("generate", "cluster.yaml").expecting(0)
    try run("token", "renew", "node-9").expecting(64)
    try run("token", "renew").expecting(64)
    try run("token", "renew", "node-1", "--all").expecting(64)
    try run("token", "renew", "--ended").expecting(0)
    try scratch.write("plain.yaml", try run("init").outputText)
    try run("generate", "plain.yaml", "--output", "plain").expecting(0)
    try run("token", "list", "--tree", "plain").expecting(1)
  }

  @Test func `requests are judged from files and standard input`() throws {
    try run("generate", "cluster.yaml").expecting(0)
    let key = try PrivateKey.generate(.p256, using: Engine())
    func object(_ name: String, names: [SubjectAlternativeName]) throws -> String {
      let template = RequestTemplate(
        subject: RBACIdentity.node(try NodeName("node-1")).subject(),
        publicKey: key.publicKey,
        extensions: [try .subjectAlternativeName(names)]
      )
      let der = try template.signed(by: OpenSSLSigner(key, using: Engine()))
      let pem = Base64.encode(Array(PEM.encode(der, label: "CERTIFICATE REQUEST").utf8))
      return """
        apiVersion: certificates.k8s.io/v1
        kind: CertificateSigningRequest
        metadata: {name: \(name)}
        spec:
          request: \(pem)
          signerName: kubernetes.io/kubelet-serving
          usages: [digital signature, server auth]
          username: system:node:node-1
          groups: [system:nodes, system:authenticated]

        """
    }
    let good = try object("csr-good", names: [.dns("node-1"), .ip(IPAddress("10.0.0.2"))])
    let bad = try object("csr-bad", names: [.dns("node-1"), .ip(IPAddress("10.0.0.1"))])
    let check = RunCommand.kthwctl("csr", "check", "--tree", "out").inside(scratch)
    let approved = try check.reading(good).run().expecting(0)
    #expect(approved.outputText.hasSuffix("\nkubectl certificate approve csr-good\n"))
    let refused = try check.reading(good + "---\n" + bad).run().expecting(2)
    #expect(refused.outputText.contains("IP:10.0.0.1 is not one of node-1's names"))
    #expect(refused.outputText.hasSuffix("\nkubectl certificate approve csr-good\n"))
    try scratch.write("csrs.yaml", bad + "---\n" + good)
    let names = try run("csr", "check", "csrs.yaml", "-o", "name").expecting(2)
    #expect(names.outputText == "csr-good\n")
    #expect(names.errorText.contains("refused csr-bad: IP:10.0.0.1"))
    try run("csr", "check", "cluster.yaml").expecting(65)
    try run("csr", "check", "nope.yaml").expecting(74)
    try run("csr", "check", "csrs.yaml", "--tree", "out", "--file", "cluster.yaml").expecting(64)
    // What the command was before it had others below it.
    let asked = try run("csr", "node-1", "--as", "kubelet").expecting(0)
    #expect(asked.outputText.contains("system:node:node-1"))
    #expect(try run("csr", "request", "node-1", "--as", "kubelet").output == asked.output)
    try run("csr").expecting(64)
  }

  @Test func `the end of a token is shown and changes no exit status`() throws {
    try run("generate", "cluster.yaml").expecting(0)
    let path = "out/manifests/bootstrap-tokens/node-1.yaml"
    let lines = try scratch.text(path).split(separator: "\n").map { line in
      line.contains("expiration:") ? "  expiration: \"2020-01-01T00:00:00Z\"" : String(line)
    }
    try scratch.write(path, lines.joined(separator: "\n") + "\n", mode: 0o600)
    let shown = try run("expiry", path, bootstrapKubeconfig, "--within", "1h").expecting(0)
    let rows = shown.outputLines
    #expect(rows.count == 2)
    #expect(rows[1].contains("the bootstrap token") && rows[1].contains("(+1)"))
    let told = try run("generate", "cluster.yaml").expecting(0)
    #expect(told.errorText.contains("the tokens of 1 host have ended: node-1"))
    #expect(told.errorText.contains("kthwctl token renew --tree out"))
    let found = try run("verify", "out").expecting(0)
    #expect(found.outputText.contains("KTHW-TOKEN-002"))
  }
}
