/// Judges files, folders and whole trees by the rules of ``AuditRule``, and
/// changes nothing.
public enum VerifyFiles {
  /// What is to be judged, and by what.
  public struct Input: Sendable {
    /// Files and directories; `-` is standard input.
    public var paths: [String]
    /// The description of the cluster that they are meant for; nil looks for
    /// one among them.
    public var cluster: String?
    /// The release of Kubernetes; nil is the description's, or unknown.
    public var kubernetesVersion: KubernetesVersion?
    /// How soon the end of a certificate is worth a warning, in seconds.
    public var expiryWarning: Int64
    /// Which parts of a tree of generate must be there: all, unless the paths
    /// are trees that are still being made.
    public var parts: [TreePart] = [.whole]
    /// How many threads work.
    public var workers: Int

    /// Creates an input with the usual choices.
    public init(
      paths: [String],
      cluster: String? = nil,
      kubernetesVersion: KubernetesVersion? = nil,
      expiryWarning: Int64 = 30 * 86_400,
      workers: Int = Processors.available
    ) {
      self.paths = paths
      self.cluster = cluster
      self.kubernetesVersion = kubernetesVersion
      self.expiryWarning = expiryWarning
      self.workers = workers
    }
  }

  /// A part of a tree of generate.
  public struct TreePart: Hashable, Sendable {
    /// Everything.
    public static let whole = TreePart(.everything)

    /// Which kinds of files.
    public var scope: GenerateCluster.Scope
    /// Of which machines; none means all.
    public var hosts: [String]

    /// Creates a part.
    public init(_ scope: GenerateCluster.Scope, hosts: [String] = []) {
      self.scope = scope
      self.hosts = hosts
    }
  }

  /// What was found.
  public struct Output: Sendable {
    /// What was found, by place.
    public var findings: [AuditFinding]
    /// How many files were looked at.
    public var fileCount: Int
    /// How many of them are of a known kind.
    public var knownCount: Int
  }

  /// Judges everything.
  ///
  /// - Parameters:
  ///   - input: what, and by what.
  ///   - context: the world.
  /// - Returns: what was found.
  /// - Throws: ``KTHWError`` for paths that are not there or cannot be read,
  ///   and for a description of a cluster that cannot be used.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    let sources = try AuditSources(input.paths, context: context)
    let judgement = try FileJudgement(input, sources, in: context)
    try sources.forEachArea(workers: input.workers, judgement.take)
    return try judgement.output()
  }
}
