import Testing

@testable import KTHWCore

@Suite struct `Reshaping a kubeconfig` {
  private let base: Kubeconfig

  init() throws { base = try KubeconfigFixture.read(KubeconfigFixture.two) }

  /// Another cluster `a` and user `ua`, and a context that is the same.
  private var other: Kubeconfig {
    var other = base
    other.clusters["a"] = KubeconfigCluster(server: "https://other")
    other.users["ua"] = KubeconfigUser(token: "other")
    other.contexts["new"] = KubeconfigContext(cluster: "a", user: "ub")
    other.contexts["cb"] = nil
    return other
  }

  @Test func `merging what is the same changes nothing`() throws {
    for policy in CollisionPolicy.allCases {
      let outcome = try base.merged(with: base, onCollision: policy)
      #expect(outcome.kubeconfig == base && outcome.actions.isEmpty)
    }
  }

  @Test func `collisions are refused, all of them at once`() {
    let error = #expect(throws: KTHWError.self) { try base.merged(with: other) }
    #expect(error?.code == .alreadyExists && error?.problems.count == 2)
  }

  @Test func `collisions are kept or replaced`() throws {
    let kept = try base.merged(with: other, onCollision: .keep).kubeconfig
    #expect(kept.clusters == base.clusters && kept.users == base.users)
    #expect(kept.contexts.names == ["ca", "cb", "new"])
    let replaced = try base.merged(with: other, onCollision: .replace).kubeconfig
    #expect(replaced.clusters["a"]?.server == "https://other")
    #expect(replaced.users["ua"]?.token == "other" && replaced.currentContext == "ca")
  }

  @Test func `what is renamed is still referred to, and merging twice adds nothing`() throws {
    let once = try base.merged(with: other, onCollision: .rename)
    let kubeconfig = once.kubeconfig
    #expect(kubeconfig.clusters["a"] == base.clusters["a"])
    #expect(kubeconfig.clusters["a-imported"]?.server == "https://other")
    #expect(kubeconfig.contexts["new"]?.cluster == "a-imported")
    #expect(kubeconfig.contexts["new"]?.user == "ub")
    // The same words mean another cluster now, so this context collides too.
    #expect(kubeconfig.contexts["ca"] == base.contexts["ca"])
    #expect(
      kubeconfig.contexts["ca-imported"]
        == KubeconfigContext(cluster: "a-imported", user: "ua-imported")
    )
    #expect(try kubeconfig.merged(with: other, onCollision: .rename).kubeconfig == kubeconfig)
    var third = other
    third.clusters["a"]?.server = "https://third"
    let more = try kubeconfig.merged(with: third, onCollision: .rename).kubeconfig
    #expect(more.clusters["a-imported-2"]?.server == "https://third")
  }

  @Test func `the current context is taken where there was none`() throws {
    let outcome = try Kubeconfig().merged(with: base)
    #expect(outcome.kubeconfig == base)
  }

  @Test func `contexts are extracted with what they name`() throws {
    #expect(try base.extracting(contexts: ["cb", "ca"]) == base)
    let one = try base.extracting(contexts: ["cb"])
    #expect(one.currentContext == "cb" && one.clusters.names == ["b"] && one.users.names == ["ub"])
    let parts = try base.split()
    #expect(parts.names == ["ca", "cb"] && parts["cb"] == one)
    let error = #expect(throws: KTHWError.self) { try base.extracting(contexts: ["x", "y"]) }
    #expect(error?.problems.count == 2)
    #expect(throws: KTHWError.self) { try base.extracting(contexts: []) }
  }

  @Test func `renaming takes the references along`() throws {
    let renamed = try base.renamingCluster("a", to: "z").renamingUser("ub", to: "y")
    #expect(renamed.clusters.names == ["b", "z"] && renamed.users.names == ["ua", "y"])
    #expect(renamed.contexts["ca"]?.cluster == "z" && renamed.contexts["cb"]?.user == "y")
    #expect(renamed.orphans.isEmpty)
    #expect(throws: KTHWError.self) { try base.renamingCluster("nope", to: "z") }
    #expect(throws: KTHWError.self) { try base.renamingCluster("a", to: "b") }
    #expect(throws: KTHWError.self) { try base.renamingUser("ua", to: "") }
  }

  @Test func `pruning takes what nothing names, and twice is once`() throws {
    #expect(base.pruned() == base)
    var loose = base
    loose.contexts["cb"] = nil
    loose.currentContext = "cb"
    #expect(loose.orphans.clusters == ["b"] && loose.orphans.users == ["ub"])
    let pruned = loose.pruned()
    #expect(pruned.clusters.names == ["a"] && pruned.users.names == ["ua"])
    #expect(pruned.currentContext == "" && pruned.pruned() == pruned)
  }

  @Test func `a context goes with what only it named`() throws {
    var shared = base
    shared.contexts["cc"] = KubeconfigContext(cluster: "a", user: "ub")
    let smaller = try shared.deletingContext("ca", pruning: true)
    #expect(smaller.clusters.names == ["a", "b"] && smaller.users.names == ["ub"])
    #expect(smaller.currentContext == "")
    #expect(try shared.deletingContext("ca", pruning: false).users == shared.users)
    #expect(throws: KTHWError.self) { try shared.deletingContext("x", pruning: true) }
  }

  // kubectl.1.32 config set-cluster, set-credentials, set-context, use-context with --embed-certs
  @Test func `a whole kubeconfig is built in one go, to the byte`() throws {
    let key = Array("key\n".utf8).withUnsafeBytes { SecretBytes(copying: $0) }
    let kubeconfig = Kubeconfig(
      cluster: "hard-way",
      server: "https://127.0.0.1:6443",
      certificateAuthority: Array("ca\n".utf8),
      user: "system:node:node-0",
      credentials: KubeconfigUser(certificate: Array("cert\n".utf8), key: key)
    )
    var edited = Kubeconfig()
    var changes = UserChanges()
    changes.clientCertificate = .embedded(Array("cert\n".utf8))
    changes.clientKey = .embedded(key)
    try edited.apply(
      .setCluster(
        "hard-way",
        ClusterChanges(
          server: "https://127.0.0.1:6443",
          certificateAuthority: .embedded(Array("ca\n".utf8))
        )
      )
    )
    try edited.apply(.setCredentials("system:node:node-0", changes))
    let context = ContextChanges(cluster: "hard-way", user: "system:node:node-0")
    try edited.apply(.setContext("default", context))
    try edited.apply(.useContext("default"))
    #expect(edited == kubeconfig)
    let expected = """
      apiVersion: v1
      clusters:
      - cluster:
          certificate-authority-data: Y2EK
          server: https://127.0.0.1:6443
        name: hard-way
      contexts:
      - context:
          cluster: hard-way
          user: system:node:node-0
        name: default
      current-context: default
      kind: Config
      preferences: {}
      users:
      - name: system:node:node-0
        user:
          client-certificate-data: Y2VydAo=
          client-key-data: a2V5Cg==

      """
    #expect(try KubeconfigFixture.text(kubeconfig) == expected)
  }
}
