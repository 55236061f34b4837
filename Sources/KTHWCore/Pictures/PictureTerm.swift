/// From when to when something is good, and when it is to be renewed.
struct PictureTerm: Hashable, Sendable {
  /// The first second; nil where nobody knows.
  let begins: Timestamp?
  /// From when on it is to be renewed.
  let renews: Timestamp
  /// The last second.
  let ends: Timestamp

  /// Creates a term whose renewal is due some time before its end, or when
  /// two thirds of it are over where that is later.
  ///
  /// - Parameters:
  ///   - begins: the first second; nil where nobody knows.
  ///   - ends: the last second.
  ///   - margin: how many seconds before its end it is renewed.
  init(from begins: Timestamp?, to ends: Timestamp, renewing margin: Int64) {
    self.begins = begins
    self.ends = ends
    let length = begins.map { max(0, Validity(notBefore: $0, notAfter: ends).seconds) }
    renews = ends.adding(seconds: -min(max(0, margin), (length ?? .max) / 3))
  }

  /// How it stands at a moment.
  func tone(at now: Timestamp) -> Tone {
    if now > ends { return .ended }
    if let begins, now < begins { return .future }
    if now >= renews { return .due }
    return now.adding(seconds: 90 * 86_400) >= ends ? .near : .good
  }

  /// How long it is still good, for a place with little room.
  func left(at now: Timestamp) -> String {
    switch tone(at: now) {
    case .ended: "ended \(PictureTerm.span(from: ends, to: now)) ago"
    case .future: "in \(PictureTerm.span(from: now, to: begins ?? now))"
    default: PictureTerm.span(from: now, to: ends)
    }
  }

  /// Which part of it is left, in per cent from 0 to 100; nil where nobody
  /// knows.
  func percentLeft(at now: Timestamp) -> Int? {
    guard let begins else { return nil }
    let whole = Validity(notBefore: begins, notAfter: ends).seconds
    guard whole > 0 else { return 0 }
    let left = Validity(notBefore: now, notAfter: ends).seconds
    return Int(Double(min(max(0, left), whole)) / Double(whole) * 100)
  }

  private static func span(from start: Timestamp, to end: Timestamp) -> String {
    let days = Validity(notBefore: start, notAfter: end).seconds / 86_400
    guard days >= 1000 else { return RemainingTime.left(until: end, at: start) }
    // Tenths, rounded down: nobody shall think that it lasts longer.
    let tenths = days * 10 / 365
    return tenths >= 1000 ? "\(tenths / 10) years" : "\(tenths / 10).\(tenths % 10) years"
  }
}

extension Timestamp {
  /// The day alone: `2026-11-21`.
  var day: String { String(rfc3339.prefix { $0 != "T" }) }
}
