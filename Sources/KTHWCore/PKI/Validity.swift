/// The time that a certificate is good for, both ends included (RFC 5280 §4.1.2.5).
public struct Validity: Hashable, Sendable {
  /// The first second.
  public var notBefore: Timestamp
  /// The last second.
  public var notAfter: Timestamp

  /// Creates a validity; nothing is checked, so that a certificate that was
  /// read can be shown as it is.
  public init(notBefore: Timestamp, notAfter: Timestamp) {
    self.notBefore = notBefore
    self.notAfter = notAfter
  }

  /// Whether a moment lies within.
  public func contains(_ moment: Timestamp) -> Bool {
    notBefore <= moment && moment <= notAfter
  }

  /// How long it lasts, in seconds; negative when the ends are swapped.
  public var seconds: Int64 {
    let (length, overflow) = notAfter.secondsSince1970
      .subtractingReportingOverflow(notBefore.secondsSince1970)
    return overflow ? (notAfter < notBefore ? .min : .max) : length
  }
}
