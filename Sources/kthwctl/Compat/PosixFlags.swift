import KTHWCore

/// A command line as kubectl reads it, by the rules of Go's `pflag` package.
///
/// Flags and other words may be mixed; `--name=value`, `--name value`,
/// `-n value`, `-nvalue` and `-n=value` are one and the same, and the word
/// behind a flag is its value whatever it looks like. A boolean takes a value
/// only behind `=`. Underscores in names stand for dashes. Everything after
/// `--` is no flag. A repeated flag counts as given last, lists grow.
struct PosixFlags: Sendable {
  /// What a flag's value must look like.
  enum Kind: Sendable {
    case text
    case boolean
    /// A decimal number of 32 bits.
    case level
    case duration
    /// `file=N,…`, as klog filters by file.
    case fileLevels
    /// Values separated by commas, quoted where they hold some; repeats add.
    case list
    /// One value as it stands; repeats add.
    case values
  }

  /// A flag that exists.
  struct Flag: Sendable {
    let name: String
    let shorthand: String?
    let kind: Kind
    let standard: String
    /// What the help says about it.
    let meaning: String

    init(
      _ name: String,
      _ shorthand: String? = nil,
      _ kind: Kind = .text,
      standard: String? = nil,
      means meaning: String = ""
    ) {
      self.name = name
      self.shorthand = shorthand
      self.kind = kind
      self.standard = standard ?? (kind == .boolean ? "false" : "")
      self.meaning = meaning
    }

    /// The name as error messages write it.
    fileprivate var title: String { (shorthand.map { "-\($0), " } ?? "") + "--" + name }
  }

  /// A command line that breaks the rules; the text is Go's.
  struct Refusal: Error, Equatable {
    let text: String
    var hint: String?
  }

  /// What a command line says.
  struct Values: Sendable {
    /// The words that are no flags, in their order.
    fileprivate(set) var positionals: [String] = []
    private var given: [String: [String]] = [:]

    /// Records the values of a flag that stands on the command line.
    fileprivate mutating func set(_ flag: Flag, to values: [String]) {
      switch flag.kind {
      case .list, .values: given[flag.name, default: []] += values
      default: given[flag.name] = values
      }
    }

    /// The value of a flag, or nil where it is not on the command line.
    func text(_ name: String) -> String? { given[name]?.last }

    /// The value of a boolean flag, or nil where it is not on the command line.
    func boolean(_ name: String) -> Bool? { text(name).flatMap(GoFlags.boolean) }

    /// The values of a list, or nil where there are none.
    ///
    /// A list of one empty value counts as empty, since Go writes both alike.
    func list(_ name: String) -> [String]? {
      guard let values = given[name], !values.isEmpty, values != [""] else { return nil }
      return values
    }
  }

  /// The flags; of two with one name or shorthand, the first is meant.
  let flags: [Flag]

  /// Reads a command line.
  func parse(_ arguments: some Sequence<String>) throws(Refusal) -> Values {
    var values = Values()
    var rest = Array(arguments)[...]
    while let word = rest.popFirst() {
      if word == "--" {
        values.positionals += rest
        break
      } else if word.utf8.count < 2 || word.utf8.first != UInt8(ascii: "-") {
        values.positionals.append(word)
      } else if word.hasPrefix("--") {
        try readLong(word, from: &rest, into: &values)
      } else {
        try readShort(word, from: &rest, into: &values)
      }
    }
    return values
  }

  /// The flag of a name, underscores standing for dashes.
  func flag(named name: String) -> Flag? {
    let normal = name.contains("_") ? String(name.map { $0 == "_" ? "-" : $0 }) : name
    return flags.first { $0.name == normal }
  }

  /// The flag of a shorthand.
  func flag(shorthand: String) -> Flag? {
    flags.first { $0.shorthand == shorthand }
  }

  private func readLong(
    _ word: String,
    from rest: inout ArraySlice<String>,
    into values: inout Values
  ) throws(Refusal) {
    let body = Array(word.utf8.dropFirst(2))
    guard let first = body.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "=") else {
      throw Refusal(text: "bad flag syntax: \(word)")
    }
    let equals = body.firstIndex(of: UInt8(ascii: "="))
    let name = String(decoding: body[..<(equals ?? body.endIndex)], as: UTF8.self)
    guard let flag = flag(named: name) else {
      let near = Spelling.nearest(to: name, among: flags.map(\.name))
      throw Refusal(text: "unknown flag: --\(name)", hint: near.map { "did you mean --\($0)?" })
    }
    if let equals {
      let value = String(decoding: body[(equals + 1)...], as: UTF8.self)
      try set(flag, to: value, in: &values)
    } else if flag.kind == .boolean {
      try set(flag, to: "true", in: &values)
    } else if let value = rest.popFirst() {
      try set(flag, to: value, in: &values)
    } else {
      throw Refusal(text: "flag needs an argument: \(word)")
    }
  }

  /// Reads `-abc`: booleans may be followed by more shorthands.
  private func readShort(
    _ word: String,
    from rest: inout ArraySlice<String>,
    into values: inout Values
  ) throws(Refusal) {
    var letters = Array(word.utf8)[1...]
    while let byte = letters.first {
      // Go looks at bytes, so that a letter of two bytes is called by its first.
      let letter = String(Character(Unicode.Scalar(byte)))
      let shown = String(decoding: letters, as: UTF8.self)
      guard let flag = flag(shorthand: letter) else {
        throw Refusal(text: "unknown shorthand flag: '\(letter)' in -\(shown)")
      }
      letters.removeFirst()
      if letters.count > 1, letters.first == UInt8(ascii: "=") {
        return try set(flag, to: String(decoding: letters.dropFirst(), as: UTF8.self), in: &values)
      }
      if flag.kind == .boolean {
        try set(flag, to: "true", in: &values)
        continue
      }
      if !letters.isEmpty {
        return try set(flag, to: String(decoding: letters, as: UTF8.self), in: &values)
      }
      guard let value = rest.popFirst() else {
        throw Refusal(text: "flag needs an argument: '\(letter)' in -\(shown)")
      }
      return try set(flag, to: value, in: &values)
    }
  }
}

// MARK: - Values

extension PosixFlags {
  private func set(
    _ flag: Flag,
    to value: String,
    in values: inout Values
  ) throws(Refusal) {
    do {
      values.set(flag, to: try PosixFlags.parts(of: value, as: flag.kind))
    } catch {
      throw Refusal(
        text:
          "invalid argument \(GoQuoting.quoted(value)) for \"\(flag.title)\" flag: \(error.text)"
      )
    }
  }

  /// Why a value does not fit its flag, in Go's words.
  private struct Fault: Error {
    let text: String
  }

  private static func parts(of value: String, as kind: Kind) throws(Fault) -> [String] {
    let quoted = GoQuoting.quoted(value)
    switch kind {
    case .text, .values:
      return [value]
    case .boolean:
      guard GoFlags.boolean(value) == nil else { return [value] }
      throw Fault(text: "strconv.ParseBool: parsing \(quoted): invalid syntax")
    case .level:
      let digits =
        value.utf8.first.map { $0 == 0x2B || $0 == 0x2D } ?? false
        ? value.utf8.dropFirst() : value.utf8[...]
      guard !digits.isEmpty, digits.allSatisfy({ 0x30...0x39 ~= $0 }) else {
        throw Fault(text: "strconv.ParseInt: parsing \(quoted): invalid syntax")
      }
      guard Int32(value) != nil else {
        throw Fault(text: "strconv.ParseInt: parsing \(quoted): value out of range")
      }
      return [value]
    case .duration:
      guard (try? GoDuration(go: value)) != nil else { throw Fault(text: "parse error") }
      return [value]
    case .fileLevels:
      try checkFileLevels(value)
      return [value]
    case .list:
      guard !value.isEmpty else { return [] }
      do {
        return try CSVRecord.fields(of: value)
      } catch {
        throw Fault(text: error.text)
      }
    }
  }

  private static func checkFileLevels(_ value: String) throws(Fault) {
    for part in value.split(separator: ",") {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
        throw Fault(text: "syntax error: expect comma-separated list of filename=N")
      }
      guard let level = Int(sides[1]) else {
        throw Fault(text: "syntax error: expect comma-separated list of filename=N")
      }
      guard level >= 0 else { throw Fault(text: "negative value for vmodule level") }
    }
  }
}
