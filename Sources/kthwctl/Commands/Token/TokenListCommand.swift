import ArgumentParser
import KTHWCore

/// `kthwctl token list`: how the tokens of a tree stand.
struct TokenListCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "list",
    abstract: "List the tokens of a tree: their hosts, when they end, how they stand.",
    discussion: """
      Of a token only its id is shown, which is no secret. An ended token is no
      fault: a node that has joined needs none.

      EXAMPLES
        kthwctl token list
        kthwctl token list --tree out -o json

      EXIT STATUS
        0 listed; 1 the hosts of the tree join without tokens; 64 usage; 65 the
        tree's description does not fit; 74 the tree cannot be read
      """
  )

  @Option(help: ArgumentHelp("The tree of generate.", valueName: "dir"))
  var tree = "out"

  @OptionGroup var output: OutputOptions

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    let rows = try ListTokens.run(tree: tree, in: .system)
    try TokenText(rows, at: Context.system.now()).print(as: output.format)
  }
}
