import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `A part of a cluster's tree` {
  @Test func `is made alone where only that is asked for`() throws {
    let fixture = try GenerationFixture()
    let spec = try ClusterFixture.balanced()
    try fixture.run(spec) { $0.only = ["node-1"] }
    let names = fixture.files()
    #expect(names.contains("hosts/node-1/var/lib/kubelet/kubeconfig"))
    #expect(names.contains("pki/ca.pem") && names.contains("manifests/00-rbac.yaml"))
    #expect(!names.contains { $0.hasPrefix("hosts/") && !$0.hasPrefix("hosts/node-1/") })
    #expect(!names.contains { $0.contains("node-0") || $0.contains("controller-1") })
    // The rest can follow, and nothing of the first changes.
    let before = try fixture.contents()
    try fixture.run(spec)
    let after = try fixture.contents()
    #expect(before.allSatisfy { after[$0.key] == $0.value })
    #expect(after.keys.contains { $0.hasPrefix("hosts/controller-1/") })
  }

  @Test func `leaves the others alone, and says that they are behind`() throws {
    let fixture = try GenerationFixture()
    var spec = try ClusterFixture.balanced()
    try fixture.run(spec)
    spec.endpoint.host = "api.example.org"
    let before = try fixture.contents()
    let output = try fixture.run(spec) { $0.only = ["controller-2"] }
    let after = try fixture.contents()
    for (path, bytes) in before where path.hasPrefix("hosts/") && !path.contains("controller-2") {
      #expect(after[path] == bytes, "\(path)")
    }
    #expect(output.reissued.first.map(\.name) == ["kube-apiserver"])
    #expect(output.warnings.count == 1)
    #expect(try fixture.run(spec).warnings.isEmpty)
  }

  @Test func `that no longer belongs to anybody stays and is told`() throws {
    let fixture = try GenerationFixture()
    try fixture.run(try ClusterFixture.balanced(workers: 2))
    try fixture.addOthersFiles()
    let before = fixture.files()
    // Neither a run that writes nothing nor one that writes removes anything.
    for version in ["1.36", "1.35"] {
      var spec = try ClusterFixture.balanced(workers: 1)
      spec.kubernetesVersion = try KubernetesVersion(version)
      let output = try fixture.run(spec)
      #expect(output.isChanged == (version == "1.35"))
      #expect(Set(output.leftOver.first) == GenerationFixture.node1)
      #expect(output.removed.isEmpty)
      #expect(fixture.files() == before)
    }
  }

  @Test func `is removed where that is asked for, and nothing of anybody else's`() throws {
    let fixture = try GenerationFixture()
    try fixture.run(try ClusterFixture.balanced(workers: 2))
    try fixture.addOthersFiles()
    let spec = try ClusterFixture.balanced(workers: 1)
    let before = Set(fixture.files())
    let output = try fixture.run(spec) { $0.prunes = true }
    #expect(Set(output.removed.first) == GenerationFixture.node1)
    #expect(output.leftOver.isEmpty)
    let removed = before.subtracting(fixture.files())
    #expect(removed.allSatisfy { $0.contains("node-1") })
    for path in GenerationFixture.othersFiles {
      #expect(try fixture.text(path) == "somebody's own\n", "\(path)")
    }
    #expect(!fixture.scratch.has("out/pki/node-1-kubelet-key.pem"))
    #expect(!fixture.scratch.has("out/hosts/node-1/var/lib/kubelet"))
    #expect(try !fixture.run(spec) { $0.prunes = true }.isChanged)
  }

  @Test func `of a role that a machine no longer has goes as well`() throws {
    let fixture = try GenerationFixture()
    var spec = try ClusterFixture.balanced()
    spec.hosts.listed[3].roles = [.etcd, .controlPlane, .loadBalancer]
    spec.network.apiServerPort = 6444
    try fixture.run(spec)
    spec.hosts.listed[3].roles = [.etcd, .controlPlane]
    let told = try fixture.run(spec)
    let paths: Set = [
      "hosts/controller-3/etc/haproxy/haproxy.cfg",
      "hosts/controller-3/etc/kubernetes/load-balancer/ca.pem",
    ]
    #expect(Set(told.leftOver.first) == paths)
    let output = try fixture.run(spec) { $0.prunes = true }
    #expect(Set(output.removed.first) == paths)
    #expect(paths.allSatisfy { !fixture.scratch.has("out/" + $0) })
  }

  @Test(arguments: HostLayout.allCases, PKISettings.Hierarchy.allCases)
  func `is known wherever a machine may have it`(
    layout: HostLayout,
    hierarchy: PKISettings.Hierarchy
  ) throws {
    var spec = try ClusterFixture.balanced(hierarchy, layout: layout) { $0.clusterSigning = true }
    spec.loadBalancer.healthProxy = true
    for kind in [LoadBalancer.Kind.haproxy, .nginx] {
      spec.loadBalancer.kind = kind
      let host = try ClusterFixture.host("all", "10.0.0.1", Set(HostRole.allCases))
      let paths = ClusterPlan(spec).artifacts(for: host).map(\.path)
        .filter { $0.hasPrefix("hosts/all/") }.map { String($0.dropFirst("hosts/all".count)) }
      #expect(paths.filter { !ClusterLeftovers.overlayPaths.contains($0) } == [])
    }
  }

  @Test func `that is an authority's of another hierarchy is never removed`() throws {
    let fixture = try GenerationFixture()
    try fixture.run(try ClusterFixture.balanced())
    let output = try fixture.run(try ClusterFixture.balanced(.single)) { $0.prunes = true }
    #expect(fixture.scratch.has("out/pki/etcd-ca-key.pem"))
    #expect(fixture.scratch.has("out/pki/break-glass-key.pem"))
    #expect(output.leftOver.count > 0)
    #expect(!fixture.scratch.has("out/pki/controller-1-etcd-key.pem"))
    #expect(!fixture.scratch.has("out/hosts/controller-1/etc/etcd/etcd-peer-key.pem"))
  }
}

extension GenerationFixture {
  /// What is told of a worker that is gone.
  static let node1: Set<String> = [
    "hosts/node-1", "kubeconfigs/node-1.kubeconfig", "pki/node-1-kubelet-key.pem",
    "pki/node-1-kubelet-serving-key.pem", "pki/node-1-kubelet-serving.csr",
    "pki/node-1-kubelet-serving.pem", "pki/node-1-kubelet.csr", "pki/node-1-kubelet.pem",
  ]

  /// Names that look like ours and are not.
  static let othersFiles = [
    "README", "pki/my-kubelet.pem", "pki/dev.pem", "kubeconfigs/dev.kubeconfig",
    "hosts/laptop/etc/motd", "hosts/node-1/etc/motd", "hosts/node-0/etc/motd", "manifests/app.yaml",
  ]

  func addOthersFiles() throws {
    for path in GenerationFixture.othersFiles {
      try scratch.write("out/" + path, "somebody's own\n")
    }
  }
}

@Suite struct `A look at what would be done` {
  @Test(arguments: [GenerateCluster.Mode.dryRun, .diff])
  func `writes nothing, and counts as the run itself does`(mode: GenerateCluster.Mode) throws {
    let fixture = try GenerationFixture()
    var spec = try ClusterFixture.balanced()
    let first = try fixture.run(spec) { $0.mode = mode }
    #expect(fixture.scratch.names().isEmpty)
    let made = try fixture.run(spec)
    #expect(first.added.count == made.added.count)
    #expect(first.made.first == made.made.first)
    spec.endpoint.host = "api.example.org"
    spec.hosts.listed[5].addresses = [try IPAddress("10.7.7.7")]
    let before = fixture.traces()
    let second = try fixture.run(spec) { $0.mode = mode }
    #expect(fixture.traces() == before)
    let again = try fixture.run(spec)
    #expect(second.changed.first == again.changed.first)
    #expect(second.changed.count == again.changed.count)
    #expect(second.reissued.first == again.reissued.first)
    #expect(second.unchangedCount == again.unchangedCount)
    #expect(try !fixture.run(spec) { $0.mode = mode }.isChanged)
  }

  @Test func `shows texts by lines, certificates by facts and keys by fingerprints`() throws {
    let fixture = try GenerationFixture()
    var spec = try ClusterFixture.balanced()
    try fixture.run(spec)
    spec.kubernetesVersion = try KubernetesVersion("1.35")
    spec.endpoint.host = "api.example.org"
    spec.encryption.provider = .local(.aesgcm)
    try fixture.remove("pki/kube-proxy-key.pem")
    let secrets = try ["pki/encryption-config.yaml", "pki/admin-key.pem"].flatMap { path in
      try fixture.text(path).split(separator: "\n").map(String.init).filter { $0.utf8.count > 40 }
    }
    let shown = Guarded<[FileDifference]>([])
    try fixture.run(
      spec,
      { $0.mode = .diff },
      progress: { event in
        if case .differs(let difference) = event { shown.withLock { $0.append(difference) } }
      }
    )
    let differences = shown.withLock { $0 }
    func lines(_ path: String) -> [String] { differences.first { $0.path == path }?.lines ?? [] }
    #expect(
      lines("hosts/node-0/etc/systemd/system/kubelet.service").suffix(2)
        == ["-version: 1.36", "+version: 1.35"]
    )
    let certificate = lines("pki/kube-apiserver.pem")
    #expect(
      certificate.contains(
        "+made anew: it lacks DNS:api.example.org, and it should not have IP:192.168.26.10"
      ) || certificate.contains("+made anew: it lacks DNS:api.example.org")
    )
    #expect(certificate.contains("+name DNS:api.example.org"))
    #expect(certificate.contains(" name DNS:kubernetes"))
    #expect(lines("kubeconfigs/admin.kubeconfig").contains("+server https://api.example.org:6443"))
    #expect(lines("pki/kube-proxy-key.pem").contains("+a new one"))
    #expect(
      lines("pki/encryption-config.yaml").contains { $0.hasPrefix("-    key key1, SHA-256 ") }
    )
    let all = differences.flatMap(\.lines).joined(separator: "\n")
    #expect(!secrets.isEmpty && secrets.allSatisfy { !all.contains($0) })
    #expect(!all.contains("PRIVATE KEY"))
  }
}
