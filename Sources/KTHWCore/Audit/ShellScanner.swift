/// Splits a shell script into what the shell takes for words, redirections
/// and documents in the script (POSIX, "Shell Command Language").
///
/// It runs nothing: what only a shell knows stays as it is written, such as
/// `$(hostname)` and variables that nobody has set. A script that is torn
/// gives what was read up to there.
struct ShellScanner {
  /// A piece of a script.
  enum Token {
    /// A word, variables put in where they are known.
    case word(CommandWord)
    /// What is read or written instead of the terminal.
    case redirection(toFile: Bool, CommandWord)
    /// What follows is handed on to another program.
    case pipe
    /// A command ends, and with it perhaps its line.
    case end(ofLine: Bool)
    /// Lines that a command reads as its input.
    case document(ShellScript.Document)
  }

  private let text: [Unicode.Scalar]
  private var position = 0
  private var line = 1
  private var column = 1
  /// Documents whose lines begin after the present line.
  private var awaited: [Heading] = []
  /// What variables are known to be.
  var variables: [String: String] = [:]
  /// How many bytes of values may still be put in: a few lines that double
  /// what stands before them would fill any memory.
  private var budget = ShellScanner.valueLimit

  /// The most bytes of values that one script is filled with.
  static let valueLimit = 1 << 20

  /// How a document was announced.
  private struct Heading {
    let delimiter: String
    let isQuoted: Bool
    let dropsTabs: Bool
    let mark: SourceMark
  }

  init(_ text: String) { self.text = Array(text.unicodeScalars) }

  /// The next piece; nil at the end.
  mutating func next() -> Token? {
    skipBlanks()
    guard let scalar = peek() else { return awaited.isEmpty ? nil : document() }
    if isInDocuments { return document() }
    switch scalar {
    case "\n":
      advance()
      isInDocuments = !awaited.isEmpty
      return isInDocuments ? document() : .end(ofLine: true)
    case ";", "&", "(", ")":
      if scalar == "&", peek(1) == ">" {
        advance()
        return redirection()
      }
      advance()
      return .end(ofLine: false)
    case "|":
      advance()
      guard peek() == "|" else { return .pipe }
      advance()
      return .end(ofLine: false)
    case "<", ">": return redirection()
    default: return word()
    }
  }

  /// Whether the position is at the beginning of a document.
  private var isInDocuments = false
}

// MARK: - Characters

extension ShellScanner {
  private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < text.count ? text[position + ahead] : nil
  }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where position < text.count {
      if text[position] == "\n" {
        line += 1
        column = 1
      } else {
        column += 1
      }
      position += 1
    }
  }

  private mutating func skip(to end: Unicode.Scalar) {
    while position < text.count, text[position] != end { advance() }
  }

  private var mark: SourceMark { SourceMark(line: line, column: column) }

  /// Goes past blanks, comments and lines that go on.
  private mutating func skipBlanks() {
    if isInDocuments { return }
    while let scalar = peek() {
      if scalar == " " || scalar == "\t" || scalar == "\r" {
        advance()
      } else if scalar == "\\", peek(1) == "\n" {
        advance(2)
      } else if scalar == "#" {
        skip(to: "\n")
      } else {
        return
      }
    }
  }
}

// MARK: - Words

extension ShellScanner {
  private static let wordEnds: Set<Unicode.Scalar> = [
    " ", "\t", "\r", "\n", ";", "&", "|", "(", ")", "<", ">",
  ]

  private mutating func word() -> Token {
    let start = mark
    var result = String.UnicodeScalarView()
    var isBare = true
    while let scalar = peek(), !ShellScanner.wordEnds.contains(scalar) {
      switch scalar {
      case "'":
        isBare = false
        advance()
        while let inner = peek(), inner != "'" {
          result.append(inner)
          advance()
        }
        advance()
      case "\"":
        isBare = false
        advance()
        quoted(into: &result)
      case "\\":
        isBare = false
        advance()
        if let escaped = peek() {
          if escaped != "\n" { result.append(escaped) }
          advance()
        }
      case "$": result.append(contentsOf: expansion(isQuoted: false).unicodeScalars)
      case "`": result.append(contentsOf: raw(until: "`").unicodeScalars)
      default:
        result.append(scalar)
        advance()
      }
    }
    let word = String(result)
    // A number before an arrow says which stream is meant.
    if isBare, peek() == "<" || peek() == ">", word.allSatisfy(\.isNumber) { return redirection() }
    if word.isEmpty, isBare { advance() }
    return .word(CommandWord(text: word, mark: start))
  }

  /// What stands between double quotes.
  private mutating func quoted(into result: inout String.UnicodeScalarView) {
    while let scalar = peek(), scalar != "\"" {
      if scalar == "\\", let next = peek(1), "$`\"\\\n".unicodeScalars.contains(next) {
        if next != "\n" { result.append(next) }
        advance(2)
      } else if scalar == "$" {
        result.append(contentsOf: expansion(isQuoted: true).unicodeScalars)
      } else {
        result.append(scalar)
        advance()
      }
    }
    advance()
  }

  /// What a `$` and what belongs to it stand for; as written where that is
  /// not known.
  private mutating func expansion(isQuoted: Bool) -> String {
    if peek(1) == "(" { return raw(fromOpening: "(", to: ")") }
    let start = position
    var name = ""
    if peek(1) == "{" {
      let written = raw(fromOpening: "{", to: "}")
      name = String(written.dropFirst(2).dropLast())
      return value(of: name, isQuoted: isQuoted) ?? written
    }
    advance()
    while let scalar = peek(), ShellScanner.isOfName(scalar) {
      name.unicodeScalars.append(scalar)
      advance()
    }
    if let value = value(of: name, isQuoted: isQuoted) { return value }
    return ShellScanner.string(text[start..<position])
  }

  /// A variable's value; what the shell would split into words is not known,
  /// and what is too much stays as it is written.
  private mutating func value(of name: String, isQuoted: Bool) -> String? {
    guard let value = variables[name], value.utf8.count <= budget else { return nil }
    guard isQuoted || !value.contains(where: \.isWhitespace) else { return nil }
    budget -= value.utf8.count
    return value
  }

  static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.isASCII && scalar.properties.isAlphabetic
      || ("0"..."9").contains(scalar)
  }

  /// As it is written, from `$(` to the parenthesis that closes it.
  private mutating func raw(
    fromOpening opening: Unicode.Scalar,
    to closing: Unicode.Scalar
  ) -> String {
    let start = position
    advance()
    var depth = 0
    while let scalar = peek() {
      if scalar == opening { depth += 1 }
      if scalar == closing { depth -= 1 }
      advance()
      if depth == 0 { break }
    }
    return ShellScanner.string(text[start..<position])
  }

  private mutating func raw(until closing: Unicode.Scalar) -> String {
    let start = position
    advance()
    skip(to: closing)
    advance()
    return ShellScanner.string(text[start..<position])
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    return String(result)
  }
}

// MARK: - Redirections and documents

extension ShellScanner {
  private mutating func redirection() -> Token {
    let start = mark
    let isInput = peek() == "<"
    advance()
    if isInput, peek() == "<" {
      advance()
      guard peek() == "<" else {
        return heading(at: start)
      }
      advance()
    } else if peek() == ">" || peek() == "|" {
      advance()
    }
    let isStream = peek() == "&"
    if isStream { advance() }
    skipBlanks()
    guard let scalar = peek(), !ShellScanner.wordEnds.contains(scalar),
      case .word(let word) = word()
    else { return .redirection(toFile: false, CommandWord(text: "", mark: start)) }
    return .redirection(toFile: !isInput && !isStream, word)
  }

  /// Reads what follows `<<`.
  private mutating func heading(at start: SourceMark) -> Token {
    let dropsTabs = peek() == "-"
    if dropsTabs { advance() }
    while peek() == " " || peek() == "\t" { advance() }
    var isQuoted = false
    var delimiter = ""
    while let scalar = peek(), !ShellScanner.wordEnds.contains(scalar) {
      if "'\"\\".unicodeScalars.contains(scalar) {
        isQuoted = true
      } else {
        delimiter.unicodeScalars.append(scalar)
      }
      advance()
    }
    let heading = Heading(
      delimiter: delimiter,
      isQuoted: isQuoted,
      dropsTabs: dropsTabs,
      mark: start
    )
    if !delimiter.isEmpty { awaited.append(heading) }
    return .redirection(toFile: false, CommandWord(text: delimiter, mark: start))
  }

  /// Reads the lines of the document that was announced first.
  private mutating func document() -> Token? {
    let heading = awaited.removeFirst()
    isInDocuments = !awaited.isEmpty
    let firstLine = line
    var lines: [String] = []
    var isEnded = false
    var loneBackslashes: [SourceMark] = []
    var doubleCount = 0
    while peek() != nil, !isEnded {
      let number = line
      let written = wholeLine(dropsTabs: heading.dropsTabs)
      if written == heading.delimiter {
        isEnded = true
      } else {
        let backslashes = written.reversed().prefix { $0 == "\\" }.count
        if backslashes == 1 {
          loneBackslashes.append(SourceMark(line: number, column: max(1, written.count)))
        }
        if backslashes == 2 { doubleCount += 1 }
        lines.append(heading.isQuoted ? written : expanded(written))
      }
    }
    if !isEnded { isInDocuments = false }
    return .document(
      ShellScript.Document(
        text: lines.map { $0 + "\n" }.joined(),
        firstLine: firstLine,
        mark: heading.mark,
        delimiter: heading.delimiter,
        isEnded: isEnded,
        strayBackslashes: heading.isQuoted || doubleCount == 0 ? [] : loneBackslashes
      )
    )
  }

  private mutating func wholeLine(dropsTabs: Bool) -> String {
    if dropsTabs { while peek() == "\t" { advance() } }
    let start = position
    skip(to: "\n")
    let end = position
    advance()
    var slice = text[start..<end]
    if slice.last == "\r" { slice = slice.dropLast() }
    return ShellScanner.string(slice)
  }

  /// A line as the shell hands it on.
  ///
  /// One that goes on keeps its backslash, so that lines keep their numbers.
  private mutating func expanded(_ line: String) -> String {
    guard line.utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "$") }) else {
      return line
    }
    var inner = ShellScanner(line)
    inner.variables = variables
    inner.budget = budget
    defer { budget = inner.budget }
    var result = String.UnicodeScalarView()
    while let scalar = inner.peek() {
      if scalar == "\\", let next = inner.peek(1), "$`\\".unicodeScalars.contains(next) {
        result.append(next)
        inner.advance(2)
      } else if scalar == "$" {
        result.append(contentsOf: inner.expansion(isQuoted: true).unicodeScalars)
      } else {
        result.append(scalar)
        inner.advance()
      }
    }
    return String(result)
  }
}
