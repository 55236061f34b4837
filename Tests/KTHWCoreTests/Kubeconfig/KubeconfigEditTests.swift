import Testing

@testable import KTHWCore

@Suite struct `Editing a kubeconfig` {
  private let base: Kubeconfig

  init() throws { base = try KubeconfigFixture.read(KubeconfigFixture.two) }

  private func cluster(_ changes: ClusterChanges, on cluster: KubeconfigCluster) throws
    -> KubeconfigCluster?
  {
    let kubeconfig = Kubeconfig(clusters: ["c": cluster])
    return try KubeconfigEdit.setCluster("c", changes).applied(to: kubeconfig).clusters["c"]
  }

  private func user(_ user: KubeconfigUser, _ change: (inout UserChanges) throws -> Void) throws
    -> KubeconfigUser
  {
    var changes = UserChanges()
    try change(&changes)
    let edited = try KubeconfigEdit.setCredentials("u", changes).applied(
      to: Kubeconfig(users: ["u": user])
    )
    return try #require(edited.users["u"])
  }

  private func words(_ edit: KubeconfigEdit, on kubeconfig: Kubeconfig? = nil) -> String? {
    let error = #expect(throws: KTHWError.self) {
      try edit.outcome(on: kubeconfig ?? base, defaultFile: "F")
    }
    return error?.problems.first?.peerWords?.text
  }

  @Test func `a new server clears the name that was for the old one`() throws {
    var old = KubeconfigCluster(server: "a", certificateAuthorityData: [1])
    old.tlsServerName = "t"
    let edited = try cluster(ClusterChanges(server: "b"), on: old)
    #expect(edited == KubeconfigCluster(server: "b", certificateAuthorityData: [1]))
    old.tlsServerName = "n"
    #expect(try cluster(ClusterChanges(tlsServerName: "n"), on: old) == old)
  }

  @Test func `each form of a CA clears the other, and insecure mode both`() throws {
    var old = KubeconfigCluster(server: "a", certificateAuthorityData: [1])
    old.certificateAuthority = "old"
    old.insecureSkipTLSVerify = true
    let path = try cluster(ClusterChanges(certificateAuthority: .path("/ca")), on: old)
    #expect(path?.certificateAuthority == "/ca" && path?.certificateAuthorityData == [])
    #expect(path?.insecureSkipTLSVerify == false)
    let embedded = try cluster(ClusterChanges(certificateAuthority: .embedded([2])), on: old)
    #expect(embedded == KubeconfigCluster(server: "a", certificateAuthorityData: [2]))
    let insecure = try cluster(ClusterChanges(insecureSkipTLSVerify: true), on: old)
    #expect(insecure?.certificateAuthority == "" && insecure?.certificateAuthorityData == [])
    #expect(insecure?.insecureSkipTLSVerify == true)
    // kubectl.1.32 config set-cluster c (nothing else) does the same.
    #expect(try cluster(ClusterChanges(), on: old)?.insecureSkipTLSVerify == false)
  }

  @Test func `a token clears name and password, and they the token, but not when empty`() throws {
    var old = KubeconfigUser(token: "t")
    old.tokenFile = "f"
    let basic = try user(old) { $0.username = "n" }
    #expect(basic.token == "" && basic.username == "n" && basic.tokenFile == "f")
    let token = try user(basic) { $0.token = "t2" }
    #expect(token.token == "t2" && token.username == "" && token.tokenFile == "f")
    #expect(try user(old) { $0.username = "" } == old)
    #expect(try user(old) { $0.token = "" }.token == "")
  }

  @Test func `certificate and key are changed each by itself`() throws {
    let secret = Array("k".utf8).withUnsafeBytes { SecretBytes(copying: $0) }
    var old = KubeconfigUser(certificate: [1], key: secret)
    old = try user(old) { $0.clientCertificate = .path("/c") }
    #expect(old.clientCertificate == "/c" && old.clientCertificateData == [])
    #expect(old.clientKeyData?.count == 1)
    old = try user(old) { $0.clientKey = .path("/k") }
    #expect(old.clientKey == "/k" && old.clientKeyData == nil)
    old = try user(old) { $0.clientKey = .embedded(secret) }
    #expect(old.clientKey == "" && old.clientKeyData?.count == 1)
  }

  @Test func `another provider begins with no settings, the same keeps its own`() throws {
    var old = KubeconfigUser()
    old.authProvider = AuthProvider(name: "oidc", config: nil)
    #expect(try user(old) { _ in }.authProvider?.config == [:])
    let set = try user(old) {
      $0.authProvider = "oidc"
      $0.authProviderArguments = [.remove("k"), .set("k", "v"), .set("e", "")]
    }
    #expect(set.authProvider == AuthProvider(name: "oidc", config: ["e": "", "k": "v"]))
    let other = try user(set) { $0.authProvider = "gcp" }
    #expect(other.authProvider == AuthProvider(name: "gcp", config: [:]))
    let none = try user(KubeconfigUser()) { $0.authProviderArguments = [.set("k", "v")] }
    #expect(none.authProvider == nil)
  }

  @Test func `another command drops the arguments, and variables keep their places`() throws {
    var old = KubeconfigUser()
    old.exec = ExecCredential(
      command: "c",
      arguments: ["a"],
      environment: [.init("A", "1"), .init("B", "2")]
    )
    #expect(try user(old) { $0.execCommand = "d" }.exec?.arguments == nil)
    let edited = try user(old) {
      $0.execCommand = "d"
      $0.execArguments = ["x"]
      $0.execEnvironment = [.set("Z", "9"), .set("B", "3"), .remove("A"), .set("Y", "8")]
    }
    #expect(edited.exec?.arguments == ["x"])
    #expect(edited.exec?.environment == [.init("B", "3"), .init("Y", "8"), .init("Z", "9")])
    old.exec?.environment = nil
    #expect(try user(old) { $0.execEnvironment = [.remove("Q")] }.exec?.environment == [])
    #expect(try user(KubeconfigUser()) { $0.execAPIVersion = "v" }.exec == nil)
  }

  @Test(arguments: [
    ("k", true), ("=v", true), ("-", true), ("", true), ("=", true), ("k=", false),
    ("k=v-", false), ("k-=v", false), ("k-", false),
  ])
  func `pairs are read as kubectl reads them`(text: String, isRefused: Bool) {
    let change = try? PairChange(text, flag: "exec-env")
    #expect((change == nil) == isRefused)
  }

  @Test func `contexts are created, changed and renamed with the current one`() throws {
    var outcome = try KubeconfigEdit.setContext("n", ContextChanges(cluster: "a", user: "ua"))
      .outcome(on: base)
    #expect(outcome.message == "Context \"n\" created.")
    #expect(outcome.kubeconfig.contexts["n"] == KubeconfigContext(cluster: "a", user: "ua"))
    outcome = try KubeconfigEdit.setCurrentContext(ContextChanges(namespace: "x"))
      .outcome(on: outcome.kubeconfig)
    #expect(outcome.message == "Context \"ca\" modified.")
    outcome = try KubeconfigEdit.renameContext("ca", to: "\u{1}é").outcome(on: outcome.kubeconfig)
    #expect(outcome.message == "Context \"ca\" renamed to \"\\x01é\".")
    #expect(outcome.kubeconfig.currentContext == "\u{1}é")
    #expect(outcome.kubeconfig.contexts["\u{1}é"]?.namespace == "x")
    #expect(outcome.kubeconfig.contexts.count == 3)
    outcome = try KubeconfigEdit.useContext("cb").outcome(on: outcome.kubeconfig)
    #expect(outcome.message == "Switched to context \"cb\".")
  }

  @Test func `deleting touches nothing else, and warns of the active context`() throws {
    let cluster = try KubeconfigEdit.deleteCluster("a").outcome(on: base, defaultFile: "F")
    #expect(cluster.message == "deleted cluster a from F" && cluster.warning == nil)
    #expect(cluster.kubeconfig.contexts == base.contexts)
    #expect(cluster.kubeconfig.clusters.names == ["b"])
    let context = try KubeconfigEdit.deleteContext("ca").outcome(on: base, defaultFile: "F")
    #expect(context.warning?.hasPrefix("this removed your active context") == true)
    #expect(context.kubeconfig.currentContext == "ca")
    #expect(try KubeconfigEdit.deleteUser("ub").applied(to: base).users.names == ["ua"])
  }

  @Test func `refusals have kubectl's words`() {
    let insecure = ClusterChanges(insecureSkipTLSVerify: true, certificateAuthority: .path("/c"))
    var both = UserChanges()
    both.token = "t"
    both.password = "p"
    let table: [(KubeconfigEdit, String)] = [
      (.setCluster("", ClusterChanges()), "you must specify a non-empty cluster name"),
      (.setCredentials("", UserChanges()), "you must specify a non-empty user name"),
      (
        .setContext("", ContextChanges()),
        "you must specify a non-empty context name or --current"
      ),
      (
        .setCluster("c", insecure),
        "you cannot specify a certificate authority and insecure mode at the same time"
      ),
      (
        .setCredentials("u", both),
        "you cannot specify more than one authentication method at the same time: --token, "
          + "--username/--password"
      ),
      (.useContext("x"), "no context exists with the name: \"x\""),
      (.useContext(""), "empty context names are not allowed"),
      (.renameContext("x", to: "y"), "cannot rename the context \"x\", it's not in F"),
      (.renameContext("ca", to: ""), "You must specify a new non-empty context name"),
      (
        .renameContext("ca", to: "ca"),
        "cannot rename the context \"ca\", the context \"ca\" already exists in F"
      ),
      (.deleteCluster("x"), "cannot delete cluster x, not in F"),
      (.deleteContext("x"), "cannot delete context x, not in F"),
      (.deleteUser("x"), "cannot delete user x, not in F"),
    ]
    for (edit, expected) in table { #expect(words(edit) == expected) }
    #expect(
      words(.setCurrentContext(ContextChanges()), on: Kubeconfig())
        == "no current context is set"
    )
  }

  @Test func `edits do not show the secrets they carry`() {
    var changes = UserChanges()
    changes.token = "hush"
    changes.execEnvironment = [.set("A", "hush")]
    var text = "\(KubeconfigEdit.setCredentials("u", changes)) \(changes) "
    dump(KubeconfigEdit.setCredentials("u", changes), to: &text)
    dump(KubeconfigEdit.set("users.u.token", to: "hush"), to: &text)
    dump(changes.execEnvironment, to: &text)
    #expect(!text.contains("hush"))
  }
}
