import Testing

@testable import KTHWCore

@Suite struct `Reading a kubeconfig` {
  private func words(_ text: String) -> String? {
    let error = #expect(throws: KTHWError.self) { try KubeconfigFixture.read(text) }
    return error?.problems.first?.peerWords?.text
  }

  // kubectl.1.32 --kubeconfig F config view, behind: error loading config file "F":
  @Test(arguments: [
    (
      "clusters: [{name: x, cluster: {server: 1}}]", "number", "Cluster.clusters.cluster.server",
      "string"
    ),
    ("clusters: {a: b}", "object", "Config.clusters", "[]v1.NamedCluster"),
    ("users: [{user: {exec: {args: [1]}}}]", "number", "ExecConfig.users.user.exec.args", "string"),
    (
      "users: [{user: {exec: {env: [1]}}}]", "number", "ExecConfig.users.user.exec.env",
      "v1.ExecEnvVar"
    ),
    (
      "users: [{user: {exec: {env: [{name: y}]}}}]", "bool", "ExecEnvVar.users.user.exec.env.name",
      "string"
    ),
    (
      "users: [{user: {as-user-extra: {k: [1]}}}]", "number", "AuthInfo.users.user.as-user-extra",
      "string"
    ),
    (
      "users: [{user: {as-user-extra: {k: x}}}]", "string", "AuthInfo.users.user.as-user-extra",
      "[]string"
    ),
    (
      "users: [{user: {as-user-extra: [x]}}]", "array", "AuthInfo.users.user.as-user-extra",
      "map[string][]string"
    ),
    (
      "users: [{user: {auth-provider: {config: {a: 1}}}}]", "number",
      "AuthProviderConfig.users.user.auth-provider.config", "string"
    ),
    (
      "users: [{user: {auth-provider: a}}]", "string", "AuthInfo.users.user.auth-provider",
      "v1.AuthProviderConfig"
    ),
    (
      "users: [{user: {client-key-data: 5}}]", "number", "AuthInfo.users.user.client-key-data",
      "[]uint8"
    ),
    (
      "users: [{user: {client-key-data: [97, 300]}}]", "number 300",
      "AuthInfo.users.user.client-key-data", "uint8"
    ),
    ("users: [{user: 5}]", "number", "NamedAuthInfo.users.user", "v1.AuthInfo"),
    ("users: [5]", "number", "Config.users", "v1.NamedAuthInfo"),
    ("preferences: {colors: x}", "string", "Preferences.preferences.colors", "bool"),
    ("contexts: [{name: n}]", "bool", "NamedContext.contexts.name", "string"),
    ("extensions: 5", "number", "Config.extensions", "[]v1.NamedExtension"),
    // Of several offences the first in the byte order of keys.
    ("current-context: 5\nclusters: 7", "number", "Config.clusters", "[]v1.NamedCluster"),
    ("users: [{name: 5, user: {token: 6}}]", "number", "NamedAuthInfo.users.name", "string"),
    (
      "clusters: [{name: 5, cluster: {server: 6}}]", "number", "Cluster.clusters.cluster.server",
      "string"
    ),
  ])
  func `wrong types are told in kubectl's words`(
    text: String,
    found: String,
    field: String,
    type: String
  ) {
    #expect(
      words(text) == "json: cannot unmarshal \(found) into Go struct field \(field) of type \(type)"
    )
  }

  @Test(arguments: [
    ("*", 0), ("YWJjYQ", 4), ("YQ=", 3), ("YW=j", 2), ("YQ==x", 4), ("Y", 0), ("YWJj\nYQ", 5),
    ("YQ\n=", 4), ("=", 0), ("Y=", 1), ("YQ== ", 4), ("Y*", 1), ("YWI=YWI=", 4),
  ])
  func `bad base64 is told with the byte that Go names`(text: String, offset: Int) throws {
    let yaml = "users: [{user: {client-key-data: \(JSONEscaping.quoted(text))}}]"
    #expect(words(yaml) == "illegal base64 data at input byte \(offset)")
  }

  @Test(arguments: [
    ("kind: 5", "number into Go struct field .kind of type string"),
    ("apiVersion: []", "array into Go struct field .apiVersion of type string"),
    (
      "[a]",
      "array into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; "
        + "Kind string \"json:\\\"kind,omitempty\\\"\" }"
    ),
  ])
  func `a wrong version, kind or root comes first`(text: String, rest: String) {
    #expect(
      words(text) == "couldn't get version/kind; json parse error: json: cannot unmarshal " + rest
    )
  }

  @Test(arguments: [
    ("apiVersion: v2", "Config", "v2"), ("kind: Foo", "Foo", "v1"),
    ("{kind: \"\", apiVersion: x}", "Config", "x"),
  ])
  func `only Config of v1 is known`(text: String, kind: String, version: String) {
    #expect(
      words(text) == "no kind \"\(kind)\" is registered for version \"\(version)\" in scheme "
        + "\"k8s.io/client-go/tools/clientcmd/api/latest/latest.go:50\""
    )
  }

  @Test(arguments: [
    ("clusters: [{name: x}, {name: x}]", "*[]NamedCluster into *map[string]*api.Cluster", "x"),
    ("users: [{name: x}, null, {}]", "*[]NamedAuthInfo into *map[string]*api.AuthInfo", ""),
    ("contexts: [{name: x}, {name: x}]", "*[]NamedContext into *map[string]*api.Context", "x"),
    (
      "clusters: [{cluster: {extensions: [{name: e}, {name: e}]}}]",
      "*[]NamedExtension into *map[string]runtime.Object", "e"
    ),
  ])
  func `a name given twice is refused without showing the list`(
    text: String,
    types: String,
    name: String
  ) {
    #expect(words(text) == "error converting \(types): duplicate name \"\(name)\" in list")
  }

  @Test func `our own message tells line, column and field`() {
    let error = #expect(throws: KTHWError.self) {
      try KubeconfigFixture.read("users:\n- name: a\n- name: b\n  user:\n    token: 5\n")
    }
    #expect(
      error?.description == "k:5:12: users[1].user.token: expected a string, found a number"
    )
  }

  @Test func `nulls are nothing, unknown and differently spelled fields are dropped`() throws {
    let kubeconfig = try KubeconfigFixture.read(
      """
      users:
      - name: a
        user: {token: null, Token: x, passwd: 5, as-groups: [null, g], client-key-data: [97, 98]}
      - user: ~
      clusters: null
      """
    )
    var user = KubeconfigUser()
    user.impersonatedGroups = ["", "g"]
    user.clientKeyData = Array("ab".utf8).withUnsafeBytes { SecretBytes(copying: $0) }
    #expect(kubeconfig.users == ["a": user, "": KubeconfigUser()])
    #expect(kubeconfig.users["a"]?.origin == "k")
  }

  @Test(arguments: [
    ("v1", ""), ("v1beta1", "IfAvailable"), ("v1alpha1", "IfAvailable"), ("v2", ""),
  ])
  func `early exec protocols may ask where they can`(version: String, mode: String) throws {
    let kubeconfig = try KubeconfigFixture.read(
      "users: [{name: a, user: {exec: {apiVersion: client.authentication.k8s.io/\(version)}}}]"
    )
    #expect(kubeconfig.users["a"]?.exec?.interactiveMode == mode)
  }

  @Test(arguments: [
    "apiVersion: v1\nkind: Config\n---\n]]]\n", "{current-context: \"\"}}\n",
    "\u{FEFF}kind: Config\r\n",
    "%YAML 1.1\n---\nkind: Config\n", "kind: Foo\nkind: Config\n",
  ])
  func `what follows the first document is not looked at`(text: String) throws {
    #expect(try KubeconfigFixture.read(text) == Kubeconfig())
  }

  @Test func `hostile texts are refused at once`() throws {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let alias = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      bomb += "a\(level): &a\(level) [\(alias)]\n"
    }
    let deep = String(repeating: "[", count: 100_000)
    let many =
      "extensions: [{name: a, extension: {"
      + (0..<40_000).reversed()
      .map { "k\($0): 1" }.joined(separator: ", ") + "}}]"
    #expect(throws: KTHWError.self) { try KubeconfigFixture.read(bomb) }
    #expect(throws: KTHWError.self) { try KubeconfigFixture.read("extensions: " + deep) }
    #expect(throws: KTHWError.self) { try KubeconfigFixture.read("a\u{0}: b") }
    #expect(throws: KTHWError.self) {
      try Kubeconfig(reading: Array("a".utf8.flatMap { [$0, 0] }) + [0x62, 0], file: nil)
    }
    let limits = ReadingLimits(bytes: 10)
    #expect(throws: KTHWError.self) {
      try Kubeconfig(reading: Array("current-context: a".utf8), limits: limits)
    }
    // Large, but harmless: keys in the worst order for an ordered list.
    #expect(try KubeconfigFixture.read(many).extensions.count == 1)
  }
}
