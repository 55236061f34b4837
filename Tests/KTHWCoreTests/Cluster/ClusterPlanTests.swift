import Testing

@testable import KTHWCore

@Suite struct `The plan of a cluster's tree` {
  @Test func `a worker gets its own credentials and nobody else's`() throws {
    let files = try secrets(on: "node-0", in: ClusterFixture.balanced())
    #expect(
      files == [
        "/var/lib/kube-proxy/kubeconfig: kubeconfig kube-proxy",
        "/var/lib/kubelet/kubeconfig: kubeconfig node-0-kubelet",
        "/var/lib/kubelet/kubelet-key.pem: key node-0-kubelet-serving",
      ]
    )
  }

  @Test func `a load balancer gets no key at all`() throws {
    let spec = try ClusterFixture.balanced()
    #expect(try secrets(on: "lb", in: spec).isEmpty)
    #expect(try paths(on: "lb", in: spec).contains("/etc/kubernetes/load-balancer/ca.pem"))
  }

  @Test func `a control-plane host with etcd gets both sets of keys, and no authority's`() throws {
    let files = try secrets(on: "controller-1", in: ClusterFixture.balanced())
    #expect(
      files == [
        "/etc/etcd/etcd-client-key.pem: key etcd-client",
        "/etc/etcd/etcd-key.pem: key controller-1-etcd",
        "/etc/etcd/etcd-peer-key.pem: key controller-1-etcd-peer",
        "/var/lib/kubernetes/encryption-config.yaml: encryption",
        "/var/lib/kubernetes/front-proxy-client-key.pem: key front-proxy-client",
        "/var/lib/kubernetes/kube-apiserver-etcd-client-key.pem: key kube-apiserver-etcd-client",
        "/var/lib/kubernetes/kube-apiserver-key.pem: key kube-apiserver",
        "/var/lib/kubernetes/kube-apiserver-kubelet-client-key.pem: "
          + "key kube-apiserver-kubelet-client",
        "/var/lib/kubernetes/kube-controller-manager.kubeconfig: "
          + "kubeconfig kube-controller-manager",
        "/var/lib/kubernetes/kube-scheduler.kubeconfig: kubeconfig kube-scheduler",
        "/var/lib/kubernetes/service-account-key.pem: key service-account",
      ]
    )
  }

  @Test func `hosts with one role each get that role's keys`() throws {
    let spec = try ClusterSpec(
      hosts: ClusterHosts([
        ClusterFixture.host("store", "10.0.0.1", [.etcd]),
        ClusterFixture.host("brain", "10.0.0.2", [.controlPlane]),
      ])
    )
    let store = try secrets(on: "store", in: spec)
    #expect(store.allSatisfy { $0.hasPrefix("/etc/etcd/") })
    #expect(store.count == 3)
    let brain = try secrets(on: "brain", in: spec)
    #expect(!brain.isEmpty && brain.allSatisfy { !$0.hasPrefix("/etc/etcd/") })
    #expect(!(try paths(on: "brain", in: spec)).contains { $0.contains("etcd.service") })
  }

  @Test(arguments: [true, false])
  func `the authority's key goes where certificates are signed, if anywhere`(
    signs: Bool
  ) throws {
    let spec = try ClusterFixture.balanced { $0.clusterSigning = signs }
    #expect(
      try paths(on: "controller-1", in: spec).contains("/var/lib/kubernetes/ca-key.pem") == signs
    )
    #expect(!(try paths(on: "node-0", in: spec)).contains { $0.hasSuffix("/ca-key.pem") })
  }

  @Test func `without encryption there is no configuration of it`() throws {
    var spec = try ClusterFixture.balanced()
    spec.encryption.provider = .none
    #expect(!ClusterPlan(spec).shared.contains { $0.content == .encryptionConfiguration })
    #expect(!(try paths(on: "controller-1", in: spec)).contains { $0.contains("encryption") })
  }

  @Test(arguments: HostLayout.allCases, PKISettings.Hierarchy.allCases)
  func `no two files have one path, whatever machines are called`(
    layout: HostLayout,
    hierarchy: PKISettings.Hierarchy
  ) throws {
    let nasty = [
      "ca", "etcd-ca", "x", "x-key", "x-etcd", "x-etcd-peer", "x-kubelet", "x-kubelet-serving",
      "admin", "break-glass", "kube-proxy", "kube-scheduler", "service-account", "pki",
      "encryption-config.yaml", "ca.pem", "admin.kubeconfig", "x-kubelet-key", "x-kubelet.pem",
    ]
    let hosts = try nasty.enumerated().map { number, name in
      try ClusterFixture.host(name, "10.0.0.\(number + 1)", Set(HostRole.allCases))
    }
    var spec = try ClusterFixture.balanced(hierarchy, layout: layout)
    spec.hosts = ClusterHosts(hosts)
    let plan = ClusterPlan(spec)
    let paths = (plan.shared + hosts.flatMap { plan.artifacts(for: $0) }).map(\.path)
    var seen: Set<String> = []
    #expect(paths.filter { !seen.insert($0).inserted } == [])
    // And none is a directory of another.
    let directories = paths.flatMap { path in
      path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
    }
    #expect(seen.isDisjoint(with: directories))
  }

  @Test(arguments: HostLayout.allCases, PKISettings.Hierarchy.allCases)
  func `whatever holds a key is its owner's alone`(
    layout: HostLayout,
    hierarchy: PKISettings.Hierarchy
  ) throws {
    let spec = try ClusterFixture.balanced(hierarchy, layout: layout) { $0.clusterSigning = true }
    let plan = ClusterPlan(spec)
    for artifact in plan.shared + spec.hosts.flatMap({ plan.artifacts(for: $0) }) {
      switch artifact.content {
      case .privateKey, .kubeconfig, .encryptionConfiguration:
        #expect(artifact.permissions == 0o600, "\(artifact.path)")
      case .link: #expect(artifact.permissions == 0o777)
      case .rendered(let file, _): #expect(artifact.permissions == file.permissions)
      default: #expect(artifact.permissions == 0o644, "\(artifact.path)")
      }
    }
  }

  @Test func `every unit is enabled by a link`() throws {
    let spec = try ClusterFixture.balanced()
    let host = try #require(spec.hosts.named("node-0"))
    let artifacts = ClusterPlan(spec).artifacts(for: host)
    let wants = "hosts/node-0/etc/systemd/system/multi-user.target.wants/"
    #expect(
      artifacts.contains(
        Artifact(
          path: wants + "kubelet.service",
          permissions: 0o777,
          content: .link("../kubelet.service")
        )
      )
    )
    let units = artifacts.filter { $0.path.hasSuffix(".service") && !$0.path.hasPrefix(wants) }
    #expect(artifacts.count { $0.path.hasPrefix(wants) } == units.count)
  }

  @Test func `everybody dials the endpoint, but those with an API server beside them`() throws {
    let plan = ClusterPlan(try ClusterFixture.balanced())
    let servers = plan.shared.compactMap { artifact -> String? in
      guard case .kubeconfig(let recipe) = artifact.content else { return nil }
      return "\(recipe.name) \(recipe.user) \(recipe.server)"
    }
    #expect(
      servers == [
        "admin admin https://192.168.26.10:6443",
        "break-glass break-glass https://192.168.26.10:6443",
        "kube-controller-manager system:kube-controller-manager https://127.0.0.1:6443",
        "kube-scheduler system:kube-scheduler https://127.0.0.1:6443",
        "kube-proxy system:kube-proxy https://192.168.26.10:6443",
      ]
    )
  }

  @Test func `a row tells of whom a certificate is and how long`() throws {
    let spec = try ClusterFixture.balanced()
    let rows = ClusterPlan(spec).rows(for: spec.hosts.named("node-0"))
    let row = try #require(rows.first { $0.artifact.path == "pki/node-0-kubelet-serving.pem" })
    #expect(row.summary == "certificate of node-0-kubelet-serving")
    #expect(row.credential?.names.map(\.description) == ["DNS:node-0", "IP:192.168.26.20"])
    let now = Timestamp(year: 2026, month: 11, day: 21, hour: 8, minute: 30, second: 0)
    #expect(row.credential?.validity(at: now)?.seconds == 31_536_000)
    #expect(ClusterPlan(spec).rows(for: nil).count == ClusterPlan(spec).shared.count)
  }

  private func paths(on name: String, in spec: ClusterSpec) throws -> [String] {
    try overlay(of: name, in: spec).map(\.path)
  }

  /// What a machine gets that nobody else may read.
  private func secrets(on name: String, in spec: ClusterSpec) throws -> [String] {
    try overlay(of: name, in: spec).compactMap { artifact in
      switch artifact.content {
      case .privateKey(let credential): "\(artifact.path): key \(credential)"
      case .kubeconfig(let recipe): "\(artifact.path): kubeconfig \(recipe.credential)"
      case .encryptionConfiguration: "\(artifact.path): encryption"
      default: nil
      }
    }
    .sorted()
  }

  private func overlay(of name: String, in spec: ClusterSpec) throws -> [Artifact] {
    let host = try #require(spec.hosts.named(name))
    return ClusterPlan(spec).artifacts(for: host).filter { $0.path.hasPrefix("hosts/\(name)/") }
      .map { artifact in
        var artifact = artifact
        artifact.path.removeFirst("hosts/\(name)".count)
        return artifact
      }
  }
}
