import Testing

@testable import KTHWCore

@Suite struct `The catalogue of a cluster's certificates` {
  @Test func `separate authorities come first, then what they sign`() throws {
    let catalog = CertificateCatalog(try ClusterFixture.balanced())
    #expect(
      catalog.shared.map(\.name) == [
        "ca", "etcd-ca", "front-proxy-ca", "admin", "break-glass", "kube-apiserver",
        "kube-apiserver-kubelet-client", "kube-apiserver-etcd-client", "front-proxy-client",
        "kube-controller-manager", "kube-scheduler", "kube-proxy", "service-account", "etcd-client",
      ]
    )
    #expect(catalog.shared.prefix(3).allSatisfy { $0.kind == .authority })
  }

  @Test func `a single authority signs one certificate for API servers and etcd`() throws {
    let catalog = CertificateCatalog(try ClusterFixture.balanced(.single))
    #expect(
      catalog.shared.map(\.name) == [
        "ca", "admin", "kubernetes", "kube-controller-manager", "kube-scheduler", "kube-proxy",
        "service-account",
      ]
    )
    let kubernetes = try #require(catalog.shared.first { $0.name == "kubernetes" })
    #expect(kubernetes.kind == .certificate(.peer, authority: "ca"))
    #expect(kubernetes.subject.commonName == "kubernetes")
  }

  @Test(arguments: [
    ("ca", "kubernetes-ca", [String](), CertificatePurpose.authority, String?.none),
    ("etcd-ca", "etcd-ca", [], .authority, nil),
    ("front-proxy-ca", "front-proxy-ca", [], .authority, nil),
    ("admin", "admin", ["kthw:cluster-admins"], .client, "ca"),
    ("break-glass", "break-glass", ["system:masters"], .client, "ca"),
    ("kube-apiserver", "kube-apiserver", [], .server, "ca"),
    ("kube-apiserver-kubelet-client", "kube-apiserver-kubelet-client", [], .client, "ca"),
    ("kube-apiserver-etcd-client", "kube-apiserver-etcd-client", [], .client, "etcd-ca"),
    ("front-proxy-client", "front-proxy-client", [], .client, "front-proxy-ca"),
    ("kube-controller-manager", "system:kube-controller-manager", [], .client, "ca"),
    ("kube-scheduler", "system:kube-scheduler", [], .client, "ca"),
    ("kube-proxy", "system:kube-proxy", [], .client, "ca"),
    ("etcd-client", "kube-etcd-healthcheck-client", [], .client, "etcd-ca"),
    ("controller-1-etcd", "kube-etcd", [], .peer, "etcd-ca"),
    ("controller-1-etcd-peer", "kube-etcd-peer", [], .peer, "etcd-ca"),
    ("node-0-kubelet", "system:node:node-0", ["system:nodes"], .client, "ca"),
    ("node-0-kubelet-serving", "system:node:node-0", ["system:nodes"], .server, "ca"),
  ])
  func `each names exactly whom Kubernetes expects`(
    name: String,
    user: String,
    groups: [String],
    purpose: CertificatePurpose,
    authority: String?
  ) throws {
    let credential = try credential(name, in: ClusterFixture.balanced())
    #expect(RBACIdentity(credential.subject) == RBACIdentity(user: user, groups: groups))
    #expect(credential.purpose == purpose)
    #expect(credential.authority == authority)
    #expect(credential.names.isEmpty == !purpose.needsHostNames)
  }

  @Test func `with a single authority the administrator is above RBAC`() throws {
    let admin = try credential("admin", in: ClusterFixture.balanced(.single))
    #expect(admin.subject.organizations == ["system:masters"])
  }

  @Test func `a node of the single hierarchy has one certificate both ways`() throws {
    let spec = try ClusterFixture.balanced(.single)
    let node = try #require(spec.hosts.named("node-0"))
    let credentials = CertificateCatalog(spec).credentials(of: node)
    #expect(credentials.map(\.name) == ["node-0-kubelet"])
    #expect(credentials.first?.purpose == .peer)
    #expect(credentials.first?.names == node.alternativeNames)
    let member = try #require(spec.hosts.named("controller-1"))
    #expect(CertificateCatalog(spec).credentials(of: member).isEmpty)
  }

  @Test func `the API server answers to every name that anybody dials`() throws {
    let credential = try credential("kube-apiserver", in: ClusterFixture.balanced())
    #expect(
      credential.names.map(words) == [
        "kubernetes", "kubernetes.default", "kubernetes.default.svc",
        "kubernetes.default.svc.cluster.local", "localhost", "127.0.0.1", "::1", "10.32.0.1",
        "controller-1", "controller-1.example.org", "192.168.26.11", "10.0.0.11",
        "controller-2", "192.168.26.12", "controller-3", "192.168.26.13", "lb", "192.168.26.10",
      ]
    )
  }

  @Test(arguments: [("API.example.org", "API.example.org"), ("fd00::1", "fd00::1")])
  func `the endpoint's host and the cluster's domain are names of the API server`(
    host: String,
    name: String
  ) throws {
    var spec = try ClusterFixture.balanced()
    spec.endpoint = ServerEndpoint(host: host, port: 443)
    spec.network.clusterDomain = "k8s.test"
    let names = try credential("kube-apiserver", in: spec).names.map(words)
    #expect(names.last == name)
    #expect(names.contains("kubernetes.default.svc.k8s.test"))
    #expect(!names.contains("kubernetes.default.svc.cluster.local"))
  }

  @Test func `a name that comes twice in another case stands once`() throws {
    var spec = try ClusterFixture.balanced()
    spec.endpoint = ServerEndpoint(host: "Controller-2", port: 443)
    let names = try credential("kube-apiserver", in: spec).names.map(words)
    #expect(names.count { $0.lowercased() == "controller-2" } == 1)
  }

  @Test func `a member of etcd answers to its names and to itself`() throws {
    for name in ["controller-1-etcd", "controller-1-etcd-peer"] {
      #expect(
        try credential(name, in: ClusterFixture.balanced()).names.map(words) == [
          "controller-1", "controller-1.example.org", "192.168.26.11", "10.0.0.11", "localhost",
          "127.0.0.1", "::1",
        ]
      )
    }
  }

  @Test func `subjects carry the cluster's attributes, and never a group of theirs`() throws {
    // Whoever reads a description refuses this; it has no effect in any case.
    var spec = try ClusterFixture.balanced()
    spec.pki.subject = [
      NameAttribute(.country, "US"), NameAttribute(.organization, "system:masters"),
    ]
    #expect(
      try credential("kube-scheduler", in: spec).subject
        == DistinguishedName(attributes: [
          NameAttribute(.country, "US"), NameAttribute(.commonName, "system:kube-scheduler"),
        ])
    )
    #expect(try credential("ca", in: spec).subject.values(of: .country) == ["US"])
  }

  @Test(arguments: [(GoDuration.hours(8760), GoDuration.days(30)), (.hours(24), .hours(24))])
  func `break-glass lasts a month at most`(leaf: GoDuration, expected: GoDuration) throws {
    var spec = try ClusterFixture.balanced()
    spec.pki.leafLifetime = leaf
    #expect(try credential("break-glass", in: spec).lifetime == expected)
    #expect(try credential("admin", in: spec).lifetime == leaf)
    #expect(try credential("ca", in: spec).lifetime == .hours(87600))
  }

  @Test(arguments: PKISettings.Hierarchy.allCases)
  func `every authority is listed before those it signs for`(
    hierarchy: PKISettings.Hierarchy
  ) throws {
    let spec = try ClusterFixture.balanced(hierarchy)
    let catalog = CertificateCatalog(spec)
    var known: Set<String> = []
    for credential in catalog.shared + spec.hosts.flatMap({ catalog.credentials(of: $0) }) {
      if let authority = credential.authority { #expect(known.contains(authority)) }
      #expect(known.insert(credential.name).inserted)
    }
  }

  /// A name without the word for its kind.
  private func words(_ name: SubjectAlternativeName) -> String {
    String(name.description.drop { $0 != ":" }.dropFirst())
  }

  private func credential(_ name: String, in spec: ClusterSpec) throws -> Credential {
    let catalog = CertificateCatalog(spec)
    let all = catalog.shared + spec.hosts.flatMap { catalog.credentials(of: $0) }
    return try #require(all.first { $0.name == name })
  }
}
