import KTHWTestSupport

/// Random command lines for `kubectl config`, and random worlds for them.
///
/// What kubectl itself does at random is left out: several new variables in
/// one call, mappings in JSONPath.
struct RandomSteps {
  var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  /// How the files of a sequence are found.
  enum Layout: CaseIterable {
    case home, single, list, listWithGaps, explicit
  }

  mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &generator) < percent
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &generator)]
  }

  /// A value of `KUBECONFIG`.
  mutating func list(_ layout: Layout, home: String) -> String? {
    switch layout {
    case .home, .explicit: nil
    case .single: pick(["one", "sub/one", "./one"])
    case .list: pick(["one:two", "two:one:three", "sub/one:two", "one:one:two"])
    case .listWithGaps: pick(["missing:one:two", ":one", "one::two:", "missing:sub/missing"])
    }
  }

  /// Names that come up again and again, and some that are odd.
  private static let plainNames = [
    "a", "b", "c", "hard-way", "admin", "default", "system:node:worker-1", "kube.example.org",
  ]
  private static let oddNames = [
    "", "a b", "ünïcode", "日本語", "yes", "null", "1e3", "0x10", "~", "12:30", "2001-01-01",
    "'q'", "\"dq\"", "#c", "a: b", "a #b", "{}", "[1]", "!t", "&x", "*x", "%s", "@", "`", "|", ">",
    " a", "a ", "a:", "- a", "?", "...", "---", "<<", "=", "😀", "\u{a0}", "\u{feff}x", "\u{200b}",
    "a\tb", "x\ny", "x\n", "\nx", "a\\b", "a\u{7}b", "\u{2028}", "e\u{301}", "é", "true", "0o17",
    "1_000", ".5", "5.", "server", "-x", "a.b.c", "a=b",
    "a long text with blanks that goes on and on until it is folded at the eightieth column of it",
  ]

  mutating func name() -> String {
    chance(75) ? pick(RandomSteps.plainNames) : pick(RandomSteps.oddNames)
  }

  mutating func value() -> String {
    switch Int.random(in: 0..<10, using: &generator) {
    case 0: ""
    case 1...5: pick(RandomSteps.plainNames)
    default: pick(RandomSteps.oddNames)
    }
  }

  /// A flag with its value, in one word or in two.
  private mutating func flag(_ name: String, _ value: String) -> [String] {
    chance(70) ? ["--\(name)=\(value)"] : ["--\(name)", value]
  }

  private mutating func boolean(_ name: String) -> [String] {
    pick([["--\(name)"], ["--\(name)=true"], ["--\(name)=false"], ["--\(name)=T"]])
  }

  private static let paths = [
    "ca.pem", "./ca.pem", "sub/ca.pem", "../work/ca.pem", "missing.pem", "sub/../ca.pem", "", ".",
    "..", "/etc/ssl/ca.pem", "/a/../b", "~/ca.pem", "sub", "a b.pem", "ca.pem/x",
  ]

  /// The words behind `kubectl config`.
  mutating func step() -> [String] {
    var words = command()
    if chance(3) { words.append(pick(["extra", "--nope", "-x", "-h", "--help", "--", "-v=0"])) }
    if chance(2) { words.insert(pick(["--namespace=x", "--request-timeout=1s"]), at: 0) }
    return words
  }

  private mutating func command() -> [String] {
    switch Int.random(in: 0..<100, using: &generator) {
    case ..<16: setCluster()
    case ..<34: setCredentials()
    case ..<48: setContext()
    case ..<56: [pick(["use-context", "use"]), name()]
    case ..<60: ["rename-context", name(), name()]
    case ..<63: ["delete-cluster", name()]
    case ..<66: ["delete-context", name()]
    case ..<69: ["delete-user", name()]
    case ..<79: set()
    case ..<86: ["unset", property()]
    case ..<88: ["current-context"]
    case ..<90: ["get-clusters"]
    case ..<92: ["get-users"]
    case ..<95: getContexts()
    default: view()
    }
  }

  private mutating func setCluster() -> [String] {
    var words = ["set-cluster", name()]
    if chance(70) { words += flag("server", value()) }
    if chance(40) { words += flag("certificate-authority", pick(RandomSteps.paths)) }
    if chance(30) { words += boolean("embed-certs") }
    if chance(15) { words += boolean("insecure-skip-tls-verify") }
    if chance(15) { words += flag("tls-server-name", value()) }
    if chance(10) { words += flag("proxy_url", value()) }
    return words
  }

  private mutating func setContext() -> [String] {
    var words = ["set-context"]
    words += chance(15) ? ["--current"] : [name()]
    if chance(60) { words += flag("cluster", name()) }
    if chance(60) { words += flag("user", name()) }
    if chance(40) { words += flag("namespace", value()) }
    return words
  }

  private mutating func setCredentials() -> [String] {
    var words = ["set-credentials", name()]
    if chance(30) { words += flag("client-certificate", pick(RandomSteps.paths)) }
    if chance(30) { words += flag("client-key", pick(RandomSteps.paths)) }
    if chance(25) { words += boolean("embed-certs") }
    if chance(20) { words += flag("token", value()) }
    if chance(12) { words += flag("username", value()) }
    if chance(12) { words += flag("password", value()) }
    if chance(15) { words += flag("auth-provider", pick(["oidc", "gcp", "", "a b"])) }
    if chance(15) {
      let argument = ["a=1", "b=", "a-", "b-", "x=y=z", "k", "=v", "-", "a=1,b=2", "\"a=1,2\"", ""]
      words += flag("auth-provider-arg", pick(argument))
    }
    if chance(15) {
      words += flag("exec-command", pick(["login", "./login", "bin/login", "../l", "/l", ""]))
    }
    if chance(15) { words += flag("exec-api-version", pick(["v1", ""])) }
    if chance(8) {
      words += flag("exec-api-version", "client.authentication.k8s.io/v1beta1")
    }
    if chance(12) {
      words += flag("exec-arg", pick(["x", "x,y", "\"x,y\"", "", "a\"b", "--flag", "\"\"", "1"]))
    }
    if chance(12) {
      words += flag("exec-env", pick(["A=1", "B=", "A-", "B-", "A=x=y", "q", "=1"]))
    }
    if chance(8) {
      words += flag("exec-interactive-mode", pick(["Never", "IfAvailable", "Always", "no", ""]))
    }
    if chance(8) { words += boolean("exec-provide-cluster-info") }
    return words
  }

  private mutating func set() -> [String] {
    var words = [
      "set", property(), chance(70) ? value() : pick(["true", "false", "YWJj", "YQ=="]),
    ]
    if chance(15) { words += boolean("set-raw-bytes") }
    return words
  }

  private mutating func property() -> String {
    switch Int.random(in: 0..<12, using: &generator) {
    case 0: "current-context"
    case 1: pick(["preferences.colors", "preferences", "kind", "apiVersion", "extensions", "nope"])
    case 2:
      pick(["", "clusters", "users.", "contexts..namespace", "clusters.a.b", "preferences.x"])
    case 3...5:
      "clusters.\(name())"
        + pick([
          ".server", ".tls-server-name", ".insecure-skip-tls-verify", ".certificate-authority",
          ".certificate-authority-data", ".proxy-url", ".disable-compression", "", ".nope",
        ])
    case 6...8: "contexts.\(name())" + pick([".cluster", ".user", ".namespace", "", ".nope"])
    default:
      "users.\(name())"
        + pick([
          ".client-certificate", ".client-certificate-data", ".client-key", ".client-key-data",
          ".token", ".tokenFile", ".username", ".password", ".act-as", ".act-as-uid",
          ".act-as-groups", ".auth-provider", ".exec", "", ".nope", ".token.x",
        ])
    }
  }

  private mutating func getContexts() -> [String] {
    var words = ["get-contexts"]
    if chance(30) { words.append(name()) }
    if chance(15) { words.append(name()) }
    if chance(20) { words += boolean("no-headers") }
    if chance(20) { words += ["-o", pick(["name", "name", "wide", ""])] }
    return words
  }

  private mutating func view() -> [String] {
    var words = ["view"]
    if chance(30) { words += boolean("raw") }
    if chance(20) { words += boolean("flatten") }
    if chance(25) { words += boolean("minify") }
    if chance(5) { words += boolean("merge") }
    if chance(10) { words += flag("context", name()) }
    if chance(60) { words += flag("output", pick(RandomSteps.formats)) }
    return words
  }

  private static let formats = [
    "yaml", "json", "JSON", "name", "wide", "", "jsonpath={.current-context}",
    "jsonpath={.clusters[*].name}", "jsonpath={.contexts[?(@.name==\"a\")].context.cluster}",
    "jsonpath={range .users[*]}{.name}{\"\\n\"}{end}", "jsonpath={.users[0].user.token}",
    "jsonpath={.clusters[0].cluster.server}", "jsonpath={..namespace}", "jsonpath={.nope}",
    "jsonpath={", "jsonpath", "jsonpath={.contexts[-1].name} x", "jsonpath-as-json={.kind}",
  ]
}
