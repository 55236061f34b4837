import Testing

@testable import KTHWCore

/// What TLS bootstrapping needs, release by release: a list of its own, not
/// made from what the renderers have.
@Suite struct `A cluster whose machines join with tokens` {
  private func spec(
    _ minor: Int,
    _ hierarchy: PKISettings.Hierarchy = .separate,
    _ layout: HostLayout = .hardWay,
    pki: String = ""
  ) throws -> ClusterSpec {
    let text = """
      apiVersion: kthwctl/v1alpha1
      kind: Cluster
      metadata: {name: joined}
      spec:
        kubernetesVersion: "1.\(minor)"
        layout: \(layout.rawValue)
        hosts:
          - {name: cp, address: 10.0.0.1, roles: [etcd, control-plane]}
          - {name: node-1, address: 10.0.0.2, roles: [worker]}
        pki: {hierarchy: \(hierarchy.rawValue), nodeCredentials: bootstrap\(pki)}
      """
    return try ClusterSpec.reading(Array(text.utf8), file: "cluster.yaml").spec
  }

  private func arguments(_ unit: RenderedFile, _ host: String, in spec: ClusterSpec) throws
    -> [String]
  {
    let text = try unit.text(for: spec.hosts.named(host), in: spec)
    return text.split(whereSeparator: \.isWhitespace).map(String.init).filter {
      $0.hasPrefix("--")
    }
  }

  static let shapes = PKISettings.Hierarchy.allCases.flatMap { hierarchy in
    HostLayout.allCases.map { (hierarchy, $0) }
  }

  @Test(arguments: KubernetesVersion.knownMinors, shapes)
  func `every release gets the flags and fields that it knows`(
    minor: Int,
    shape: (PKISettings.Hierarchy, HostLayout)
  ) throws {
    let spec = try spec(minor, shape.0, shape.1)
    let server = try arguments(.apiServerUnit, "cp", in: spec)
    #expect(server.contains("--enable-bootstrap-token-auth=true"))
    #expect(server.contains("--client-ca-file=\(spec.path(of: .clusterCA))"))
    let manager = try arguments(.controllerManagerUnit, "cp", in: spec)
    #expect(manager.contains("--controllers=*,bootstrapsigner,tokencleaner"))
    #expect(manager.contains("--cluster-signing-cert-file=\(spec.path(of: .clusterCA))"))
    #expect(manager.contains("--cluster-signing-key-file=\(spec.path(of: .clusterCAKey))"))
    let duration = "cluster-signing-duration=8760h0m0s"
    #expect(manager.contains("--\(duration)") == (minor >= 19))
    #expect(manager.contains("--experimental-\(duration)") == (minor <= 18))
    let kubelet = try arguments(.kubeletUnit, "node-1", in: spec)
    #expect(kubelet.contains("--bootstrap-kubeconfig=/var/lib/kubelet/bootstrap-kubeconfig"))
    #expect(kubelet.contains("--kubeconfig=/var/lib/kubelet/kubeconfig"))
    #expect(!kubelet.contains { $0.hasPrefix("--experimental-bootstrap") })
    let file = try RenderedFile.kubeletConfiguration.text(
      for: spec.hosts.named("node-1"),
      in: spec
    )
    let node = try #require(try YAMLReader.node(from: Array(file.utf8)))
    #expect(node["apiVersion"]?.text == "kubelet.config.k8s.io/v1beta1")
    #expect(node["rotateCertificates"] == .boolean(true))
    #expect(node["serverTLSBootstrap"] == (minor >= 12 ? .boolean(true) : nil))
    #expect((node["tlsCertFile"] == nil) == (minor >= 12))
    #expect((node["tlsPrivateKeyFile"] == nil) == (minor >= 12))
    let names = Set(node.entries?.map(\.key) ?? [])
    #expect(names.subtracting(ConfigurationFacts.kubelet.known(in: minor)) == [])
  }

  @Test(arguments: KubernetesVersion.knownMinors, shapes)
  func `a machine gets a token and no credential of its kubelet as a client`(
    minor: Int,
    shape: (PKISettings.Hierarchy, HostLayout)
  ) throws {
    let spec = try spec(minor, shape.0, shape.1)
    let plan = ClusterPlan(spec)
    let host = try #require(spec.hosts.named("node-1"))
    let own = minor >= 12 ? [] : ["node-1-kubelet-serving"]
    #expect(plan.catalog.credentials(of: host).map(\.name) == own)
    #expect(plan.catalog.credentials(of: host).allSatisfy { $0.purpose == .server })
    let artifacts = plan.artifacts(for: host)
    let paths = artifacts.map(\.path)
    #expect(paths.contains("hosts/node-1/var/lib/kubelet/bootstrap-kubeconfig"))
    #expect(paths.contains("manifests/bootstrap-tokens/node-1.yaml"))
    #expect(!paths.contains("hosts/node-1/var/lib/kubelet/kubeconfig"))
    #expect(!paths.contains("kubeconfigs/node-1.kubeconfig"))
    for artifact in artifacts where artifact.path.contains("bootstrap") {
      #expect(artifact.permissions == 0o600)
    }
    #expect(plan.artifacts(for: spec.hosts[0]).allSatisfy { !$0.path.contains("bootstrap") })
  }

  @Test(arguments: KubernetesVersion.knownMinors)
  func `those who join may ask, and are approved as clients alone`(minor: Int) throws {
    let objects = try ManifestFixture.objects(of: .rbacManifest, in: spec(minor))
    let approval = "system:certificates.k8s.io:certificatesigningrequests:"
    let wanted = [
      ("kthw:kubelet-bootstrap", "system:node-bootstrapper", "system:bootstrappers:kthw:nodes"),
      (
        "kthw:node-autoapprove-bootstrap", approval + "nodeclient",
        "system:bootstrappers:kthw:nodes"
      ),
      ("kthw:node-autoapprove-rotation", approval + "selfnodeclient", "system:nodes"),
    ]
    for (name, role, group) in wanted {
      let object = try #require(objects.first { $0.at("metadata.name")?.text == name })
      #expect(object["apiVersion"]?.text == "rbac.authorization.k8s.io/v1")
      #expect(object["kind"]?.text == "ClusterRoleBinding")
      #expect(object.at("roleRef.kind")?.text == "ClusterRole")
      #expect(object.at("roleRef.name")?.text == role)
      #expect(object.at("subjects.0.kind")?.text == "Group")
      #expect(object.at("subjects.0.name")?.text == group)
    }
    #expect(objects.allSatisfy { $0["kind"]?.text == "ClusterRoleBinding" })
    #expect(objects.count == 5)
  }

  @Test func `what lasts for years is cut off at one where nobody looks at requests`() throws {
    let spec = try spec(36, pki: ", expiry: {leaf: 43800h}")
    let manager = try arguments(.controllerManagerUnit, "cp", in: spec)
    #expect(manager.contains("--cluster-signing-duration=8760h0m0s"))
    let short = try self.spec(36, pki: ", expiry: {leaf: 100h, renewBefore: 1h}")
    let flags = try arguments(.controllerManagerUnit, "cp", in: short)
    #expect(flags.contains("--cluster-signing-duration=100h0m0s"))
  }

  @Test(arguments: PKISettings.Hierarchy.allCases)
  func `serving certificates can be made here all the same, and asked for without tokens`(
    hierarchy: PKISettings.Hierarchy
  ) throws {
    let made = try spec(36, hierarchy, pki: ", nodeServing: certificates")
    let host = try #require(made.hosts.named("node-1"))
    let credentials = CertificateCatalog(made).credentials(of: host)
    #expect(credentials.map(\.name) == ["node-1-kubelet-serving"])
    let paths = ClusterPlan(made).artifacts(for: host).map(\.path)
    #expect(paths.contains("hosts/node-1/var/lib/kubelet/kubelet.pem"))
    var asked = made
    asked.pki.nodeCredentials = .certificates
    asked.pki.nodeServing = .bootstrap
    #expect(asked.problems().isEmpty)
    let clients = CertificateCatalog(asked).credentials(of: host)
    #expect(clients.map(\.name) == ["node-1-kubelet"])
    // A client's certificate with names could not be rotated.
    #expect(clients.allSatisfy { $0.purpose == .client && $0.names.isEmpty })
    let text = try RenderedFile.kubeletConfiguration.text(for: host, in: asked)
    #expect(text.contains("serverTLSBootstrap: true\n"))
    #expect(!text.contains("tlsCertFile"))
  }

  @Test(arguments: [
    (
      36, ", clusterSigning: false",
      [
        "spec.pki.clusterSigning: machines ask the cluster for certificates, and nobody there would "
          + "sign them"
      ]
    ),
    (
      11, ", nodeServing: bootstrap",
      [
        "spec.pki.nodeServing: kubelets of 1.11 ask for serving certificates behind a feature gate "
          + "only"
      ]
    ),
    (
      36, ", expiry: {token: 59s}",
      ["spec.pki.expiry.token: a token that is good for 59s is of no use"]
    ),
    (36, ", expiry: {token: 1h}", []),
    (11, "", []),
  ])
  func `what cannot work is refused`(minor: Int, pki: String, expected: [String]) {
    do {
      _ = try spec(minor, pki: pki)
      #expect(expected.isEmpty)
    } catch {
      let problems = (error as? KTHWError)?.problems ?? []
      let found = problems.map { "\($0.place?.field ?? ""): \($0.message)" }
      #expect(found == expected)
    }
  }
}
