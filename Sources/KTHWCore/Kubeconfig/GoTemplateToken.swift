/// A word of a template's action.
enum GoTemplateToken: Hashable {
  case word(String)
  case literal(Node)
  case fields([String])
  case rootFields([String])
  /// Fields right behind a closing parenthesis.
  case attachedFields([String])
  case pipe
  case open
  case close

  /// Reads an action up to and past its closing braces; nil for a comment.
  static func tokens(
    _ rest: inout ArraySlice<Unicode.Scalar>,
    trimsEnd: inout Bool
  ) throws -> [GoTemplateToken]? {
    var tokens: [GoTemplateToken] = []
    var isComment = false
    trimsEnd = false
    while true {
      let isBehindSpace = rest.first.map(isSpace) ?? false
      rest = rest.drop(while: isSpace)
      if isBehindSpace, rest.starts(with: "-}}".unicodeScalars) {
        trimsEnd = true
        rest = rest.dropFirst()
      }
      if rest.starts(with: "}}".unicodeScalars) {
        rest = rest.dropFirst(2)
        guard !tokens.isEmpty || isComment else { throw GoTemplate.syntax("an empty action") }
        return isComment ? nil : tokens
      }
      if tokens.isEmpty, rest.starts(with: "/*".unicodeScalars) {
        guard let end = position(of: "*/", in: rest) else {
          throw GoTemplate.syntax("unclosed comment")
        }
        rest = rest[(end + 2)...]
        isComment = true
        continue
      }
      guard !rest.isEmpty, !isComment else { throw GoTemplate.syntax("unclosed action") }
      let isAttached = !isBehindSpace && tokens.last == .close
      tokens.append(try next(&rest, isAttached: isAttached))
    }
  }

  private static func next(
    _ rest: inout ArraySlice<Unicode.Scalar>,
    isAttached: Bool
  ) throws -> GoTemplateToken {
    guard let first = rest.first else { throw GoTemplate.syntax("unclosed action") }
    switch first {
    case "|", "(", ")":
      rest.removeFirst()
      return first == "|" ? .pipe : first == "(" ? .open : .close
    case "\"": return .literal(.string(try quoted(&rest)))
    case "`":
      guard let end = rest.dropFirst().firstIndex(of: "`") else {
        throw GoTemplate.syntax("unterminated raw quoted string")
      }
      defer { rest = rest[(end + 1)...] }
      return .literal(.string(string(rest[(rest.startIndex + 1)..<end])))
    case ".":
      let names = fields(&rest)
      return isAttached ? .attachedFields(names) : .fields(names)
    case "$":
      rest.removeFirst()
      guard rest.first.map(isWordPart) != true else {
        throw GoTemplate.unsupported("a variable")
      }
      return .rootFields(rest.first == "." ? fields(&rest) : [])
    case "0"..."9", "-", "+":
      let text = string(rest.prefix { isWordPart($0) || $0 == "-" || $0 == "+" || $0 == "." })
      rest = rest.dropFirst(text.unicodeScalars.count)
      guard let number = Int(text) else { throw GoTemplate.unsupported("the number \(text)") }
      return .literal(.integer(number))
    case let scalar where isWordPart(scalar):
      let word = rest.prefix(while: isWordPart)
      rest = rest.dropFirst(word.count)
      return .word(string(word))
    default:
      throw GoTemplate.unsupported(Terminal.quoted(String(Character(first))))
    }
  }

  /// Reads `.a.b`; a dot alone has no names.
  private static func fields(_ rest: inout ArraySlice<Unicode.Scalar>) -> [String] {
    var names: [String] = []
    while rest.first == "." {
      let name = rest.dropFirst().prefix(while: isWordPart)
      rest = rest.dropFirst(1 + name.count)
      guard !name.isEmpty else { break }
      names.append(string(name))
    }
    return names
  }

  private static func quoted(_ rest: inout ArraySlice<Unicode.Scalar>) throws -> String {
    var end = rest.startIndex + 1
    while end < rest.endIndex, rest[end] != "\"", rest[end] != "\n" {
      end += rest[end] == "\\" ? 2 : 1
    }
    guard end < rest.endIndex, rest[end] == "\"",
      let text = GoQuoting.unquoted(rest[rest.startIndex...end])
    else { throw GoTemplate.syntax("unterminated quoted string, or a wrong escape in it") }
    rest = rest[(end + 1)...]
    return text
  }

  static func position(of mark: String, in text: ArraySlice<Unicode.Scalar>) -> Int? {
    let mark = Array(mark.unicodeScalars)
    return text.indices.first { text[$0] == mark[0] && text[$0...].starts(with: mark) }
  }

  static func string(_ scalars: some Collection<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic
      || scalar.properties.generalCategory == .decimalNumber
  }
}
