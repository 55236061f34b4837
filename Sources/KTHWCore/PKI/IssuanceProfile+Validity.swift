extension IssuanceProfile {
  /// When a certificate issued now is good, before any look at its issuer.
  ///
  /// Parts of a second are cut off, as X.509 has none.
  /// - Parameter now: the present moment.
  /// - Returns: the dates; they may be in the wrong order when the profile says so.
  public func validity(at now: Timestamp) -> Validity {
    let base = datesRule == .wholeMinutes ? now.roundedToMinute : now
    let begin = notBefore.map(Instant.init) ?? Instant(base).adding(backdate, times: -1)
    let end: Instant
    if let notAfter {
      end = Instant(notAfter)
    } else if datesRule == .wholeSeconds, notBefore == nil {
      end = Instant(now).adding(lifetime)
    } else {
      end = begin.adding(lifetime)
    }
    return Validity(notBefore: begin.second, notAfter: end.second)
  }

  /// A moment to the nanosecond, because a backdate may have parts of a second.
  private struct Instant {
    var second: Timestamp
    var nanosecond: Int64 = 0

    init(_ second: Timestamp) {
      self.second = second
    }

    func adding(_ duration: GoDuration, times sign: Int64 = 1) -> Instant {
      // Each part on its own, so that no sum leaves 64 bits.
      let billion: Int64 = 1_000_000_000
      let rest = nanosecond + sign * (duration.nanoseconds % billion)
      let carry = rest < 0 ? -1 : rest / billion
      var sum = self
      sum.second = second.adding(seconds: sign * duration.seconds + carry)
      sum.nanosecond = rest - carry * billion
      return sum
    }
  }
}
