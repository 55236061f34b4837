/// How long something is still good, in words of a person's scale.
public struct RemainingTime: CustomStringConvertible {
  /// Such as `29 days left`, `EXPIRED 2 days ago`.
  public let description: String

  /// Says how a validity stands at a moment.
  public init(of validity: Validity, at now: Timestamp) {
    if now < validity.notBefore {
      description = "not valid yet, in \(RemainingTime.span(from: now, to: validity.notBefore))"
    } else if now > validity.notAfter {
      description = "EXPIRED \(RemainingTime.span(from: validity.notAfter, to: now)) ago"
    } else {
      description = "\(RemainingTime.span(from: now, to: validity.notAfter)) left"
    }
  }

  /// How long it is until a moment to come: `29 days`.
  public static func left(until end: Timestamp, at now: Timestamp) -> String {
    span(from: now, to: end)
  }

  private static func span(from start: Timestamp, to end: Timestamp) -> String {
    let seconds = Validity(notBefore: start, notAfter: end).seconds
    switch seconds {
    case ..<7200: return counted(seconds / 60, "minute")
    case ..<172_800: return counted(seconds / 3600, "hour")
    default: return counted(seconds / 86_400, "day")
    }
  }

  private static func counted(_ count: Int64, _ unit: String) -> String {
    "\(count) \(unit)\(count == 1 ? "" : "s")"
  }
}
