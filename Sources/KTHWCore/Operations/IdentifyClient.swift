/// Tells who a kubeconfig makes of its holder for an API server, without
/// asking one.
public enum IdentifyClient {
  /// Which context of which kubeconfig.
  public struct Input: Hashable, Sendable {
    /// The one file to read; nil leaves it to `KUBECONFIG` and `HOME`.
    public var kubeconfig: String?
    /// The context; nil is the current one.
    public var context: String?

    /// Creates an input.
    public init(kubeconfig: String? = nil, context: String? = nil) {
      self.kubeconfig = kubeconfig
      self.context = context
    }
  }

  /// Looks at the credential of a context.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/notFound`` where there is
  ///   no such context, cluster or user; what reading throws.
  public static func run(_ input: Input, in context: Context) throws -> ClientReport {
    let loaded = try KubeconfigFiles(explicit: input.kubeconfig, context: context).loadPresent()
    let single: Kubeconfig
    do {
      single = try loaded.merged.minified(to: input.context ?? "")
    } catch let error as KTHWError {
      throw error.hinting("kthwctl config get-contexts lists the contexts")
    }
    let embedded = try single.flattened(directory: WorkingDirectory.path(context)) {
      try InputFile.read($0, context: context)
    }
    guard let chosen = embedded.contexts[embedded.currentContext] else {
      throw KTHWError(.notFound, "the kubeconfig has no current context")
    }
    return try ClientReport(
      context: embedded.currentContext,
      names: chosen,
      cluster: embedded.clusters[chosen.cluster],
      user: embedded.users[chosen.user] ?? KubeconfigUser(),
      at: context.now()
    )
  }
}
