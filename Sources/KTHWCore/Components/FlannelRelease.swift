/// A release of flannel, and what its own manifest says of its images.
struct FlannelRelease {
  let number: ReleaseNumber

  /// The image of the daemon on machines with a processor.
  func image(for architecture: Architecture) -> String {
    let suffix = hasImagePerArchitecture ? "-\(architecture.rawValue)" : ""
    return "\(repository):v\(number)\(suffix)"
  }

  /// Up to 0.12 an image is for one kind of processor, and its tag says which.
  var hasImagePerArchitecture: Bool { number < ReleaseNumber(0, 13) }

  /// Processors as Kubernetes and images name them.
  enum Architecture: String, CaseIterable {
    case amd64, arm64
  }

  private var repository: String {
    switch number {
    case ..<ReleaseNumber(0, 16): "quay.io/coreos/flannel"
    case ..<ReleaseNumber(0, 20, 2): "docker.io/rancher/mirrored-flannelcni-flannel"
    case ..<ReleaseNumber(0, 26, 4): "docker.io/flannel/flannel"
    default: "ghcr.io/flannel-io/flannel"
    }
  }

  /// The image with the CNI plugin `flannel`; nil for releases that leave it
  /// to `containernetworking/plugins`, which had it up to 0.9.1.
  var pluginImage: String? {
    FlannelRelease.pluginImages.last { $0.from <= number }
      .map { "\($0.repository):\($0.tag)" }
  }

  /// Whether there is IPv6.
  var hasIPv6: Bool { number >= ReleaseNumber(0, 15) }

  private typealias PluginImage = (from: ReleaseNumber, repository: String, tag: String)

  // From Documentation/kube-flannel.yml of the releases.
  private static let pluginImages: [PluginImage] = {
    let mirror = "docker.io/rancher/mirrored-flannelcni-flannel-cni-plugin"
    let hub = "docker.io/flannel/flannel-cni-plugin"
    let own = "ghcr.io/flannel-io/flannel-cni-plugin"
    return [
      (ReleaseNumber(0, 15, 0), mirror, "v1.0.0"),
      (ReleaseNumber(0, 16, 0), mirror, "v1.0.1"),
      (ReleaseNumber(0, 18, 0), mirror, "v1.1.0"),
      (ReleaseNumber(0, 20, 2), hub, "v1.1.2"),
      (ReleaseNumber(0, 22, 1), hub, "v1.2.0"),
      (ReleaseNumber(0, 24, 2), hub, "v1.4.0-flannel1"),
      (ReleaseNumber(0, 25, 2), hub, "v1.4.1-flannel1"),
      (ReleaseNumber(0, 25, 5), hub, "v1.5.1-flannel1"),
      (ReleaseNumber(0, 25, 6), hub, "v1.5.1-flannel2"),
      (ReleaseNumber(0, 26, 2), hub, "v1.6.0-flannel1"),
      (ReleaseNumber(0, 26, 4), own, "v1.6.2-flannel1"),
      (ReleaseNumber(0, 27, 0), own, "v1.7.1-flannel1"),
      (ReleaseNumber(0, 27, 4), own, "v1.8.0-flannel1"),
      (ReleaseNumber(0, 28, 1), own, "v1.9.0-flannel1"),
      (ReleaseNumber(0, 28, 3), own, "v1.9.1-flannel1"),
    ]
  }()
}
