/// A script for a shell, read for what it starts and what it writes into
/// files; it is never run.
struct ShellScript {
  /// Lines that a command reads as its input: `cat <<EOF`.
  struct Document: Hashable {
    /// The lines as the command gets them, variables put in where they are
    /// known.
    let text: String
    /// The line of the script in which it begins.
    let firstLine: Int
    /// Where it is announced.
    let mark: SourceMark
    /// The line that ends it.
    let delimiter: String
    /// Whether that line is there.
    let isEnded: Bool
    /// Where one backslash ends a line in the midst of lines that end in two:
    /// the shell takes it and joins the lines.
    let strayBackslashes: [SourceMark]
    /// The file that it becomes; nil where that cannot be seen.
    var path: String?
  }

  /// The commands in their order, the program first.
  private(set) var commands: [[CommandWord]] = []
  /// The documents in their order.
  private(set) var documents: [Document] = []

  /// Reads a script.
  init(_ text: String) {
    var scanner = ShellScanner(text)
    var reader = ShellCommandReader()
    while let token = scanner.next() {
      reader.take(token)
      // What is set counts from the next command on.
      for (name, value) in reader.takeAssignments() { scanner.variables[name] = value }
    }
    reader.end()
    commands = reader.commands
    documents = reader.documents
  }

  /// Whether a script can have to do with the programs of a cluster at all;
  /// most do not, and are not read then.
  static func mayMatter(_ text: String) -> Bool {
    let words: [StaticString] = ["kube", "etcd", "containerd", "[Service]", "[Unit]"]
    return words.contains(where: text.holds)
  }
}

/// Puts words together to commands.
private struct ShellCommandReader {
  private(set) var commands: [[CommandWord]] = []
  private(set) var documents: [ShellScript.Document] = []
  private var words: [CommandWord] = []
  /// The file that the present pipeline writes.
  private var target: String?
  /// The documents of the present pipeline.
  private var pending: [ShellScript.Document] = []
  private var assignments: [String: String] = [:]
  /// Variables that are set more than once, and not always to the same.
  private var ambiguous: Set<String> = []
  private var known: [String: String] = [:]
  private var lastTarget: String?

  mutating func take(_ token: ShellScanner.Token) {
    switch token {
    case .word(let word): words.append(word)
    case .redirection(let toFile, let word):
      if toFile, !word.text.isEmpty, word.text != "/dev/null" { target = word.text }
    case .pipe: endCommand()
    case .end(let ofLine):
      endCommand()
      lastTarget = ofLine ? nil : target
      target = nil
    case .document(var document):
      // The line that announces it ends before it begins.
      endCommand()
      document.path = target ?? lastTarget
      documents.append(document)
      lastTarget = nil
      target = nil
    }
  }

  mutating func end() { endCommand() }

  mutating func takeAssignments() -> [String: String] {
    defer { assignments = [:] }
    return assignments
  }

  private mutating func endCommand() {
    defer { words = [] }
    var rest = words[...]
    while let first = rest.first {
      if let (name, value) = ShellCommandReader.assignment(first.text) {
        assign(name, value)
        rest = rest.dropFirst()
      } else if ShellCommandReader.keywords.contains(first.text) {
        rest = rest.dropFirst()
      } else if ["export", "readonly", "declare", "local", "typeset"].contains(first.text) {
        for word in rest.dropFirst() {
          if let (name, value) = ShellCommandReader.assignment(word.text) { assign(name, value) }
        }
        return
      } else if ["for", "read"].contains(first.text) {
        for word in rest.dropFirst() { forget(word.text) }
        return
      } else if ShellCommandReader.prefixes.contains(first.text) {
        rest = ShellCommandReader.withoutPrefix(rest)
      } else {
        break
      }
    }
    guard let first = rest.first else { return }
    let command = Array(rest)
    if first.text.split(separator: "/").last == "tee" {
      target = command.dropFirst().map(\.text).last { !$0.hasPrefix("-") && $0 != "/dev/null" }
    } else {
      commands.append(command)
    }
  }

  /// Words of the shell after which a command begins.
  private static let keywords: Set<String> = [
    "if", "then", "elif", "else", "do", "while", "until", "!", "{", "}",
  ]

  /// Programs that start another.
  private static let prefixes: Set<String> = [
    "sudo", "nohup", "exec", "env", "time", "nice", "setsid", "command",
  ]

  /// What stands after `sudo -u root`.
  private static func withoutPrefix(_ words: ArraySlice<CommandWord>) -> ArraySlice<CommandWord> {
    var rest = words.dropFirst()
    while let word = rest.first, word.text.hasPrefix("-") {
      rest = rest.dropFirst()
      let takesNext = words.first?.text == "nice" ? ["-n"] : ["-u", "-g", "-C"]
      if takesNext.contains(word.text) { rest = rest.dropFirst() }
    }
    return rest
  }

  private static func assignment(_ text: String) -> (name: String, value: String)? {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else { return nil }
    let name = text[..<equals]
    guard name.unicodeScalars.allSatisfy(ShellScanner.isOfName), name.first?.isNumber == false
    else {
      return nil
    }
    return (String(name), String(text[text.index(after: equals)...]))
  }

  private mutating func assign(_ name: String, _ value: String) {
    if let old = known[name], old != value { ambiguous.insert(name) }
    known[name] = value
    // As written where nobody knows what it will be.
    assignments[name] = ambiguous.contains(name) ? "${\(name)}" : value
  }

  private mutating func forget(_ name: String) {
    ambiguous.insert(name)
    assignments[name] = "${\(name)}"
  }
}
