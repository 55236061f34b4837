extension Kubeconfig {
  /// Some contexts with what they name, and nothing else.
  ///
  /// The current context stays where it is among them; else the first one
  /// named becomes it. Paths stay paths; see
  /// ``flattened(directory:readFile:)``.
  /// - Parameter names: the names of the contexts, at least one.
  /// - Returns: the smaller kubeconfig.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/notFound`` and a problem
  ///   for every context, cluster and user that is not there.
  public func extracting(contexts names: [String]) throws -> Kubeconfig {
    var problems = Problems()
    var extracted = Kubeconfig()
    for name in names {
      let part = try problems.collect { try minified(to: name) }
      guard let part else { continue }
      extracted.contexts.replace(with: part.contexts)
      extracted.clusters.replace(with: part.clusters)
      extracted.users.replace(with: part.users)
    }
    if names.isEmpty { problems.add(.usage, "no context is named") }
    try problems.throwIfAny()
    let keepsCurrent = names.contains { $0.hasSameBytes(as: currentContext) }
    extracted.currentContext = keepsCurrent ? currentContext : names[0]
    return extracted
  }

  /// A kubeconfig for every context, by the context's name.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/notFound`` where a context
  ///   names what is not there.
  public func split() throws -> KubeconfigEntries<Kubeconfig> {
    var problems = Problems()
    var parts: KubeconfigEntries<Kubeconfig> = [:]
    for name in contexts.names {
      parts[name] = try problems.collect { try extracting(contexts: [name]) }
    }
    try problems.throwIfAny()
    return parts
  }

  /// The kubeconfig with another name for a cluster, in contexts too.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/notFound``,
  ///   ``KTHWError/Code/alreadyExists`` or ``KTHWError/Code/invalidName``.
  public func renamingCluster(_ old: String, to new: String) throws -> Kubeconfig {
    try renaming(old, to: new, "cluster", \.clusters, \.cluster)
  }

  /// The kubeconfig with another name for a user, in contexts too.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/notFound``,
  ///   ``KTHWError/Code/alreadyExists`` or ``KTHWError/Code/invalidName``.
  public func renamingUser(_ old: String, to new: String) throws -> Kubeconfig {
    try renaming(old, to: new, "user", \.users, \.user)
  }

  private func renaming<Stanza>(
    _ old: String,
    to new: String,
    _ kind: String,
    _ entries: WritableKeyPath<Kubeconfig, KubeconfigEntries<Stanza>>,
    _ reference: WritableKeyPath<KubeconfigContext, String>
  ) throws -> Kubeconfig {
    guard !new.isEmpty else {
      throw KTHWError(.invalidName, "the new name of a \(kind) cannot be empty")
    }
    guard let stanza = self[keyPath: entries][old] else {
      throw KTHWError(
        .notFound,
        "there is no \(kind) \(Terminal.quoted(old))",
        hint: Spelling.nearest(to: old, among: self[keyPath: entries].names)
          .map { "did you mean \(Terminal.quoted($0))?" }
      )
    }
    guard !self[keyPath: entries].contains(name: new) else {
      throw KTHWError(.alreadyExists, "there is a \(kind) \(Terminal.quoted(new)) already")
    }
    var renamed = self
    renamed[keyPath: entries][old] = nil
    renamed[keyPath: entries][new] = stanza
    for (name, context) in contexts where context[keyPath: reference].hasSameBytes(as: old) {
      renamed.contexts[name]?[keyPath: reference] = new
    }
    return renamed
  }

  /// What nothing refers to.
  public struct Orphans: Hashable, Sendable {
    /// Clusters that no context names.
    public var clusters: [String] = []
    /// Users that no context names.
    public var users: [String] = []
    /// Whether the current context is one that is not there.
    public var hasDanglingCurrentContext = false

    /// Whether everything is referred to.
    public var isEmpty: Bool {
      clusters.isEmpty && users.isEmpty && !hasDanglingCurrentContext
    }
  }

  /// The clusters and users that no context names, and whether the current
  /// context dangles.
  public var orphans: Orphans {
    let namedClusters = Set(contexts.map { KeyBytes(text: $0.value.cluster) })
    let namedUsers = Set(contexts.map { KeyBytes(text: $0.value.user) })
    return Orphans(
      clusters: clusters.names.filter { !namedClusters.contains(KeyBytes(text: $0)) },
      users: users.names.filter { !namedUsers.contains(KeyBytes(text: $0)) },
      hasDanglingCurrentContext: !currentContext.isEmpty
        && !contexts.contains(name: currentContext)
    )
  }

  /// The kubeconfig without its ``orphans``.
  public func pruned() -> Kubeconfig {
    let orphans = orphans
    var pruned = self
    for name in orphans.clusters { pruned.clusters[name] = nil }
    for name in orphans.users { pruned.users[name] = nil }
    if orphans.hasDanglingCurrentContext { pruned.currentContext = "" }
    return pruned
  }

  /// The kubeconfig without a context and what only that one named.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/notFound``.
  public func deletingContext(_ name: String, pruning: Bool) throws -> Kubeconfig {
    guard let context = contexts[name] else {
      throw KTHWError(
        .notFound,
        "there is no context \(Terminal.quoted(name))",
        hint: Spelling.nearest(to: name, among: contexts.names)
          .map { "did you mean \(Terminal.quoted($0))?" }
      )
    }
    var smaller = self
    smaller.contexts[name] = nil
    if smaller.currentContext.hasSameBytes(as: name) { smaller.currentContext = "" }
    guard pruning else { return smaller }
    let orphans = smaller.orphans
    if orphans.clusters.contains(where: { $0.hasSameBytes(as: context.cluster) }) {
      smaller.clusters[context.cluster] = nil
    }
    if orphans.users.contains(where: { $0.hasSameBytes(as: context.user) }) {
      smaller.users[context.user] = nil
    }
    return smaller
  }
}
