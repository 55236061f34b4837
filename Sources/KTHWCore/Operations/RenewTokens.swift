/// Makes new tokens for machines of a tree: the Secret for the cluster and
/// the kubeconfig for the machine, both or neither.
public enum RenewTokens {
  /// What to renew.
  public struct Input: Sendable {
    /// The tree of generate.
    public var tree: String
    /// Whose tokens.
    public var choice: Choice
    /// How long they are good; nil is what the description says.
    public var lifetime: GoDuration?

    /// Creates an input.
    public init(tree: String, choice: Choice, lifetime: GoDuration? = nil) {
      self.tree = tree
      self.choice = choice
      self.lifetime = lifetime
    }
  }

  /// Whose tokens are made anew.
  public enum Choice: Hashable, Sendable {
    /// Those of these machines.
    case named([String])
    /// Those by which no machine can join (any more).
    case useless
    /// Those that are not there or cannot be read; of these machines, or of
    /// all where none is named.
    case absent([String])
    /// All of them.
    case all
  }

  /// Makes the tokens.
  ///
  /// The tree is exchanged as a whole, as generate does it.
  /// - Parameters:
  ///   - input: what is wanted.
  ///   - context: the world.
  /// - Returns: the tokens that were made, in the order of the machines.
  /// - Throws: ``KTHWError``; the tree is as it was then.
  public static func run(_ input: Input, in context: Context) throws -> [TokenRow] {
    // Before anything is made: begin would make a tree that is not there.
    _ = try TreeTokens(in: input.tree, context)
    let transaction = try TreeTransaction.begin(at: input.tree, context: context)
    do {
      let rows = try renew(input, transaction, context)
      if rows.isEmpty {
        transaction.abandon()
      } else {
        try transaction.carryOver { _ in true }
        try transaction.commit()
      }
      return rows
    } catch {
      transaction.abandon()
      throw error
    }
  }

  private static func renew(
    _ input: Input,
    _ transaction: TreeTransaction,
    _ context: Context
  ) throws -> [TokenRow] {
    // Under the lock: another run may have changed the tree meanwhile.
    let tokens = try TreeTokens(in: input.tree, context)
    let now = context.now()
    guard let authority = try transaction.oldContents(of: "pki/ca.pem") else {
      throw KTHWError(
        .notFound,
        "the cluster's authority is not there",
        at: .file(TreePath.join(input.tree, "pki/ca.pem")),
        hint: "run kthwctl generate first"
      )
    }
    let form = try BootstrapKubeconfig(tokens.spec, certificateAuthority: authority.bytes)
    let maker = TokenMaker(
      tokens.spec,
      at: now,
      stream: SeedStream(seed: try context.octets(32, for: "bootstrap tokens at \(now)")),
      lasting: input.lifetime
    )
    var rows: [TokenRow] = []
    for host in try chosen(input.choice, among: tokens, at: now) {
      guard !context.isInterrupted() else {
        throw KTHWError(.interrupted, "interrupted; nothing was changed", at: .file(input.tree))
      }
      guard let artifact = tokens.plan.tokens(of: host).first else { continue }
      let (token, manifest) = try maker.make(for: host.name.text)
      try transaction.write(artifact.path, .secret(manifest), permissions: .ownerOnly)
      try transaction.write(
        "hosts/\(host.name)" + tokens.spec.path(of: .kubeletBootstrapKubeconfig),
        .secret(try form.text(token)),
        permissions: .ownerOnly
      )
      rows.append(
        TokenRow(
          host: host.name.text,
          id: token.id,
          expiration: .at(maker.expires),
          state: .good
        )
      )
    }
    return rows
  }

  private static func chosen(
    _ choice: Choice,
    among tokens: TreeTokens,
    at now: Timestamp
  ) throws -> [ClusterHost] {
    switch choice {
    case .all: return Array(tokens.hosts)
    case .named(let names): return try named(names, among: tokens)
    case .useless:
      return try tokens.hosts.filter { try tokens.row(of: $0, at: now).state != .good }
    case .absent(let names):
      let hosts = names.isEmpty ? Array(tokens.hosts) : try named(names, among: tokens)
      return try hosts.filter { host in
        [.missing, .malformed].contains(try tokens.row(of: host, at: now).state)
      }
    }
  }

  /// The machines of names, each once, in the cluster's order.
  private static func named(_ names: [String], among tokens: TreeTokens) throws -> [ClusterHost] {
    let index = HostIndex(tokens.spec.hosts)
    var problems = Problems()
    var positions: Set<Int> = []
    for name in names {
      guard let position = index.position(of: name) else {
        let known = tokens.spec.hosts.prefix(1000).map(\.name.text)
        problems.add(
          .usage,
          "the cluster has no host named \(Terminal.quoted(name))",
          hint: Spelling.nearest(to: name, among: known).map { "did you mean \($0)?" }
        )
        continue
      }
      if tokens.spec.hosts[position].has(.worker) {
        positions.insert(position)
      } else {
        problems.add(.usage, "\(name) is no worker, so it has no token")
      }
    }
    try problems.throwIfAny()
    return positions.sorted().map { tokens.spec.hosts[$0] }
  }
}
