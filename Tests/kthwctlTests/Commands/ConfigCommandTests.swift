import KTHWCore
import KTHWTestSupport
import Testing

/// What `kthwctl config` has that kubectl lacks.
@Suite struct ConfigCommandTests {
  let directory: ScratchDirectory

  init() throws {
    directory = try ScratchDirectory()
  }

  @discardableResult
  private func config(_ words: String...) throws -> CommandResult {
    try RunCommand(RunCommand.kthwctlPath, ["config"] + words).inside(directory)
      .setting("KUBECONFIG", nil).setting("HOME", directory.path).run()
  }

  private func read(_ name: String) throws -> Kubeconfig {
    try Kubeconfig(reading: directory.bytes(name), file: name)
  }

  private static let one = """
    apiVersion: v1
    kind: Config
    current-context: default
    clusters: [{name: kubernetes, cluster: {server: "https://one"}}]
    users: [{name: admin, user: {client-certificate: one.pem, client-key: one-key.pem}}]
    contexts: [{name: default, context: {cluster: kubernetes, user: admin}}]

    """
  private static let two = """
    apiVersion: v1
    kind: Config
    clusters: [{name: kubernetes, cluster: {server: "https://two"}}]
    users: [{name: ci, user: {token: t0k3n}}]
    contexts: [{name: default, context: {cluster: kubernetes, user: ci}}]

    """

  @Test func `files with different things of one name are not merged unasked`() throws {
    try directory.write("a/one", Self.one)
    try directory.write("two.yaml", Self.two)
    let refused = try config("merge", "a/one", "two.yaml", "--out", "both").expecting(1)
    #expect(refused.errorText.contains("two.yaml: there is another cluster \"kubernetes\""))
    #expect(refused.errorText.contains("context \"default\""))
    #expect(!directory.has("both"))

    try config("merge", "a/one", "two.yaml", "--on-conflict", "rename", "--out", "both")
      .expecting(0)
    let both = try read("both")
    #expect(both.clusters.names == ["kubernetes", "kubernetes-two"])
    #expect(both.contexts["default-two"]?.cluster == "kubernetes-two")
    #expect(both.users["admin"]?.clientCertificate == directory.path("a/one.pem"))
    #expect(both.currentContext == "default")
    #expect(directory.mode("both") == 0o600)
    try config("merge", "a/one", "--out", "both").expecting(1)

    let kept = try config("merge", "a/one", "two.yaml", "--on-conflict", "keep").expecting(0)
    #expect(kept.outputText.contains("https://one"))
    #expect(!kept.outputText.contains("https://two"))
    #expect(!kept.errorText.contains("t0k3n"))
  }

  @Test func `a missing or broken file to merge is an error`() throws {
    try directory.write("bad", "clusters: {}\n")
    let result = try config("merge", "none", "bad")
    #expect([65, 74].contains(result.status))
    #expect(result.errorText.contains("none: "))
    #expect(result.errorText.contains("bad:"))
    #expect(result.output.isEmpty)
  }

  @Test func `every context gets a file of its own that needs no other`() throws {
    try directory.write("one", Self.one)
    try directory.write("one.pem", "certificate")
    try directory.write("one-key.pem", "key")
    try config("set-context", "../x/y", "--cluster=kubernetes", "--kubeconfig=one").expecting(0)
    try directory.makeDirectory("out")
    try config("split", "--kubeconfig", "one", "--directory", "out").expecting(0)
    #expect(
      directory.names().filter { $0.hasPrefix("out/") }
        == ["out/_.._x_y.kubeconfig", "out/default.kubeconfig"]
    )
    let part = try read("out/default.kubeconfig")
    #expect(part.users["admin"]?.clientCertificateData == Array("certificate".utf8))
    #expect(part.currentContext == "default")
    #expect(directory.mode("out/default.kubeconfig") == 0o600)
    // A second time, nothing is overwritten.
    try config("split", "--kubeconfig", "one", "--directory", "out").expecting(1)
    try config("split", "nope", "--kubeconfig", "one").expecting(74)
  }

  @Test func `contexts follow a cluster or user that is renamed`() throws {
    try directory.write("one", Self.one)
    try config("rename-cluster", "kubernetes", "hard way", "--kubeconfig", "one").expecting(0)
    try config("rename-user", "admin", "root", "--kubeconfig", "one").expecting(0)
    let renamed = try read("one")
    #expect(renamed.clusters["hard way"]?.server == "https://one")
    #expect(renamed.contexts["default"]?.cluster == "hard way")
    #expect(renamed.contexts["default"]?.user == "root")
    let unknown = try config("rename-user", "rooot", "x", "--kubeconfig", "one").expecting(74)
    #expect(unknown.errorText.contains("did you mean \"root\"?"))
    try config("rename-user", "root", "root", "--kubeconfig", "one").expecting(1)
    try config("rename-user", "root", "", "--kubeconfig", "one").expecting(65)
  }

  @Test func `references in other files follow too`() throws {
    try directory.write("one", Self.one)
    try directory.write("two", "contexts: [{name: far, context: {cluster: kubernetes}}]\n")
    try RunCommand.kthwctl("config", "rename-cluster", "kubernetes", "k8s")
      .setting("KUBECONFIG", "one:two").inside(directory).run().expecting(0)
    #expect(try read("two").contexts["far"]?.cluster == "k8s")
    #expect(try read("two").clusters.isEmpty)
    #expect(try read("one").clusters.names == ["k8s"])
  }

  @Test func `what nothing refers to is removed, or only named`() throws {
    try directory.write("one", Self.one)
    try config("delete-context", "default", "--kubeconfig=one").expecting(0)
    let before = try directory.bytes("one")
    let named = try config("prune", "--dry-run", "--kubeconfig", "one").expecting(0)
    #expect(named.outputLines == ["cluster kubernetes", "user admin", "current-context"])
    #expect(try directory.bytes("one") == before)
    try config("prune", "--kubeconfig", "one").expecting(0)
    #expect(try read("one") == Kubeconfig())
    #expect(try config("prune", "--kubeconfig", "one").expecting(0).output.isEmpty)
  }

  @Test func `check finds what does not work, by the severity of its exit status`() throws {
    try directory.write("one", Self.one, mode: 0o600)
    let broken = try config("check", "--kubeconfig", "one").expecting(2)
    #expect(broken.outputText.contains("one.pem"))
    try directory.write("fine", "kind: Config\n")
    #expect(
      try config("check", "--kubeconfig", "fine").expecting(0).outputText == "nothing found\n"
    )
    try directory.write(
      "loose",
      """
      current-context: c
      clusters: [{name: k, cluster: {server: "https://k"}}]
      users: [{name: u, user: {token: t0k3n}}]
      contexts: [{name: c, context: {cluster: k, user: u}}]

      """,
      mode: 0o644
    )
    let loose = try config("check", "--kubeconfig", "loose", "-o", "json").expecting(3)
    let items = try JSONReader.node(from: loose.output)["items"]?.items ?? []
    #expect(items.map { $0["rule"]?.text } == ["readable-by-others"])
    #expect(!loose.outputText.contains("t0k3n"))
    try config("check", "--kubeconfig", "none").expecting(74)
  }

  @Test func `check knows keys that do not fit and entries that another file hides`() throws {
    func kthwctl(_ words: String...) throws {
      try RunCommand(RunCommand.kthwctlPath, words).inside(directory).run().expecting(0)
    }
    try kthwctl("ca", "init")
    try kthwctl("cert", "admin")
    try kthwctl("cert", "kube-proxy")
    try kthwctl("kubeconfig", "admin", "--server", "lb")
    try config(
      "set-credentials",
      "admin",
      "--client-key=kube-proxy-key.pem",
      "--embed-certs",
      "--kubeconfig=admin.kubeconfig"
    ).expecting(0)
    let mismatched = try config("check", "--kubeconfig", "admin.kubeconfig").expecting(2)
    #expect(mismatched.outputText.contains("does not belong to the key beside it"))
    try directory.write("hidden", Self.two, mode: 0o600)
    let shadowed = try RunCommand.kthwctl("config", "check")
      .setting("KUBECONFIG", "admin.kubeconfig:hidden").inside(directory).run()
    #expect(shadowed.outputText.contains("hidden: clusters.kubernetes: an earlier file"))
  }

  @Test func `embedding warns of what kubectl takes in silence`() throws {
    func kthwctl(_ words: String...) throws {
      try RunCommand(RunCommand.kthwctlPath, words).inside(directory).run().expecting(0)
    }
    try kthwctl("ca", "init")
    try kthwctl("cert", "admin")
    let pair = try config(
      "set-credentials",
      "a",
      "--client-certificate=admin.pem",
      "--client-key=ca-key.pem",
      "--embed-certs",
      "--kubeconfig=k"
    ).expecting(0)
    #expect(pair.errorText.hasPrefix("warning: ca-key.pem: does not belong to the certificate in"))
    let folder = try config(
      "set-cluster",
      "c",
      "--certificate-authority=.",
      "--embed-certs",
      "--kubeconfig=k"
    ).expecting(0)
    #expect(folder.errorText.contains("nothing was embedded"))
    let fine = try config(
      "set-cluster",
      "c",
      "--certificate-authority=ca.pem",
      "--embed-certs",
      "--kubeconfig=k"
    ).expecting(0)
    #expect(fine.errors.isEmpty)
  }
}
