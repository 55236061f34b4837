import ArgumentParser
import KTHWCore

/// A page of help that is asked for by a name that no command has.
enum HelpMistake {
  /// Refuses it; without this the page of all commands would be shown, as if
  /// nothing were wrong.
  ///
  /// - Throws: a usage error.
  static func refuse(_ words: [String]) throws {
    let (path, rest) = Kthwctl.found(by: words.dropFirst())
    guard let word = rest.first, !word.hasPrefix("-"), word != "help" else { return }
    let noun = path.dropFirst().map { " " + $0.name }.joined()
    throw KTHWError(
      .usage,
      "there is no command kthwctl\(noun) \(Terminal.printable(word))",
      hint: CommandMistake(words)?.hint ?? "kthwctl help names them all"
    )
  }
}

/// What somebody meant whose command line the argument parser refuses; of
/// mistyped flags the parser itself says so.
struct CommandMistake {
  /// What to say, such as `did you mean verify?`.
  let hint: String

  /// Looks for the first word that is near to one that would do.
  ///
  /// - Parameter words: the command line without the program's name; nil
  ///   comes of one in which nothing is near to anything.
  init?(_ words: [String]) {
    let isHelp = words.first == "help"
    let (path, rest) = Kthwctl.found(by: words.dropFirst(isHelp ? 1 : 0))
    guard let command = path.last else { return nil }
    let prefix = path.dropFirst().map { $0.name + " " }.joined()
    let leaf = command.configuration.defaultSubcommand ?? command
    let meant =
      leaf.children.isEmpty
      ? isHelp ? nil : CommandMistake.value(in: rest, of: leaf)
      : rest.first.flatMap { CommandMistake.command($0, below: command).map { prefix + $0 } }
    guard let meant else { return nil }
    hint = "did you mean \(meant)?"
  }

  /// What a word was meant to be that names no command below one.
  private static func command(
    _ word: String,
    below command: any ParsableCommand.Type
  ) -> String? {
    guard !word.hasPrefix("-") else { return nil }
    let children = command.children
    if let near = Spelling.nearest(to: word, among: children.map { $0.name }) { return near }
    // Somebody may have left a noun out: `encrypt` for `key encrypt`.
    for child in children where child.children.contains(where: { $0.name == word }) {
      return "\(child.name) \(word)"
    }
    return nil
  }

  /// What the value of an option was meant to be.
  private static func value(
    in words: ArraySlice<String>,
    of command: any ParsableCommand.Type
  ) -> String? {
    let model = CommandModel(command)
    var last: CommandModel.Argument?
    for word in words.prefix(while: { $0 != "--" }) {
      var value = word
      var argument = last
      last = nil
      if argument == nil {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        argument = parts.first.flatMap { model.named(String($0)) }
        guard parts.count > 1 else {
          last = argument?.kind == .option ? argument : nil
          continue
        }
        value = String(parts[1])
      }
      guard let argument, !argument.values.isEmpty, !argument.values.contains(value) else {
        continue
      }
      return Spelling.nearest(to: value, among: argument.values)
        .map { near in
          let long = argument.names.first { $0.hasPrefix("--") }
          return "\(long ?? argument.names[0]) \(near)"
        }
    }
    return nil
  }
}
