/// Which strings Go's YAML writer leaves without quotes.
///
/// A string stays plain where no YAML 1.1 reader would take it for something
/// else. The emitter then still adds quotes where YAML's syntax needs them.
enum YAMLPlainText {
  /// Whether a string would be read as something else without quotes.
  static func needsQuotes(_ text: String) -> Bool {
    YAMLResolution.kind(ofPlain: text) != .string || isBase60(text) || isTimestamp(text)
  }

  /// Whether a YAML 1.1 reader takes a text for a base-60 number:
  /// `[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?`.
  static func isBase60(_ text: String) -> Bool {
    var rest = Scanner(text)
    rest.skip { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    guard rest.digits(1...1) != nil else { return false }
    rest.skipAll { isDigit($0) || $0 == UInt8(ascii: "_") }
    var groups = 0
    while rest.skip({ $0 == UInt8(ascii: ":") }) {
      guard let group = rest.digits(1...2), group < 60 else { return false }
      groups += 1
    }
    guard groups > 0 else { return false }
    if rest.skip({ $0 == UInt8(ascii: ".") }) {
      rest.skipAll { isDigit($0) || $0 == UInt8(ascii: "_") }
    }
    return rest.isAtEnd
  }

  /// Whether Go's YAML writer takes a text for a date, or a date and time.
  ///
  /// That is `2001-1-2`, `2001-01-02 15:04:05.6` without a zone, or
  /// `2001-01-02T15:04:05Z` with one; the date must exist.
  static func isTimestamp(_ text: String) -> Bool {
    var rest = Scanner(text)
    guard let year = rest.digits(4...4), rest.skip({ $0 == UInt8(ascii: "-") }),
      let month = rest.digits(1...2), rest.skip({ $0 == UInt8(ascii: "-") }),
      let day = rest.digits(1...2), isDate(year, month, day)
    else { return false }
    if rest.isAtEnd { return true }
    if rest.skip({ $0 | 0x20 == UInt8(ascii: "t") }) {
      return skipTime(&rest) && skipZone(&rest) && rest.isAtEnd
    }
    guard rest.skip({ $0 == 0x20 }) else { return false }
    rest.skipAll { $0 == 0x20 }
    return skipTime(&rest) && rest.isAtEnd
  }

  private static func isDate(_ year: Int, _ month: Int, _ day: Int) -> Bool {
    guard month >= 1, month <= 12, day >= 1 else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return day <= lengths[month - 1]
  }

  private static func skipTime(_ rest: inout Scanner) -> Bool {
    guard let hour = rest.digits(1...2), hour < 24, rest.skip({ $0 == UInt8(ascii: ":") }),
      let minute = rest.digits(1...2), minute < 60, rest.skip({ $0 == UInt8(ascii: ":") }),
      let second = rest.digits(1...2), second < 60
    else { return false }
    if rest.skip({ $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }) {
      guard rest.digits(1...1) != nil else { return false }
      rest.skipAll(isDigit)
    }
    return true
  }

  private static func skipZone(_ rest: inout Scanner) -> Bool {
    if rest.skip({ $0 == UInt8(ascii: "Z") }) { return true }
    guard rest.skip({ $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }),
      let hour = rest.digits(2...2), hour <= 24, rest.skip({ $0 == UInt8(ascii: ":") }),
      let minute = rest.digits(2...2), minute <= 60
    else { return false }
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// What is left of a text.
  private struct Scanner {
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = text[...].utf8 }

    var isAtEnd: Bool { rest.isEmpty }

    @discardableResult
    mutating func skip(_ matches: (UInt8) -> Bool) -> Bool {
      guard let first = rest.first, matches(first) else { return false }
      rest = rest.dropFirst()
      return true
    }

    mutating func skipAll(_ matches: (UInt8) -> Bool) {
      rest = rest.drop(while: matches)
    }

    /// As many digits as there are within the counts, as a number.
    mutating func digits(_ counts: ClosedRange<Int>) -> Int? {
      let digits = rest.prefix(counts.upperBound).prefix(while: isDigit)
      guard digits.count >= counts.lowerBound else { return nil }
      rest = rest.dropFirst(digits.count)
      return Decimal.value(digits)
    }
  }
}
