import KTHWCore

/// A command line as Go's `flag` package reads it.
///
/// `-name value`, `-name=value`, `--name value` and `--name=value` are one
/// and the same; a boolean takes a value only behind `=`; the first word that
/// is no flag ends them, and so does `--`, which is dropped. A repeated flag
/// counts as given last.
struct GoFlags: Sendable {
  /// What a flag's value must look like.
  enum Kind: Sendable {
    case string
    case boolean
    case integer
    case duration
  }

  /// A flag that exists.
  struct Flag: Sendable {
    let name: String
    let kind: Kind
    let standard: String
    /// What the usage text says about it; empty for flags it does not list.
    let meaning: String

    init(
      _ name: String,
      _ kind: Kind = .string,
      standard: String? = nil,
      means meaning: String = ""
    ) {
      self.name = name
      self.kind = kind
      self.standard = standard ?? (kind == .boolean ? "false" : "")
      self.meaning = meaning
    }
  }

  /// Why a command line was not accepted.
  enum Refusal: Error, Equatable {
    /// `-h`, `-help` or `--help`: the usage text is wanted.
    case helpRequested
    /// It breaks the rules; the text is Go's own.
    case invalid(String, hint: String? = nil)
  }

  /// What a command line says.
  struct Values: Sendable {
    /// The words behind the flags.
    var positionals: [String] = []
    // Lists, since a command line is short: to fill dictionaries with every
    // flag would take longer than all searches.
    private var given: [(name: String, value: String)] = []
    private let flags: [Flag]

    fileprivate init(_ flags: [Flag]) {
      self.flags = flags
    }

    fileprivate mutating func set(_ name: String, to value: String) {
      given.append((name, value))
    }

    /// Whether a flag stands on the command line, whatever its value.
    func isGiven(_ name: String) -> Bool { given.contains { $0.name == name } }

    /// The value of a flag; empty is the same as absent for all of cfssl's.
    func text(_ name: String) -> String {
      given.last { $0.name == name }?.value ?? flags.first { $0.name == name }?.standard ?? ""
    }

    /// The value of a flag, or nil where it is empty.
    func nonEmpty(_ name: String) -> String? {
      let value = text(name)
      return value.isEmpty ? nil : value
    }

    /// The value of a boolean flag.
    func isOn(_ name: String) -> Bool { GoFlags.boolean(text(name)) ?? false }

    /// The value of an integer flag.
    func number(_ name: String) -> Int { GoFlags.integer(text(name)) ?? 0 }
  }

  let flags: [Flag]

  /// Reads a command line.
  func parse(_ arguments: some Sequence<String>) throws(Refusal) -> Values {
    var values = Values(flags)
    var rest = Array(arguments)[...]
    while let word = rest.first, let written = try writtenFlag(word) {
      rest.removeFirst()
      guard let (name, value) = written else { break }
      try read(name, value, from: &rest, into: &values)
    }
    values.positionals = Array(rest)
    return values
  }

  /// A word taken apart: nil where it is no flag, an inner nil where it is `--`.
  private func writtenFlag(_ word: String) throws(Refusal) -> (name: String, value: String?)?? {
    let text = Array(word.utf8)
    guard text.count >= 2, text[0] == UInt8(ascii: "-") else { return nil }
    if word == "--" { return .some(nil) }
    let body = text[1] == UInt8(ascii: "-") ? text[2...] : text[1...]
    guard let first = body.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "=") else {
      throw .invalid("bad flag syntax: \(Terminal.printable(word))")
    }
    guard let equals = body.firstIndex(of: UInt8(ascii: "=")) else {
      return (String(decoding: body, as: UTF8.self), nil)
    }
    return (
      String(decoding: body[..<equals], as: UTF8.self),
      String(decoding: body[(equals + 1)...], as: UTF8.self)
    )
  }

  private func read(
    _ name: String,
    _ written: String?,
    from rest: inout ArraySlice<String>,
    into values: inout Values
  ) throws(Refusal) {
    guard let flag = flags.first(where: { $0.name == name }) else { throw unknown(name) }
    if flag.kind == .boolean {
      let value = written ?? "true"
      guard GoFlags.boolean(value) != nil else {
        throw .invalid("invalid boolean value \(Terminal.quoted(value)) for -\(name): parse error")
      }
      values.set(name, to: value)
      return
    }
    guard let value = written ?? rest.popFirst() else {
      throw .invalid("flag needs an argument: -\(name)")
    }
    if let fault = GoFlags.fault(of: value, as: flag.kind) {
      throw .invalid("invalid value \(Terminal.quoted(value)) for flag -\(name): \(fault)")
    }
    values.set(name, to: value)
  }

  private func unknown(_ name: String) -> Refusal {
    if name == "h" || name == "help" { return .helpRequested }
    let near = Spelling.nearest(to: name, among: flags.map(\.name))
    return .invalid(
      "flag provided but not defined: -\(Terminal.printable(name))",
      hint: near.map { "did you mean -\($0)?" }
    )
  }
}

// MARK: - Values

extension GoFlags {
  /// What Go's `strconv.ParseBool` takes.
  static func boolean(_ text: String) -> Bool? {
    switch text {
    case "1", "t", "T", "true", "TRUE", "True": true
    case "0", "f", "F", "false", "FALSE", "False": false
    default: nil
    }
  }

  /// What Go's `strconv.ParseInt` takes with base 0: a sign, then decimal,
  /// `0x`, `0o`, `0b` or a leading zero for octal, underscores between digits.
  static func integer(_ text: String) -> Int? {
    guard let (isNegative, magnitude) = parts(ofInteger: text) else { return nil }
    guard let value = magnitude else { return nil }
    if isNegative { return value == 1 << 63 ? .min : Int(exactly: value).map(-) }
    return Int(exactly: value)
  }

  private static func fault(of text: String, as kind: Kind) -> String? {
    switch kind {
    case .string, .boolean: nil
    case .integer:
      if parts(ofInteger: text) == nil {
        "parse error"
      } else {
        integer(text) == nil ? "value out of range" : nil
      }
    case .duration: (try? GoDuration(go: text)) == nil ? "parse error" : nil
    }
  }

  /// Sign and magnitude; the magnitude is nil where it does not fit 64 bits.
  private static func parts(
    ofInteger text: String
  ) -> (isNegative: Bool, magnitude: UInt64?)? {
    var digits = Array(text.utf8)[...]
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
    let radix = radix(takenFrom: &digits)
    let values = digits.filter { $0 != UInt8(ascii: "_") }
      .map { Character(Unicode.Scalar($0)).hexDigitValue ?? 99 }
    guard !values.isEmpty, values.allSatisfy({ $0 < radix }), digits.last != UInt8(ascii: "_"),
      !hasLooseUnderscore(digits, afterPrefix: radix != 10)
    else { return nil }
    var magnitude: UInt64? = 0
    for value in values {
      guard let sum = magnitude else { break }
      let (product, overflow) = sum.multipliedReportingOverflow(by: UInt64(radix))
      let (next, overflowed) = product.addingReportingOverflow(UInt64(value))
      magnitude = overflow || overflowed ? nil : next
    }
    return (isNegative, magnitude)
  }

  private static func radix(takenFrom digits: inout ArraySlice<UInt8>) -> Int {
    guard digits.count >= 2, digits.first == UInt8(ascii: "0") else { return 10 }
    let second = digits[digits.startIndex + 1] | 0x20
    let radices = [UInt8(ascii: "x"): 16, UInt8(ascii: "o"): 8, UInt8(ascii: "b"): 2]
    guard let radix = radices[second] else {
      digits = digits.dropFirst()
      return 8
    }
    digits = digits.dropFirst(2)
    return radix
  }

  /// An underscore must stand between digits, or between a prefix and a digit.
  private static func hasLooseUnderscore(
    _ digits: ArraySlice<UInt8>,
    afterPrefix: Bool
  ) -> Bool {
    var previous: UInt8? = afterPrefix ? UInt8(ascii: "0") : nil
    for digit in digits {
      if digit == UInt8(ascii: "_"), previous == nil || previous == digit { return true }
      previous = digit
    }
    return false
  }
}
