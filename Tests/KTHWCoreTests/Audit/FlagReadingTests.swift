import Testing

@testable import KTHWCore

/// How commands become flags, and which release they are of.
@Suite struct `Reading flags` {
  private func invocation(_ text: String) throws -> ComponentInvocation {
    let unit = KTHWCore.UnitFile("[Service]\nExecStart=" + text + "\n")
    let words = try #require(unit.values(of: "ExecStart").first).words
    return try #require(ComponentInvocation(words: words, file: "a.service"))
  }

  @Test func `a value stands behind a sign or a blank, but not behind a switch`() throws {
    let etcd = try invocation("/usr/bin/etcd --name a --client-cert-auth --data-dir=/d")
    #expect(etcd["name"] == "a")
    #expect(etcd.isOn("client-cert-auth") == true)
    #expect(etcd["data-dir"] == "/d")
    let server = try invocation("/usr/bin/kube-apiserver --allow-privileged true")
    #expect(server.arguments.map(\.name) == ["allow-privileged", ""])
  }

  @Test func `an underscore is a dash`() throws {
    #expect(try invocation("/k/kubelet --node_ip=10.0.0.1")["node-ip"] == "10.0.0.1")
  }

  @Test(arguments: ["$IP", "${IP}", "<ip>", "%H", "{{ ip }}", "#{ip}", "`hostname`"])
  func `what has to be filled in is not known`(value: String) throws {
    let kubelet = try invocation("/k/kubelet --node-ip=\(value.replacing(" ", with: ""))")
    #expect(kubelet.known("node-ip") == nil)
    #expect(!kubelet.lacks("node-ip"))
  }

  @Test func `a variable alone may be any flag`() throws {
    let kubelet = try invocation("/k/kubelet $KUBELET_CONFIG_ARGS")
    #expect(!kubelet.lacks("config"))
    #expect(kubelet.arguments.isEmpty)
  }

  @Test func `a command goes on after one backslash and not after two`() {
    let one = KTHWCore.UnitFile("[Service]\nExecStart=/a \\\n  --b\nRestart=no\n")
    #expect(one.settings.map(\.name) == ["ExecStart", "Restart"])
    let two = KTHWCore.UnitFile("[Service]\nExecStart=/a \\\\\n  --b=c\nRestart=no\n")
    #expect(two.settings.map(\.name) == ["ExecStart", "--b", "Restart"])
  }

  @Test(arguments: [
    ("etc-servers", "etcd-servers"), ("client-ca-files", "client-ca-file"),
    ("authorisation-mode", "authorization-mode"), ("requestheader-allowed-name", nil),
  ])
  func `a flag that nobody has is the nearest one`(name: String, meant: String?) {
    let found = KnownFlags.meant(by: name, of: .kubeAPIServer)
    #expect(found == (meant ?? "requestheader-allowed-names"))
  }

  @Test(arguments: [
    (ComponentProgram.kubeAPIServer, "audit-log-mode"), (.kubeAPIServer, "audit-log-format"),
    (.kubeAPIServer, "max-requests-inflight"), (.kubeAPIServer, "oidc-issuer-url"),
    (.kubeAPIServer, "etcd-prefix"), (.kubeAPIServer, "service-account-lookup"),
    (.kubeAPIServer, "service-account-max-token-expiration"), (.kubeAPIServer, "request-timeout"),
    (.kubeAPIServer, "tls-sni-cert-key"), (.kubeAPIServer, "min-request-timeout"),
    (.kubeAPIServer, "shutdown-delay-duration"), (.kubeAPIServer, "egress-selector-config-file"),
    (.kubeControllerManager, "node-monitor-period"), (.kubeControllerManager, "kube-api-qps"),
    (.kubeControllerManager, "concurrent-deployment-syncs"),
    (.kubeControllerManager, "node-monitor-grace-period"),
    (.kubeControllerManager, "horizontal-pod-autoscaler-sync-period"),
    (.kubelet, "lock-file"), (.kubelet, "max-pods"), (.kubelet, "cgroup-root"),
    (.kubelet, "eviction-hard"), (.kubelet, "system-reserved"), (.kubelet, "kube-reserved"),
    (.kubelet, "serialize-image-pulls"), (.kubelet, "volume-plugin-dir"),
    (.kubelet, "register-with-taints"), (.kubelet, "image-gc-high-threshold"),
    (.etcd, "wal-dir"), (.etcd, "max-wals"), (.etcd, "max-txn-ops"), (.etcd, "max-request-bytes"),
    (.etcd, "grpc-keepalive-min-time"), (.etcd, "cors"), (.etcd, "cipher-suites"),
    (.etcd, "unsafe-no-fsync"), (.kubeProxy, "masquerade-all"), (.kubeProxy, "bind-address"),
    (.kubeProxy, "metrics-bind-address"), (.kubeScheduler, "leader-elect-lease-duration"),
  ])
  func `a flag that is right is never taken for a mistake`(
    program: ComponentProgram,
    flag: String
  ) {
    #expect(KnownFlags.meant(by: flag, of: program) == nil)
  }

  @Test func `the releases that take all flags are those that are judged by`() throws {
    let facts = try ["insecure-port", "encryption-provider-config"].map {
      try #require(KnownFlags.fact(named: $0, of: .kubeAPIServer))
    }
    let range = ReleaseRange(fitting: facts, among: KubernetesVersion.knownMinors)
    #expect(range.minors == Array(13...23))
    #expect(range.isBefore(24) && range.isSince(13) && !range.isBefore(20))
    #expect(ReleaseRange(fitting: [], among: 10...36).minors.count == 27)
  }

  @Test(arguments: [
    ("https://10.0.0.1:2379", "https", "10.0.0.1", 2379), ("http://[::1]:80/x", "http", "::1", 80),
    ("https://etcd-1", "https", "etcd-1", nil as Int?),
  ])
  func `a URL is a scheme, a host and a port`(
    text: String,
    scheme: String,
    host: String,
    port: Int?
  ) throws {
    let url = try #require(FlagURL(text))
    #expect((url.scheme, url.host, url.port ?? 0) == (scheme, host, port ?? 0))
  }

  @Test(arguments: ["", "10.0.0.1:2379", "https:/x", "https://a:1:2", "https://$IP:1", "https://"])
  func `what is no URL is none`(text: String) {
    #expect(FlagURL(text) == nil)
  }
}
