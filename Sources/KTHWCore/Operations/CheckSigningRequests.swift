/// Judges requests of kubelets for certificates against the machines of a
/// cluster: which may be approved, and why others must not be.
public enum CheckSigningRequests {
  /// What to judge.
  public struct Input: Sendable {
    /// Files with requests; `-` is standard input.
    public var paths: [String]
    /// Where the machines are known from.
    public var topology: Topology

    /// Creates an input.
    public init(paths: [String] = ["-"], topology: Topology) {
      self.paths = paths
      self.topology = topology
    }
  }

  /// Where the machines of a cluster are known from.
  public enum Topology: Hashable, Sendable {
    /// The cluster's description.
    case file(String)
    /// A tree of generate: its description, and whose its tokens are.
    case tree(String)
  }

  /// What was found.
  public struct Output: Sendable {
    /// The requests in their order, each judged.
    public var judgements: [SigningRequestJudgement]
    /// Other things to know.
    public var warnings: [Problem] = []

    /// The names of those that may be approved.
    public var approvable: [String] {
      judgements.filter { $0.verdict == .approve }.compactMap(\.request.name)
    }

    /// Whether one must not be approved.
    public var isAnyRefused: Bool {
      judgements.contains { if case .refuse = $0.verdict { true } else { false } }
    }
  }

  /// Judges requests.
  ///
  /// - Throws: ``KTHWError`` for what cannot be read.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    let tree: String?
    let description: String
    switch input.topology {
    case .file(let path): (tree, description) = (nil, path)
    case .tree(let path):
      (tree, description) = (path, TreePath.join(path, ClusterPlan.description.path))
    }
    let spec = try ClusterFile.read(description, in: context).spec
    var requests: [ClusterSigningRequest] = []
    for path in input.paths {
      let bytes = try InputFile.read(path, context: context, allowStandardInput: true)
      requests += try ClusterSigningRequest.all(
        in: bytes,
        file: path == "-" ? "standard input" : path
      )
    }
    let index = HostIndex(spec.hosts)
    var terms = SigningRequestJudgement.Terms { index[$0] }
    let isTokenAsked = requests.contains {
      $0.isPending && $0.username?.hasPrefix(BootstrapToken.userPrefix) == true
    }
    if let tree, isTokenAsked {
      let owners = try TreeTokens.owners(in: tree, context)
      terms.owner = { owners[$0] }
    }
    var output = Output(judgements: [])
    for request in requests {
      try request.refuseStrangeName()
      output.judgements.append(SigningRequestJudgement(request, in: terms))
    }
    return output
  }
}

extension ClusterSigningRequest {
  /// Refuses a name that no API server gives out: it is going to be typed.
  fileprivate func refuseStrangeName() throws {
    guard version != nil else { return }
    guard let name, (try? NodeName(name)) != nil else {
      throw KTHWError(
        .invalidName,
        "\(Terminal.quoted(name ?? "")) is no name of an object in a cluster"
      )
    }
  }
}
