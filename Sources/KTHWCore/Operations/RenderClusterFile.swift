/// Renders one file of a cluster, without keys and without a tree.
public enum RenderClusterFile {
  /// What to render.
  public struct Input: Sendable {
    /// The cluster.
    public var spec: ClusterSpec
    /// The file.
    public var file: RenderedFile
    /// The machine that it is for; may be nil where only one has such a file.
    public var host: String?

    /// Creates what to render.
    public init(spec: ClusterSpec, file: RenderedFile, host: String? = nil) {
      self.spec = spec
      self.file = file
      self.host = host
    }
  }

  /// What was rendered.
  public struct Output: Sendable {
    /// The file's text.
    public var text: String
    /// Where it lies on the machine; the name alone for the whole cluster's.
    public var path: String
    /// The mode it has there.
    public var permissions: UInt16
  }

  /// Renders a file.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/usage`` where the machine
  ///   is not there, has no such file, or must be said.
  public static func run(_ input: Input) throws -> Output {
    let host = try input.file.isClusterWide ? nil : chosenHost(input)
    return Output(
      text: try input.file.text(for: host, in: input.spec),
      path: input.file.path(in: input.spec.layout),
      permissions: input.file.permissions
    )
  }

  private static func chosenHost(_ input: Input) throws -> ClusterHost {
    if let name = input.host { return try named(name, in: input.spec) }
    let owners = input.spec.hosts.lazy.filter { input.file.belongs(on: $0, in: input.spec) }
      .prefix(shownNames + 1)
    guard let first = owners.first else {
      throw KTHWError(.usage, "no host of this cluster has \(input.file.rawValue)")
    }
    guard owners.count == 1 else {
      let names = owners.prefix(shownNames).map(\.name.text).joined(separator: ", ")
      throw KTHWError(
        .usage,
        "several hosts have \(input.file.rawValue)",
        hint: "say which with --host: \(names)\(owners.count > shownNames ? ", …" : "")"
      )
    }
    return first
  }

  private static func named(_ name: String, in spec: ClusterSpec) throws -> ClusterHost {
    if let host = spec.hosts.named(name) { return host }
    let nearest = Spelling.nearest(to: name, among: spec.hosts.prefix(1000).map(\.name.text))
    throw KTHWError(
      .usage,
      "the cluster has no host named \(Terminal.quoted(name))",
      hint: nearest.map { "did you mean \($0)?" }
    )
  }

  /// How many hosts a hint names.
  private static let shownNames = 5
}
