import ArgumentParser

/// `kthwctl config`: kubectl's subcommands and some of our own.
///
/// The former never come here: ``Personality`` takes their command lines,
/// which follow Go's rules. The help lists them all the same.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Read and change kubeconfig files, as kubectl config does.",
    discussion: """
      Takes kubectl's subcommands as they stand in scripts and tutorials: \
      \(KubectlSubcommand.allCases.map(\.rawValue).joined(separator: ", ")). \
      kthwctl config SUBCOMMAND --help tells about one.

      The files come out as kubectl writes them, to the byte, but are replaced as a whole: \
      a kill or a full disk leaves the old file or the new one, and two writers wait for \
      each other.

      EXAMPLES
        kthwctl config set-cluster hard-way --server=https://10.0.0.1:6443
        kthwctl config view --minify

      EXIT STATUS
        0 success, 1 failure; the subcommands below have their own.
      """,
    subcommands: [
      ConfigMergeCommand.self, ConfigSplitCommand.self, ConfigRenameClusterCommand.self,
      ConfigRenameUserCommand.self, ConfigPruneCommand.self, ConfigCheckCommand.self,
    ]
  )

  /// The names of the subcommands that kubectl does not have.
  static let ownNames = Set(configuration.subcommands.compactMap { $0.configuration.commandName })

  func run() throws {
    throw CleanExit.helpRequest(self)
  }
}
