import KTHWTestSupport
import Testing

/// Random sequences of subcommands against a real kubectl.
///
/// `KTHW_STEPS=20000 swift test --filter KubectlDifferentialTests` is the long run,
/// `KTHW_SEED` repeats one.
@Suite(.comparedWithKubectl) struct KubectlDifferentialTests {
  static let steps = ReferenceKubectl.variable("KTHW_STEPS").flatMap(Int.init) ?? 500
  static let seed = ReferenceKubectl.variable("KTHW_SEED").flatMap(UInt64.init) ?? 20_261_121
  static let stepsInSequence = 12

  @Test func `no step differs from kubectl`() throws {
    let kubectl = try #require(ReferenceKubectl.path)
    print("comparing \(Self.steps) steps with \(kubectl), seed \(Self.seed)")
    var done = 0
    var mismatches = 0
    var sequence: UInt64 = 0
    while done < Self.steps {
      let seed = Self.seed &+ sequence
      sequence += 1
      let (count, difference) = try run(seed: seed, kubectl)
      done += count
      if let difference {
        mismatches += 1
        Issue.record("KTHW_SEED=\(seed) KTHW_STEPS=1 repeats this:\n\(difference)")
        if mismatches == 60 { break }
      }
    }
    print("\(done) steps in \(sequence) sequences, \(mismatches) mismatches")
  }

  /// Runs a sequence up to its end or to the first difference.
  func run(seed: UInt64, _ kubectl: String) throws -> (steps: Int, difference: String?) {
    var random = RandomSteps(seed: seed)
    let pair = try KubectlPair(kubectl: kubectl)
    let layout = random.pick(RandomSteps.Layout.allCases)
    pair.environment["KUBECONFIG"] = random.list(layout, home: "home")
    try RandomFiles.write(into: pair, &random)
    var history: [String] = ["KUBECONFIG=\(pair.environment["KUBECONFIG"] ?? "")"]
    for step in 1...Self.stepsInSequence {
      var words = ["config"] + random.step()
      if layout == .explicit { words += ["--kubeconfig=" + random.pick(["one", "sub/one"])] }
      history.append(words.debugDescription)
      if let difference = try pair.difference(after: words) {
        return (step, history.joined(separator: "\n") + "\n" + difference)
      }
    }
    return (Self.stepsInSequence, nil)
  }
}

/// Files that are there before the first step.
enum RandomFiles {
  static func write(into pair: KubectlPair, _ random: inout RandomSteps) throws {
    try pair.write("work/ca.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    try pair.write("work/sub/ca.pem", "other\n")
    try pair.write("work/a b.pem", "")
    for name in ["work/one", "work/two", "work/sub/one", "home/.kube/config"] {
      guard random.chance(30) else { continue }
      try pair.write(name, random.pick(texts), mode: random.pick([0o600, 0o644, 0o640]))
    }
  }

  private static let texts = [
    "",
    "# nothing yet\n",
    "{}",
    #"{"kind": "Config", "apiVersion": "v1", "current-context": "a", "contexts": []}"#,
    """
    apiVersion: v1
    kind: Config
    # a comment that a write drops
    current-context: a
    unknown: {field: [1, 2]}
    clusters:
    - name: a
      cluster: {server: "https://a", certificate-authority: ../ca.pem, extensions: [
        {name: e, extension: {b: 1.0, a: [yes, "no", 1e3, null, {x9: 1, x10: 2}]}}]}
    - {name: b, cluster: {server: https://b, insecure-skip-tls-verify: true}}
    contexts:
    - {name: a, context: {cluster: a, user: a, namespace: web}}
    - {name: b, context: {cluster: gone, user: b}}
    users:
    - {name: a, user: {token: t, tokenFile: ./tokens/a, as: x, as-groups: [g], as-user-extra: {k: [v]}}}
    - name: b
      user:
        exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: ./x, args: [], env: null}
    preferences: {colors: true}
    extensions: [{name: z, extension: {q: |
      two
      lines
    }}]
    ---
    ignored: : :
    """,
    """
    apiVersion: v1
    kind: Config
    preferences: {}
    current-context: ""
    clusters: null
    contexts:
    - context: &c {cluster: b, user: admin}
      name: hard-way
    - context: {<<: *c, namespace: n}
      name: default
    users:
    - name: admin
      user: {auth-provider: {name: oidc, config: null}, username: u, password: p}
    - {name: null, user: {}}
    """,
    "a: b: c\n", "[]\n", "kind: Pod\n", "clusters: {}\n", "users: [{name: 1}]\n",
    "clusters:\n- {name: a, cluster: {certificate-authority-data: YQ}}\n",
    "\u{feff}kind: Config\r\n",
    "current-context: x\ncurrent-context: a\n", "\tx: 1\n", "users: [{name: a}, {name: a}]\n",
  ]
}
