import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `Configuration is judged` {
  /// What is found in files that are a heap, or the overlays of machines.
  private func broken(
    _ files: [(path: String, text: String)],
    version: String? = nil
  ) throws -> [String] {
    let scratch = try ScratchDirectory()
    for file in files { try scratch.write("in/" + file.path, file.text, mode: 0o600) }
    var input = VerifyFiles.Input(paths: ["in"])
    input.kubernetesVersion = try version.map { try KubernetesVersion($0) }
    let context = FixedContext.context(directory: scratch.path)
    return try VerifyFiles.run(input, in: context).findings.map { finding in
      let line = finding.place.mark.map { ":\($0.line)" } ?? ""
      return "\(finding.rule.id) \(finding.place.file?.dropFirst("in/".count) ?? "")\(line)"
    }
  }

  private func kubeconfig(user: String) -> String {
    """
    apiVersion: v1
    kind: Config
    clusters:
    - name: hard-way
      cluster: {server: "https://10.0.0.1:6443"}
    contexts:
    - name: default
      context: {cluster: hard-way, user: me}
    current-context: default
    users:
    - name: me
      user:
    \(user.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))
    """
  }

  @Test(arguments: [
    ("token: abc\ntokenFile: /run/token", "KTHW-KC-011", 13),
    ("exec: {command: login}", "KTHW-KC-013", 13),
    (
      "exec: {command: ./login, apiVersion: client.authentication.k8s.io/v1beta1}",
      "KTHW-KC-014", 13
    ),
    ("auth-provider: {name: gcp}", "KTHW-KC-012", 13),
  ])
  func `a way to log in is told in its line`(user: String, rule: String, line: Int) throws {
    #expect(try broken([("k", kubeconfig(user: user))]).contains("\(rule) k:\(line)"))
    #expect(try broken([("k", kubeconfig(user: "token: abc"))]) == [])
  }

  @Test func `every finding of a kubeconfig has a rule`() {
    #expect(Set(AuditJudges.kubeconfigRule.values).isSubset(of: AuditRule.kubeconfigRules))
    #expect(AuditJudges.kubeconfigRule.count == 27)
  }

  private func encryption(_ keys: [(name: String, byte: UInt8)]) -> String {
    let entries = keys.map { key in
      let secret = Base64.encode((0..<32).map { $0 &* 37 &+ key.byte })
      return "      - {name: \(key.name), secret: \"\(secret)\"}\n"
    }
    return """
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
      - resources: [secrets]
        providers:
        - secretbox:
            keys:
      \(entries.map { "      " + $0.drop { $0 == " " } }.joined())
      """
  }

  @Test func `servers in the middle of a rotation agree, others do not`() throws {
    func tree(_ first: String, _ second: String) throws -> [String] {
      try broken([
        ("pki/note.txt", ""), ("hosts/c-1/var/lib/kubernetes/encryption-config.yaml", first),
        ("hosts/c-2/var/lib/kubernetes/encryption-config.yaml", second),
      ])
    }
    let old = (name: "old", byte: UInt8(1))
    let new = (name: "new", byte: UInt8(201))
    #expect(try tree(encryption([old, new]), encryption([new, old])) == [])
    #expect(try tree(encryption([old]), encryption([old])) == [])
    #expect(
      try tree(encryption([old]), encryption([new]))
        == ["KTHW-ENC-010 hosts/c-2/var/lib/kubernetes/encryption-config.yaml"]
    )
  }

  @Test func `no message about a key holds any of it`() throws {
    let scratch = try ScratchDirectory()
    let secret = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U="
    let text = encryption([(name: "a", byte: 1)]).replacing(
      Base64.encode((0..<32).map { $0 &* 37 &+ 1 }),
      with: secret
    )
    try scratch.write("e.yaml", text, mode: 0o644)
    let context = FixedContext.context(directory: scratch.path)
    let findings = try VerifyFiles.run(VerifyFiles.Input(paths: ["e.yaml"]), in: context).findings
    #expect(findings.map(\.rule).contains(.publishedKey))
    for finding in findings {
      #expect(!"\(finding.seen) \(finding.remedy ?? "")".contains("c2Vj"))
    }
  }

  @Test func `an API server to whose user nothing is bound is told at its flag`() throws {
    let tree = try MadeTree(.singleNode)
    #expect(try tree.findings() == [])
    let manifest = "out/manifests/00-rbac.yaml"
    let text = try tree.scratch.text(manifest)
    try tree.scratch.write(
      manifest,
      text.replacing("name: kube-apiserver-kubelet-client", with: "name: somebody-else")
    )
    let unbound = try tree.findings().filter { $0.rule == .unboundKubeletClient }
    #expect(unbound.map(\.place.field) == ["--kubelet-client-certificate"])
  }

  @Test(arguments: ["", "#!/bin/sh\n", "kind: Config\nclusters: 7\n", "signing: []\n", "CN: [1]\n"])
  func `what is nearly nothing is judged without harm`(text: String) throws {
    for name in ["hosts", "a.sh", "haproxy.cfg", "nginx.conf", "a.yaml", "etc/sysctl.d/a.conf"] {
      _ = try broken([(name, text), ("b.yaml", "a: b\n")])
    }
  }
}
