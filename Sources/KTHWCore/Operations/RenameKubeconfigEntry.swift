/// Renames a cluster or a user of a kubeconfig, and what refers to it.
public enum RenameKubeconfigEntry {
  /// What to rename.
  public struct Input: Hashable, Sendable {
    /// What kind of entry it is.
    public var kind: Kind
    /// Its present name.
    public var name: String
    /// Its new name.
    public var newName: String
    /// The one file to read and write; nil leaves it to `KUBECONFIG` and
    /// `HOME`.
    public var kubeconfig: String?

    /// Creates an input.
    public init(_ kind: Kind, _ name: String, to newName: String, kubeconfig: String? = nil) {
      self.kind = kind
      self.name = name
      self.newName = newName
      self.kubeconfig = kubeconfig
    }
  }

  /// An entry that contexts refer to.
  public enum Kind: String, Hashable, Sendable {
    /// A cluster.
    case cluster
    /// A user.
    case user
  }

  /// What was renamed.
  public struct Output: Hashable, Sendable {
    /// The contexts that refer to the entry by its new name.
    public var contexts: [String]
    /// The files that were written.
    public var files: [String]
  }

  /// Renames the entry where it is and in every context of every file.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/notFound``,
  ///   ``KTHWError/Code/alreadyExists`` or ``KTHWError/Code/invalidName``; as
  ///   ``EditKubeconfig`` for the files.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    let files = try KubeconfigFiles(explicit: input.kubeconfig, context: context)
    let (written, contexts) = try files.change { loaded in
      let before = loaded.merged
      let renamed =
        switch input.kind {
        case .cluster: try before.renamingCluster(input.name, to: input.newName)
        case .user: try before.renamingUser(input.name, to: input.newName)
        }
      let changed = renamed.contexts.filter { $0.value != before.contexts[$0.name] }
      return (renamed, changed.map(\.name))
    }
    return Output(contexts: contexts, files: written)
  }
}
