/// Every file of a cluster's tree, in the order in which they can be made:
/// first what all share, authorities before everything, then machine by
/// machine.
///
/// The plan is pure, and a machine's part of it comes into being when it is
/// asked for, so that thousands of machines cost no memory.
///
/// ```swift
/// let plan = ClusterPlan(spec)
/// for artifact in plan.shared { print(artifact.path) }
/// for host in spec.hosts {
///   for artifact in plan.artifacts(for: host) { print(artifact.path) }
/// }
/// ```
public struct ClusterPlan: Sendable {
  /// The cluster.
  public let catalog: CertificateCatalog

  /// The cluster.
  public var spec: ClusterSpec { catalog.spec }

  /// Plans a cluster's tree.
  public init(_ spec: ClusterSpec) {
    catalog = CertificateCatalog(spec)
  }

  /// What belongs to the cluster as a whole: below `pki`, `kubeconfigs` and
  /// `manifests`.
  public var shared: [Artifact] {
    catalog.shared.flatMap(\.artifacts) + encryption + spec.sharedKubeconfigs.map(\.artifact)
      + manifests
  }

  /// The description of the cluster as its owner wrote it, beside all else:
  /// by it a tree can be judged without being told what it is for.
  ///
  /// It is none of ``shared``, because a specification that a program made
  /// was never written.
  public static let description = Artifact(
    path: "cluster.yaml",
    permissions: 0o644,
    content: .description
  )

  /// What belongs to one machine: its credentials below `pki`, its kubelet's
  /// kubeconfig or token, and what is copied onto its root, below `hosts/NAME`.
  public func artifacts(for host: ClusterHost) -> [Artifact] {
    catalog.credentials(of: host).flatMap(\.artifacts) + kubeconfigs(of: host)
      + tokens(of: host) + overlay(of: host)
  }

  /// The kubeconfigs that are one machine's alone, below `kubeconfigs`.
  func kubeconfigs(of host: ClusterHost) -> [Artifact] {
    host.has(.worker) && spec.pki.nodeCredentials == .certificates
      ? [spec.kubeletKubeconfig(on: host).artifact] : []
  }

  /// The Secret of the token by which a machine joins, where it does: one for
  /// each machine, so that no more than one has to be made, applied or taken
  /// back, and thousands need no more memory than one.
  func tokens(of host: ClusterHost) -> [Artifact] {
    guard host.has(.worker), spec.pki.nodeCredentials == .bootstrap else { return [] }
    let name = host.name.text
    return [
      Artifact(
        path: ClusterPlan.tokenPath(of: name),
        permissions: 0o600,
        content: .bootstrapToken(host: name)
      )
    ]
  }

  /// Where the Secrets of tokens lie below the tree: not beside the other
  /// manifests, which may be applied again at any time.
  static let tokenDirectory = "manifests/bootstrap-tokens"

  /// Where the Secret of a machine's token lies below the tree.
  static func tokenPath(of host: String) -> String { "\(tokenDirectory)/\(host).yaml" }

  /// Where the keys that encrypt what etcd stores lie below the tree.
  static let encryptionPath = "pki/encryption-config.yaml"

  private var encryption: [Artifact] {
    guard spec.encryption.provider != .none else { return [] }
    return [
      Artifact(
        path: ClusterPlan.encryptionPath,
        permissions: 0o600,
        content: .encryptionConfiguration
      )
    ]
  }

  private var manifests: [Artifact] {
    guard let anyHost = spec.hosts.first else { return [] }
    return RenderedFile.allCases
      .filter { $0.isClusterWide && $0.belongs(on: anyHost, in: spec) }
      .map { file in
        Artifact(
          path: "manifests/" + file.path(in: spec.layout),
          permissions: file.permissions,
          content: .rendered(file, host: nil)
        )
      }
  }
}

// MARK: - What is copied onto a machine's root

extension ClusterPlan {
  /// A machine's part below `hosts`: keys and certificates, then texts, each
  /// unit with the link that enables it.
  func overlay(of host: ClusterHost) -> [Artifact] {
    let root = "hosts/\(host.name)"
    var taken: Set<String> = []
    let placed = HostFile.files(on: host, in: spec).compactMap { file -> Artifact? in
      // Files that are one in this layout or hierarchy come once.
      let path = root + spec.path(of: file)
      guard taken.insert(path).inserted else { return nil }
      let content = file.content(on: host, in: spec)
      return Artifact(path: path, permissions: content.permissions, content: content)
    }
    let rendered = RenderedFile.allCases
      .filter { !$0.isClusterWide && $0.belongs(on: host, in: spec) }
      .flatMap { $0.artifacts(below: root, on: host, in: spec) }
    let resolver = Artifact(path: root + ResolverLink.path, linkingTo: ResolverLink.target)
    return placed + rendered + (host.has(.worker) ? [resolver] : [])
  }
}

extension RenderedFile {
  fileprivate func artifacts(
    below root: String,
    on host: ClusterHost,
    in spec: ClusterSpec
  ) -> [Artifact] {
    let path = root + path(in: spec.layout)
    let content = Artifact.Content.rendered(self, host: host.name.text)
    let file = Artifact(path: path, permissions: permissions, content: content)
    return isUnit
      ? [file, Artifact(path: root + enablingLink, linkingTo: "../\(rawValue)")] : [file]
  }

  /// What `systemctl enable` would make.
  var enablingLink: String { "/etc/systemd/system/multi-user.target.wants/\(rawValue)" }
}

extension Artifact {
  fileprivate init(path: String, linkingTo target: String) {
    self.init(path: path, permissions: 0o777, content: .link(target))
  }
}

extension Artifact.Content {
  /// The mode of a file that holds this: whatever holds a key is its owner's.
  fileprivate var permissions: UInt16 {
    switch self {
    case .privateKey, .kubeconfig, .bootstrapToken, .bootstrapKubeconfig,
      .encryptionConfiguration:
      0o600
    case .certificate, .request, .publicKey, .rendered, .description: 0o644
    case .link: 0o777
    }
  }
}

extension KubeconfigRecipe {
  fileprivate var artifact: Artifact {
    Artifact(path: path, permissions: 0o600, content: .kubeconfig(self))
  }
}
