/// Reads a JSONPath template, with kubectl's idea of its grammar.
struct JSONPathParser {
  private let input: [Unicode.Scalar]
  private var position = 0
  private var steps: [JSONPath.Step] = []

  private init(_ input: [Unicode.Scalar], from position: Int = 0) {
    self.input = input
    self.position = position
  }

  /// Reads a whole template.
  static func parse(_ template: String) throws -> [JSONPath.Part] {
    let input = Array(template.unicodeScalars)
    var parts: [JSONPath.Part] = []
    var position = 0
    while position < input.count {
      let text = input[position...].prefix { $0 != "{" }
      if !text.isEmpty { parts.append([.text(JSONPathParser.string(text))]) }
      position += text.count
      guard position < input.count else { break }
      var parser = JSONPathParser(input, from: position + 1)
      try parser.parseExpression()
      parts.append(parser.steps)
      position = parser.position
    }
    return parts
  }

  /// Reads one expression that stands in something else.
  private static func steps(_ text: some Collection<Unicode.Scalar>) throws -> [JSONPath.Step] {
    var parser = JSONPathParser(Array(text) + ["}"])
    try parser.parseExpression()
    return parser.steps
  }

  private static func string(_ scalars: some Collection<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  private var next: Unicode.Scalar? { position < input.count ? input[position] : nil }

  private func follows(_ text: String) -> Bool {
    input[position...].starts(with: text.unicodeScalars)
  }

  /// Reads up to the closing brace and past it.
  private mutating func parseExpression() throws {
    while true {
      guard let scalar = next, scalar != "\n", scalar != "\r" else {
        throw JSONPathFailure("unclosed action")
      }
      if scalar == "}" {
        position += 1
        return
      } else if follows("[?(") {
        try parseFilter()
      } else if follows("..") {
        try parseRecursive()
      } else if scalar == " " || scalar == "@" || scalar == "$" {
        position += 1
      } else if scalar == "[" {
        try parseArray()
      } else if scalar == "\"" || scalar == "'" {
        try parseQuote(scalar)
      } else if scalar == "." {
        position += 1
        parseField()
      } else if scalar == "+" || scalar == "-" || JSONPathParser.isDigit(scalar) {
        try parseNumber()
      } else if JSONPathParser.isAlphanumeric(scalar) {
        parseIdentifier()
      } else {
        throw JSONPathFailure(
          "unrecognized character in action: " + JSONPathParser.described(scalar)
        )
      }
    }
  }

  private mutating func parseField() {
    let start = position
    while let scalar = next, !JSONPathParser.endsField(scalar) {
      position += scalar == "\\" && position + 1 < input.count ? 2 : 1
    }
    let name = input[start..<position]
    steps.append(
      name.elementsEqual(["*"])
        ? .wildcard : .field(JSONPathParser.string(name.filter { $0 != "\\" }))
    )
  }

  private mutating func parseRecursive() throws {
    if steps.last == .recursive { throw JSONPathFailure("invalid multiple recursive descent") }
    position += 2
    steps.append(.recursive)
    if let scalar = next, JSONPathParser.isAlphanumeric(scalar) { parseField() }
  }

  private mutating func parseIdentifier() {
    let start = position
    while let scalar = next, JSONPathParser.isAlphanumeric(scalar) { position += 1 }
    let word = JSONPathParser.string(input[start..<position])
    steps.append(
      word == "true" || word == "false" ? .boolean(word == "true") : .identifier(word)
    )
  }

  private mutating func parseNumber() throws {
    let start = position
    if next == "+" || next == "-" { position += 1 }
    while let scalar = next, scalar == "." || JSONPathParser.isDigit(scalar) { position += 1 }
    let text = JSONPathParser.string(input[start..<position])
    if let number = Int(text) {
      steps.append(.integer(number))
    } else if let number = GoNumber.float(text) {
      steps.append(.float(number))
    } else {
      throw JSONPathFailure("cannot parse number \(text)")
    }
  }

  private mutating func parseQuote(_ quote: Unicode.Scalar) throws {
    let start = position
    position += 1
    while true {
      guard let scalar = next, scalar != "\n" else {
        throw JSONPathFailure("unterminated quoted string")
      }
      position += 1
      if scalar == quote, input[position - 2] != "\\" || position - 2 == start { break }
    }
    let quoted = input[start..<position]
    guard let text = GoQuoting.unquoted(quoted) else {
      throw JSONPathFailure(
        "unquote string \(JSONPathParser.string(quoted)) error invalid syntax"
      )
    }
    steps.append(.text(text))
  }
}

// MARK: - Brackets

extension JSONPathParser {
  private mutating func parseArray() throws {
    let start = position + 1
    while next != "]" {
      guard let scalar = next, scalar != "\n" else { throw JSONPathFailure("unterminated array") }
      position += 1
    }
    let text = input[start..<position]
    position += 1
    let members = text.split(separator: ",", omittingEmptySubsequences: false)
    guard members.count < 2 else {
      let union = try members.map { member in
        let trimmed = JSONPathParser.trimmed(member)
        return try JSONPathParser.steps(["["] + trimmed + ["]"])
      }
      return steps.append(.union(union))
    }
    if text.count >= 2, text.first == "'", text.last == "'",
      !text.dropFirst().dropLast().contains("'")
    {
      steps += try JSONPathParser.steps(["."] + text.dropFirst().dropLast())
      return
    }
    steps.append(.slice(try JSONPathParser.slice(text)))
  }

  /// Reads `n`, `a:b`, `a:b:c` or `*`.
  private static func slice(_ text: ArraySlice<Unicode.Scalar>) throws -> JSONPath.Slice {
    let invalid = JSONPathFailure("invalid array index \(string(text))")
    let bounds =
      text.elementsEqual(["*"])
      ? [[], []]
      : text.split(
        separator: ":",
        omittingEmptySubsequences: false
      ).map(Array.init)
    guard bounds.count <= 3 else { throw invalid }
    let numbers = try bounds.map { bound -> Int? in
      let digits = bound.first == "-" ? bound.dropFirst() : bound[...]
      guard digits.allSatisfy({ isDigit($0) && $0.isASCII }) else { throw invalid }
      guard !bound.isEmpty else { return nil }
      guard let number = Int(string(bound)) else {
        throw JSONPathFailure("array index \(string(bound)) is not a number")
      }
      return number
    }
    let start = numbers.first ?? nil
    guard numbers.count > 1 else {
      return JSONPath.Slice(start: start, end: (start ?? 0) &+ 1, step: nil, isSingle: true)
    }
    return JSONPath.Slice(
      start: start,
      end: numbers[1],
      step: numbers.count > 2 ? numbers[2] : nil,
      isSingle: false
    )
  }

  private mutating func parseFilter() throws {
    position += 3
    let start = position
    var quote: Unicode.Scalar?
    var isClosed = false
    while true {
      guard let scalar = next, scalar != "\n" else { throw JSONPathFailure("unterminated filter") }
      position += 1
      if scalar == "\"" || scalar == "'" {
        if quote == nil {
          quote = scalar
        } else if scalar == quote, input[position - 2] != "\\" {
          isClosed = true
        }
      } else if scalar == ")", (quote != nil) == isClosed {
        break
      }
    }
    let text = input[start..<(position - 1)]
    guard next == "]" else { throw JSONPathFailure("unclosed array expect ]") }
    position += 1
    steps.append(try JSONPathParser.filter(text))
  }

  /// Divides a condition at its first comparison.
  private static func filter(_ text: ArraySlice<Unicode.Scalar>) throws -> JSONPath.Step {
    func compares(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "!" || scalar == "<" || scalar == "=" || scalar == ">"
    }
    let left = text.prefix { !compares($0) }
    var comparison = text[left.endIndex...].prefix(while: compares)
    // Something has to follow, if only one of the signs.
    if comparison.endIndex == text.endIndex { comparison = comparison.dropLast() }
    guard !left.isEmpty, !comparison.isEmpty else { return .exists(try steps(text)) }
    let right = text[comparison.endIndex...]
    return .filter(try steps(left), string(comparison), try steps(right))
  }
}

// MARK: - Characters

extension JSONPathParser {
  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .decimalNumber
  }

  private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || isDigit(scalar) || scalar.properties.isLetter
  }

  private static func endsField(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "\n", "\r", ".", ",", "[", "]", "$", "@", "{", "}": true
    default: false
    }
  }

  private static func trimmed(_ text: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    let start = text.drop { $0 == " " }
    return Array(start.reversed().drop { $0 == " " }.reversed())
  }

  /// A character as Go's `%#U` writes it: `U+0023 '#'`.
  private static func described(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let quoted = GoQuoting.quoted(String(Character(scalar)))
    let isPrintable = !quoted.dropFirst().hasPrefix("\\") || scalar == "\"" || scalar == "\\"
    return isPrintable ? code + " '" + String(Character(scalar)) + "'" : code
  }
}

extension Unicode.Scalar.Properties {
  /// Whether Go's `unicode.IsLetter` holds.
  fileprivate var isLetter: Bool {
    switch generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }
}
