/// The tokens by which the machines of a tree join.
struct TreeTokens {
  /// The tree as the user named it.
  let root: String
  let spec: ClusterSpec
  let plan: ClusterPlan
  let reader: TreeReader

  /// Opens a tree.
  ///
  /// - Throws: ``KTHWError`` where there is none, where it has no description,
  ///   or where its machines join in another way.
  init(in root: String, _ context: Context) throws {
    self.root = root
    reader = try TreeReader(root, context: context)
    let path = TreePath.join(root, ClusterPlan.description.path)
    guard let description = try reader.oldContents(of: ClusterPlan.description.path) else {
      throw KTHWError(
        .notFound,
        "this is no tree of generate: there is no description in it",
        at: .file(path),
        hint: "name the directory that kthwctl generate writes"
      )
    }
    spec = try ClusterSpec.reading(description.bytes, file: path).spec
    plan = ClusterPlan(spec)
    guard spec.pki.nodeCredentials == .bootstrap else {
      throw KTHWError(
        .policyViolation,
        "the machines of this cluster get certificates, and join without tokens",
        at: .file(path, field: "spec.pki.nodeCredentials"),
        hint: "write nodeCredentials: bootstrap and run kthwctl generate"
      )
    }
  }

  /// The machines that join, in order.
  var hosts: some Sequence<ClusterHost> { spec.hosts.lazy.filter { $0.has(.worker) } }

  /// How the token of a machine stands.
  func row(of host: ClusterHost, at now: Timestamp) throws -> TokenRow {
    var row = TokenRow(host: host.name.text, state: .missing)
    guard let artifact = plan.tokens(of: host).first,
      let old = try reader.oldContents(of: artifact.path)
    else { return row }
    guard let secret = BootstrapTokenSecret(reading: old.bytes), let token = secret.token else {
      row.state = .malformed
      return row
    }
    row.id = token.id
    row.expiration = secret.expiration
    let path = "hosts/\(host.name)" + spec.path(of: .kubeletBootstrapKubeconfig)
    let shown = try reader.oldContents(of: path)
    let isShown = shown?.contents.withUnsafeBytes { $0.holds(token.text) } == true
    row.state =
      secret.expiration.isPast(at: now) ? .ended : isShown ? .good : .notOnHost
    return row
  }

  /// Which machine each token was made for, by the tokens' ids.
  ///
  /// - Throws: ``KTHWError`` where the tree cannot be read.
  static func owners(in tree: String, _ context: Context) throws -> [String: String] {
    let reader = try TreeReader(tree, context: context)
    let files = try reader.entries(in: ClusterPlan.tokenDirectory).filter { $0.kind == .file }
    var owners: [String: String] = [:]
    for file in files where file.name.hasSuffix(".yaml") {
      guard let old = try reader.oldContents(of: file.path),
        let token = BootstrapTokenSecret(reading: old.bytes)?.token
      else { continue }
      owners[token.id] = String(file.name.dropLast(".yaml".count))
    }
    return owners
  }
}

extension UnsafeRawBufferPointer {
  /// Whether a text stands in the bytes.
  fileprivate func holds(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard let first = wanted.first, count >= wanted.count else { return false }
    return (0...(count - wanted.count)).contains { start in
      self[start] == first && self[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }
}

extension BootstrapTokenSecret.Expiration {
  /// Whether an API server takes it for past.
  func isPast(at now: Timestamp) -> Bool {
    switch self {
    case .at(let moment): moment <= now
    case .never: false
    case .unreadable: true
    }
  }
}

/// How the token of a machine stands; its secret is not told.
public struct TokenRow: Hashable, Sendable {
  /// The machine.
  public var host: String
  /// The token's id, which is no secret; nil where there is no token.
  public var id: String?
  /// When it ends; nil where there is no token.
  public var expiration: BootstrapTokenSecret.Expiration?
  /// How it stands.
  public var state: State

  /// How a token stands.
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// The machine can join with it.
    case good
    /// It has ended; a machine that has joined needs none.
    case ended
    /// There is no Secret of it.
    case missing
    /// Its Secret cannot be read as one.
    case malformed
    /// The machine's files have another, or none.
    case notOnHost = "not-on-host"
  }
}

/// Shows how the tokens of a tree stand.
public enum ListTokens {
  /// Looks at every token.
  ///
  /// - Parameters:
  ///   - tree: the tree of generate.
  ///   - context: the world.
  /// - Returns: a row for each machine that joins with one, in order.
  /// - Throws: ``KTHWError`` where the tree cannot be read, or has none.
  public static func run(tree: String, in context: Context) throws -> [TokenRow] {
    let tokens = try TreeTokens(in: tree, context)
    let now = context.now()
    return try tokens.hosts.map { try tokens.row(of: $0, at: now) }
  }
}
