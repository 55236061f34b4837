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
    let words: [String]

    /// What each word is as a program: without its path, and without the
    /// bracket or sign of a command that begins in it: `$(curl`.
    private let programs: [Substring]

    /// Splits a line into words; every rule looks at them.
    init(text: String, mark: SourceMark) {
      self.text = text
      self.mark = mark
      words = text.split { $0 == " " || $0 == "\t" }.map { word in
        String(word.filter { $0 != "\"" && $0 != "'" })
      }
      programs = words.map { word in
        let command = word.utf8.lastIndex { "(`{;|&".utf8.contains($0) }
          .map { word[word.index(after: $0)...] }
        let name = command ?? word[...]
        return name.utf8.lastIndex(of: UInt8(ascii: "/")).map { name[name.index(after: $0)...] }
          ?? name
      }
    }

    /// Whether a word is a program, with or without its path.
    func runs(_ program: String) -> Bool { programs.contains { $0 == program } }
  }

  /// The command lines in their order.
  let lines: [Line]
  /// Where `#!` stands.
  let interpreter: SourceMark?

  /// Reads a script.
  init(_ text: String) {
    var lines: [Line] = []
    var interpreter: SourceMark?
    /// A line that ends in a backslash, as far as it was read.
    var open: (text: String, mark: SourceMark)?
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
      let start = open ?? ("", mark)
      if content.last == "\\" {
        open = (start.text + content.dropLast(), start.mark)
        continue
      }
      open = nil
      let whole = Line(text: start.text + content, mark: start.mark)
      if !whole.text.isEmpty { lines.append(whole) }
      terminator = ShellText.terminator(in: whole.text)
    }
    if let open { lines.append(Line(text: open.text, mark: open.mark)) }
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
