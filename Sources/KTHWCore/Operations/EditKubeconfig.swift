/// Changes kubeconfig files, as the subcommands of `kubectl config` do.
///
/// What is there is read under the locks, so that no change of another run
/// is lost, and each file is replaced as a whole.
public enum EditKubeconfig {
  /// What to change, and where.
  public struct Input: Sendable {
    /// What to change.
    public var request: KubeconfigRequest
    /// The one file to read and write; nil leaves it to `KUBECONFIG` and
    /// `HOME`.
    public var kubeconfig: String?
    /// How long to wait for other programs that change the files.
    public var patience: GoDuration

    /// Creates an input.
    public init(
      _ request: KubeconfigRequest,
      kubeconfig: String? = nil,
      patience: GoDuration = DirectoryLock.defaultPatience
    ) {
      self.request = request
      self.kubeconfig = kubeconfig
      self.patience = patience
    }
  }

  /// What was changed.
  public struct Output: Hashable, Sendable {
    /// What kubectl prints, such as `Cluster "a" set`, with its full stop.
    public var message: String
    /// What kubectl says on standard error, where it says something.
    public var warning: String?
    /// What is doubtful about the change.
    public var doubts: [Problem]
    /// The files that were written, by the names that the user gave them.
    public var files: [String]
  }

  /// Makes the change.
  ///
  /// - Throws: ``KTHWError`` where kubectl refuses as well, with its words as
  ///   ``Problem/peerWords``; with ``KTHWError/Code/locked`` where another
  ///   program does not let go of a file. No file is changed then.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    let (edit, doubts) = try input.request.edit(in: context)
    let files = try KubeconfigFiles(explicit: input.kubeconfig, context: context)
    let (written, outcome) = try files.change(
      waitingUpTo: input.patience,
      relativizingPaths: edit.relativizesPaths
    ) { loaded in
      let outcome = try edit.outcome(on: loaded.merged, defaultFile: loaded.defaultFile)
      return (outcome.kubeconfig, outcome)
    }
    return Output(
      message: outcome.message,
      warning: outcome.warning,
      doubts: doubts + outcome.advice,
      files: written
    )
  }
}
