/// Reads JSON (RFC 8259) into a ``Node``.
///
/// The reader is strict: no comments, no trailing commas, nothing after the
/// value. Messages have the words of Go's `encoding/json`, which users of
/// cfssl and kubectl know and search for, and add line and column. As in Go,
/// invalid UTF-8 and lone surrogates become U+FFFD. A byte order mark is
/// skipped.
public enum JSONReader {
  /// Reads one JSON value.
  ///
  /// - Parameters:
  ///   - bytes: the whole text, in UTF-8.
  ///   - file: the name that errors give to the text.
  ///   - duplicateKeys: what to do with a key given twice in one object.
  ///   - limits: how much is read before the text is refused.
  /// - Returns: the value; numbers keep their digits as written.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``,
  ///   ``KTHWError/Code/duplicateField`` or ``KTHWError/Code/limitExceeded``,
  ///   placed in the file at a line and column.
  public static func node(
    from bytes: [UInt8],
    file: String? = nil,
    duplicateKeys: DuplicateKeys = .refuse,
    limits: ReadingLimits = ReadingLimits()
  ) throws -> Node {
    try bytes.withUnsafeBufferPointer { buffer in
      try TextEncoding.check(buffer, file: file, limits: limits)
      var scanner = JSONScanner(buffer, file: file)
      defer { scanner.wipe() }
      var builder = NodeBuilder(file: file, duplicateKeys: duplicateKeys, limits: limits)
      do {
        return try read(&scanner, into: &builder)
      } catch is JSONScanner.EndOfText {
        throw scanner.unexpectedEnd(in: builder)
      }
    }
  }

  /// What the grammar allows next.
  private enum Expectation {
    case value
    case valueOrEnd
    case key
    case keyOrEnd
    case separatorOrEnd
  }

  /// The grammar, as a loop over a stack that ``NodeBuilder`` keeps.
  private static func read(
    _ scanner: inout JSONScanner,
    into builder: inout NodeBuilder
  ) throws -> Node {
    var expected = Expectation.value
    while true {
      scanner.skipSpace()
      if let root = builder.root {
        guard scanner.isAtEnd else { throw scanner.unexpected("after top-level value") }
        return root
      }
      guard let byte = scanner.peek else { throw JSONScanner.EndOfText() }
      switch expected {
      case .valueOrEnd where byte == UInt8(ascii: "]"), .keyOrEnd where byte == UInt8(ascii: "}"):
        scanner.advance()
        try builder.close()
        expected = .separatorOrEnd
      case .value, .valueOrEnd:
        expected = try readValue(byte, &scanner, into: &builder)
      case .key, .keyOrEnd:
        try readKey(byte, &scanner, into: &builder)
        expected = .value
      case .separatorOrEnd:
        expected = try readSeparator(byte, &scanner, into: &builder)
      }
    }
  }

  private static func readValue(
    _ byte: UInt8,
    _ scanner: inout JSONScanner,
    into builder: inout NodeBuilder
  ) throws -> Expectation {
    let mark = scanner.mark
    switch byte {
    case UInt8(ascii: "{"):
      scanner.advance()
      try builder.open(mapping: true, at: mark)
      return .keyOrEnd
    case UInt8(ascii: "["):
      scanner.advance()
      try builder.open(mapping: false, at: mark)
      return .valueOrEnd
    case UInt8(ascii: "\""):
      let text = try scanner.string()
      try builder.add(Node.Scalar(text, .string), at: mark)
    default:
      try builder.add(try scanner.literal(), at: mark)
    }
    return .separatorOrEnd
  }

  private static func readKey(
    _ byte: UInt8,
    _ scanner: inout JSONScanner,
    into builder: inout NodeBuilder
  ) throws {
    guard byte == UInt8(ascii: "\"") else {
      throw scanner.unexpected("looking for beginning of object key string")
    }
    let mark = scanner.mark
    let key = try scanner.string()
    scanner.skipSpace()
    guard let colon = scanner.peek else { throw JSONScanner.EndOfText() }
    guard colon == UInt8(ascii: ":") else { throw scanner.unexpected("after object key") }
    scanner.advance()
    try builder.key(key, at: mark)
  }

  private static func readSeparator(
    _ byte: UInt8,
    _ scanner: inout JSONScanner,
    into builder: inout NodeBuilder
  ) throws -> Expectation {
    let isMapping = builder.isInMapping
    switch byte {
    case UInt8(ascii: ","):
      scanner.advance()
      return isMapping ? .key : .value
    case UInt8(ascii: "}") where isMapping, UInt8(ascii: "]") where !isMapping:
      scanner.advance()
      try builder.close()
      return .separatorOrEnd
    default:
      throw scanner.unexpected(isMapping ? "after object key:value pair" : "after array element")
    }
  }
}
