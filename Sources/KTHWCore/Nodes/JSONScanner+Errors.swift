// Messages in the words of Go's encoding/json, and hints in ours.

extension JSONScanner {
  /// The error for the character at the position: what it is, and where the
  /// grammar did not want it.
  ///
  /// Go shows the first byte of a character beyond ASCII as if it were
  /// Latin-1; the character itself is shown here.
  func unexpected(_ context: String) -> KTHWError {
    KTHWError(
      .syntax,
      "invalid character \(quotedCharacter) \(context)",
      at: Place(file: file, mark: mark),
      hint: wholeTextHint ?? hint(for: context)
    )
  }

  /// The error for a text that ends too early.
  func unexpectedEnd(in builder: NodeBuilder) -> KTHWError {
    KTHWError(
      .syntax,
      "unexpected end of JSON input",
      at: Place(file: file, mark: mark),
      hint: wholeTextHint ?? endHint(in: builder)
    )
  }

  private func endHint(in builder: NodeBuilder) -> String {
    if bytes.allSatisfy({ $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }) {
      return "the input is empty: whatever should have produced it failed"
    }
    guard let open = builder.openMark else { return "the input is cut off" }
    let kind = builder.isInMapping ? "object" : "array"
    return "the input is cut off: the \(kind) that began at \(open) is not closed"
  }

  /// The character at the position in single quotes, as Go writes it.
  private var quotedCharacter: String {
    guard let scalar = currentScalar else {
      return "'\\x" + Hexadecimal.plain([bytes[position]]) + "'"
    }
    switch scalar {
    case "'": return "'\\''"
    case "\\": return "'\\\\'"
    case "\n": return "'\\n'"
    case "\r": return "'\\r'"
    case "\t": return "'\\t'"
    default:
      let text = String(Character(scalar))
      guard Terminal.printable(text) != text else { return "'\(text)'" }
      let digits = String(scalar.value, radix: 16)
      let width = scalar.value < 0x80 ? 2 : scalar.value < 0x10000 ? 4 : 8
      let letter = width == 2 ? "x" : width == 4 ? "u" : "U"
      let zeros = String(repeating: "0", count: max(0, width - digits.count))
      return "'\\" + letter + zeros + digits + "'"
    }
  }

  private var currentScalar: Unicode.Scalar? {
    guard let length = TextEncoding.sequenceLength(bytes, at: position) else { return nil }
    return String(decoding: bytes[position..<position + length], as: UTF8.self).unicodeScalars.first
  }

  /// What the text is, where it is something else than JSON altogether.
  private var wholeTextHint: String? {
    if let label = TextEncoding.pemLabel(bytes) {
      return "this is a PEM file (\(Terminal.printable(label))), not JSON"
    }
    let start = bytes.drop { $0 <= 0x20 }
    if start.starts(with: [0x30, 0x82]) { return "this is DER, a binary format, not JSON" }
    if start.first == UInt8(ascii: "<") { return "this is a web page or XML, not JSON" }
    let shape = start.prefix(11).map { $0 >= 0x30 && $0 <= 0x39 ? UInt8(ascii: "9") : $0 }
    if shape == Array("9999/99/99 ".utf8) {
      return "this begins with a log line: keep standard error out of the input"
    }
    return nil
  }

  private func hint(for context: String) -> String? {
    guard let scalar = currentScalar else { return nil }
    switch scalar {
    case "\u{2018}"..."\u{201F}", "\u{AB}", "\u{BB}":
      return "this is a typographic quotation mark; JSON takes only \""
    case "\u{A0}", "\u{2000}"..."\u{200B}", "\u{202F}", "\u{3000}", "\u{FEFF}":
      return "this is an invisible character, perhaps copied from a web page; delete it"
    case "'":
      return "JSON strings stand in double quotes"
    case "/", "#":
      return "JSON has no comments"
    case "}", "]":
      if context.hasPrefix("looking for") { return "JSON has no comma after the last entry" }
      if context.hasPrefix("after") { return "the bracket that is open here is of the other kind" }
    case "\n", "\r":
      if context == "in string literal" { return "the string is not closed on its line" }
    case "T", "F", "N":
      return "JSON writes true, false and null in lower case"
    case "=":
      if context == "after object key" { return "a colon stands between key and value" }
    default: break
    }
    switch context {
    case "after object key:value pair", "after array element":
      return "a comma is missing before it"
    case "looking for beginning of object key string":
      return "keys stand in double quotes"
    case "after top-level value":
      return "only one JSON value may stand here"
    default:
      return nil
    }
  }
}
