import KTHWCore
import KTHWTestSupport
import Testing

/// A cluster changes, and its tree with it, no more than it must.
@Suite struct `A tree follows its description` {
  static let third = """
    roles: [worker]
          podCIDR: 10.99.2.0/24
        - name: node3
          address: 192.168.56.13
          roles: [worker]
          podCIDR: 10.99.3.0/24
    """

  func changed(
    _ before: [String: ClusterBench.Content],
    _ after: [String: ClusterBench.Content]
  ) -> [String] {
    before.filter { after[$0.key] != $0.value }.keys.sorted()
  }

  @Test func `one more worker changes four files and the description, and adds its own`() throws {
    let bench = try ClusterBench(.minimal)
    try bench.generate().expecting(0)
    let small = try #require(try bench.contents())
    try bench.change("roles: [worker]\n      podCIDR: 10.99.2.0/24", to: Self.third)
    try bench.generate().expecting(0)
    let large = try #require(try bench.contents())
    #expect(
      changed(small, large) == [
        ".kthwctl",
        "cluster.yaml",
        "hosts/node1/etc/hosts.d/50-kubernetes.hosts",
        "hosts/node1/etc/kubernetes/network/pod-routes",
        "hosts/node2/etc/kubernetes/network/pod-routes",
        "manifests/smoke-test.sh",
      ]
    )
    let added = large.keys.filter { small[$0] == nil }
    #expect(added.count > 20 && added.allSatisfy { $0.contains("node3") })

    // And back: what is gone is told, and removed when that is said.
    try bench.describe(ClusterStarter.minimal.text(kubernetesVersion: .newest))
    let told = try bench.generate().expecting(0)
    #expect(told.errorText.contains("left 8 files that the cluster no longer has"), "\(told)")
    #expect(try bench.contents()?.count == large.count)
    try bench.scratch.write("out/hosts/node3/etc/mine", "kept")
    let pruned = try bench.generate("--prune").expecting(0)
    #expect(pruned.errorText.contains("removed 8 files: hosts/node3"))
    let rest = bench.files().filter { $0.contains("node3") }
    #expect(rest == ["hosts/node3/etc/mine"])
    #expect(bench.besides() == [])
  }

  @Test(arguments: ClusterStarter.allCases)
  func `nothing of a removed worker outlives --prune`(starter: ClusterStarter) throws {
    let bench = try ClusterBench(starter)
    let spec = try ClusterSpec(reading: bench.scratch.bytes("cluster.yaml"), file: "c")
    let free = spec.hosts.having(.worker)[0].address
    try bench.generate().expecting(0)
    let before = try bench.contents()
    let new =
      "  hosts:\n    - {name: gone, address: \(free.advanced(by: 99) ?? free), roles: [worker, etcd]}\n"
    try bench.change("  hosts:\n", to: new)
    try bench.generate().expecting(0)
    #expect(bench.files().contains { $0.contains("gone") })
    try bench.describe(starter.text(kubernetesVersion: .newest))
    try bench.generate("--prune").expecting(0)
    let after = try #require(try bench.contents())
    #expect(after.keys.sorted() == before?.keys.sorted())
  }

  @Test func `a controller's new name reissues what serves by it, and keeps keys`() throws {
    let bench = try ClusterBench(.haHAProxy)
    try bench.generate().expecting(0)
    let before = try #require(try bench.contents())
    try bench.change(
      "192.168.26.12\n",
      to: "192.168.26.12\n      hostnames: [second.example.org]\n"
    )
    let result = try bench.generate("-o", "json").expecting(0)
    let report = try ClusterBench.document(result, "json")
    let reissued = report["credentialsReissued"]?["first"]?.items?.compactMap { $0["name"]?.text }
    #expect(reissued == ["kube-apiserver", "controller-2-etcd", "controller-2-etcd-peer"])
    #expect(report["credentialsMade"]?["count"] == .integer(0))
    let after = try #require(try bench.contents())
    #expect(after.count == before.count)
    #expect(!changed(before, after).contains { $0.hasSuffix("-key.pem") })
    let keys = before.filter { $0.key.hasSuffix("-key.pem") }
    #expect(keys.count > 20 && keys.allSatisfy { after[$0.key] == $0.value })
    for name in ["kube-apiserver", "controller-2-etcd"] {
      let names = try bench.certificate(name)?.subjectAlternativeNames ?? []
      #expect(names.contains(.dns("second.example.org")), "\(name)")
    }
  }

  @Test(arguments: [("2027-10-30T00:00:00Z", true), ("2027-10-01T00:00:00Z", false)])
  func `a certificate near its end is made anew, its key and authority stay`(
    moment: String,
    isNear: Bool
  ) throws {
    let bench = try ClusterBench(.singleNode)
    try bench.generate("--at", FaultCluster.moment).expecting(0)
    let before = try #require(try bench.contents())
    let result = try bench.generate("--at", moment).expecting(0)
    let after = try #require(try bench.contents())
    // The break-glass certificate lives for a month only.
    #expect(result.errorText.contains("reissued break-glass"))
    #expect(result.errorText.contains("reissued kube-apiserver:") == isNear, "\(result)")
    #expect((before["pki/kube-apiserver.pem"] != after["pki/kube-apiserver.pem"]) == isNear)
    for path in before.keys where path.hasSuffix("-key.pem") || path.hasSuffix("ca.pem") {
      #expect(before[path] == after[path], "\(path)")
    }
  }

  @Test func `--only makes one host's files, and leaves the others' alone`() throws {
    let bench = try ClusterBench(.minimal)
    try bench.generate("--only", "node2").expecting(0)
    #expect(bench.scratch.has("out/hosts/node2/etc"))
    #expect(!bench.scratch.has("out/hosts/node1"))
    try bench.generate().expecting(0)
    let before = try #require(try bench.contents())
    try bench.change("network:", to: "extraArgs: {kubelet: {v: \"4\"}}\n  network:")
    try bench.generate("--only", "node2").expecting(0)
    let after = try #require(try bench.contents())
    #expect(
      changed(before, after) == [
        "cluster.yaml", "hosts/node2/etc/systemd/system/kubelet.service",
      ]
    )
  }
}
