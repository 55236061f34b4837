import Testing

@testable import KTHWCore

@Suite struct `What files are for` {
  private func expectWhole(_ path: String, location: SourceLocation = #_sourceLocation) throws {
    let found = try #require(
      ArtifactExplanation.of(path: path),
      "\(path)",
      sourceLocation: location
    )
    #expect(!found.title.isEmpty, "\(path)", sourceLocation: location)
    for text in [found.what, found.without] {
      #expect(text.last == ".", "\(path): \(text)", sourceLocation: location)
      #expect(!text.contains("NODE") && !text.contains("  "), "\(path): \(text)")
    }
    #expect(!found.readers.isEmpty, "\(path)", sourceLocation: location)
    #expect(found.readers.allSatisfy { !$0.isEmpty }, "\(path)", sourceLocation: location)
  }

  @Test(arguments: HostFile.allCases, HostLayout.allCases)
  func `every file of a machine is explained, by its path and in a tree`(
    file: HostFile,
    layout: HostLayout
  ) throws {
    for hierarchy in PKISettings.Hierarchy.allCases {
      let path = layout.path(of: file, in: hierarchy)
      try expectWhole(path)
      try expectWhole("out/hosts/node-1" + path)
      let found = try #require(ArtifactExplanation.of(path: path))
      #expect(!found.roles.isEmpty, "\(path)")
      #expect(hierarchy == .single || found.paths.contains(path), "\(path)")
    }
  }

  @Test(arguments: PKISettings.Hierarchy.allCases)
  func `every credential of a cluster is explained`(hierarchy: PKISettings.Hierarchy) throws {
    let spec = try ClusterFixture.balanced(hierarchy)
    let catalog = CertificateCatalog(spec)
    let own = spec.hosts.flatMap { catalog.credentials(of: $0) }
    for credential in catalog.shared + own {
      for artifact in credential.artifacts { try expectWhole(artifact.path) }
    }
    for recipe in spec.sharedKubeconfigs { try expectWhole(recipe.path) }
  }

  @Test(arguments: RenderedFile.allCases)
  func `every text is explained, by its name and by its place`(file: RenderedFile) throws {
    try expectWhole(file.rawValue)
    if let unit = file.unitName { try expectWhole(unit) }
    for layout in HostLayout.allCases where !file.isClusterWide {
      try expectWhole(file.path(in: layout))
      #expect(ArtifactExplanation.of(path: file.path(in: layout))?.title == file.rawValue)
    }
    let found = try #require(ArtifactExplanation.of(path: file.rawValue))
    #expect(found.roles.isEmpty == file.isClusterWide)
  }

  @Test(arguments: ComponentIdentity.all.map(\.name))
  func `every component's credential has a meaning`(name: String) throws {
    let component = try #require(ComponentIdentity.named(name))
    let meaning = try #require(ComponentMeaning.of(component))
    #expect(meaning.without.last == ".")
    #expect(meaning.ending.last != "." && meaning.noun.last != ".")
    try expectWhole(name)
    #expect(ComponentMeaning.all.count { $0.component == name } == 1)
  }

  @Test(arguments: [
    ("kubernetes.pem", "the API server's certificate"),
    ("api-key.pem", "the private key to the API server's certificate"),
    ("kubernetes-crt.pem", "the API server's certificate"),
    ("admin-csr.pem", "the request for the administrator's certificate"),
    ("kube-proxy-csr.json", "what cfssl is asked for: kube-proxy's certificate"),
    ("/etc/kubernetes/pki/etcd/server.crt", "etcd's certificate towards its clients"),
    ("etcd/ca.crt", "etcd's authority"), ("ca.crt", "the cluster's authority"),
    ("pki/sa.key", "the private key to the certificate of the service accounts' key"),
    ("n1-etcd-peer.pem", "etcd's certificate towards its other members"),
    ("out/hosts/n7/var/lib/kubelet/kubeconfig", "the kubeconfig of the kubelet of n7"),
    ("encryption-config.yml", "the encryption configuration"),
    ("ca-config.json", "cfssl's signing policy"), ("cluster.yaml", "the description of a cluster"),
  ])
  func `names of tutorials and of kubeadm are known`(path: String, title: String) throws {
    #expect(ArtifactExplanation.of(path: path)?.title == title)
  }

  @Test(arguments: [
    "", "/", "notes.txt", "photo.pem.jpg", ".pem", "-key.pem.bak", "../..", "stranger",
  ])
  func `nothing is made up of other names`(path: String) {
    #expect(ArtifactExplanation.of(path: path) == nil)
  }

  @Test func `who reads a file is found in what is rendered`() {
    #expect(ArtifactReader.readers(of: .etcdCA) == ["kube-apiserver --etcd-cafile"])
    #expect(
      ArtifactReader.readers(of: .etcdMemberCA) == [
        "etcd --trusted-ca-file, --peer-trusted-ca-file"
      ]
    )
    #expect(
      ArtifactReader.readers(of: .clusterCAKey)
        == ["kube-controller-manager --cluster-signing-key-file"]
    )
    #expect(ArtifactReader.readers(of: .kubeletConfiguration) == ["kubelet --config"])
  }

  @Test func `what steps of tutorials make is known`() {
    for step in TutorialStep.all {
      #expect(!step.heading.isEmpty && !step.makes.isEmpty)
      for thing in step.makes {
        // A bare name is that of a unit as well.
        let path = ComponentIdentity.named(thing) == nil ? thing : "\(thing).pem"
        let explanation = ArtifactExplanation.of(path: path)
        #expect(explanation?.steps.contains(step) == true, "\(step.heading): \(thing)")
      }
    }
    #expect(Set(TutorialStep.all.map(\.tutorial)) == Set(TutorialStep.Tutorial.allCases))
  }
}
