import ArgumentParser

/// The command that a command line names.
///
/// Half of a start would go into the argument parser's tree of all commands.
/// Most command lines name one command, and are read by that one alone, or ask
/// for a page of help, which is printed at once. Whatever else there is, every
/// mistake among it, is left to the whole tree, so that its words are the same.
struct NamedCommand {
  private let command: any ParsableCommand.Type
  /// The words behind the command's names.
  private let rest: ArraySlice<String>
  private let isHelp: Bool

  /// Finds the command.
  ///
  /// - Parameter words: the command line without the program's name.
  init(_ words: [String]) {
    var command: any ParsableCommand.Type = Kthwctl.self
    isHelp = words.first == "help"
    var rest = words.dropFirst(isHelp ? 1 : 0)
    while let word = rest.first,
      let child = command.configuration.subcommands.first(where: {
        $0.configuration.commandName == word
      })
    {
      command = child
      rest = rest.dropFirst()
    }
    self.command = command
    self.rest = rest
  }

  /// The page of help that is asked for, and nothing else; nil otherwise.
  var helpPage: String? {
    let isAsked = isHelp ? rest.isEmpty : rest == ["--help"] || rest == ["-h"]
    // A command that only has others says which when it is called alone.
    let isNoun = rest.isEmpty && !command.configuration.subcommands.isEmpty
    return isAsked || isNoun ? Kthwctl.helpMessage(for: command) + "\n" : nil
  }

  /// The command with its flags, ready to run; nil where only the whole tree
  /// can tell what is meant, or what is wrong.
  var parsed: (any ParsableCommand)? {
    guard !isHelp, command.configuration.subcommands.isEmpty else { return nil }
    return try? command.parse(Array(rest))
  }
}
