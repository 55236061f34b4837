/// A table of a TOML document (https://toml.io/en/v1.0.0), written from keys
/// and values in their order.
struct TOMLTable: Hashable, Sendable {
  /// What a key can hold.
  enum Value: Hashable, Sendable {
    /// Text.
    case string(String)
    /// A whole number.
    case integer(Int)
    /// `true` or `false`.
    case boolean(Bool)
    /// Texts in order.
    case strings([String])
    /// A table of its own.
    case table(TOMLTable)
  }

  /// The keys and their values.
  var entries: [(key: String, value: Value)]

  /// The whole document.
  var text: String { lines(below: []).joined(separator: "\n") + "\n" }

  /// The lines of the table: first what is in it, since a value that followed
  /// an inner table would be taken for that one's, then the inner tables.
  private func lines(below path: [String]) -> [String] {
    var lines: [String] = []
    var inner: [String] = []
    for (key, value) in entries {
      if case .table(let table) = value {
        inner += table.lines(below: path + [TOMLTable.key(key)])
      } else {
        lines.append("\(TOMLTable.key(key)) = \(TOMLTable.text(value))")
      }
    }
    if !path.isEmpty, !lines.isEmpty || inner.isEmpty {
      lines.insert(contentsOf: ["", "[\(path.joined(separator: "."))]"], at: 0)
    }
    return lines + inner
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .string(let text): quoted(text)
    case .integer(let number): String(number)
    case .boolean(let flag): flag ? "true" : "false"
    case .strings(let texts): "[" + texts.map(quoted).joined(separator: ", ") + "]"
    case .table(let table):
      "{" + table.entries.map { "\(key($0.key)) = \(text($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  private static func key(_ key: String) -> String {
    let isBare = key.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    return isBare && !key.isEmpty ? key : quoted(key)
  }

  /// A basic string: what would end it and what has no sign is escaped.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        result += "\\u00" + Hexadecimal.plain([UInt8(scalar.value)])
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Equal when keys and values are, in the same order.
  static func == (left: TOMLTable, right: TOMLTable) -> Bool {
    left.entries.elementsEqual(right.entries) { $0.key == $1.key && $0.value == $1.value }
  }

  /// Hashes keys and values.
  func hash(into hasher: inout Hasher) {
    for (key, value) in entries {
      hasher.combine(key)
      hasher.combine(value)
    }
  }
}

extension TOMLTable: ExpressibleByDictionaryLiteral {
  /// Creates a table; the order stays.
  init(dictionaryLiteral elements: (String, Value)...) {
    entries = elements.map { ($0.0, $0.1) }
  }
}

extension TOMLTable.Value: ExpressibleByDictionaryLiteral {
  /// Creates a table as a value; the order stays.
  init(dictionaryLiteral elements: (String, TOMLTable.Value)...) {
    var table: TOMLTable = [:]
    table.entries = elements.map { ($0.0, $0.1) }
    self = .table(table)
  }
}
