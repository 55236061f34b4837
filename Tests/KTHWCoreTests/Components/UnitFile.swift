/// A unit as systemd reads it, written from systemd.syntax(7) and
/// systemd.service(5) and not from what makes units here.
struct UnitFile {
  struct Refusal: Error, CustomStringConvertible { let description: String }

  /// Section, name and value of every setting, in order, continued lines
  /// joined and nothing unescaped.
  private(set) var settings: [(section: String, name: String, value: String)] = []

  init(_ text: String) throws {
    var section = ""
    var pending: String?
    guard text.hasSuffix("\n") else { throw Refusal(description: "no line feed at the end") }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      let start = line.drop { " \t\r".contains($0) }
      // Comments are dropped even in the middle of a continued line.
      if let first = start.unicodeScalars.first, first == "#" || first == ";" { continue }
      let (content, isContinued) = UnitFile.continuation(line)
      if isContinued {
        pending = (pending ?? "") + content + " "
        continue
      }
      let whole = (pending ?? "") + content
      pending = nil
      if whole.allSatisfy({ $0 == " " }) { continue }
      if whole.hasPrefix("["), whole.hasSuffix("]") {
        section = String(whole.dropFirst().dropLast())
        continue
      }
      guard let equals = whole.firstIndex(of: "=") else {
        throw Refusal(description: "not a setting: \(whole)")
      }
      settings.append(
        (
          section, String(whole[..<equals]),
          String(whole[whole.index(after: equals)...].drop { $0 == " " })
        )
      )
    }
    if pending != nil { throw Refusal(description: "the last line is continued") }
  }

  private static func continuation(_ line: Substring) -> (String, Bool) {
    var isEscaped = false
    for byte in line.utf8 {
      isEscaped = isEscaped ? false : byte == UInt8(ascii: "\\")
    }
    return isEscaped ? (String(line.dropLast()), true) : (String(line), false)
  }

  /// The values that a section sets for a name.
  func values(_ section: String, _ name: String) -> [String] {
    settings.filter { $0.section == section && $0.name == name }.map(\.value)
  }

  /// The program of a command and its arguments, as they reach it where no
  /// variable is set.
  func commands(_ name: String) throws -> [[String]] {
    try values("Service", name).map { value in
      let words = try UnitFile.words(of: value).map(UnitFile.withoutSpecifiers)
      return try words.enumerated().map { try $0 == 0 ? $1 : UnitFile.withoutVariables($1) }
    }
  }

  /// The flags of the service's command: `--name=value`.
  func flags() throws -> [String] { Array(try commands("ExecStart").first?.dropFirst() ?? []) }

  /// Splits at white space, takes quotes away and C escapes for what they mean.
  static func words(of line: String) throws -> [String] {
    var words: [String] = []
    var rest = Array(line.unicodeScalars)[...]
    while true {
      rest = rest.drop { " \t\n\r".unicodeScalars.contains($0) }
      guard let first = rest.first else { return words }
      let quote = first == "\"" || first == "'" ? first : nil
      if quote != nil { rest.removeFirst() }
      var word = ""
      while true {
        guard let scalar = rest.first else {
          guard quote == nil else { throw Refusal(description: "open quote: \(line)") }
          break
        }
        rest.removeFirst()
        if scalar == quote { break }
        if quote == nil, " \t\n\r".unicodeScalars.contains(scalar) { break }
        if scalar == "\\" {
          word.unicodeScalars.append(try unescaped(&rest))
        } else if quote == nil, scalar == "\"" || scalar == "'" {
          // Newer systemd takes it, the manual never promised it.
          throw Refusal(description: "a quote inside a word: \(line)")
        } else {
          word.unicodeScalars.append(scalar)
        }
      }
      if quote != nil, let next = rest.first, next != " " {
        throw Refusal(description: "text right behind a quote: \(line)")
      }
      if word == ";", quote == nil { throw Refusal(description: "two commands: \(line)") }
      words.append(word)
    }
  }

  private static func unescaped(
    _ rest: inout ArraySlice<Unicode.Scalar>
  ) throws -> Unicode.Scalar {
    let plain: [Unicode.Scalar: Unicode.Scalar] = [
      "a": "\u{7}", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{B}",
      "\\": "\\", "\"": "\"", "'": "'", "s": " ",
    ]
    guard let letter = rest.popFirst() else { throw Refusal(description: "lone backslash") }
    if let meant = plain[letter] { return meant }
    guard letter == "x", rest.count >= 2,
      let value = UInt8(String(String.UnicodeScalarView(rest.prefix(2))), radix: 16)
    else { throw Refusal(description: "unknown escape \\\(letter)") }
    rest = rest.dropFirst(2)
    return Unicode.Scalar(value)
  }

  private static func withoutSpecifiers(_ word: String) throws -> String {
    try halved("%", in: word)
  }

  private static func withoutVariables(_ word: String) throws -> String {
    try halved("$", in: word)
  }

  private static func halved(_ sign: Unicode.Scalar, in word: String) throws -> String {
    var result = String.UnicodeScalarView()
    var rest = Array(word.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      if scalar == sign {
        guard rest.popFirst() == sign else { throw Refusal(description: "lone \(sign): \(word)") }
      }
      result.append(scalar)
    }
    return String(result)
  }
}
