/// Makes a bootstrap token that belongs to no tree: for a batch of machines,
/// or for a cluster that was built otherwise.
public enum MakeToken {
  /// What is wanted.
  public struct Input: Sendable {
    /// How long the token is good.
    public var lifetime: GoDuration
    /// The groups that it gives.
    public var groups: [String]
    /// What it is for, in words.
    public var purpose: String
    /// Whether `kubeadm join` can use it, too: the cluster then signs the
    /// public `cluster-info` with it.
    public var signs: Bool
    /// The file for the Secret; nil where the text is returned alone.
    public var output: String?
    /// The file for the token itself, as `--bootstrap-token-file` of
    /// kubeconfig reads it.
    public var tokenFile: String?

    /// Creates an input with the usual choices.
    public init(
      lifetime: GoDuration = .hours(24),
      groups: [String] = [BootstrapToken.group],
      purpose: String = "",
      signs: Bool = false,
      output: String? = nil,
      tokenFile: String? = nil
    ) {
      self.lifetime = lifetime
      self.groups = groups
      self.purpose = purpose
      self.signs = signs
      self.output = output
      self.tokenFile = tokenFile
    }
  }

  /// What was made.
  public struct Output: Sendable {
    /// The token's id.
    public var id: String
    /// When it ends.
    public var expires: Timestamp
    /// The Secret, with the token's secret in it.
    public var manifest: SecretBytes
  }

  /// Makes a token, and writes the files that are wanted: all or none, and
  /// over none that is there.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue`` for a group
  ///   that no token may give; what writing throws.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    var problems = Problems()
    for group in input.groups where !BootstrapToken.isGroup(group) {
      problems.add(
        .invalidValue,
        "\(Terminal.quoted(group)) is no group that a token may give",
        hint: "begin it with system:bootstrappers: and go on with a-z, 0-9, : and -"
      )
    }
    try problems.throwIfAny()
    let now = context.now()
    let token = try BootstrapToken { count, attempt in
      try context.octets(count, for: "bootstrap token \(attempt) at \(now)")
    }
    var terms = BootstrapTokenSecret.Terms(
      token: token,
      expires: now.adding(seconds: input.lifetime.seconds)
    )
    (terms.groups, terms.purpose, terms.signs) = (input.groups, input.purpose, input.signs)
    let manifest = try BootstrapTokenSecret.text(
      of: terms,
      why: """
        Whoever has the token may ask for a node's certificate until \(terms.expires).
        To take it back: kubectl -n kube-system delete secret \(BootstrapTokenSecret.name(of: token.id))
        """
    )
    var files: [OutputFile] = []
    if let output = input.output {
      files.append(
        OutputFile(output, .secret(manifest), mode: .ownerOnly, replacement: .refuseExisting)
      )
    }
    if let tokenFile = input.tokenFile {
      let text = Array((token.text + "\n").utf8).withUnsafeBytes { SecretBytes(copying: $0) }
      files.append(
        OutputFile(tokenFile, .secret(text), mode: .ownerOnly, replacement: .refuseExisting)
      )
    }
    if !files.isEmpty { try FileWriter.write(files, context: context) }
    return Output(id: token.id, expires: terms.expires, manifest: manifest)
  }
}
