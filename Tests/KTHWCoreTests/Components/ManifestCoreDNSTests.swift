import Testing

@testable import KTHWCore

@Suite struct `The manifest of the cluster's DNS` {
  @Test func `it has all that CoreDNS needs, in the order in which it is made`() throws {
    let objects = try ManifestFixture.objects(of: .coreDNSManifest, in: ManifestFixture.spec())
    #expect(
      objects.map { "\($0["kind"]?.text ?? "?") \($0.at("metadata.name")?.text ?? "?")" } == [
        "ServiceAccount coredns", "ClusterRole system:coredns",
        "ClusterRoleBinding system:coredns", "ConfigMap coredns", "Deployment coredns",
        "Service kube-dns",
      ]
    )
  }

  @Test func `the newest release is told everything that it knows`() throws {
    #expect(
      try corefile(ManifestFixture.spec()) == """
        .:53 {
            errors
            health {
                lameduck 5s
            }
            ready
            kubernetes cluster.local in-addr.arpa ip6.arpa {
                pods insecure
                fallthrough in-addr.arpa ip6.arpa
                ttl 30
            }
            prometheus :9153
            forward . /etc/resolv.conf {
                max_concurrent 1000
            }
            cache 30
            loop
            reload
            loadbalance
        }

        """
    )
  }

  // What plugin.cfg and the plugins' pages of each release say.
  @Test(arguments: [
    ("1.0.6", ["upstream", "proxy"]),
    ("1.1.3", ["upstream", "proxy", "reload"]),
    ("1.2.0", ["upstream", "proxy", "reload"]),
    ("1.2.1", ["upstream", "proxy", "loop", "reload"]),
    ("1.3.1", ["upstream", "forward", "loop", "reload"]),
    ("1.4.0", ["forward", "loop", "reload"]),
    ("1.5.0", ["ready", "forward", "loop", "reload"]),
    ("1.6.9", ["ready", "forward", "loop", "reload"]),
    ("1.7.0", ["ready", "forward", "max_concurrent", "loop", "reload"]),
    ("1.14.2", ["ready", "forward", "max_concurrent", "loop", "reload"]),
  ])
  func `a release is told only what it knows`(release: String, words: [String]) throws {
    let movable = ["ready", "upstream", "proxy", "forward", "max_concurrent", "loop", "reload"]
    let text = Corefile.text(for: try ReleaseNumber(release), clusterDomain: "cluster.local")
    let first = text.split(separator: "\n").map { $0.split(separator: " ").first.map(String.init) }
    #expect(first.compactMap { $0 }.filter(movable.contains) == words)
    #expect(text.count { $0 == "{" } == text.count { $0 == "}" })
  }

  @Test(arguments: [
    ("1.0.6", "docker.io/coredns/coredns:1.0.6", "/health", 8080),
    ("1.3.1", "docker.io/coredns/coredns:1.3.1", "/health", 8080),
    ("1.7.0", "docker.io/coredns/coredns:1.7.0", "/ready", 8181),
    ("1.8.0", "registry.k8s.io/coredns/coredns:v1.8.0", "/ready", 8181),
    ("1.14.2", "registry.k8s.io/coredns/coredns:v1.14.2", "/ready", 8181),
  ])
  func `image and probe go with the release`(
    release: String,
    image: String,
    path: String,
    port: Int
  ) throws {
    var spec = try ManifestFixture.spec()
    spec.versions.coreDNS = try ReleaseNumber(release)
    let container = try #require(deployment(spec).at("spec.template.spec.containers.0"))
    #expect(container["image"]?.text == image)
    #expect(container.at("readinessProbe.httpGet.path")?.text == path)
    #expect(container.at("readinessProbe.httpGet.port") == .integer(port))
    #expect(container.at("livenessProbe.httpGet.port") == .integer(8080))
  }

  @Test(arguments: ManifestFixture.everyVersion)
  func `fields, labels and taints are those of the version`(minor: Int) throws {
    let pod = try #require(
      deployment(ManifestFixture.spec(minor: minor)).at("spec.template.spec")
    )
    #expect((pod["priorityClassName"]?.text == "system-cluster-critical") == (minor >= 11))
    #expect((pod.at("securityContext.seccompProfile.type")?.text != nil) == (minor >= 19))
    #expect(
      pod["nodeSelector"]?.entries?.map(\.key)
        == [minor >= 14 ? "kubernetes.io/os" : "beta.kubernetes.io/os"]
    )
    let taints = pod["tolerations"]?.items?.compactMap { $0["key"]?.text } ?? []
    #expect(taints.contains("node-role.kubernetes.io/control-plane") == (minor >= 20))
    #expect(taints.contains("node-role.kubernetes.io/master") == (minor <= 24))
  }

  @Test(arguments: [(0, 0, 1), (1, 0, 1), (2, 0, 2), (9, 0, 2), (0, 1, 1), (0, 5000, 2), (1, 1, 2)])
  func `one machine gets one pod, more get two`(workers: Int, ranged: Int, pods: Int) throws {
    let spec = try ManifestFixture.spec(workers: workers, ranged: ranged)
    #expect(try deployment(spec).at("spec.replicas") == .integer(pods))
  }

  @Test func `it runs without rights that it does not need`() throws {
    let context = try #require(
      deployment(ManifestFixture.spec()).at("spec.template.spec.containers.0.securityContext")
    )
    #expect(context["allowPrivilegeEscalation"] == .boolean(false))
    #expect(context["readOnlyRootFilesystem"] == .boolean(true))
    #expect(context.at("capabilities.drop") == .texts(["ALL"]))
    #expect(context.at("capabilities.add") == .texts(["NET_BIND_SERVICE"]))
  }

  @Test func `every selector finds what it is to find`() throws {
    let spec = try ManifestFixture.spec()
    let deployment = try deployment(spec)
    let labels = try #require(deployment.at("spec.template.metadata.labels"))
    let service = try ManifestFixture.object("Service", of: .coreDNSManifest, in: spec)
    #expect(service.at("spec.selector") == labels)
    #expect(deployment.at("spec.selector.matchLabels") == labels)
    let account = try ManifestFixture.object("ServiceAccount", of: .coreDNSManifest, in: spec)
    #expect(
      deployment.at("spec.template.spec.serviceAccountName") == account.at("metadata.name")
    )
    let volume = deployment.at("spec.template.spec.volumes.0")
    #expect(volume?.at("configMap.name")?.text == "coredns")
    #expect(
      volume?["name"] == deployment.at("spec.template.spec.containers.0.volumeMounts.0.name")
    )
  }

  @Test func `the service has the address and the zone that kubelets tell pods`() throws {
    var spec = try ManifestFixture.six()
    spec.network.clusterDomain = "hard.example"
    let service = try ManifestFixture.object("Service", of: .coreDNSManifest, in: spec)
    #expect(service.at("spec.clusterIP")?.text == "fd00:20::a")
    #expect(try corefile(spec).contains("kubernetes hard.example in-addr.arpa ip6.arpa {"))
  }

  private func corefile(_ spec: ClusterSpec) throws -> String {
    let map = try ManifestFixture.object("ConfigMap", of: .coreDNSManifest, in: spec)
    return try #require(map.at("data.Corefile")?.text)
  }

  private func deployment(_ spec: ClusterSpec) throws -> Node {
    try ManifestFixture.object("Deployment", of: .coreDNSManifest, in: spec)
  }
}
