/// A word of a command, and where it was written.
struct CommandWord: Hashable, Sendable {
  /// The word as the program gets it.
  let text: String
  /// Where it begins.
  let mark: SourceMark
}

extension UnitFile.Setting {
  /// The words of a command line as systemd splits it (systemd.service(5),
  /// "Command lines"): quotes around items, C's escapes, `%%` and `$$`.
  ///
  /// Prefixes of the program such as `-` and `@` are dropped. Specifiers and
  /// variables stay as they are written.
  var words: [CommandWord] {
    var splitter = CommandSplitter(lines: lines)
    for (offset, scalar) in zip(value.unicodeScalars.indices, value.unicodeScalars) {
      splitter.take(scalar, at: value.utf8.distance(from: value.startIndex, to: offset))
    }
    splitter.end()
    guard let first = splitter.words.first else { return [] }
    let program = first.text.drop { "-@:+!|".contains($0) }
    return [CommandWord(text: String(program), mark: first.mark)] + splitter.words.dropFirst()
  }
}

/// Splits a command line into words.
private struct CommandSplitter {
  let lines: [(offset: Int, mark: SourceMark)]
  private(set) var words: [CommandWord] = []
  private var current: String.UnicodeScalarView?
  private var start = 0
  private var quote: Unicode.Scalar?
  private var isEscaped = false
  /// The digits that an escape began with, such as `\x41`, and how many there
  /// must be.
  private var number: (digits: String, radix: Int, count: Int)?

  init(lines: [(offset: Int, mark: SourceMark)]) { self.lines = lines }

  mutating func take(_ scalar: Unicode.Scalar, at offset: Int) {
    if let open = number {
      number = nil
      let digits = open.digits + String(scalar)
      if digits.unicodeScalars.count < open.count { number = (digits, open.radix, open.count) }
      guard digits.unicodeScalars.count == open.count else { return }
      // What is no number makes systemd drop the line; it is shown as it is.
      let value = UInt32(digits, radix: open.radix).flatMap(Unicode.Scalar.init)
      for scalar in value.map({ [$0] }) ?? Array(digits.unicodeScalars) { add(scalar, at: offset) }
      return
    }
    if isEscaped {
      isEscaped = false
      switch scalar {
      case "x": number = ("", 16, 2)
      case "u": number = ("", 16, 4)
      case "U": number = ("", 16, 8)
      case "0"..."7": number = (String(scalar), 8, 3)
      default: add(CommandSplitter.unescaped(scalar), at: offset)
      }
      return
    }
    if scalar == "\\" {
      isEscaped = true
      if current == nil { begin(offset) }
      return
    }
    if let open = quote {
      if scalar == open { quote = nil } else { add(scalar, at: offset) }
      return
    }
    switch scalar {
    case " ", "\t", "\n", "\r": end()
    case "\"", "'":
      // Quotes count at the beginning of an item; within one they are text.
      if current == nil {
        begin(offset)
        quote = scalar
      } else {
        add(scalar, at: offset)
      }
    default: add(scalar, at: offset)
    }
  }

  mutating func end() {
    guard let word = current else { return }
    current = nil
    quote = nil
    words.append(CommandWord(text: CommandSplitter.undoubled(String(word)), mark: mark(of: start)))
  }

  private mutating func begin(_ offset: Int) {
    current = String.UnicodeScalarView()
    start = offset
  }

  private mutating func add(_ scalar: Unicode.Scalar, at offset: Int) {
    if current == nil { begin(offset) }
    current?.append(scalar)
  }

  /// Where a byte of the value stands in the file.
  private func mark(of offset: Int) -> SourceMark {
    let line = lines.last { $0.offset <= offset } ?? lines[0]
    return SourceMark(line: line.mark.line, column: line.mark.column + offset - line.offset)
  }

  private static func unescaped(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "n": "\n"
    case "t": "\t"
    case "r": "\r"
    case "s": " "
    case "a": "\u{7}"
    case "b": "\u{8}"
    case "f": "\u{C}"
    case "v": "\u{B}"
    default: scalar
    }
  }

  /// A text in which `%%` and `$$` stand for one sign each.
  private static func undoubled(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var pending: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if let held = pending, held == scalar {
        pending = nil
        continue
      }
      result.append(scalar)
      pending = scalar == "%" || scalar == "$" ? scalar : nil
    }
    return String(result)
  }
}
