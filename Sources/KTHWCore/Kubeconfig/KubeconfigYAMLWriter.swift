/// Writes a ``KubeconfigTree`` as YAML, byte for byte as kubectl 1.32 does.
///
/// The general ``YAMLWriter`` writes what reads back as it was; kubectl's
/// own writer loses or escapes some characters (a text that begins with a
/// byte order mark, lines that end with U+2028), and here its bytes count.
/// Private keys go from their own memory into wiped memory, never through a
/// `String`.
struct KubeconfigYAMLWriter {
  let output = SecretBuffer(capacity: 4096)
  /// The column of the next character; 0 after a line break.
  var column = 0

  /// The whole text, ended by a line feed.
  ///
  /// - Throws: ``KTHWError`` where kubectl cannot write the tree either.
  static func text(_ tree: KubeconfigTree) throws -> SecretBytes {
    var writer = KubeconfigYAMLWriter()
    try writer.write(tree, under: -2, inline: false)
    writer.endLine()
    return writer.output.secretBytes()
  }

  /// Writes what stands behind a key or an indicator.
  ///
  /// - Parameters:
  ///   - tree: what to write.
  ///   - indent: the indentation of the map or list that it is part of.
  ///   - inline: whether it begins behind `-`, `?` or a lonely `:`.
  /// - Throws: ``KTHWError`` for texts that kubectl cannot write.
  private mutating func write(
    _ tree: KubeconfigTree,
    under indent: Int,
    inline: Bool
  ) throws {
    switch tree {
    case .text(let text): try write(text, indent: indent + 2)
    case .word(let word): put(" " + KubeconfigYAMLWriter.number(word))
    case .data(let bytes): try bytes.withUnsafeBytes { try writeBase64($0, indent: indent + 2) }
    case .secret(let secret):
      try secret.withUnsafeBytes { try writeBase64($0, indent: indent + 2) }
    case .list(let items):
      // Lists are not indented within maps.
      try write(items, indent: inline ? indent + 2 : indent, inline: inline)
    case .map(let fields):
      try write(fields, indent: indent + 2, inline: inline)
    }
  }

  private mutating func write(_ items: [KubeconfigTree], indent: Int, inline: Bool) throws {
    guard !items.isEmpty else { return put(" []") }
    for (index, item) in items.enumerated() {
      beginEntry(indent: indent, inline: inline && index == 0)
      put("-")
      try write(item, under: indent, inline: true)
    }
  }

  private mutating func write(
    _ fields: [KubeconfigTree.Field],
    indent: Int,
    inline: Bool
  ) throws {
    guard !fields.isEmpty else { return put(" {}") }
    let ordered = fields.sorted { NaturalOrder.precedes($0.key, $1.key) }
    for (index, field) in ordered.enumerated() {
      beginEntry(indent: indent, inline: inline && index == 0)
      if KubeconfigText.isPlainWord(field.key), field.key.utf8.count <= 128,
        !YAMLPlainText.needsQuotes(field.key)
      {
        put(field.key)
        put(":")
        try write(field.value, under: indent, inline: false)
        continue
      }
      let key = try KubeconfigText.writtenKey(field.key)
      let scalars = Array(key.unicodeScalars)
      let analysis = YAMLScalarAnalysis(scalars)
      if key.utf8.count <= 128, !analysis.hasBreaks {
        writeKey(key, scalars, analysis)
        put(":")
        try write(field.value, under: indent, inline: false)
      } else {
        put("? ")
        writeScalar(key, scalars, analysis, indent: indent + 2)
        beginLine(indent)
        put(":")
        try write(field.value, under: indent, inline: true)
      }
    }
  }

  /// Goes to where an entry of a map or list begins.
  private mutating func beginEntry(indent: Int, inline: Bool) {
    if inline { put(" ") } else { beginLine(indent) }
  }

  private mutating func write(_ text: String, indent: Int) throws {
    put(" ")
    if KubeconfigText.isPlainWord(text), !YAMLPlainText.needsQuotes(text) { return put(text) }
    let text = try KubeconfigText.written(text)
    let scalars = Array(text.unicodeScalars)
    writeScalar(text, scalars, YAMLScalarAnalysis(scalars), indent: indent)
  }

  /// Writes bytes as base64 without copying them elsewhere.
  private mutating func writeBase64(_ bytes: UnsafeRawBufferPointer, indent: Int) throws {
    // A short text of digits or letters could be read as a number or a word;
    // what begins with a letter and is longer cannot.
    let first = bytes.first.map { $0 >> 2 } ?? 0
    guard bytes.count > 3, first < 52 else {
      return try write(Base64.encode(Array(bytes)), indent: indent)
    }
    put(" ")
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { digits in
      for start in stride(from: 0, to: bytes.count, by: 3072) {
        let part = bytes[start..<min(start + 3072, bytes.count)]
        let count = Base64.encode(UnsafeRawBufferPointer(rebasing: part), into: digits)
        output.append(contentsOf: UnsafeRawBufferPointer(rebasing: digits[..<count]))
        column += count
      }
      SecretBytes.wipe(digits)
    }
  }

  /// A number of JSON's as kubectl's YAML has it; other words as they are.
  static func number(_ word: String) -> String {
    guard let first = word.utf8.first, first == 0x2D || first >= 0x30 && first <= 0x39 else {
      return word
    }
    if let whole = GoNumber.whole(word) { return whole.text }
    return GoNumber.float(word).map(GoNumber.generalText) ?? word
  }
}

// MARK: - Characters

extension KubeconfigYAMLWriter {
  /// Appends text without line breaks.
  mutating func put(_ text: String) {
    var copy = text
    copy.withUTF8 { bytes in
      output.append(contentsOf: UnsafeRawBufferPointer(bytes))
      column += bytes.count { $0 & 0xC0 != 0x80 }
    }
  }

  mutating func put(_ scalar: Unicode.Scalar) {
    withUnsafeTemporaryAllocation(byteCount: 4, alignment: 1) { memory in
      var count = 0
      for byte in UTF8.encode(scalar) ?? UTF8.EncodedScalar() {
        memory[count] = byte
        count += 1
      }
      output.append(contentsOf: UnsafeRawBufferPointer(rebasing: memory[..<count]))
    }
    column += 1
  }

  /// Appends a line break of the text itself.
  mutating func putBreak(_ scalar: Unicode.Scalar) {
    put(scalar)
    column = 0
  }

  /// Ends the line, if one has begun.
  mutating func endLine() {
    guard column > 0 else { return }
    putBreak("\n")
  }

  /// Goes to a column of a new line.
  mutating func beginLine(_ indent: Int) {
    endLine()
    put(String(repeating: " ", count: max(indent, 0)))
  }
}
