extension GenerateCluster {
  /// Which parts of a tree a run makes.
  public enum Scope: String, Hashable, Sendable, CaseIterable {
    /// All of them.
    case everything
    /// `pki` and `kubeconfigs`: what stays with whoever runs the cluster, for
    /// those who configure machines in another way.
    ///
    /// What is there already of the other parts stays as it is.
    case credentials

    /// Whether a run makes a file of the plan.
    public func includes(_ artifact: Artifact) -> Bool {
      switch self {
      case .everything: true
      case .credentials:
        !artifact.path.hasPrefix("hosts/") && !artifact.path.hasPrefix("manifests/")
      }
    }
  }
}
