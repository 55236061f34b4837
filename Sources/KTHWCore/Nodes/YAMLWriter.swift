/// Writes ``Node``s as YAML, byte for byte as kubectl 1.32 does.
///
/// Blocks are indented by two, lists not at all within mappings; long text is
/// folded at column 80; empty lists and mappings are `[]` and `{}`. Strings
/// are plain where nothing else would be read, literal where they have line
/// feeds, and quoted otherwise. Keys keep their order, and numbers and
/// booleans are written as they stand in the node.
///
/// A string with one of the rarer line breaks of Unicode is quoted so that it
/// reads back as it was; kubectl loses those.
public enum YAMLWriter {
  /// The text of one document, ended by a line feed.
  ///
  /// - Parameter node: the document.
  /// - Returns: the text, without `---`.
  /// - Throws: ``KTHWError`` where memory runs out.
  public static func text(_ node: Node) throws -> String {
    try text(documents: [node])
  }

  /// The text of several documents, with `---` between them.
  ///
  /// - Parameter documents: the documents, in order.
  /// - Returns: the text; without documents it is empty.
  /// - Throws: ``KTHWError`` where memory runs out.
  public static func text(documents: [Node]) throws -> String {
    let emitter = try YAMLEmitter()
    try emitter.beginStream()
    for (index, document) in documents.enumerated() {
      try emitter.beginDocument(isFirst: index == 0)
      try write(document, to: emitter)
      try emitter.endDocument()
    }
    return try emitter.finish { output in
      output.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
  }

  private static func write(_ node: Node, to emitter: borrowing YAMLEmitter) throws {
    switch node.value {
    case .scalar(let scalar):
      switch scalar.kind {
      case .string: try emitter.scalar(scalar.text, style(of: scalar.text))
      case .null: try emitter.scalar("null", .plain)
      case .boolean, .integer, .float: try emitter.scalar(scalar.text, .plain)
      }
    case .sequence(let items):
      try emitter.beginSequence(isEmpty: items.isEmpty)
      for item in items { try write(item, to: emitter) }
      try emitter.endSequence()
    case .mapping(let entries):
      try emitter.beginMapping(isEmpty: entries.isEmpty)
      for entry in entries {
        // kubectl leaves this key plain, and then takes it for a merge.
        try emitter.scalar(entry.key, entry.key == "<<" ? .doubleQuoted : style(of: entry.key))
        try write(entry.value, to: emitter)
      }
      try emitter.endMapping()
    }
  }

  private static func style(of text: String) -> YAMLEmitter.Style {
    if text.unicodeScalars.contains(where: isRareBreak) { return .doubleQuoted }
    if text.utf8.contains(0x0A) { return .literal }
    return YAMLPlainText.needsQuotes(text) ? .doubleQuoted : .plain
  }

  /// Whether a scalar ends lines in YAML 1.1 without being a line feed.
  private static func isRareBreak(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{85}" || scalar == "\u{2028}" || scalar == "\u{2029}"
  }
}
