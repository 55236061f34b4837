/// What a kubeconfig says: clusters, users, contexts that pair them, and
/// which context is current.
///
/// A value to build, edit, read and write in a few lines:
///
/// ```swift
/// var kubeconfig = try Kubeconfig(reading: bytes, file: "admin.kubeconfig")
/// kubeconfig.clusters["hard-way"] = KubeconfigCluster(server: "https://10.0.0.1:6443")
/// kubeconfig.contexts["default"] = KubeconfigContext(cluster: "hard-way", user: "admin")
/// kubeconfig.currentContext = "default"
/// let text = try kubeconfig.yaml()
/// ```
///
/// Nothing here checks that what a context names exists, or that a URL is
/// one: like kubectl, the value holds what it is told. ``findings()`` judges.
///
/// Source: Kubernetes' kubeconfig (v1) reference.
public struct Kubeconfig: Sendable {
  /// The clusters, by name.
  public var clusters: KubeconfigEntries<KubeconfigCluster> = [:]
  /// The users, by name.
  public var users: KubeconfigEntries<KubeconfigUser> = [:]
  /// The contexts, by name.
  public var contexts: KubeconfigEntries<KubeconfigContext> = [:]
  /// The name of the current context; empty where there is none.
  public var currentContext: String
  /// Preferences; nothing in Kubernetes reads them any more.
  public var preferences = KubeconfigPreferences()
  /// What other programs keep here, by name, as plain data.
  public var extensions: KubeconfigEntries<Node> = [:]

  /// Creates a kubeconfig.
  public init(
    clusters: KubeconfigEntries<KubeconfigCluster> = [:],
    users: KubeconfigEntries<KubeconfigUser> = [:],
    contexts: KubeconfigEntries<KubeconfigContext> = [:],
    currentContext: String = ""
  ) {
    self.clusters = clusters
    self.users = users
    self.contexts = contexts
    self.currentContext = currentContext
  }
}

/// Preferences of a kubeconfig.
public struct KubeconfigPreferences: Sendable {
  /// Whether to colour output.
  public var colors = false
  /// What other programs keep here, by name, as plain data.
  public var extensions: KubeconfigEntries<Node> = [:]

  /// An unset map differs from a missing one for kubectl, which then writes.
  var isRewritten = false

  /// Creates preferences that prefer nothing.
  public init() {}
}

// MARK: - Equality

extension Kubeconfig: Hashable {
  /// Equal when both would be written the same.
  public static func == (left: Self, right: Self) -> Bool { left.tree == right.tree }
  /// Hashes what would be written.
  public func hash(into hasher: inout Hasher) { hasher.combine(tree) }
}

extension KubeconfigPreferences: Hashable {
  /// Equal when both would be written the same.
  public static func == (left: Self, right: Self) -> Bool { left.tree == right.tree }
  /// Hashes what would be written.
  public func hash(into hasher: inout Hasher) { hasher.combine(tree) }
}
