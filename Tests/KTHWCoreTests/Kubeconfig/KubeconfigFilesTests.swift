import Testing

@testable import KTHWCore

@Suite struct `The files of a kubeconfig` {
  private static let first = """
    # kept while nothing changes
    clusters: [{name: a, cluster: {server: one, certificate-authority: ../ca}}]
    contexts: [{name: x, context: {cluster: a}}]
    """
  private static let second = """
    clusters: [{name: a, cluster: {server: two}}, {name: b, cluster: {server: b}}]
    current-context: z
    preferences: {colors: true}
    users: [{name: u, user: {token: t}}]
    """

  /// The files after an edit that are not what they were, as kubeconfigs.
  private func changes(
    _ edit: KubeconfigEdit,
    list: String = "f1:f2:f3",
    explicit: String? = nil
  ) throws -> [String: Kubeconfig] {
    let texts = ["f1": Self.first, "f2": Self.second]
    let sources = KubeconfigSources(explicit: explicit, environment: list, home: "/h")
    let loaded = try sources.load { texts[$0].map { Array($0.utf8) } }
    let edited = try edit.applied(to: loaded.merged)
    let change = try KubeconfigChange(
      from: loaded,
      to: edited,
      relativizingPathsIn: edit.relativizesPaths ? "/w" : nil
    )
    return Dictionary(uniqueKeysWithValues: change.files.map { ($0.name, $0.kubeconfig) })
  }

  @Test(
    arguments: [
      (nil, nil, nil, [".kube/config"]), (nil, nil, "", [".kube/config"]),
      (nil, "", "/h", ["/h/.kube/config"]), (nil, "a:b:a::", "/h", ["a", "b", ""]),
      ("x:y", "a", "/h", ["x:y"]), ("", "a", "/h", ["a"]), (nil, ":", nil, [""]),
    ] as [(String?, String?, String?, [String])]
  )
  func `files are found by flag, variable and home`(
    explicit: String?,
    environment: String?,
    home: String?,
    files: [String]
  ) {
    let sources = KubeconfigSources(explicit: explicit, environment: environment, home: home)
    #expect(sources.files == files)
  }

  @Test func `new entries go to the first file that exists, else to the last`() {
    let sources = KubeconfigSources(environment: "a:b:c")
    #expect(sources.defaultFile { $0 != "a" } == "b")
    #expect(sources.defaultFile { _ in false } == "c")
    #expect(KubeconfigSources(environment: "a").defaultFile { _ in false } == "a")
  }

  @Test func `the first file wins with whole stanzas`() throws {
    let merged = try Kubeconfig(
      merging: [KubeconfigFixture.read(Self.first), KubeconfigFixture.read(Self.second)]
    )
    #expect(merged.clusters["a"]?.server == "one")
    #expect(merged.clusters.names == ["a", "b"] && merged.users.names == ["u"])
    #expect(merged.currentContext == "z" && merged.preferences.colors)
  }

  @Test func `every bad file is a problem of its own, with kubectl's words`() {
    let sources = KubeconfigSources(environment: "a:b:c")
    let error = #expect(throws: KTHWError.self) {
      try sources.load { name in
        guard name != "b" else {
          throw KTHWError(.inputOutput, "denied", peerWords: PeerWords("open b: permission denied"))
        }
        return name == "a" ? Array("[".utf8) : nil
      }
    }
    #expect(
      error?.problems.map { $0.peerWords?.text } == [
        "error loading config file \"a\": yaml: line 1: did not find expected node content",
        "error loading config file \"b\": open b: permission denied",
      ]
    )
  }

  @Test func `a change goes to the file of the stanza, a new one to the default file`() throws {
    let changed = try changes(.setCluster("b", ClusterChanges(server: "z")))
    #expect(changed.keys.sorted() == ["f2"])
    #expect(changed["f2"]?.clusters["b"]?.server == "z")
    #expect(changed["f2"]?.clusters["a"]?.server == "two")
    #expect(try changes(.setCluster("n", ClusterChanges())).keys.sorted() == ["f1"])
    #expect(try changes(.setCluster("n", ClusterChanges()), list: "n1:n2").keys.sorted() == ["n2"])
    let renamed = try changes(.renameContext("x", to: "z"))
    #expect(renamed.keys.sorted() == ["f1"] && renamed["f1"]?.contexts.names == ["z"])
  }

  @Test func `where nothing is different nothing is written`() throws {
    #expect(try changes(.setContext("x", ContextChanges(cluster: "a"))).isEmpty)
    #expect(try changes(.unset("users.nope")).isEmpty)
    #expect(try changes(.set("kind", to: "X")).isEmpty)
    #expect(try changes(.unset("users.u.act-as-groups")).isEmpty)
  }

  @Test func `an unset map is written though nothing shows`() throws {
    #expect(try changes(.unset("users.u.extensions")).keys.sorted() == ["f2"])
    #expect(try changes(.unset("users.u.act-as-user-extra")).keys.sorted() == ["f2"])
    #expect(try changes(.unset("preferences.extensions"), list: "n:f2").keys.sorted() == ["n"])
  }

  @Test func `deleting uncovers what a later file says`() throws {
    let changed = try changes(.deleteCluster("a"))
    #expect(changed.keys.sorted() == ["f1"] && changed["f1"]?.clusters.isEmpty == true)
  }

  @Test func `the current context is set in the default file and cleared where it is`() throws {
    #expect(try changes(.useContext("x"))["f1"]?.currentContext == "x")
    let cleared = try changes(.unset("current-context"))
    #expect(cleared.keys.sorted() == ["f2"] && cleared["f2"]?.currentContext == "")
  }

  @Test func `preferences go to the first file that has others`() throws {
    let changed = try changes(.set("preferences.colors", to: "false"))
    #expect(changed.keys.sorted() == ["f2"])
    #expect(changed["f2"]?.preferences.colors == false)
  }

  @Test func `another origin copies the stanza there`() throws {
    let changed = try changes(.set("clusters.a.-", to: "other"))
    #expect(changed.keys.sorted() == ["other"])
    #expect(changed["other"]?.clusters["a"]?.server == "one")
  }

  @Test func `a list without names cannot be written to`() {
    let error = #expect(throws: KTHWError.self) {
      try changes(.setContext("n", ContextChanges()), list: ":")
    }
    #expect(error?.problems.first?.peerWords?.text == "open : no such file or directory")
  }

  // cwd /h/u, kubeconfig .kube/config: kubectl.1.32 config set-cluster c --certificate-authority=P
  @Test(arguments: [
    (".kube/ca", "ca"), ("ca", "/h/u/ca"), ("", ".."), (".kube", "."), ("/a/../b", "/b"),
    ("~/x", "/h/u/~/x"), (".kube/..x/y", "..x/y"), ("/h/u/.kubex", "/h/u/.kubex"), ("/", "/"),
  ])
  func `paths of flags are stored relative to the file, but never upwards`(
    path: String,
    stored: String
  ) {
    let absolute = KubeconfigPath.absolute(path, in: "/h/u")
    #expect(
      KubeconfigPath.stored(absolute, inKubeconfig: ".kube/config", directory: "/h/u") == stored
    )
  }

  @Test(arguments: [
    ("../ca", "/h/u/ca"), ("./s/../k", "k"), ("/a/../b", "/a/../b"), ("bin/p", "bin/p"),
    ("./plug", "plug"), ("", ""), ("..", ".."), (".", "."),
  ])
  func `paths in a file are cleaned when their stanza changes`(path: String, stored: String) {
    let file = "/h/u/.kube/config"
    #expect(KubeconfigPath.stored(path, inKubeconfig: file, directory: "/nowhere") == stored)
  }

  @Test func `a stanza's paths are rewritten with it, a command in PATH is not`() throws {
    let changed = try changes(.setCluster("a", ClusterChanges(server: "z")))
    #expect(changed["f1"]?.clusters["a"]?.certificateAuthority == "/ca")
    var user = KubeconfigUser(exec: ExecCredential(command: "plug"))
    user.clientKey = "../k"
    user.storePaths(inKubeconfig: "d/k", directory: "/w")
    #expect(user.exec?.command == "plug" && user.clientKey == "/w/k")
    user.exec?.command = "./plug"
    user.storePaths(inKubeconfig: "d/k", directory: "/w")
    #expect(user.exec?.command == "plug")
    #expect(KubeconfigPath.resolved("k", inKubeconfig: "d/k", directory: "/w") == "/w/d/k")
  }
}
