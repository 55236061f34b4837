import KTHWCore
import KTHWTestSupport
import Testing

/// `kthwctl kubeconfig` and `kthwctl whoami`, on certificates that were made
/// for the test.
@Suite struct KubeconfigCommandTests {
  let directory: ScratchDirectory

  init() throws {
    directory = try ScratchDirectory()
    try kthwctl("ca", "init").expecting(0)
    try kthwctl("cert", "kube-scheduler").expecting(0)
    try kthwctl("cert", "admin").expecting(0)
  }

  @discardableResult
  private func kthwctl(_ words: String...) throws -> CommandResult {
    try RunCommand(RunCommand.kthwctlPath, words).inside(directory)
      .setting("KUBECONFIG", nil).setting("HOME", directory.path).run()
  }

  @Test func `one call gives the bytes of kubectl's four`() throws {
    try kthwctl("kubeconfig", "kube-scheduler", "--server", "127.0.0.1").expecting(0)
    let four = [
      [
        "set-cluster", "kubernetes", "--certificate-authority=ca.pem", "--embed-certs",
        "--server=https://127.0.0.1:6443",
      ],
      [
        "set-credentials", "system:kube-scheduler", "--client-certificate=kube-scheduler.pem",
        "--client-key=kube-scheduler-key.pem", "--embed-certs=true",
      ],
      ["set-context", "default", "--cluster=kubernetes", "--user=system:kube-scheduler"],
      ["use-context", "default"],
    ]
    for words in four {
      var command = RunCommand(RunCommand.kthwctlPath, ["config"] + words + ["--kubeconfig=four"])
      command.directory = directory.path
      #expect(try command.run().expecting(0).errors.isEmpty)
    }
    #expect(try directory.bytes("kube-scheduler.kubeconfig") == directory.bytes("four"))
    #expect(directory.mode("kube-scheduler.kubeconfig") == 0o600)
  }

  @Test func `paths are kept where that is asked for`() throws {
    try directory.makeDirectory("sub")
    let words = ["admin", "--server", "lb", "--no-embed", "--out", "sub/admin.kubeconfig"]
    var command = RunCommand(RunCommand.kthwctlPath, ["kubeconfig"] + words)
    command.directory = directory.path
    try command.run().expecting(0)
    let text = try directory.text("sub/admin.kubeconfig")
    #expect(text.contains("client-key: \(directory.path("admin-key.pem"))\n"))
    #expect(!text.contains("-data"))
  }

  @Test func `a key of another certificate is refused and nothing is written`() throws {
    let result = try kthwctl(
      "kubeconfig",
      "admin",
      "--server",
      "lb",
      "--key",
      "kube-scheduler-key.pem"
    ).expecting(1)
    #expect(result.errorText.contains("does not belong to the certificate in admin.pem"))
    #expect(!directory.has("admin.kubeconfig"))
  }

  @Test func `everything that is wrong is told at once`() throws {
    let result = try kthwctl(
      "kubeconfig",
      "nobody",
      "--server",
      "ftp://x",
      "--ca",
      "admin-key.pem"
    )
    #expect(result.status != 0)
    for word in ["ftp://x", "admin-key.pem", "nobody.pem"] {
      #expect(result.errorText.contains(word))
    }
    #expect(!directory.has("nobody.kubeconfig"))
  }

  @Test func `a certificate of somebody else, or of another CA, is warned of`() throws {
    let other = try kthwctl(
      "kubeconfig",
      "kube-proxy",
      "--server",
      "lb",
      "--cert",
      "admin.pem",
      "--key",
      "admin-key.pem"
    ).expecting(0)
    #expect(other.errorText.contains("makes its holder the user \"admin\""))
    try kthwctl("ca", "init", "other", "--cn", "other").expecting(0)
    let unchained = try kthwctl(
      "kubeconfig",
      "admin",
      "--server",
      "lb",
      "--ca",
      "other.pem"
    ).expecting(0)
    #expect(unchained.errorText.contains("warning: "))
  }

  @Test(arguments: [
    ("10.0.0.1", "https://10.0.0.1:6443"), ("lb.example.org", "https://lb.example.org:6443"),
    ("lb:8443", "https://lb:8443"), ("::1", "https://[::1]:6443"), ("[::1]:8", "https://[::1]:8"),
    ("https://lb/path", "https://lb/path"), ("http://localhost:8080", "http://localhost:8080"),
  ])
  func `a host stands for its usual URL`(server: String, url: String) throws {
    let result = try kthwctl("kubeconfig", "admin", "--server", server, "--out", "-").expecting(0)
    #expect(result.outputText.contains("\n    server: \(url)\n"))
    #expect(directory.names().allSatisfy { !$0.hasSuffix(".kubeconfig") })
  }

  @Test(arguments: ["", "https://", "ftp://x", "a b", "lb:0", "lb:65536", "lb:x", "/path", "a\nb"])
  func `what is no server is refused`(server: String) throws {
    let result = try kthwctl("kubeconfig", "admin", "--server=\(server)", "--out", "-")
    #expect([64, 65].contains(result.status))
    #expect(result.output.isEmpty)
  }

  @Test func `a token comes from a file, and a bootstrap token must look like one`() throws {
    try directory.write("token", " t0ken\n")
    try directory.write("join", "abcdef.0123456789abcdef\n")
    let token = try kthwctl(
      "kubeconfig",
      "ci",
      "--server",
      "lb",
      "--token-file",
      "token",
      "--out",
      "-"
    ).expecting(0)
    #expect(token.outputText.contains("- name: ci\n  user:\n    token: t0ken\n"))
    let join = ["--server", "lb", "--bootstrap-token-file"]
    try kthwctl("kubeconfig", "n", join[0], join[1], join[2], "join").expecting(0)
    let refused = try kthwctl("kubeconfig", "m", join[0], join[1], join[2], "token").expecting(65)
    #expect(!refused.errorText.contains("t0ken"))
    let who = try kthwctl("whoami", "--kubeconfig", "n.kubeconfig").expecting(0)
    #expect(who.outputText.contains("system:bootstrap:abcdef"))
    #expect(!who.outputText.contains("0123456789abcdef"))
  }

  @Test func `a program gives the credential`() throws {
    let result = try kthwctl(
      "kubeconfig",
      "dev",
      "--server",
      "lb",
      "--exec",
      "/bin/login",
      "--exec-arg",
      "--now",
      "--out",
      "-"
    ).expecting(0)
    for line in ["command: /bin/login", "- --now", "interactiveMode: IfAvailable"] {
      #expect(result.outputText.contains(line))
    }
    try kthwctl("kubeconfig", "x", "--server", "lb", "--exec", "a", "--cert", "b").expecting(64)
  }

  @Test func `whoami tells user, groups, roles and whether the CA stands behind them`() throws {
    try kthwctl("kubeconfig", "admin", "--server", "lb").expecting(0)
    let text = try kthwctl("whoami", "--kubeconfig", "admin.kubeconfig").expecting(0).outputText
    for word in ["admin", "system:masters", "cluster-admin", "above RBAC", "yes", "days left"] {
      #expect(text.contains(word))
    }
    let json = try kthwctl("whoami", "--kubeconfig", "admin.kubeconfig", "-o", "json").expecting(0)
    let node = try JSONReader.node(from: json.output)
    #expect(node["user"]?.text == "admin")
    #expect(node["chainsToCA"]?.scalar?.boolean == true)
    #expect(node["isIrrevocableAdministrator"]?.scalar?.boolean == true)

    try kthwctl("ca", "init", "other", "--cn", "other").expecting(0)
    try kthwctl("kubeconfig", "admin", "--server", "lb", "--ca", "other.pem").expecting(0)
    let strange = try kthwctl("whoami", "--kubeconfig", "admin.kubeconfig").expecting(0)
    #expect(strange.outputText.contains("Chains to CA  NO"))
  }

  @Test func `whoami reads a service account's token and shows none of it`() throws {
    // {"alg":"none"} {"sub":"system:serviceaccount:web:ci","exp":4102444800}
    let token =
      "eyJhbGciOiJub25lIn0."
      + "eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6d2ViOmNpIiwiZXhwIjo0MTAyNDQ0ODAwfQ.c2ln"
    try directory.write("token", token)
    try kthwctl("kubeconfig", "ci", "--server", "lb", "--token-file", "token").expecting(0)
    let text = try kthwctl("whoami", "--kubeconfig", "ci.kubeconfig").expecting(0).outputText
    #expect(text.contains("system:serviceaccounts:web"))
    #expect(text.contains("2100-01-01"))
    #expect(!text.contains("eyJ"))
  }

  @Test func `whoami says what is missing`() throws {
    try kthwctl("whoami").expecting(74)
    try directory.write("empty", "kind: Config\n")
    try kthwctl("whoami", "--kubeconfig", "empty").expecting(74)
    try kthwctl("kubeconfig", "admin", "--server", "lb").expecting(0)
    let result = try kthwctl(
      "whoami",
      "--kubeconfig",
      "admin.kubeconfig",
      "--context",
      "nope"
    ).expecting(74)
    #expect(result.errorText.contains("nope"))
  }
}
