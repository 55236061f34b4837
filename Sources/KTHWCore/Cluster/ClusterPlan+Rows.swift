extension ClusterPlan {
  /// A line about one file that would be made.
  public struct Row: Hashable, Sendable {
    /// The file.
    public var artifact: Artifact
    /// What it is, in words: `certificate of kube-apiserver`.
    public var summary: String
    /// What a certificate, its request or its key are of; nil for all others.
    public var credential: Credential?

    /// Creates a line.
    public init(artifact: Artifact, summary: String, credential: Credential? = nil) {
      self.artifact = artifact
      self.summary = summary
      self.credential = credential
    }
  }

  /// What there is to say about the files of one machine.
  ///
  /// - Parameter host: the machine; nil for what all share.
  /// - Returns: a row for each file, in the plan's order.
  public func rows(for host: ClusterHost?) -> [Row] {
    let known = catalog.shared + (host.map { catalog.credentials(of: $0) } ?? [])
    let credentials = Dictionary(known.map { ($0.name, $0) }) { first, _ in first }
    return (host.map { artifacts(for: $0) } ?? shared).map { artifact in
      Row(
        artifact: artifact,
        summary: artifact.content.summary,
        credential: artifact.content.credential.flatMap { credentials[$0] }
      )
    }
  }
}

extension Artifact.Content {
  /// The name of the credential that it is a part of; a kubeconfig holds one
  /// and is none.
  var credential: String? {
    switch self {
    case .certificate(let name), .request(let name), .privateKey(let name), .publicKey(let name):
      name
    case .kubeconfig, .bootstrapToken, .bootstrapKubeconfig, .encryptionConfiguration, .rendered,
      .description, .link:
      nil
    }
  }

  /// What it is, in words.
  public var summary: String {
    switch self {
    case .certificate(let name): "certificate of \(name)"
    case .request(let name): "signing request of \(name)"
    case .privateKey(let name): "private key of \(name)"
    case .publicKey(let name): "public key of \(name)"
    case .kubeconfig(let recipe): "kubeconfig of \(recipe.user), dials \(recipe.server)"
    case .bootstrapToken(let host): "Secret of the token by which \(host) joins"
    case .bootstrapKubeconfig(let host): "kubeconfig with the token by which \(host) joins"
    case .encryptionConfiguration: "keys that encrypt what etcd stores"
    case .rendered(let file, _): file.rawValue
    case .description: "description of the cluster"
    case .link(let target): "link to \(target)"
    }
  }
}

extension Credential {
  /// When a certificate made now would be good; its authority may end sooner.
  ///
  /// - Parameter now: the present moment.
  /// - Returns: the dates; nil for a bare key pair.
  public func validity(at now: Timestamp) -> Validity? {
    purpose == nil ? nil : profile(for: .p256).validity(at: now)
  }
}
