/// A program that a unit runs, with arguments that reach it exactly as they
/// are here.
struct SystemdCommand: Hashable, Sendable {
  /// The absolute path of the program.
  var program: String
  /// What follows the program's name.
  var arguments: [String]
  /// Whether the service goes on where the program fails.
  var mayFail = false
  /// Whether each argument has a line of its own.
  var isSpread = false

  /// What stands behind `ExecStart=`.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue`` where the
  ///   path is none that systemd takes, or where an argument has a NUL in it.
  func text() throws -> String {
    // systemd takes no quotes and no backslashes in the name of a program.
    guard program.utf8.first == UInt8(ascii: "/"),
      !program.utf8.contains(where: { byte in
        switch byte {
        case 0..<0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): true
        default: false
        }
      })
    else {
      throw KTHWError(
        .invalidValue,
        "systemd cannot run \(Terminal.quoted(program))",
        hint: "a program must be named by its absolute path, without quotes and backslashes"
      )
    }
    // No variable is looked for in the path of the program.
    let path = try SystemdWord((mayFail ? "-" : "") + program).text(escaping: ["%"])
    let words = try arguments.map { try SystemdWord($0).text(escaping: ["%", "$"]) }
    // The last line has no backslash: it would take the next setting in.
    return ([path] + words).joined(separator: isSpread ? " \\\n  " : " ")
  }
}

/// A word of a command line in a unit (systemd.service(5), "Command lines").
struct SystemdWord {
  private let word: String

  /// Creates a word from what it shall mean.
  init(_ word: String) {
    self.word = word
  }

  /// The word as it is written.
  ///
  /// Quotes are put around the whole word only, which every systemd reads
  /// alike, and only where they must be.
  /// - Parameter doubled: the signs that stand for themselves when doubled:
  ///   `%` of specifiers, `$` of variables.
  /// - Returns: the word, quoted where it needs quotes.
  /// - Throws: ``KTHWError`` where the word has in it what no unit can hold:
  ///   a NUL, or a code point that is no character.
  func text(escaping doubled: [Unicode.Scalar]) throws -> String {
    // Mostly a word stands for itself, whatever is doubled.
    if isPlain { return word }
    guard !word.utf8.contains(0) else {
      throw KTHWError(.invalidValue, "an argument of a program cannot hold a NUL")
    }
    // systemd passes over every line that has one of them.
    if word.utf8.contains(where: { $0 >= 0x80 }),
      let stray = word.unicodeScalars.first(where: \.properties.isNoncharacterCodePoint)
    {
      let code = "U+" + String(stray.value, radix: 16, uppercase: true)
      throw KTHWError(.invalidValue, "systemd reads no unit with \(code) in it")
    }
    let isQuoted = needsQuotes
    var text: [UInt8] = []
    text.reserveCapacity(word.utf8.count + 16)
    if isQuoted { text.append(UInt8(ascii: "\"")) }
    for byte in word.utf8 {
      if doubled.contains(where: { $0.value == byte }) {
        text += [byte, byte]
      } else if isQuoted, let escape = SystemdWord.escape(byte) {
        text += escape.utf8
      } else {
        text.append(byte)
      }
    }
    if isQuoted { text.append(UInt8(ascii: "\"")) }
    return String(decoding: text, as: UTF8.self)
  }

  /// A text in which a sign occurs twice for each time that it occurs.
  ///
  /// Goes by scalars: a sign, of ASCII, that something combines with is one to
  /// systemd.
  static func doubling(_ sign: Unicode.Scalar, in text: String) -> String {
    // Mostly there is none.
    guard text.utf8.contains(where: { $0 == sign.value }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(scalar)
      if scalar == sign { result.append(scalar) }
    }
    return String(result)
  }

  /// Whether it has nothing in it but what means the same everywhere.
  private var isPlain: Bool {
    !word.isEmpty
      && word.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "+")...UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "@"),
          UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  // A number sign or a semicolon that begins a line makes it a comment, even
  // in the middle of a command; a semicolon alone ends the command.
  private var needsQuotes: Bool {
    word.isEmpty
      || word.utf8.contains { byte in
        switch byte {
        case 0...0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"),
          UInt8(ascii: ";"), UInt8(ascii: "#"):
          true
        default: false
        }
      }
  }

  /// What stands within quotes for a byte that cannot stand there itself.
  private static func escape(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "\""): "\\\""
    case UInt8(ascii: "\\"): "\\\\"
    case UInt8(ascii: "\n"): "\\n"
    case UInt8(ascii: "\t"): "\\t"
    case UInt8(ascii: "\r"): "\\r"
    case ..<0x20, 0x7F: "\\x" + Hexadecimal.plain([byte])
    default: nil
    }
  }
}
