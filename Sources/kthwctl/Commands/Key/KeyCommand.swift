import ArgumentParser

/// `kthwctl key`: private keys that are there.
struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Put private keys behind a passphrase, or take them out.",
    subcommands: [
      KeyEncryptCommand.self, KeyDecryptCommand.self, KeyReencryptCommand.self,
    ]
  )
}
