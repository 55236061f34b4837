/// The first record of a text of comma-separated values (RFC 4180), as Go's
/// `encoding/csv` reads it.
///
/// Lists on kubectl's command line are written so: `--exec-arg='a,"b,c"'`.
enum CSVRecord {
  /// Why a text is no record; the words are Go's.
  struct Fault: Error, Equatable {
    let text: String
  }

  /// The fields of the first record that is not an empty line.
  ///
  /// - Throws: ``Fault`` for quotes that do not fit.
  static func fields(of text: String) throws(Fault) -> [String] {
    var reader = Reader(bytes: Array(text.utf8))
    return try reader.record()
  }

  private struct Reader {
    let bytes: [UInt8]
    var position = 0
    var line = 1
    /// Where the line begins that is being read.
    var lineStart = 0

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let newline = UInt8(ascii: "\n")

    init(bytes: [UInt8]) {
      self.bytes = bytes
    }

    mutating func record() throws(Fault) -> [String] {
      while let length = lineBreak(at: position) { startLine(after: length) }
      guard position < bytes.count else { throw Fault(text: "EOF") }
      var fields: [String] = []
      let firstLine = line
      while true {
        let isQuoted = position < bytes.count && bytes[position] == Self.quote
        fields.append(isQuoted ? try quotedField(firstLine) : try plainField(firstLine))
        guard position < bytes.count, bytes[position] == Self.comma else { return fields }
        position += 1
      }
    }

    private mutating func plainField(_ firstLine: Int) throws(Fault) -> String {
      let start = position
      while position < bytes.count, bytes[position] != Self.comma, lineBreak(at: position) == nil {
        if bytes[position] == Self.quote {
          throw fault("bare \" in non-quoted-field", firstLine)
        }
        position += 1
      }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func quotedField(_ firstLine: Int) throws(Fault) -> String {
      var field: [UInt8] = []
      position += 1
      while position < bytes.count {
        let byte = bytes[position]
        if let length = lineBreak(at: position) {
          field.append(Self.newline)
          startLine(after: length)
        } else if byte != Self.quote {
          field.append(byte)
          position += 1
        } else if position + 1 < bytes.count, bytes[position + 1] == Self.quote {
          field.append(Self.quote)
          position += 2
        } else {
          let isEnd =
            position + 1 == bytes.count || bytes[position + 1] == Self.comma
            || lineBreak(at: position + 1) != nil
          guard isEnd else { throw fault("extraneous or missing \" in quoted-field", firstLine) }
          position += 1
          return String(decoding: field, as: UTF8.self)
        }
      }
      throw fault("extraneous or missing \" in quoted-field", firstLine)
    }

    /// The length of a line break; a carriage return alone is none, unless it
    /// ends the text, where it is dropped.
    private func lineBreak(at index: Int) -> Int? {
      guard index < bytes.count else { return nil }
      if bytes[index] == Self.newline { return 1 }
      guard bytes[index] == UInt8(ascii: "\r") else { return nil }
      if index + 1 == bytes.count { return 1 }
      return bytes[index + 1] == Self.newline ? 2 : nil
    }

    private mutating func startLine(after length: Int) {
      position += length
      line += 1
      lineStart = position
    }

    private func fault(_ words: String, _ firstLine: Int) -> Fault {
      let record = firstLine == line ? "" : "record on line \(firstLine); "
      return Fault(
        text: "\(record)parse error on line \(line), column \(position - lineStart + 1): \(words)"
      )
    }
  }
}
