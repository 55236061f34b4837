import ArgumentParser
import KTHWCore

/// What may stand where somebody is typing.
struct CompletionAnswer {
  /// Which program asks; each has its own way with words.
  enum Shell: String, Choice {
    case bash, zsh, fish
  }

  /// A word that may stand there.
  struct Candidate: Hashable {
    var word: String
    /// What it is, in a line.
    var note = ""
  }

  /// What the shell offers beside the candidates, or in their place.
  enum Beside: String {
    /// Nothing.
    case words
    case files
    case directories
  }

  private(set) var candidates: [Candidate] = []
  private(set) var beside = Beside.words
  /// What stands before a value in the same word: `--output=`.
  private var lead = ""
  private var world: CompletionWorld

  /// Finds what may stand there.
  ///
  /// - Parameters:
  ///   - words: the words behind the program's name; the last one is being
  ///     typed, and may be empty.
  ///   - context: the world, in which hosts are looked for.
  init(_ words: [String], in context: Context = .system) {
    world = CompletionWorld(context)
    var before = words[...]
    let current = before.popLast() ?? ""
    if before.first == "help" {
      before = before.dropFirst()
      let (path, rest) = Kthwctl.found(by: before)
      if rest.isEmpty, let command = path.last { offer(commandsBelow: command) }
    } else if let tool = PeerCompletion(before, current) {
      candidates = tool.candidates
      beside = tool.offersFiles ? .files : .words
    } else {
      complete(current, after: before)
    }
    let typed = current.dropFirst(lead.count)
    candidates = candidates.filter { $0.word.hasPrefix(typed) }
  }

  private mutating func complete(_ current: String, after before: ArraySlice<String>) {
    var (path, rest) = Kthwctl.found(by: before)
    guard var command = path.last else { return }
    if let usual = command.configuration.defaultSubcommand {
      // Its words may stand where its name could.
      if rest.isEmpty, !current.hasPrefix("-") { offer(commandsBelow: command) }
      path.append(usual)
      command = usual
    }
    if !command.children.isEmpty {
      guard rest.isEmpty else { return }
      if current.hasPrefix("-") { return offer(flagsOf: CommandModel(command), unless: []) }
      offer(commandsBelow: command)
      if path.count == 1 { candidates.append(Candidate(word: "help", note: "Show a command.")) }
      return
    }
    let model = CommandModel(command)
    let line = CompletionLine(rest, of: model)
    world.look(at: line)
    let name = path.dropFirst().map { $0.name }.joined(separator: " ")
    if let option = line.open { return offer(option, of: name, typing: current) }
    if !line.isPlain, current.hasPrefix("-") {
      let parts = current.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, let option = model.named(String(parts[0])), option.kind == .option {
        lead = parts[0] + "="
        return offer(option, of: name, typing: String(parts[1]))
      }
      return offer(flagsOf: model, unless: line.used)
    }
    guard let next = line.positional else { return }
    offer(next, of: name, typing: current)
  }

  private mutating func offer(commandsBelow command: any ParsableCommand.Type) {
    candidates += command.children.map { child in
      Candidate(word: child.name, note: child.configuration.abstract)
    }
    guard command == ConfigCommand.self else { return }
    candidates += KubectlSubcommand.allCases.map {
      Candidate(word: $0.rawValue, note: "As kubectl.")
    }
  }

  private mutating func offer(flagsOf model: CommandModel, unless used: Set<String>) {
    for argument in model.arguments where argument.isShown && argument.kind != .positional {
      guard argument.isRepeating || used.isDisjoint(with: argument.names) else { continue }
      for name in argument.names where name.hasPrefix("--") || argument.names.count == 1 {
        candidates.append(Candidate(word: name, note: argument.abstract))
      }
    }
  }

  private mutating func offer(
    _ argument: CommandModel.Argument,
    of command: String,
    typing current: String
  ) {
    let kind = CompletionValue(of: argument, in: command)
    beside = kind.beside
    var words = kind.candidates(in: world)
    // Of a list only the last part is typed.
    if kind.isList, let comma = current.lastIndex(of: ",") {
      let given = String(current[...comma])
      let there = Set(given.split(separator: ",").map(String.init))
      words = words.filter { !there.contains($0.word) }
        .map { Candidate(word: given + $0.word, note: $0.note) }
    }
    if kind.isOnlyByPrefix, current.isEmpty { words = [] }
    candidates += words
  }
}

// MARK: - What a shell reads

extension CompletionAnswer {
  /// The most candidates that anybody looks at.
  static let limit = 500

  /// The first line says what the shell offers beside the words below it,
  /// each with a tab and what it is.
  ///
  /// - Parameters:
  ///   - shell: who reads it.
  ///   - isSplit: whether the shell took `--output=` for a word of its own.
  /// - Returns: the lines.
  func text(for shell: Shell, isSplit: Bool = false) -> String {
    let lead = isSplit ? "" : lead
    return beside.rawValue + "\n"
      + candidates.prefix(CompletionAnswer.limit).map { candidate in
        let word = lead + candidate.word
        let note = Terminal.printable(candidate.note)
        // What zsh is given has a colon between the two.
        return shell == .zsh
          ? word.split(separator: ":", omittingEmptySubsequences: false).joined(separator: "\\:")
            + (note.isEmpty ? "" : ":" + note) + "\n"
          : word + (note.isEmpty ? "" : "\t" + note) + "\n"
      }.joined()
  }

  /// Answers a shell's question, and never complains: somebody is typing.
  ///
  /// - Parameter arguments: the shell's name, and the words.
  /// - Returns: the exit status.
  static func run(_ arguments: ArraySlice<String>) -> Int32 {
    guard let shell = arguments.first.flatMap(Shell.init(rawValue:)) else { return 64 }
    var words = Array(arguments.dropFirst())
    let isSplit = shell == .bash && BashWords.join(&words)
    let text = CompletionAnswer(words).text(for: shell, isSplit: isSplit)
    do {
      try StandardStream.output.write(text)
      return 0
    } catch {
      return 74
    }
  }
}

/// Bash takes `--output=json` apart at the sign.
enum BashWords {
  /// Puts such words together again.
  ///
  /// - Returns: whether the last word was one.
  static func join(_ words: inout [String]) -> Bool {
    var joined: [String] = []
    var isSplit = false
    var index = 0
    while index < words.count {
      isSplit = false
      if words[index] == "=", let option = joined.last, option.hasPrefix("--") {
        let value = index + 1 < words.count ? words[index + 1] : ""
        joined[joined.count - 1] = option + "=" + value
        isSplit = true
        index += 2
      } else {
        joined.append(words[index])
        index += 1
      }
    }
    words = joined
    return isSplit
  }
}
