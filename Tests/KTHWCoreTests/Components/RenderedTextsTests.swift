import Testing

@testable import KTHWCore

@Suite struct `Texts of machines that are alike` {
  /// A cluster in which every kind of machine comes twice.
  private func spec(_ version: KubernetesVersion, _ layout: HostLayout) throws -> ClusterSpec {
    var spec = try ClusterFixture.balanced(workers: 2, layout: layout)
    spec.kubernetesVersion = version
    spec.versions = .recommended(for: version)
    spec.hosts.listed.append(
      try ClusterFixture.host("long-name-of-a-worker", "fd00::7", [.worker])
    )
    spec.hosts.listed.append(try ClusterFixture.host("w", "fd00::1:8", [.worker]))
    return spec
  }

  @Test(arguments: Array(KubernetesVersion.knownMinors), HostLayout.allCases)
  func `are what each machine would get by itself`(minor: Int, layout: HostLayout) throws {
    let spec = try spec(KubernetesVersion("1.\(minor)"), layout)
    let texts = RenderedTexts()
    var count = 0
    for host in spec.hosts {
      for file in RenderedFile.allCases
      where !file.isClusterWide && file.belongs(on: host, in: spec) {
        // The one that fails for want of something fails here as well.
        let own = Result { try file.text(for: host, in: spec) }
        let shared = Result { try texts.text(of: file, for: host, in: spec) }
        #expect((try? own.get()) == (try? shared.get()), "\(file.rawValue) on \(host.name)")
        count += 1
      }
    }
    #expect(count > 60)
  }

  @Test func `are made once for all of them`() throws {
    let spec = try ClusterFixture.balanced(workers: 2)
    let texts = RenderedTexts()
    let workers = spec.hosts.having(.worker)
    for file in [RenderedFile.kubeletUnit, .hostEntries, .kubeProxyConfiguration] {
      let first = try texts.text(of: file, for: workers[0], in: spec)
      #expect(try texts.text(of: file, for: workers[1], in: spec) != first, "\(file.rawValue)")
    }
    var other = spec
    other.versions.pause = ReleaseNumber(99, 9)
    let first = try texts.text(of: .containerdConfiguration, for: workers[0], in: spec)
    // A description that changes meanwhile would go unnoticed, and does not.
    #expect(try texts.text(of: .containerdConfiguration, for: workers[1], in: other) == first)
    #expect(try RenderedFile.containerdConfiguration.text(for: workers[1], in: other) != first)
  }
}
