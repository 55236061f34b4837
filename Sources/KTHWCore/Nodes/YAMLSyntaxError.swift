/// What libyaml says about a text it cannot read, and what we make of it.
struct YAMLSyntaxError {
  /// What is wrong, in libyaml's words, which kubectl shows as well.
  var problem: String
  /// What it was doing: "while parsing a block mapping".
  var context: String?
  var mark: SourceMark
  var contextMark: SourceMark?
  /// Whether characters were being read, not yet what they make up.
  var isScannerError = false
  /// Whether Go's reader knows the line; of bytes that are no text it does not.
  var hasLine = true

  /// The longest key that an excerpt shows, in bytes.
  private static let longestKey = 60

  func error(in input: UnsafeBufferPointer<UInt8>, file: String?) -> KTHWError {
    var message = problem
    if let context {
      message += ", " + context
      if let contextMark, contextMark != mark { message += " that began at \(contextMark)" }
    }
    let line = YAMLSyntaxError.line(mark.line, of: input)
    if let excerpt = YAMLSyntaxError.excerpt(of: line) { message += ", near \"\(excerpt)\"" }
    return KTHWError(
      .syntax,
      message,
      at: Place(file: file, mark: mark),
      hint: hint(for: line, input),
      peerWords: PeerWords(goText)
    )
  }

  /// The words of Go's YAML reader, which has its own way of counting lines:
  /// from 0, but from 1 for what the scanner finds, and none for the first.
  private var goText: String {
    guard hasLine else { return "yaml: \(problem)" }
    let problemLine = mark.line - 1
    let contextLine = (contextMark?.line ?? 1) - 1
    let line = problemLine > 0 ? problemLine + (isScannerError ? 1 : 0) : contextLine
    return line > 0 ? "yaml: line \(line): \(problem)" : "yaml: \(problem)"
  }

  /// The bytes of a line, from 1, without its end.
  private static func line(
    _ number: Int,
    of input: UnsafeBufferPointer<UInt8>
  ) -> Slice<UnsafeBufferPointer<UInt8>> {
    var rest = input[...]
    for _ in 1..<max(number, 1) {
      guard let end = rest.firstIndex(of: 0x0A) else { return input[input.endIndex...] }
      rest = rest[(end + 1)...]
    }
    return rest.prefix { $0 != 0x0A }
  }

  /// The key that a line begins with; what follows it may be secret.
  ///
  /// A line that does not begin with an ordinary key may itself be part of a
  /// secret, and nothing of it is shown.
  static func excerpt(of line: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    var rest = line.drop { $0 == 0x20 || $0 == 0x09 }
    while rest.starts(with: [0x2D, 0x20]) { rest = rest.dropFirst(2).drop { $0 == 0x20 } }
    let key = rest.prefix { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F: true
      default: false
      }
    }
    let after = rest.dropFirst(key.count)
    guard !key.isEmpty, key.count <= longestKey, after.first == UInt8(ascii: ":") else {
      return nil
    }
    guard let next = after.dropFirst().first else {
      return String(decoding: key, as: UTF8.self) + ":"
    }
    guard next == 0x20 || next == 0x09 || next == 0x0D else { return nil }
    return String(decoding: key, as: UTF8.self) + ": …"
  }

  private func hint(
    for line: Slice<UnsafeBufferPointer<UInt8>>,
    _ input: UnsafeBufferPointer<UInt8>
  ) -> String? {
    let spaces = "YAML is indented with spaces; a tab cannot stand there"
    switch problem {
    case "found character that cannot start any token":
      let character = line.dropFirst(mark.column - 1).first
      if character == 0x09 { return spaces }
      return "a value that begins with this character has to be in quotes"
    case let text where text.contains("tab character"):
      return spaces
    case "mapping values are not allowed in this context":
      return line.contains(0x09)
        ? spaces
        : "a value with a colon and a space in it has to be in quotes; else mend the indentation"
    case "did not find expected key", "did not find expected '-' indicator":
      return "the indentation of this line does not fit the lines before it"
    case "could not find expected ':'":
      return "a key lacks its colon, or text goes on without being indented"
    case "found unexpected end of stream":
      return "a quotation mark is not closed"
    case "control characters are not allowed":
      return "delete the invisible character, or write it as an escape in double quotes"
    case let text where text.contains("UTF-8"):
      return "save the text as UTF-8"
    default:
      return nil
    }
  }
}
