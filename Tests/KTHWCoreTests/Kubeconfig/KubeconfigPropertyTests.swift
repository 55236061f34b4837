import Testing

@testable import KTHWCore

// kubectl.1.32 --kubeconfig F config set PATH VALUE, config unset PATH
@Suite struct `Property paths` {
  private let base: Kubeconfig

  init() throws {
    base = try KubeconfigFixture.read(
      """
      clusters:
      - name: c
        cluster: {server: s, extensions: [{name: e, extension: {a: 1}}]}
      contexts: [{name: x, context: {cluster: c, user: u, namespace: ns}}]
      current-context: x
      users:
      - name: u
        user:
          token: t
          as-groups: [g]
          as-user-extra: {k: [v]}
          exec: {command: foo, args: [a]}
          auth-provider: {name: q}
      """
    )
  }

  @Test func `fields are set`() throws {
    let rows: [(String, String, (Kubeconfig) -> Bool)] = [
      ("clusters.c.server", "z", { $0.clusters["c"]?.server == "z" }),
      ("clusters.new.proxy-url", "p", { $0.clusters["new"]?.proxyURL == "p" }),
      ("clusters..server", "z", { $0.clusters[""]?.server == "z" }),
      ("clusters.server.server", "z", { $0.clusters["server"]?.server == "z" }),
      ("clusters.a.b.c.server", "z", { $0.clusters["a.b.c"]?.server == "z" }),
      (
        "clusters.c.insecure-skip-tls-verify", "T",
        { $0.clusters["c"]?.insecureSkipTLSVerify == true }
      ),
      (
        "clusters.c.certificate-authority-data", "YQ==",
        { $0.clusters["c"]?.certificateAuthorityData == [0x61] }
      ),
      ("users.u.client-key-data", "YWI=", { $0.users["u"]?.clientKeyData?.count == 2 }),
      ("users.u.act-as", "v", { $0.users["u"]?.impersonatedUser == "v" }),
      ("users.u.tokenFile", "v", { $0.users["u"]?.tokenFile == "v" }),
      ("contexts.x.namespace", "m", { $0.contexts["x"]?.namespace == "m" }),
      ("current-context", "any", { $0.currentContext == "any" }),
      ("preferences.colors", "1", { $0.preferences.colors }),
      ("clusters.c.-", "other", { $0.clusters["c"]?.origin == "other" }),
    ]
    for (path, value, holds) in rows {
      let outcome = try KubeconfigEdit.set(path, to: value).outcome(on: base)
      #expect(holds(outcome.kubeconfig), "\(path)")
      #expect(outcome.message == "Property \"\(path)\" set.")
    }
    #expect(try KubeconfigEdit.set("kind", to: "X").applied(to: base) == base)
    #expect(try KubeconfigEdit.set("apiVersion", to: "X").applied(to: base) == base)
    let raw = try KubeconfigEdit.set("users.u.client-certificate-data", to: "YQ", isRaw: true)
      .applied(to: base)
    #expect(raw.users["u"]?.clientCertificateData == Array("YQ".utf8))
  }

  @Test func `fields are unset, entries and lists deleted`() throws {
    let rows: [(String, (Kubeconfig) -> Bool)] = [
      ("clusters.c.server", { $0.clusters["c"]?.server == "" }),
      ("clusters.c.extensions", { $0.clusters["c"]?.extensions.isEmpty == true }),
      ("clusters.c", { $0.clusters.isEmpty }), ("clusters", { $0.clusters.isEmpty }),
      ("users.u.exec", { $0.users["u"]?.exec == nil }),
      ("users.u.auth-provider", { $0.users["u"]?.authProvider == nil }),
      ("users.u.act-as-groups", { $0.users["u"]?.impersonatedGroups == [] }),
      ("users.u.act-as-user-extra", { $0.users["u"]?.impersonatedExtra.isEmpty == true }),
      ("contexts.x.namespace", { $0.contexts["x"]?.namespace == "" }),
      ("current-context", { $0.currentContext == "" }),
    ]
    for (path, holds) in rows {
      let outcome = try KubeconfigEdit.unset(path).outcome(on: base)
      #expect(holds(outcome.kubeconfig) && outcome.kubeconfig != base, "\(path)")
      #expect(outcome.message == "Property \"\(path)\" unset.")
      #expect(outcome.advice.isEmpty)
    }
  }

  @Test(arguments: ["clusters.c.sever", "users.nope", "clusters.", "users.u.as", "extensions"])
  func `unsetting what is not there succeeds in silence`(path: String) throws {
    let outcome = try KubeconfigEdit.unset(path).outcome(on: base)
    #expect(outcome.kubeconfig == base)
    #expect(outcome.advice.isEmpty == (path == "extensions"))
    if path == "clusters.c.sever" {
      #expect(outcome.advice.first?.hint == "did you mean the field server?")
    }
  }

  @Test(arguments: [
    ("foo", "unable to parse foo after [] at api.Config"),
    ("foo.bar", "unable to parse foo.bar after [] at api.Config"),
    ("..", "unable to parse .. after [] at api.Config"), ("", "you must specify a property"),
    ("clusters", "can't set a map to a value: map[c]"),
    ("clusters.c.typo", "can't set a map to a value: map[c]"),
    ("clusters.c.extensions", "can't set a map to a value: map[e]"),
    ("extensions", "can't set a map to a value: map[]"),
    ("clusters.c.server.x", "unable to parse one or more field values of clusters.c.server.x"),
    ("current-context.x", "unable to parse one or more field values of current-context.x"),
    ("kind.x", "unable to parse one or more field values of kind.x"),
    ("users.u.exec.command", "unable to parse one or more field values of users.u.exec.command"),
    ("preferences.colors", "strconv.ParseBool: parsing \"v\": invalid syntax"),
    ("clusters.c.insecure-skip-tls-verify", "strconv.ParseBool: parsing \"v\": invalid syntax"),
    (
      "clusters.c.certificate-authority-data",
      "error decoding input value: illegal base64 data at input byte 0"
    ),
    ("users.u.act-as-groups", "unrecognized slice type. string"),
    ("users.u.act-as-user-extra.k", "string is not of type struct"),
    (
      "preferences",
      "unable to locate path config.navigationStep{stepValue:\"\", stepType:reflect.Type(nil)} "
        + "under {false map[]}"
    ),
  ])
  func `what cannot be set is refused in kubectl's words`(path: String, expected: String) {
    let error = #expect(throws: KTHWError.self) {
      try KubeconfigEdit.set(path, to: "v").applied(to: base)
    }
    #expect(error?.problems.first?.peerWords?.text == expected)
  }

  // kubectl panics on all of these.
  @Test(arguments: [
    "users.u.exec", "users.u.auth-provider", "extensions.x", "clusters.c.extensions.e.a",
    "preferences.extensions.e",
  ])
  func `where kubectl crashes there is an error`(path: String) {
    let error = #expect(throws: KTHWError.self) {
      try KubeconfigEdit.set(path, to: "v").applied(to: base)
    }
    #expect(error?.code == .unsupported)
  }

  @Test func `an empty value and an unknown entry are refused`() {
    let empty = #expect(throws: KTHWError.self) {
      try KubeconfigEdit.set("", to: "").applied(to: base)
    }
    #expect(
      empty?.problems.first?.peerWords?.text == "you cannot use set to unset a property"
    )
    let unknown = #expect(throws: KTHWError.self) {
      try KubeconfigEdit.unset("users.nope.token").applied(to: base)
    }
    #expect(unknown?.problems.first?.peerWords?.text == "current map key `nope` is invalid")
  }
}
