import ArgumentParser

/// `kthwctl ca`: certificate authorities.
struct CACommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ca",
    abstract: "Make certificate authorities.",
    subcommands: [CAInitCommand.self]
  )
}
