/// One change to a kubeconfig, as `kubectl config` makes it.
///
/// Edits are values, and applying one is a pure function: the rules about
/// what a field clears live here and nowhere else.
///
/// ```swift
/// let edit = KubeconfigEdit.setContext("default", ContextChanges(cluster: "hard-way", user: "admin"))
/// kubeconfig = try edit.applied(to: kubeconfig)
/// ```
///
/// Errors carry kubectl's words as ``Problem/peerWords``.
public enum KubeconfigEdit: Hashable, Sendable {
  /// Changes a cluster, or creates it.
  case setCluster(String, ClusterChanges)
  /// Changes a user, or creates it.
  case setCredentials(String, UserChanges)
  /// Changes a context, or creates it.
  case setContext(String, ContextChanges)
  /// Changes the current context, or creates it where its name dangles.
  case setCurrentContext(ContextChanges)
  /// Makes a context the current one.
  case useContext(String)
  /// Gives a context another name; it stays the current one.
  case renameContext(String, to: String)
  /// Deletes a cluster; contexts that name it stay.
  case deleteCluster(String)
  /// Deletes a context; its cluster and user stay.
  case deleteContext(String)
  /// Deletes a user; contexts that name it stay.
  case deleteUser(String)
  /// Sets a property by its path; bytes are given in base64 unless raw.
  case set(String, to: String, isRaw: Bool = false)
  /// Clears a property by its path, or deletes what it leads to.
  case unset(String)

  /// What an edit leads to.
  public struct Outcome: Hashable, Sendable {
    /// The kubeconfig afterwards.
    public var kubeconfig: Kubeconfig
    /// What kubectl prints once it is done.
    public var message: String
    /// What kubectl says on standard error, where it says something.
    public var warning: String?
    /// What kubectl would not say and may be worth knowing.
    public var advice: [Problem] = []
  }

  /// The kubeconfig with this edit.
  ///
  /// - Throws: ``KTHWError`` where kubectl refuses as well.
  public func applied(to kubeconfig: Kubeconfig) throws -> Kubeconfig {
    try outcome(on: kubeconfig).kubeconfig
  }

  /// The kubeconfig with this edit, and what there is to say.
  ///
  /// - Parameters:
  ///   - kubeconfig: the kubeconfig before; what is not touched keeps its
  ///     origin, and so does what is renamed.
  ///   - defaultFile: the file that messages name; see
  ///     ``KubeconfigSources/defaultFile(exists:)``.
  /// - Returns: the outcome.
  /// - Throws: ``KTHWError`` where kubectl refuses as well.
  public func outcome(
    on kubeconfig: Kubeconfig,
    defaultFile: String = "the kubeconfig"
  ) throws -> Outcome {
    try checkArguments()
    var outcome = Outcome(kubeconfig: kubeconfig, message: "")
    switch self {
    case .setCluster(let name, let changes): set(cluster: name, changes, in: &outcome)
    case .setCredentials(let name, let changes): set(user: name, changes, in: &outcome)
    case .setContext(let name, let changes): set(context: name, changes, in: &outcome)
    case .setCurrentContext(let changes): try setCurrent(changes, in: &outcome)
    case .useContext(let name): try use(name, in: &outcome)
    case .renameContext(let old, let new): try rename(old, to: new, in: &outcome, defaultFile)
    case .deleteCluster(let name):
      try delete(name, "cluster", \.clusters, in: &outcome, defaultFile)
    case .deleteContext(let name):
      try delete(name, "context", \.contexts, in: &outcome, defaultFile)
      guard kubeconfig.currentContext.hasSameBytes(as: name) else { break }
      outcome.warning =
        "this removed your active context, use \"kubectl config use-context\" to select "
        + "a different one"
    case .deleteUser(let name): try delete(name, "user", \.users, in: &outcome, defaultFile)
    case .set(let path, let value, let isRaw):
      try KubeconfigProperty.set(path, to: value, isRaw: isRaw, in: &outcome)
    case .unset(let path): try KubeconfigProperty.unset(path, in: &outcome)
    }
    return outcome
  }

  /// Checks what can be checked without a kubeconfig; kubectl does so before
  /// it reads one.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/usage``.
  public func checkArguments() throws {
    switch self {
    case .setCluster(let name, let changes):
      try expect(!name.isEmpty, "you must specify a non-empty cluster name")
      try changes.check()
    case .setCredentials(let name, let changes):
      try expect(!name.isEmpty, "you must specify a non-empty user name")
      try changes.check()
    case .setContext(let name, _):
      try expect(!name.isEmpty, "you must specify a non-empty context name or --current")
    case .renameContext(_, let new):
      try expect(!new.isEmpty, "You must specify a new non-empty context name")
    case .set(let path, let value, _):
      try expect(!value.isEmpty, "you cannot use set to unset a property")
      try expect(!path.isEmpty, "you must specify a property")
    case .unset(let path):
      try expect(!path.isEmpty, "you must specify a property")
    case .setCurrentContext, .useContext, .deleteCluster, .deleteContext, .deleteUser: break
    }
  }

  private func expect(_ condition: Bool, _ words: String) throws {
    guard condition else { throw KubeconfigEdit.refusal(.usage, words) }
  }

  /// Whether kubectl rewrites the paths of a stanza that this edit changes.
  public var relativizesPaths: Bool {
    switch self {
    case .setCluster, .setCredentials: true
    default: false
    }
  }

  /// A refusal in kubectl's words, which say enough.
  static func refusal(_ code: KTHWError.Code, _ words: String, hint: String? = nil) -> KTHWError {
    KTHWError(code, words, hint: hint, peerWords: PeerWords(words))
  }
}

// MARK: - Stanzas

extension KubeconfigEdit {
  private func set(cluster name: String, _ changes: ClusterChanges, in outcome: inout Outcome) {
    let cluster = outcome.kubeconfig.clusters[name] ?? KubeconfigCluster()
    outcome.kubeconfig.clusters[name] = changes.applied(to: cluster)
    outcome.message = "Cluster \(GoQuoting.quoted(name)) set."
  }

  private func set(user name: String, _ changes: UserChanges, in outcome: inout Outcome) {
    let user = outcome.kubeconfig.users[name] ?? KubeconfigUser()
    outcome.kubeconfig.users[name] = changes.applied(to: user)
    outcome.message = "User \(GoQuoting.quoted(name)) set."
  }

  private func set(context name: String, _ changes: ContextChanges, in outcome: inout Outcome) {
    let existing = outcome.kubeconfig.contexts[name]
    outcome.kubeconfig.contexts[name] = changes.applied(to: existing ?? KubeconfigContext())
    let verb = existing == nil ? "created" : "modified"
    outcome.message = "Context \(GoQuoting.quoted(name)) \(verb)."
  }

  private func setCurrent(_ changes: ContextChanges, in outcome: inout Outcome) throws {
    let name = outcome.kubeconfig.currentContext
    guard !name.isEmpty else {
      throw KubeconfigEdit.refusal(.notFound, "no current context is set")
    }
    set(context: name, changes, in: &outcome)
  }

  private func use(_ name: String, in outcome: inout Outcome) throws {
    guard !name.isEmpty else {
      throw KubeconfigEdit.refusal(.usage, "empty context names are not allowed")
    }
    guard outcome.kubeconfig.contexts.contains(name: name) else {
      throw KubeconfigEdit.refusal(
        .notFound,
        "no context exists with the name: \(GoQuoting.quoted(name))",
        hint: Spelling.nearest(to: name, among: outcome.kubeconfig.contexts.names)
          .map { "did you mean \(Terminal.quoted($0))?" }
      )
    }
    outcome.kubeconfig.currentContext = name
    outcome.message = "Switched to context \(GoQuoting.quoted(name))."
  }

  private func rename(
    _ old: String,
    to new: String,
    in outcome: inout Outcome,
    _ defaultFile: String
  ) throws {
    let quoted = GoQuoting.quoted(old)
    guard let context = outcome.kubeconfig.contexts[old] else {
      throw KubeconfigEdit.refusal(
        .notFound,
        "cannot rename the context \(quoted), it's not in \(defaultFile)"
      )
    }
    guard !outcome.kubeconfig.contexts.contains(name: new) else {
      throw KubeconfigEdit.refusal(
        .alreadyExists,
        "cannot rename the context \(quoted), the context \(GoQuoting.quoted(new)) already exists "
          + "in \(defaultFile)"
      )
    }
    outcome.kubeconfig.contexts[new] = context
    outcome.kubeconfig.contexts[old] = nil
    if outcome.kubeconfig.currentContext.hasSameBytes(as: old) {
      outcome.kubeconfig.currentContext = new
    }
    outcome.message = "Context \(quoted) renamed to \(GoQuoting.quoted(new))."
  }

  private func delete<Stanza>(
    _ name: String,
    _ kind: String,
    _ entries: WritableKeyPath<Kubeconfig, KubeconfigEntries<Stanza>>,
    in outcome: inout Outcome,
    _ defaultFile: String
  ) throws {
    guard outcome.kubeconfig[keyPath: entries].contains(name: name) else {
      throw KubeconfigEdit.refusal(
        .notFound,
        "cannot delete \(kind) \(name), not in \(defaultFile)"
      )
    }
    outcome.kubeconfig[keyPath: entries][name] = nil
    outcome.message = "deleted \(kind) \(name) from \(defaultFile)"
  }
}

extension KubeconfigEdit: CustomStringConvertible, CustomReflectable {
  /// The command and the name it is about, without values.
  public var description: String {
    switch self {
    case .setCluster(let name, _): "set-cluster \(Terminal.quoted(name))"
    case .setCredentials(let name, _): "set-credentials \(Terminal.quoted(name))"
    case .setContext(let name, _): "set-context \(Terminal.quoted(name))"
    case .setCurrentContext: "set-context --current"
    case .useContext(let name): "use-context \(Terminal.quoted(name))"
    case .renameContext(let name, let new):
      "rename-context \(Terminal.quoted(name)) \(Terminal.quoted(new))"
    case .deleteCluster(let name): "delete-cluster \(Terminal.quoted(name))"
    case .deleteContext(let name): "delete-context \(Terminal.quoted(name))"
    case .deleteUser(let name): "delete-user \(Terminal.quoted(name))"
    case .set(let path, _, _): "set \(Terminal.quoted(path))"
    case .unset(let path): "unset \(Terminal.quoted(path))"
    }
  }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
