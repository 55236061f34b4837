/// A moment in whole seconds, as certificates count them.
///
/// Years 0000 to 9999 of the proleptic Gregorian calendar have a text form;
/// there are no leap seconds, as in X.509 and POSIX.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z; negative before.
  public var secondsSince1970: Int64

  /// Creates a moment from seconds since 1970-01-01T00:00:00Z.
  public init(secondsSince1970: Int64) {
    self.secondsSince1970 = secondsSince1970
  }

  /// Creates a moment from its parts in UTC, unchecked.
  public init(
    year: Int,
    month: Int,
    day: Int,
    hour: Int = 0,
    minute: Int = 0,
    second: Int = 0
  ) {
    let days = CivilDate(year: year, month: month, day: day).daysSince1970
    secondsSince1970 = Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
  }

  /// Orders moments by time.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.secondsSince1970 < right.secondsSince1970
  }

  /// The moment some seconds later, or earlier where they are negative;
  /// stops at the ends of the range instead of overflowing.
  public func adding(seconds: Int64) -> Timestamp {
    let (sum, overflow) = secondsSince1970.addingReportingOverflow(seconds)
    return Timestamp(secondsSince1970: overflow ? (seconds < 0 ? .min : .max) : sum)
  }

  /// The nearest full minute, half a minute rounding up.
  public var roundedToMinute: Timestamp {
    let rest = ((secondsSince1970 % 60) + 60) % 60
    return adding(seconds: rest >= 30 ? 60 - rest : -rest)
  }

  /// The calendar and clock parts in UTC.
  public var components: Components {
    // Remainder first: subtracting before dividing would overflow at the far end.
    let rest = secondsSince1970 % 86_400
    let second = Int(rest < 0 ? rest + 86_400 : rest)
    let day = secondsSince1970 / 86_400 - (rest < 0 ? 1 : 0)
    let date = CivilDate(daysSince1970: Int(day))
    return Components(
      year: date.year,
      month: date.month,
      day: date.day,
      hour: second / 3600,
      minute: second / 60 % 60,
      second: second % 60
    )
  }

  /// A moment taken apart, in UTC.
  public struct Components: Hashable, Sendable {
    /// The year, 1 BC being 0.
    public var year: Int
    /// The month, 1 to 12.
    public var month: Int
    /// The day of the month, from 1.
    public var day: Int
    /// The hour, 0 to 23.
    public var hour: Int
    /// The minute, 0 to 59.
    public var minute: Int
    /// The second, 0 to 59.
    public var second: Int
  }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC: `2026-11-21T08:30:00Z`.
  public var description: String { rfc3339 }

  /// RFC 3339 in UTC: `2026-11-21T08:30:00Z`.
  public var rfc3339: String {
    let part = components
    return Decimal.padded(part.year, 4) + "-" + Decimal.padded(part.month) + "-"
      + Decimal.padded(part.day) + "T" + Decimal.padded(part.hour) + ":"
      + Decimal.padded(part.minute) + ":" + Decimal.padded(part.second) + "Z"
  }

  /// Reads RFC 3339 with a zone, `2026-11-21T08:30:00.5+01:00`; a fraction
  /// of a second is cut off.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  public init(rfc3339 text: String) throws {
    guard let moment = Timestamp.parsed(rfc3339: Array(text.utf8)) else {
      throw KTHWError(
        .syntax,
        "\(Terminal.quoted(text)) is not a date and time",
        hint: "write it like 2027-11-21T08:30:00Z (RFC 3339, with a zone)"
      )
    }
    self = moment
  }

  private static func parsed(rfc3339 text: [UInt8]) -> Timestamp? {
    func number(_ range: Range<Int>, upTo limit: Int, from low: Int = 0) -> Int? {
      guard range.upperBound <= text.count else { return nil }
      guard let value = Decimal.value(text[range]), value >= low, value <= limit else { return nil }
      return value
    }
    func sign(_ index: Int, _ character: Character) -> Bool {
      index < text.count && text[index] == character.asciiValue
    }
    guard let year = number(0..<4, upTo: 9999), sign(4, "-"),
      let month = number(5..<7, upTo: 12, from: 1), sign(7, "-"),
      let day = number(8..<10, upTo: CivilDate.days(inMonth: month, ofYear: year), from: 1),
      sign(10, "T"), let hour = number(11..<13, upTo: 23), sign(13, ":"),
      let minute = number(14..<16, upTo: 59), sign(16, ":"),
      let second = number(17..<19, upTo: 59)
    else { return nil }
    var rest = 19
    if sign(rest, ".") {
      let digits = text[(rest + 1)...].prefix { $0 >= 0x30 && $0 <= 0x39 }
      guard !digits.isEmpty else { return nil }
      rest = digits.endIndex
    }
    let local = Timestamp(
      year: year,
      month: month,
      day: day,
      hour: hour,
      minute: minute,
      second: second
    )
    if sign(rest, "Z") { return rest + 1 == text.count ? local : nil }
    guard sign(rest, "+") || sign(rest, "-"), rest + 6 == text.count, sign(rest + 3, ":"),
      let zoneHour = number(rest + 1..<rest + 3, upTo: 23),
      let zoneMinute = number(rest + 4..<rest + 6, upTo: 59)
    else { return nil }
    let offset = Int64(zoneHour * 3600 + zoneMinute * 60)
    return local.adding(seconds: sign(rest, "+") ? -offset : offset)
  }
}
