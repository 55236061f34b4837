import Testing

@testable import KTHWCore

/// What kubelets, proxies, schedulers and API servers read.
struct HostConfigurationTests {
  private func node(_ text: String) throws -> Node {
    try #require(try YAMLReader.node(from: Array(text.utf8)))
  }

  private func keys(_ node: Node?) -> Set<String> {
    Set(node?.entries?.map(\.key) ?? [])
  }

  @Test(arguments: KubernetesVersion.knownMinors, Shape.allCases)
  func `a kubelet reads every field that it is given`(minor: Int, shape: Shape) throws {
    let spec = try shape.spec(minor)
    for text in try spec.all(.kubeletConfiguration) {
      let node = try node(text)
      #expect(node.entries?.count == keys(node).count)
      #expect(keys(node).subtracting(ConfigurationFacts.kubelet.known(in: minor)) == [])
      #expect(ConfigurationFacts.neededByKubelet.known(in: minor).subtracting(keys(node)) == [])
      #expect(node["apiVersion"]?.text == "kubelet.config.k8s.io/v1beta1")
      #expect(node["authentication"]?["anonymous"]?["enabled"] == .boolean(false))
      #expect(node["authentication"]?["webhook"]?["enabled"] == .boolean(true))
      #expect(node["authentication"]?["x509"]?["clientCAFile"]?.text == spec.path(of: .clusterCA))
      #expect(node["authorization"]?["mode"]?.text == "Webhook")
      #expect(node["readOnlyPort"] == .integer(0))
      #expect(node["tlsCertFile"]?.text == spec.path(of: .kubeletServingCertificate))
      #expect(node["tlsPrivateKeyFile"]?.text == spec.path(of: .kubeletServingKey))
      #expect(node["clusterDomain"]?.text == spec.network.clusterDomain)
      #expect(node["clusterDNS"]?.items?.map(\.text) == [spec.network.clusterDNS.description])
      #expect(node["rotateCertificates"] == .boolean(spec.pki.clusterSigning))
    }
  }

  @Test(arguments: KubernetesVersion.knownMinors, Shape.allCases)
  func `kube-proxy reads every field that it is given`(minor: Int, shape: Shape) throws {
    let spec = try shape.spec(minor)
    for host in spec.hosts.listed where host.has(.worker) {
      let node = try node(RenderedFile.kubeProxyConfiguration.text(for: host, in: spec))
      #expect(node.entries?.count == keys(node).count)
      #expect(keys(node).subtracting(ConfigurationFacts.kubeProxy.known(in: minor)) == [])
      let conntrack = keys(node["conntrack"])
      #expect(conntrack.subtracting(ConfigurationFacts.conntrack.known(in: minor)) == [])
      let mode = try #require(node["mode"]?.text)
      #expect(ConfigurationFacts.proxyModes.known(in: minor).contains(mode))
      #expect(node["hostnameOverride"]?.text == host.name.text)
      // The word came with 1.31; before, only blocks of addresses are known.
      #expect(node["nodePortAddresses"] == (minor >= 31 ? .sequence([.string("primary")]) : nil))
      #expect(node["clusterCIDR"]?.text == spec.network.podCIDR.description)
      #expect(node["clientConnection"]?["kubeconfig"]?.text == "/var/lib/kube-proxy/kubeconfig")
    }
  }

  @Test(arguments: KubernetesVersion.knownMinors)
  func `the scheduler takes the API version that it is given`(minor: Int) throws {
    let spec = try Shape.haproxy.spec(minor)
    let node = try node(#require(try spec.first(.schedulerConfiguration)))
    let version = try #require(node["apiVersion"]?.text)
    #expect(ConfigurationFacts.scheduler.known(in: minor).contains(version))
    #expect(keys(node).subtracting(ConfigurationFacts.schedulerFields.known(in: minor)) == [])
    #expect(node["clientConnection"]?["kubeconfig"]?.text == spec.path(of: .schedulerKubeconfig))
    #expect(node["leaderElection"]?["leaderElect"] == .boolean(true))
  }

  @Test(arguments: KubernetesVersion.knownMinors)
  func `no rule of the audit policy logs what is in an object`(minor: Int) throws {
    let node = try node(#require(try Shape.haproxy.spec(minor).first(.auditPolicy)))
    let version = try #require(node["apiVersion"]?.text)
    #expect(ConfigurationFacts.audit.known(in: minor).contains(version))
    let rules = try #require(node["rules"]?.items)
    #expect(rules.allSatisfy { ["None", "Metadata"].contains($0["level"]?.text) })
    // What is dropped is named; what is left over is logged.
    #expect(rules.dropLast().allSatisfy { ($0.entries?.count ?? 0) > 1 })
    #expect(rules.last == .mapping(["level": .string("Metadata")]))
    // Secrets come first, so that rules below cannot concern them.
    let guarded = rules.first?["resources"]?.items?.flatMap { $0["resources"]?.items ?? [] }
    #expect(rules.first?["level"]?.text == "Metadata")
    #expect(
      guarded?.map(\.text) == ["secrets", "configmaps", "serviceaccounts/token", "tokenreviews"]
    )
  }

  @Test(arguments: [
    ("10.200.1.0/24", nil), ("10.200.1.0/25", nil), ("10.200.1.0/26", 61), ("10.200.1.0/28", 13),
    ("10.200.1.0/30", 1),
  ])
  func `a kubelet takes no more pods than it has addresses`(block: String, limit: Int?) throws {
    let host = try Shape.host("a", "10.0.0.1", [.etcd, .controlPlane, .worker], block)
    let spec = try ClusterSpec(hosts: ClusterHosts([host]))
    let node = try node(#require(try spec.first(.kubeletConfiguration)))
    #expect(node["maxPods"] == limit.map { .integer($0) })
  }

  @Test func `what looks like another kind of value is text`() throws {
    let spec = try Shape.oddNames.spec()
    let texts = try spec.all(.kubeProxyConfiguration)
    #expect(texts.first?.contains("hostnameOverride: \"1e3\"\n") == true)
    #expect(try spec.all(.kubeletConfiguration).first?.contains("clusterDomain: \"1.2\"\n") == true)
  }

  @Test func `sysctl parameters let packets pass in the pods' own family`() throws {
    let narrow = try #require(try Shape.haproxy.spec().first(.sysctl))
    let wide = try #require(try Shape.version6.spec().first(.sysctl))
    #expect(narrow.contains("net.ipv4.ip_forward = 1\n") && !narrow.contains("ipv6.conf"))
    #expect(wide.contains("net.ipv6.conf.all.forwarding = 1\n"))
    let modules = try #require(try Shape.haproxy.spec().first(.modules))
    #expect(
      modules.split(separator: "\n").filter { !$0.hasPrefix("#") } == ["overlay", "br_netfilter"]
    )
  }

  @Test func `every file of a host ends in a line feed and is the same when made again`() throws {
    for shape in Shape.allCases {
      let spec = try shape.spec()
      for file in RenderedFile.allCases where !file.isUnit && !file.isClusterWide {
        let text = try spec.first(file)
        #expect(text?.hasSuffix("\n") != false && text?.hasSuffix("\n\n") != true)
        #expect(text == (try shape.spec().first(file)))
      }
    }
  }
}
