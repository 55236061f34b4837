import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `A cluster's tree` {
  @Test func `is what the plan says, mode by mode`() throws {
    let fixture = try GenerationFixture()
    let spec = try ClusterFixture.balanced()
    let output = try fixture.run(spec)
    let plan = ClusterPlan(spec)
    let planned = plan.shared + spec.hosts.flatMap { plan.artifacts(for: $0) }
    #expect(Set(fixture.files()) == Set(planned.map(\.path) + [".kthwctl"]))
    for artifact in planned {
      let entry = fixture.scratch.entries().first { $0.name == "out/" + artifact.path }
      if case .link = artifact.content {
        #expect(entry?.kind == .link)
      } else {
        #expect(entry?.mode == artifact.permissions, "\(artifact.path)")
      }
    }
    #expect(output.isChanged)
    #expect(output.added.count == planned.count)
    #expect(output.made.count == 14 + 3 * 2 + 2 * 2)
    #expect(output.made.first.prefix(3) == ["ca", "etcd-ca", "front-proxy-ca"])
    #expect(output.reissued.isEmpty && output.changed.isEmpty && output.keptCount == 0)
    #expect(output.warnings == [])
    #expect(fixture.scratch.mode("out/pki") == 0o700)
  }

  @Test(.judged(by: "openssl"), arguments: PKISettings.Hierarchy.allCases, [KeySpecification.p256])
  func `holds certificates that openssl verifies strictly`(
    hierarchy: PKISettings.Hierarchy,
    key: KeySpecification
  ) throws {
    var fixture = try GenerationFixture()
    // openssl asks the real clock.
    fixture.moment = Context.system.now()
    let spec = try ClusterFixture.balanced(hierarchy) { $0.key = key }
    try fixture.run(spec)
    let catalog = CertificateCatalog(spec)
    for credential in catalog.shared + spec.hosts.flatMap({ catalog.credentials(of: $0) }) {
      guard let authority = credential.authority, let purpose = credential.purpose else { continue }
      let purposes = purpose == .peer ? ["sslserver", "sslclient"] : ["ssl\(purpose.rawValue)"]
      for name in purposes {
        try openssl(
          "verify",
          "-x509_strict",
          "-purpose",
          name,
          "-CAfile",
          "\(fixture.tree)/pki/\(authority).pem",
          "\(fixture.tree)/\(credential.certificatePath)"
        )
      }
      #expect(
        try fixture.key(credential.name).matches(fixture.certificate(credential.name).publicKey)
      )
      try openssl(
        "req",
        "-verify",
        "-noout",
        "-in",
        "\(fixture.tree)/\(credential.requestPath)"
      )
    }
  }

  @Test func `gives machines the very bytes of the signing side`() throws {
    let fixture = try GenerationFixture()
    try fixture.run(try ClusterFixture.lone())
    let files = try fixture.contents()
    let root = "hosts/solo/var/lib/kubernetes/"
    for name in [
      "ca.pem", "kube-apiserver.pem", "kube-apiserver-key.pem", "encryption-config.yaml",
    ] {
      #expect(files[root + name] == files["pki/" + name], "\(name)")
    }
    #expect(
      files["hosts/solo/var/lib/kubelet/kubeconfig"] == files["kubeconfigs/solo.kubeconfig"]
    )
    let kubeconfig = try Kubeconfig(reading: #require(files["kubeconfigs/solo.kubeconfig"]))
    let user = try #require(kubeconfig.users["system:node:solo"])
    #expect(user.clientCertificateData == files["pki/solo-kubelet.pem"])
    #expect(kubeconfig.clusters["kubernetes-the-hard-way"]?.server == "https://10.9.8.7:6443")
    #expect(
      kubeconfig.clusters["kubernetes-the-hard-way"]?.certificateAuthorityData
        == files["pki/ca.pem"]
    )
    #expect(kubeconfig.currentContext == "default")
  }

  @Test(arguments: PKISettings.Hierarchy.allCases)
  func `is not touched where nothing is to be changed`(
    hierarchy: PKISettings.Hierarchy
  ) throws {
    let fixture = try GenerationFixture()
    let spec = try ClusterFixture.balanced(hierarchy)
    let first = try fixture.run(spec)
    let before = fixture.traces()
    let second = try fixture.run(spec)
    #expect(!second.isChanged)
    #expect(second.keptCount == first.made.count)
    #expect(second.unchangedCount == first.added.count)
    #expect(fixture.traces() == before)
  }

  @Test func `changes only in what names a machine that is added`() throws {
    let fixture = try GenerationFixture()
    try fixture.run(try ClusterFixture.balanced(workers: 2))
    let before = try fixture.contents()
    let output = try fixture.run(try ClusterFixture.balanced(workers: 3))
    let after = try fixture.contents()
    #expect(before.allSatisfy { after[$0.key] == $0.value })
    #expect(output.made.first == ["node-2-kubelet", "node-2-kubelet-serving"])
    #expect(output.changed.isEmpty && output.reissued.isEmpty)
    #expect(after.keys.filter { before[$0] == nil }.allSatisfy { $0.contains("node-2") })
  }

  @Test func `follows a new control-plane machine with one certificate`() throws {
    let fixture = try GenerationFixture()
    var spec = try ClusterFixture.balanced()
    try fixture.run(spec)
    let key = try fixture.scratch.bytes("out/pki/kube-apiserver-key.pem")
    spec.hosts.listed.append(
      try ClusterFixture.host("controller-4", "192.168.26.14", [.controlPlane])
    )
    let output = try fixture.run(spec)
    #expect(
      output.reissued.first == [
        GenerateCluster.Reissue(
          name: "kube-apiserver",
          reason: .names(
            missing: [.dns("controller-4"), .ip(try IPAddress("192.168.26.14"))],
            superfluous: []
          )
        )
      ]
    )
    #expect(try fixture.scratch.bytes("out/pki/kube-apiserver-key.pem") == key)
    // Every control-plane machine got the new certificate.
    #expect(output.changed.count == 2 + 3)
  }

  @Test func `has one text per machine and version`() throws {
    let fixture = try GenerationFixture()
    var spec = try ClusterFixture.balanced()
    try fixture.run(spec)
    spec.kubernetesVersion = try KubernetesVersion("1.35")
    let output = try fixture.run(spec)
    #expect(output.reissued.isEmpty && output.made.isEmpty && output.added.isEmpty)
    #expect(output.changed.count > 0)
    #expect(
      try fixture.text("hosts/node-0/etc/systemd/system/kubelet.service")
        == "# kubelet.service of node-0\nversion: 1.35\n"
    )
  }

  @Test func `is made of ranges as of lists, and the run tells how far it is`() throws {
    let fixture = try GenerationFixture()
    let spec = try ClusterSpec(
      hosts: ClusterHosts(
        [ClusterFixture.host("solo", "10.9.8.7", [.etcd, .controlPlane, .worker])],
        ranges: [
          HostRange(
            namePrefix: "node-",
            digits: 3,
            count: 30,
            firstAddress: try IPAddress("10.1.0.1"),
            roles: [.worker]
          )
        ]
      )
    )
    let told = Guarded<[Int]>([])
    let output = try fixture.run(
      spec,
      progress: { event in
        if case .made(let done, of: 31) = event { told.withLock { $0.append(done) } }
      }
    )
    #expect(told.withLock { $0 } == Array(1...31))
    #expect(output.made.count == 14 + 4 + 60)
    #expect(output.made.first.count == 20)
    #expect(
      try fixture.certificate("node-030-kubelet").subject.commonName == "system:node:node-030"
    )
  }

  @Test func `names its parts in the plan's order, however many threads work`() throws {
    let fixture = try GenerationFixture()
    let one = try fixture.run(try ClusterFixture.balanced(workers: 9), into: "one") {
      $0.workers = 1
    }
    let many = try fixture.run(try ClusterFixture.balanced(workers: 9), into: "many") {
      $0.workers = 8
    }
    #expect(one.made.first == many.made.first)
    #expect(one.added.first == many.added.first)
    #expect(fixture.files(in: "one") == fixture.files(in: "many"))
  }
}
