import ArgumentParser

/// The command that a command line names.
///
/// Half of a start would go into the argument parser's tree of all commands.
/// Most command lines name one command, and are read by that one alone, or ask
/// for a page of help, which is printed at once. Whatever else there is, every
/// mistake among it, is left to the whole tree, so that its words are the same.
struct NamedCommand {
  /// The command and those above it, the first of our own commands first.
  private var path: [any ParsableCommand.Type] = []
  /// The words behind the command's names.
  private let rest: ArraySlice<String>
  private let isHelp: Bool

  /// Finds the command.
  ///
  /// - Parameter words: the command line without the program's name.
  init(_ words: [String]) {
    isHelp = words.first == "help"
    var rest = words.dropFirst(isHelp ? 1 : 0)
    while let word = rest.first, let child = NamedCommand.child(word, below: path.last) {
      path.append(child)
      rest = rest.dropFirst()
    }
    // A noun may stand for one of its verbs: csr NAME is csr request NAME.
    if !isHelp, rest.first != "--help", rest.first != "-h",
      let usual = path.last?.configuration.defaultSubcommand
    {
      path.append(usual)
    }
    self.rest = rest
  }

  /// The command of a name below one; below the root where that is nil.
  private static func child(
    _ name: String,
    below parent: (any ParsableCommand.Type)?
  ) -> (any ParsableCommand.Type)? {
    guard let parent else { return TopCommand(rawValue: name)?.type }
    return parent.configuration.subcommands.first { $0.configuration.commandName == name }
  }

  private var command: any ParsableCommand.Type { path.last ?? Kthwctl.self }

  /// Whether it only has others below it, as the root does.
  private var isNoun: Bool { path.last?.configuration.subcommands.isEmpty != true }

  /// The page of help that is asked for, and nothing else; nil otherwise.
  var helpPage: String? {
    let isAsked = isHelp ? rest.isEmpty : rest == ["--help"] || rest == ["-h"]
    // A command that only has others says which when it is called alone.
    guard isAsked || rest.isEmpty && isNoun else { return nil }
    guard let first = path.first else { return Kthwctl.helpMessage() + "\n" }
    return page(below: first) + "\n"
  }

  private func page<First: ParsableCommand>(below first: First.Type) -> String {
    Branch<First>.helpMessage(for: command)
  }

  /// The line with the release, where it alone is asked for; nil otherwise.
  var versionLine: String? {
    path.isEmpty && !isHelp && rest == ["--version"] ? Release.version + "\n" : nil
  }

  /// The command with its flags, ready to run; nil where only the whole tree
  /// can tell what is meant, or what is wrong.
  var parsed: (any ParsableCommand)? {
    guard !isHelp, !isNoun else { return nil }
    return try? command.parse(Array(rest))
  }
}

/// The root as it would be if it had one command: a page of help needs the
/// names above a command, and not what stands beside them.
private struct Branch<First: ParsableCommand>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Kthwctl.name,
      version: Release.version,
      subcommands: [First.self]
    )
  }
}
