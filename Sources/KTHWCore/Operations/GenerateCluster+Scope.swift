extension GenerateCluster {
  /// Which parts of a tree a run makes, each more than the one before it.
  ///
  /// What is there already of the other parts stays as it is.
  public enum Scope: String, Hashable, Sendable, CaseIterable {
    /// The authorities alone.
    case authorities
    /// All keys and certificates below `pki`.
    case certificates
    /// The same, and `kubeconfigs`.
    case kubeconfigs
    /// `pki` and `kubeconfigs`: what stays with whoever runs the cluster, for
    /// those who configure machines in another way.
    case credentials
    /// All of it.
    case everything

    /// Whether a run makes a file of the plan.
    public func includes(_ artifact: Artifact) -> Bool {
      switch self {
      case .authorities: artifact.isAuthority
      case .certificates:
        artifact.path.hasPrefix("pki/") && artifact.content != .encryptionConfiguration
      case .kubeconfigs: Scope.certificates.includes(artifact) || artifact.isKubeconfigsOwn
      case .credentials: artifact.path.hasPrefix("pki/") || artifact.isKubeconfigsOwn
      case .everything: true
      }
    }
  }
}

extension Artifact {
  /// Whether it is of an authority.
  fileprivate var isAuthority: Bool {
    guard path.hasPrefix("pki/"), let name = content.credential else { return false }
    return ComponentIdentity.named(name)?.purpose == .authority
  }

  fileprivate var isKubeconfigsOwn: Bool { path.hasPrefix("kubeconfigs/") }
}
