/// What nginx's configuration says: directives and the blocks of them.
struct NginxText: Sendable {
  /// A directive, with its block where it has one.
  struct Directive: Hashable, Sendable {
    /// The name: `proxy_pass`.
    let name: String
    /// What follows it.
    let arguments: [String]
    /// Where it begins.
    let mark: SourceMark
    /// What stands in its braces.
    var block: [Directive] = []

    /// The first argument.
    var value: String { arguments.first ?? "" }

    /// The directives of a name in its block.
    func all(_ name: String) -> [Directive] { block.filter { $0.name == name } }
  }

  /// The directives at the top.
  let directives: [Directive]

  /// Reads a file; what cannot be read ends it.
  init(_ text: String) {
    var scanner = NginxScanner(text)
    directives = scanner.block(depth: 0)
  }

  /// Every directive of a name, at any depth, with those around it from the
  /// outermost inwards.
  func everywhere(_ name: String) -> [(directive: Directive, around: [Directive])] {
    func search(
      _ directives: [Directive],
      _ around: [Directive]
    ) -> [(directive: Directive, around: [Directive])] {
      directives.flatMap { directive in
        (directive.name == name ? [(directive, around)] : [])
          + search(directive.block, around + [directive])
      }
    }
    return search(directives, [])
  }
}

/// Takes nginx's text apart.
private struct NginxScanner {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var line = 1
  private var lineStart = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// Directives up to the end of a block; deeper ones than nginx itself can
  /// have are not followed.
  mutating func block(depth: Int) -> [NginxText.Directive] {
    var directives: [NginxText.Directive] = []
    var words: [String] = []
    var mark = SourceMark(line: 1, column: 1)
    while position < scalars.count {
      let scalar = scalars[position]
      switch scalar {
      case "\n":
        position += 1
        line += 1
        lineStart = position
      case " ", "\t", "\r": position += 1
      case "#": while position < scalars.count, scalars[position] != "\n" { position += 1 }
      case ";", "{", "}":
        position += 1
        if let name = words.first {
          var directive = NginxText.Directive(
            name: name,
            arguments: Array(words.dropFirst()),
            mark: mark
          )
          if scalar == "{", depth < 32 { directive.block = block(depth: depth + 1) }
          directives.append(directive)
          words = []
        }
        if scalar == "}" { return directives }
      default:
        if words.isEmpty { mark = SourceMark(line: line, column: position - lineStart + 1) }
        words.append(word())
      }
    }
    return directives
  }

  private mutating func word() -> String {
    var text = String.UnicodeScalarView()
    var quote: Unicode.Scalar?
    while position < scalars.count {
      let scalar = scalars[position]
      if let open = quote {
        if scalar == "\n" {
          line += 1
          lineStart = position + 1
        }
        if scalar == open { quote = nil } else { text.append(scalar) }
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      } else if " \t\r\n;{}".unicodeScalars.contains(scalar) {
        break
      } else {
        text.append(scalar)
      }
      position += 1
    }
    return String(text)
  }
}
