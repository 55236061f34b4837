extension DERWriter {
  /// Writes a moment as RFC 5280 §4.1.2.5 demands: UTCTime for the years 1950
  /// to 2049, GeneralizedTime for all others, in UTC and with seconds.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue`` outside the
  ///   years 0 to 9999, which no certificate can say.
  mutating func time(_ moment: Timestamp) throws {
    let part = moment.components
    guard (0...9999).contains(part.year) else {
      throw KTHWError(
        .invalidValue,
        "the year \(part.year) does not fit into a certificate",
        hint: "use a date before 10000-01-01; 9999-12-31T23:59:59Z stands for no end"
      )
    }
    let isShort = (1950...2049).contains(part.year)
    let pairs =
      (isShort ? [] : [part.year / 100])
      + [part.year % 100, part.month, part.day, part.hour, part.minute, part.second]
    var text: [UInt8] = []
    text.reserveCapacity(15)
    for pair in pairs {
      text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: pair / 10))
      text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: pair % 10))
    }
    text.append(UInt8(ascii: "Z"))
    element(isShort ? .utcTime : .generalizedTime, text)
  }
}
