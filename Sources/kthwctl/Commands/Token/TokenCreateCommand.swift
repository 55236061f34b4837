import ArgumentParser
import KTHWCore

/// `kthwctl token create`: a token of its own, or those that a tree lacks.
struct TokenCreateCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "create",
    abstract: "Make a token and its Secret; with --tree, for hosts that have none.",
    discussion: """
      Without --tree the token is bound to no host: it is good for a batch of
      machines, or for a cluster that was built otherwise. Its Secret goes to
      standard output for kubectl apply, or with --out into a new file of mode 0600;
      --token-file writes the token itself, for
      kthwctl kubeconfig --bootstrap-token-file.

      With --tree it makes the tokens that are not there or cannot be read, as
      generate would; those that are there stay (kthwctl token renew).

      EXAMPLES
        kthwctl token create --ttl 1h | kubectl apply -f -
        kthwctl token create --out batch.yaml --token-file batch.token
        kthwctl token create --tree out node-4

      EXIT STATUS
        0 made, or nothing to make; 1 a file is there already, or the tree has no
        tokens; 5 another run holds the tree; 64 usage; 65 a value does not fit; 74 a
        file cannot be read or written
      """
  )

  @Argument(help: "Hosts of the tree; without any, all that have none.")
  var hosts: [String] = []

  @Option(help: ArgumentHelp("The tree of generate.", valueName: "dir"))
  var tree: String?

  @Option(
    help: ArgumentHelp("How long it is good: 24h by itself.", valueName: "time"),
    transform: ArgumentReader.lifetime
  )
  var ttl: GoDuration?

  @Option(
    name: .customLong("group"),
    help: "A group that it gives; can be repeated. system:bootstrappers:kthw:nodes by itself."
  )
  var groups: [String] = []

  @Option(help: "What it is for, in words.")
  var description: String?

  @Flag(help: "Have the cluster sign cluster-info with it, for kubeadm join.")
  var signing = false

  @Option(help: ArgumentHelp("A new file for the Secret.", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("A new file for the token itself.", valueName: "file"))
  var tokenFile: String?

  @OptionGroup var terminal: TerminalOptions

  func validate() throws {
    if tree == nil {
      guard hosts.isEmpty else { throw ValidationError("Hosts are those of a --tree.") }
    } else {
      guard groups.isEmpty, description == nil, !signing, out == nil, tokenFile == nil else {
        throw ValidationError("Only --ttl goes with --tree.")
      }
    }
  }

  func perform() throws {
    TokenText.warn(of: ttl)
    guard let tree else { return try makeOne() }
    let rows = try RenewTokens.run(
      RenewTokens.Input(tree: tree, choice: .absent(hosts), lifetime: ttl),
      in: .system
    )
    guard !rows.isEmpty else { return Failure.say("nothing to do: each of the hosts has a token") }
    try TokenText(rows, at: Context.system.now()).print(as: .table)
    TokenText.advise(rows, tree: tree)
  }

  private func makeOne() throws {
    var input = MakeToken.Input(output: out, tokenFile: tokenFile)
    if let ttl { input.lifetime = ttl }
    if !groups.isEmpty { input.groups = groups }
    input.purpose = description ?? ""
    input.signs = signing
    let made = try MakeToken.run(input, in: .system)
    if out == nil { try StandardStream.output.write(made.manifest) }
    Failure.say("made the token \(made.id), good until \(made.expires)")
  }
}
