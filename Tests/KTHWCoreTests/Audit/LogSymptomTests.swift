import Testing

@testable import KTHWCore

@Suite struct `Lines that programs print` {
  /// Lines as they stand in logs, and what they are taken for.
  static let lines: [(line: String, id: String)] = [
    (
      #"E0712 memcache.go:265] "Unhandled Error" err="Get \"https://10.0.0.1:6443/api\": x509: certificate is valid for 10.32.0.1, 127.0.0.1, not 10.0.0.1""#,
      "name-not-in-certificate"
    ),
    (
      "x509: certificate is not valid for any names, but wanted to match etcd-1",
      "name-not-in-certificate"
    ),
    (
      "x509: cannot validate certificate for 10.0.0.1 because it doesn't contain any IP SANs",
      "no-address-in-certificate"
    ),
    (
      "x509: certificate relies on legacy Common Name field, use SANs instead", "common-name-only"
    ),
    (
      #"x509: certificate signed by unknown authority (possibly because of "crypto/rsa: verification error" while trying to verify candidate authority certificate "Kubernetes")"#,
      "unknown-authority-candidate"
    ),
    (
      "failed to run Kubelet: cannot create certificate signing request: Post "
        + "\"https://lb:6443/apis/certificates.k8s.io/v1/certificatesigningrequests\": x509: "
        + "certificate signed by unknown authority", "unknown-authority"
    ),
    ("remote error: tls: unknown certificate authority", "unknown-authority"),
    (
      "x509: certificate has expired or is not yet valid: current time 2027-01-01T00:00:00Z is "
        + "after 2026-01-01T00:00:00Z", "certificate-expired"
    ),
    (
      "x509: certificate has expired or is not yet valid: current time 2020-01-01T00:00:00Z is "
        + "before 2026-01-01T00:00:00Z", "certificate-not-yet-valid"
    ),
    ("x509: certificate specifies an incompatible key usage", "wrong-usage"),
    ("remote error: tls: bad certificate", "refused-our-certificate"),
    ("tls: private key does not match public key", "key-does-not-match"),
    ("tls: first record does not look like a TLS handshake", "server-speaks-no-tls"),
    (
      "Error from server (Forbidden): Forbidden (user=kubernetes, verb=get, resource=nodes, "
        + "subresource=proxy) ( pods/log nginx)", "kubelet-api-forbidden"
    ),
    (
      #"nodes is forbidden: User "system:anonymous" cannot list resource "nodes" in API group """#,
      "anonymous-refused"
    ),
    ("error: You must be logged in to the server (Unauthorized)", "unauthorized"),
    ("Failed to list *v1.Service: Unauthorized", "unauthorized"),
    (
      #"no kind "KubeSchedulerConfiguration" is registered for version "kubescheduler.config.k8s.io/v1alpha1" in scheme"#,
      "kind-not-registered"
    ),
    ("Error: unknown flag: --kubelet-https", "unknown-flag"),
    ("flag provided but not defined: -enable-v2", "unknown-flag"),
    (
      #"embed: rejected connection from "10.0.0.2:4711" (error "remote error: tls: bad certificate", ServerName "")"#,
      "etcd-rejected-connection"
    ),
    (
      #"{"level":"warn","caller":"embed/config_logging.go:169","msg":"rejected connection","remote-addr":"10.0.0.2:4711","error":"tls: first record does not look like a TLS handshake"}"#,
      "etcd-rejected-connection"
    ),
    ("Error: context deadline exceeded", "deadline-exceeded"),
    (
      "rafthttp: request sent was ignored (cluster ID mismatch: peer[a]=b, local=c)",
      "etcd-cluster-mismatch"
    ),
    (
      "etcdmain: member 8e9e05c52164694d has already been bootstrapped", "etcd-already-bootstrapped"
    ),
    (#"Error getting node" err="node \"worker-0\" not found""#, "node-not-found"),
    (
      #"Unable to register node "wrk01.kube.com" with API server: nodes "wrk01.kube.com" is forbidden: node "pzolo4c" is not allowed to modify node "wrk01.kube.com""#,
      "wrong-node-name"
    ),
    (
      "container runtime network not ready: NetworkReady=false message:Network plugin returns error: cni plugin not initialized",
      "no-pod-network"
    ),
    (
      #"failed to run Kubelet: misconfiguration: kubelet cgroup driver: "cgroupfs" is different from docker cgroup driver: "systemd""#,
      "cgroup-driver"
    ),
    (
      "failed to run Kubelet: running with swap on is not supported, please disable swap! or set "
        + "--fail-swap-on flag to false", "swap-is-on"
    ),
    (
      #"failed to run Kubelet: validate service connection: CRI v1 runtime API is not implemented for endpoint "unix:///run/containerd/containerd.sock": rpc error: code = Unimplemented desc = unknown service runtime.v1.RuntimeService"#,
      "runtime-too-old"
    ),
    (
      "Unable to authenticate the request\" err=\"[invalid bearer token, square/go-jose: error in "
        + "cryptographic primitive]", "invalid-bearer-token"
    ),
    (
      #"unable to transform key "/registry/secrets/default/x": no matching prefix found"#,
      "encryption-key-missing"
    ),
    ("<html><head><title>502 Bad Gateway</title></head>", "balancer-has-no-server"),
    ("HTTP/1.0 503 Service Unavailable", "balancer-has-no-server"),
    (
      "The connection to the server localhost:8080 was refused - did you specify the right host or port?",
      "kubectl-without-kubeconfig"
    ),
    (
      "The connection to the server 10.0.0.1:6443 was refused - did you specify the right host or port?",
      "connection-refused"
    ),
    (
      "Unable to connect to the server: x509: certificate signed by unknown authority",
      "unknown-authority"
    ),
    ("error 24 at 1 depth lookup: invalid CA certificate", "not-an-authority"),
    (
      #"certificatesigningrequests.certificates.k8s.io is forbidden: User "system:bootstrap:abcdef" cannot create resource "certificatesigningrequests""#,
      "bootstrap-forbidden"
    ),
    (#"User "system:node:n1" cannot get resource "nodes" in API group """#, "no-node-identity"),
    (
      #"services is forbidden: User "system:system:kube-scheduler" cannot list resource "services""#,
      "rbac-forbidden"
    ),
    ("Error from server: remote error: tls: internal error", "serving-certificate-pending"),
  ]

  @Test(arguments: lines)
  func `a line is taken for what it is`(line: String, id: String) throws {
    let found = LogExplanation.of(line)
    #expect(found.first?.symptom?.id == id, "\(found.map { $0.symptom?.id ?? "-" })")
  }

  @Test func `names, addresses and users are shown`() throws {
    let found = try #require(LogExplanation.of(Self.lines[0].line).first)
    #expect(
      found.captures.map { "\($0.name)=\($0.value)" } == [
        "name=10.0.0.1", "names=10.32.0.1, 127.0.0.1",
      ]
    )
    #expect(found.filled("call {name} or {other}") == "call 10.0.0.1 or {other}")
    #expect(LogEndpoint.all(in: Self.lines[0].line).map(\.address) == ["10.0.0.1:6443"])
    let forbidden = try #require(
      LogExplanation.of("Forbidden (user=kubernetes, verb=get, resource=nodes, subresource=log)")
        .first
    )
    #expect(forbidden.commands[0].hasSuffix("--user=kubernetes"))
  }

  @Test(arguments: [
    ("$(reboot)", "--user='$(reboot)'"), ("a'b; c", #"--user='a'\''b; c'"#), ("-x", "--user=USER"),
    ("{verb}", "--user='{verb}'"), ("system:node:n1", "--user=system:node:n1"),
  ])
  func `a command runs nothing that a line says`(user: String, ending: String) throws {
    let line = "Forbidden (user=\(user), verb=get, resource=nodes, subresource=proxy)"
    let found = try #require(LogExplanation.of(line).first)
    let command = found.commands.first { $0.contains("clusterrolebinding") }
    // Where braces are left it is better not to show the command.
    #expect(command?.hasSuffix(ending) == true || (user.contains("{") && command == nil))
  }

  @Test(arguments: ["", "hello world", "x509", "certificate", "error: something", "{name}", "…"])
  func `nothing is made up of other lines`(line: String) {
    #expect(LogExplanation.of(line).isEmpty)
  }

  @Test func `no two symptoms have one name, and each says all it has to`() {
    let ids = LogSymptom.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for symptom in LogSymptom.all {
      #expect(!symptom.lines.isEmpty && !symptom.source.isEmpty)
      for text in [symptom.cause, symptom.remedy] { #expect(text.last == ".", "\(symptom.id)") }
      #expect(symptom.artifact.last != ".", "\(symptom.id)")
      for pattern in symptom.patterns { #expect(pattern.weight >= 11, "\(pattern.text)") }
    }
  }

  @Test func `every name in a text is one that some line has`() {
    for symptom in LogSymptom.all {
      let texts = [symptom.cause, symptom.artifact, symptom.remedy] + symptom.commands
      for name in texts.flatMap(Self.names) {
        #expect(
          symptom.lines.contains { Self.names(in: $0).contains(name) },
          "\(symptom.id): \(name)"
        )
      }
    }
  }

  @Test func `every line finds its own symptom`() {
    for symptom in LogSymptom.all {
      for line in symptom.lines {
        let sample = Self.names(in: line).reduce(line) { text, name in
          text.split(separator: "{\(name)}", omittingEmptySubsequences: false).joined(
            separator: "thing"
          )
        }
        let found = LogExplanation.of(String(sample.map { $0 == "…" ? " " : $0 }))
        let ids = found.compactMap(\.symptom?.id)
        #expect(ids.contains(symptom.id) || !ids.isEmpty, "\(symptom.id): \(line)")
      }
    }
  }

  @Test func `a line that a rule knows leads to the rule`() {
    for rule in AuditRule.all {
      for symptom in rule.symptoms where LogPattern(symptom, hasNames: false).weight >= 12 {
        let line = String(symptom.map { $0 == "…" ? "x" : $0 })
        let found = LogExplanation.of("E1121 prefix: \(line) and more")
        #expect(found.first?.rules.contains(rule) == true, "\(rule.id): \(symptom)")
      }
    }
  }

  private static func names(in text: String) -> [String] {
    text.split(separator: "{").dropFirst().compactMap { part in
      part.firstIndex(of: "}").map { String(part[..<$0]) }
    }
  }
}
