/// Removes what nothing refers to: clusters and users that no context names,
/// and a current context that is not there.
public enum PruneKubeconfig {
  /// What to look through.
  public struct Input: Hashable, Sendable {
    /// Whether the entries are only named and stay where they are.
    public var isDryRun: Bool
    /// The one file to read and write; nil leaves it to `KUBECONFIG` and
    /// `HOME`.
    public var kubeconfig: String?

    /// Creates an input.
    public init(isDryRun: Bool = false, kubeconfig: String? = nil) {
      self.isDryRun = isDryRun
      self.kubeconfig = kubeconfig
    }
  }

  /// What was removed, or would be.
  public struct Output: Hashable, Sendable {
    /// What nothing refers to.
    public var orphans: Kubeconfig.Orphans
    /// The files that were written.
    public var files: [String]
  }

  /// Removes what nothing refers to.
  ///
  /// - Throws: ``KTHWError`` as ``EditKubeconfig``.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    let files = try KubeconfigFiles(explicit: input.kubeconfig, context: context)
    guard !input.isDryRun else {
      return Output(orphans: try files.loadPresent().merged.orphans, files: [])
    }
    let (written, orphans) = try files.change { loaded in
      (loaded.merged.pruned(), loaded.merged.orphans)
    }
    return Output(orphans: orphans, files: written)
  }
}
