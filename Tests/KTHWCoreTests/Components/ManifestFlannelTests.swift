import Testing

@testable import KTHWCore

@Suite struct `The manifest of flannel` {
  @Test func `its settings name the pods' addresses and how pods join`() throws {
    let map = try ManifestFixture.object("ConfigMap", of: .flannelManifest, in: .fixture())
    #expect(
      map["data"]?["net-conf.json"]?.text == """
        {
          "Network": "10.200.0.0/16",
          "Backend": {
            "Type": "vxlan"
          }
        }

        """
    )
    let plugins = try #require(map["data"]?["cni-conf.json"]?.text)
    let list = try JSONReader.node(from: Array(plugins.utf8))
    #expect(list["cniVersion"]?.text == "0.3.1")
    #expect(list["plugins"]?.items?.map { $0["type"]?.text } == ["flannel", "portmap"])
  }

  @Test func `addresses of version 6 take the place of those of version 4`() throws {
    let map = try ManifestFixture.object(
      "ConfigMap",
      of: .flannelManifest,
      in: ManifestFixture.six()
    )
    let text = try #require(map["data"]?["net-conf.json"]?.text)
    let settings = try JSONReader.node(from: Array(text.utf8))
    #expect(settings["EnableIPv4"] == .boolean(false))
    #expect(settings["EnableIPv6"] == .boolean(true))
    #expect(settings["IPv6Network"]?.text == "fd00:10::/56")
    #expect(settings["Network"] == nil)
  }

  @Test func `a release without version 6 is refused it`() throws {
    let spec = try ManifestFixture.six(minor: 18)
    let error = #expect(throws: KTHWError.self) {
      try RenderedFile.flannelManifest.text(for: nil, in: spec)
    }
    #expect(error?.code == .unsupported)
    #expect(error?.description.contains("flannel 0.14.0 has no IPv6") == true)
  }

  // The tags that the releases' own Documentation/kube-flannel.yml have.
  @Test(arguments: [
    ("0.13.0", "quay.io/coreos/flannel:v0.13.0", nil),
    ("0.14.0", "quay.io/coreos/flannel:v0.14.0", nil),
    (
      "0.19.2", "docker.io/rancher/mirrored-flannelcni-flannel:v0.19.2",
      "docker.io/rancher/mirrored-flannelcni-flannel-cni-plugin:v1.1.0"
    ),
    ("0.22.3", "docker.io/flannel/flannel:v0.22.3", "docker.io/flannel/flannel-cni-plugin:v1.2.0"),
    (
      "0.25.7", "docker.io/flannel/flannel:v0.25.7",
      "docker.io/flannel/flannel-cni-plugin:v1.5.1-flannel2"
    ),
    (
      "0.26.7", "ghcr.io/flannel-io/flannel:v0.26.7",
      "ghcr.io/flannel-io/flannel-cni-plugin:v1.6.2-flannel1"
    ),
    (
      "0.27.4", "ghcr.io/flannel-io/flannel:v0.27.4",
      "ghcr.io/flannel-io/flannel-cni-plugin:v1.8.0-flannel1"
    ),
  ])
  func `images are those that the release was published as`(
    release: String,
    image: String,
    plugin: String?
  ) throws {
    var spec = try ClusterSpec.fixture()
    spec.versions.flannel = try ReleaseNumber(release)
    let pod = try #require(daemonSets(spec).first?.at("spec.template.spec"))
    #expect(pod.at("containers.0.image")?.text == image)
    let installers = pod["initContainers"]?.items?.compactMap { $0["image"]?.text }
    #expect(installers == [plugin, image].compactMap { $0 })
  }

  @Test func `a plugin that the release does not bring is asked for`() throws {
    let old = try RenderedFile.flannelManifest.text(for: nil, in: .fixture(minor: 18))
    #expect(old.contains("This release does not bring the CNI plugin named flannel"))
    let new = try RenderedFile.flannelManifest.text(for: nil, in: .fixture())
    #expect(!new.contains("does not bring"))
  }

  @Test func `releases with an image for each processor get a set for each`() throws {
    let sets = try daemonSets(.fixture(minor: 15))
    #expect(
      sets.map { $0.at("spec.template.spec.containers.0.image")?.text } == [
        "quay.io/coreos/flannel:v0.11.0-amd64", "quay.io/coreos/flannel:v0.11.0-arm64",
      ]
    )
    let processors = sets.compactMap { set in
      set.at("spec.template.spec.nodeSelector")?.entries?.last.map { "\($0.key) \($0.value)" }
    }
    #expect(Set(processors).count == 2)
    let selectors = sets.compactMap { $0.at("spec.selector.matchLabels") }
    #expect(Set(selectors).count == 2)
  }

  @Test(arguments: ManifestFixture.everyVersion)
  func `labels and classes are those that the version knows`(minor: Int) throws {
    let spec = try ClusterSpec.fixture(minor: minor)
    let namespace = try ManifestFixture.object("Namespace", of: .flannelManifest, in: spec)
    #expect((namespace.at("metadata.labels") != nil) == (minor >= 23))
    for set in try daemonSets(spec) {
      let pod = try #require(set.at("spec.template.spec"))
      // Before 1.17 the API server refuses the class outside kube-system.
      #expect((pod["priorityClassName"] != nil) == (minor >= 17))
      let prefix = minor >= 14 ? "kubernetes.io/" : "beta.kubernetes.io/"
      #expect(pod["nodeSelector"]?.entries?.allSatisfy { $0.key.hasPrefix(prefix) } == true)
    }
  }

  @Test(arguments: ManifestFixture.everyVersion)
  func `every mount has its volume, every selector its pods, and nothing is privileged`(
    minor: Int
  ) throws {
    for set in try daemonSets(.fixture(minor: minor)) {
      let pod = try #require(set.at("spec.template.spec"))
      #expect(
        set.at("spec.selector.matchLabels") == set.at("spec.template.metadata.labels")
      )
      let volumes = Set(pod["volumes"]?.items?.compactMap { $0["name"]?.text } ?? [])
      let containers = (pod["containers"]?.items ?? []) + (pod["initContainers"]?.items ?? [])
      let mounted = Set(
        containers.flatMap { $0["volumeMounts"]?.items ?? [] }.compactMap { $0["name"]?.text }
      )
      #expect(volumes == mounted)
      #expect(containers.allSatisfy { $0.at("securityContext.privileged") != .boolean(true) })
      #expect(pod["hostNetwork"] == .boolean(true))
    }
  }

  private func daemonSets(_ spec: ClusterSpec) throws -> [Node] {
    try ManifestFixture.objects(of: .flannelManifest, in: spec)
      .filter { $0["kind"]?.text == "DaemonSet" }
  }
}

extension ClusterSpec {
  fileprivate static func fixture(minor: Int = 36) throws -> ClusterSpec {
    try ManifestFixture.spec(minor: minor)
  }
}
