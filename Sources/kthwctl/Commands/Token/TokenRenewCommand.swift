import ArgumentParser
import KTHWCore

/// `kthwctl token renew`: new tokens for hosts of a tree.
struct TokenRenewCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "renew",
    abstract: "Make new tokens for hosts of a tree that are still to join.",
    discussion: """
      Writes each host's Secret and the bootstrap-kubeconfig of its overlay, and
      nothing else; the tree is exchanged in one step. Apply the Secret, copy the
      file, and the kubelet joins. The old token's Secret is not deleted in the
      cluster: it ends by itself.

      --ended chooses the hosts whose tokens have ended, are missing or cannot be
      read; do not use it for hosts that have joined, which need none.

      EXAMPLES
        kthwctl token renew node-4 node-5
        kthwctl token renew --tree out --ended --ttl 2h

      EXIT STATUS
        0 made, or nothing to make; 1 the hosts of the tree join without tokens; 5
        another run holds the tree; 64 usage; 65 the tree's description does not fit;
        74 the tree cannot be read or written
      """
  )

  @Argument(help: "The hosts.")
  var hosts: [String] = []

  @Option(help: ArgumentHelp("The tree of generate.", valueName: "dir"))
  var tree = "out"

  @Flag(help: "All hosts whose tokens are of no use.")
  var ended = false

  @Flag(help: "All hosts.")
  var all = false

  @Option(
    help: ArgumentHelp("How long they are good; pki.expiry.token by itself.", valueName: "time"),
    transform: ArgumentReader.lifetime
  )
  var ttl: GoDuration?

  @OptionGroup var output: OutputOptions

  @OptionGroup var terminal: TerminalOptions

  func validate() throws {
    guard [!hosts.isEmpty, ended, all].count(where: \.self) == 1 else {
      throw ValidationError("Name hosts, or give one of --ended and --all.")
    }
  }

  func perform() throws {
    TokenText.warn(of: ttl)
    let choice: RenewTokens.Choice = all ? .all : ended ? .useless : .named(hosts)
    let rows = try RenewTokens.run(
      RenewTokens.Input(tree: tree, choice: choice, lifetime: ttl),
      in: .system
    )
    try TokenText(rows, at: Context.system.now()).print(as: output.format)
    guard !rows.isEmpty else { return Failure.say("nothing to do: every token is good") }
    TokenText.advise(rows, tree: tree)
  }
}
