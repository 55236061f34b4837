import ArgumentParser
import KTHWCore

/// What a command takes, as the argument parser describes it.
///
/// Completions and hints are made of it, so that a new command has them
/// without being named anywhere.
struct CommandModel {
  /// A flag, an option with a value, or a word that stands by itself.
  struct Argument {
    /// What it is on a command line.
    enum Kind: String {
      case positional, option, flag
    }

    let kind: Kind
    /// How it is written: `-o`, `--output`; none where it stands by itself.
    let names: [String]
    /// What its value is called: `file`, `host`.
    let valueName: String
    /// The values that it may have; empty where they cannot be listed.
    let values: [String]
    let isRepeating: Bool
    let isShown: Bool
    /// What it is for, in a line.
    let abstract: String
  }

  let arguments: [Argument]

  /// Reads the description of one command, without those below it.
  init(_ command: any ParsableCommand.Type) {
    let dump = Array(command._dumpHelp().utf8)
    let node = try? JSONReader.node(from: dump)["command"]?["arguments"]
    arguments = (node?.items ?? []).compactMap(Argument.init)
  }

  /// The argument that a word on the command line names.
  func named(_ word: String) -> Argument? { arguments.first { $0.names.contains(word) } }

  /// Those that stand by themselves, in their order.
  var positionals: [Argument] { arguments.filter { $0.kind == .positional } }
}

extension CommandModel.Argument {
  fileprivate init?(_ node: Node) {
    guard let kind = node["kind"]?.text.flatMap(Kind.init(rawValue:)) else { return nil }
    func isTrue(_ key: String) -> Bool { node[key]?.scalar?.text == "true" }
    self.kind = kind
    names = (node["names"]?.items ?? []).compactMap { name in
      guard let text = name["name"]?.text else { return nil }
      return (name["kind"]?.text == "long" ? "--" : "-") + text
    }
    valueName = node["valueName"]?.text ?? ""
    let listed = node["completionKind"]?["list"]?["values"]
    values = (listed?.items ?? []).compactMap(\.text)
    isRepeating = isTrue("isRepeating")
    isShown = isTrue("shouldDisplay")
    abstract = node["abstract"]?.text ?? ""
  }
}

extension ParsableCommand {
  /// The name on the command line.
  static var name: String { configuration.commandName ?? "" }

  /// The commands below that help shows.
  static var children: [any ParsableCommand.Type] {
    configuration.subcommands.filter { $0.configuration.shouldDisplay }
  }

  /// The command that the first words name, and the words behind it.
  static func found(by words: ArraySlice<String>) -> (
    path: [any ParsableCommand.Type], rest: ArraySlice<String>
  ) {
    var path: [any ParsableCommand.Type] = [self]
    var rest = words
    var children = Self.children
    while let word = rest.first, let child = children.first(where: { $0.name == word }) {
      path.append(child)
      rest = rest.dropFirst()
      children = child.children
    }
    return (path, rest)
  }
}
