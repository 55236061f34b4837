/// Reads the plain part of Go's templates.
struct GoTemplateParser {
  /// Text, or what stands between braces as tokens.
  private enum Piece {
    case text(String)
    case action([GoTemplateToken])
  }

  private var pieces: ArraySlice<Piece>

  static func parse(_ template: String) throws -> [GoTemplate.Part] {
    var parser = GoTemplateParser(pieces: try pieces(of: template)[...])
    let (parts, end) = try parser.parts()
    guard end == nil else { throw GoTemplate.syntax("unexpected {{\(end ?? "")}}") }
    return parts
  }

  /// Divides a template at its braces, and trims text at `{{-` and `-}}`.
  private static func pieces(of template: String) throws -> [Piece] {
    var pieces: [Piece] = []
    var rest = Array(template.unicodeScalars)[...]
    var trimsStart = false
    while let open = GoTemplateToken.position(of: "{{", in: rest) {
      var text = rest[..<open]
      rest = rest[(open + 2)...]
      if trimsStart { text = text.drop(while: GoTemplateToken.isSpace) }
      if rest.first == "-", let second = rest.dropFirst().first, GoTemplateToken.isSpace(second) {
        rest = rest.dropFirst()
        while let last = text.last, GoTemplateToken.isSpace(last) { text.removeLast() }
      }
      if !text.isEmpty { pieces.append(.text(GoTemplateToken.string(text))) }
      let tokens = try GoTemplateToken.tokens(&rest, trimsEnd: &trimsStart)
      if let tokens { pieces.append(.action(tokens)) }
    }
    if trimsStart { rest = rest.drop(while: GoTemplateToken.isSpace) }
    if !rest.isEmpty { pieces.append(.text(GoTemplateToken.string(rest))) }
    return pieces
  }

  /// Reads parts up to the `end` or `else` that is not theirs.
  private mutating func parts(
    depth: Int = 0
  ) throws -> (parts: [GoTemplate.Part], end: String?) {
    guard depth < 100 else { throw GoTemplate.syntax("blocks are nested too deep") }
    var parts: [GoTemplate.Part] = []
    while let piece = pieces.popFirst() {
      switch piece {
      case .text(let text): parts.append(.text(text))
      case .action(let tokens):
        guard case .word(let word) = tokens.first else {
          parts.append(.output(try pipeline(tokens[...])))
          continue
        }
        if word == "end" || word == "else" {
          // What follows "else" is a condition of its own.
          if tokens.count > 1 { pieces = [.action(Array(tokens.dropFirst()))] + pieces }
          return (parts, tokens.count > 1 ? "else if" : word)
        }
        if let block = GoTemplate.Block(rawValue: word) {
          parts.append(try self.block(block, tokens.dropFirst(), depth: depth))
        } else if ["define", "template", "block", "break", "continue"].contains(word) {
          throw GoTemplate.unsupported(word)
        } else {
          parts.append(.output(try pipeline(tokens[...])))
        }
      }
    }
    return (parts, nil)
  }

  private mutating func block(
    _ block: GoTemplate.Block,
    _ tokens: ArraySlice<GoTemplateToken>,
    depth: Int
  ) throws -> GoTemplate.Part {
    let value = try pipeline(tokens)
    let (then, end) = try parts(depth: depth + 1)
    var otherwise: [GoTemplate.Part] = []
    switch end {
    case "end": break
    case "else":
      let (parts, end) = try parts(depth: depth + 1)
      guard end == "end" else { throw GoTemplate.syntax("{{else}} without {{end}}") }
      otherwise = parts
    case "else if":
      guard case .action(let tokens) = pieces.popFirst(), case .word(let word) = tokens.first,
        let inner = GoTemplate.Block(rawValue: word), inner == block, inner != .range
      else { throw GoTemplate.syntax("{{else}} is followed by something else than its own word") }
      // The inner block takes the {{end}} of the outer one.
      otherwise = [try self.block(inner, tokens.dropFirst(), depth: depth + 1)]
    default: throw GoTemplate.syntax("{{\(block.rawValue)}} without {{end}}")
    }
    return .block(block, value, then: then, otherwise: otherwise)
  }

  private func pipeline(_ tokens: ArraySlice<GoTemplateToken>) throws -> GoTemplate.Pipeline {
    var rest = tokens
    let pipeline = try GoTemplateParser.pipeline(&rest, depth: 0)
    guard rest.isEmpty else { throw GoTemplate.syntax("unexpected )") }
    return pipeline
  }

  /// Reads a pipe up to its end or a closing parenthesis.
  private static func pipeline(
    _ rest: inout ArraySlice<GoTemplateToken>,
    depth: Int
  ) throws -> GoTemplate.Pipeline {
    guard depth < 100 else { throw GoTemplate.syntax("parentheses are nested too deep") }
    var commands: GoTemplate.Pipeline = [[]]
    func append(_ operand: GoTemplate.Operand) { commands[commands.count - 1].append(operand) }
    while let token = rest.first, token != .close {
      rest.removeFirst()
      switch token {
      case .pipe: commands.append([])
      case .literal(let node): append(.literal(node))
      case .fields(let names): append(.fields(names))
      case .rootFields(let names): append(.rootFields(names))
      case .word("true"), .word("false"): append(.literal(.boolean(token == .word("true"))))
      case .word("nil"): append(.literal(.null))
      case .word(let word):
        guard GoTemplateEvaluator.functions.contains(word) else {
          throw GoTemplate.unsupported("the function \(Terminal.quoted(word))")
        }
        append(.function(word))
      case .open:
        let inner = try pipeline(&rest, depth: depth + 1)
        guard rest.popFirst() == .close else { throw GoTemplate.syntax("unclosed left paren") }
        var fields: [String] = []
        if case .attachedFields(let names) = rest.first {
          rest.removeFirst()
          fields = names
        }
        append(.nested(inner, fields))
      case .attachedFields, .close: throw GoTemplate.syntax("a field in an unexpected place")
      }
    }
    guard commands.allSatisfy({ !$0.isEmpty }) else {
      throw GoTemplate.syntax("missing value for command")
    }
    return commands
  }
}
