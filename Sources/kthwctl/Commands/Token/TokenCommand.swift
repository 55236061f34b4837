import ArgumentParser

/// `kthwctl token`: the tokens by which machines join.
struct TokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token",
    abstract: "Make, list and renew the tokens by which machines join.",
    discussion: """
      For clusters with nodeCredentials: bootstrap. Tokens themselves are never
      printed, but for a Secret that you ask for.

      EXAMPLES
        kthwctl token list
        kthwctl token renew node-4

      EXIT STATUS
        each command's own
      """,
    subcommands: [TokenCreateCommand.self, TokenListCommand.self, TokenRenewCommand.self]
  )
}
