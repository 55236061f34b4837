/// A script for a shell, command line by command line: comments and what is
/// written into other files (here-documents) are left out.
struct ShellText: Sendable {
  /// A line, continued ones joined.
  struct Line: Hashable, Sendable {
    /// The text as written.
    let text: String
    /// Where it begins.
    let mark: SourceMark

    /// The words, without quotes.
    var words: [String] {
      text.split { $0 == " " || $0 == "\t" }.map { word in
        String(word.filter { $0 != "\"" && $0 != "'" })
      }
    }

    /// Whether a word is a program, with or without its path, also at the
    /// beginning of a command in brackets: `$(curl`.
    func runs(_ program: String) -> Bool {
      words.contains { word in
        let bare = word.lastIndex { "(`{;|&".contains($0) }.map { word[word.index(after: $0)...] }
        let name = bare ?? word[...]
        return name == program || name.hasSuffix("/" + program)
      }
    }
  }

  /// The command lines in their order.
  let lines: [Line]
  /// Where `#!` stands.
  let interpreter: SourceMark?

  /// Reads a script.
  init(_ text: String) {
    var lines: [Line] = []
    var interpreter: SourceMark?
    var open: Line?
    /// What ends the here-document that is being passed over.
    var terminator: Substring?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if let end = terminator {
        if line.drop(while: { $0 == "\t" || $0 == " " }) == end { terminator = nil }
        continue
      }
      let content = line.drop { $0 == " " || $0 == "\t" }
      let mark = SourceMark(line: index + 1, column: line.count - content.count + 1)
      if content.hasPrefix("#!"), interpreter == nil { interpreter = mark }
      guard content.first != "#" else { continue }
      let start = open ?? Line(text: "", mark: mark)
      if content.last == "\\" {
        open = Line(text: start.text + content.dropLast(), mark: start.mark)
        continue
      }
      open = nil
      let whole = Line(text: start.text + content, mark: start.mark)
      if !whole.text.isEmpty { lines.append(whole) }
      terminator = ShellText.terminator(in: whole.text)
    }
    if let open { lines.append(open) }
    self.lines = lines
    self.interpreter = interpreter
  }

  /// The word after `<<`; nil where no here-document begins.
  private static func terminator(in text: String) -> Substring? {
    var rest = text[...]
    while let sign = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: sign)...]
      guard rest.first == "<" else { continue }
      rest = rest.dropFirst()
      // Three of them are a here-string.
      if rest.first == "<" {
        rest = rest.drop { $0 == "<" }
        continue
      }
      let word = rest.drop { $0 == "-" || $0 == " " || $0 == "'" || $0 == "\"" || $0 == "\\" }
        .prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      if !word.isEmpty { return word }
    }
    return nil
  }
}
