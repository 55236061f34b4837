import KTHWTestSupport

/// A page of commands to be typed, read as a program.
///
/// Every fenced block is one of shell, or one of data. `console` shows
/// commands after `$ ` (more lines of one after `> `) with what they print;
/// `sh` is a script of which no command fails. `…` stands for anything: in a
/// line for a part of it, alone for any number of lines. A command that is
/// followed by `# exits with N` does. Below a line that begins with `*Played`
/// a block runs with stand-ins for what needs machines.
struct Walkthrough {
  /// Something to run.
  struct Step {
    let line: Int
    let command: String
    /// What must be printed; nil does not matter.
    let output: [String]?
    let status: Int32
    let isPlayed: Bool
    /// Whether it is several commands of which none may fail.
    let isScript: Bool
  }

  /// A page that cannot be tested as it is.
  struct Fault: Error, Equatable, CustomStringConvertible {
    let line: Int
    let description: String
  }

  let steps: [Step]

  /// Reads a page.
  ///
  /// - Throws: ``Fault`` for a block that nobody would run.
  init(_ text: String) throws {
    var steps: [Step] = []
    var fence: (language: String, line: Int, isPlayed: Bool)?
    var body: [String] = []
    var lastWords = ""
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (index, line) in lines.enumerated() {
      guard line.hasPrefix("```") else {
        if fence != nil { body.append(line) } else if !line.isEmpty { lastWords = line }
        continue
      }
      if let open = fence {
        steps += try Walkthrough.steps(open.language, body, open.line, isPlayed: open.isPlayed)
        (fence, body, lastWords) = (nil, [], "")
      } else {
        let isMarked = lastWords.hasPrefix("*")
        guard !isMarked || lastWords.hasPrefix("*Played") else {
          throw Fault(line: index + 1, description: "\(lastWords) marks nothing that is known")
        }
        fence = (String(line.dropFirst(3)), index + 1, isMarked)
      }
    }
    if let fence { throw Fault(line: fence.line, description: "the block does not end") }
    self.steps = steps
  }

  private static func steps(
    _ language: String,
    _ body: [String],
    _ line: Int,
    isPlayed: Bool
  ) throws -> [Step] {
    switch language {
    case "sh":
      return [
        Step(
          line: line,
          command: body.joined(separator: "\n"),
          output: nil,
          status: 0,
          isPlayed: isPlayed,
          isScript: true
        )
      ]
    case "console": return try console(body, line, isPlayed)
    case "yaml", "json", "text":
      guard body.allSatisfy({ !$0.hasPrefix("$ ") }) else {
        throw Fault(line: line, description: "commands in a block of \(language) are not run")
      }
      return []
    default: throw Fault(line: line, description: "a block of \"\(language)\" is not run")
    }
  }

  private static func console(_ body: [String], _ line: Int, _ isPlayed: Bool) throws -> [Step] {
    var shown: [(line: Int, command: String, output: [String])] = []
    for (index, text) in body.enumerated() {
      if text.hasPrefix("$ ") {
        shown.append((line + index + 1, String(text.dropFirst(2)), []))
      } else if shown.isEmpty {
        throw Fault(line: line + index + 1, description: "output of no command")
      } else if text.hasPrefix("> "), shown[shown.count - 1].output.isEmpty {
        shown[shown.count - 1].command += "\n" + text.dropFirst(2)
      } else {
        shown[shown.count - 1].output.append(text)
      }
    }
    return shown.map { line, command, output in
      let parts = command.split(separator: "# exits with ", maxSplits: 1)
      return Step(
        line: line,
        command: command,
        output: output,
        status: parts.count > 1 ? Int32(parts[1]) ?? -1 : 0,
        isPlayed: isPlayed,
        isScript: false
      )
    }
  }

  /// Whether what was printed is what is shown.
  static func matches(_ printed: ArraySlice<String>, _ shown: ArraySlice<String>) -> Bool {
    guard let first = shown.first else { return printed.isEmpty }
    if first == "…" {
      return (printed.startIndex...printed.endIndex).contains { start in
        matches(printed[start...], shown.dropFirst())
      }
    }
    guard let line = printed.first, matches(Array(line), first) else { return false }
    return matches(printed.dropFirst(), shown.dropFirst())
  }

  private static func matches(_ line: [Character], _ shown: String) -> Bool {
    let parts = shown.split(separator: "…", omittingEmptySubsequences: false).map(Array.init)
    guard parts.count > 1, let first = parts.first, let last = parts.last else {
      return line == parts.first ?? []
    }
    guard line.count >= first.count + last.count, line.starts(with: first),
      line.suffix(last.count).elementsEqual(last)
    else { return false }
    // What stands between is looked for from left to right, each as early as can be.
    var rest = line[first.count..<(line.count - last.count)]
    for part in parts.dropFirst().dropLast() {
      let places = rest.indices.lazy.filter { rest[$0...].starts(with: part) }
      guard let place = part.isEmpty ? rest.startIndex : places.first else { return false }
      rest = rest[(place + part.count)...]
    }
    return true
  }
}
