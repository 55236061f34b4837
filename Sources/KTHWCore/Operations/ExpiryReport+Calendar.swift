extension ExpiryReport {
  /// The report as a calendar (RFC 5545): an event for each end, with an
  /// alarm in time.
  ///
  /// - Parameter alarm: how long before an end the alarm is; nil for 30 days,
  ///   or a third of the lifetime where that is shorter.
  /// - Returns: text with CRLF at the ends of its lines.
  public func calendarText(alarm: ExpiryWindow? = nil) -> String {
    var calendar = CalendarLines()
    calendar.add("BEGIN", "VCALENDAR")
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//kthwctl//expiry//EN")
    calendar.add("CALSCALE", "GREGORIAN")
    for credential in credentials { addEvent(credential, alarm, to: &calendar) }
    calendar.add("END", "VCALENDAR")
    return calendar.text
  }

  private func addEvent(
    _ credential: ExpiringCredential,
    _ alarm: ExpiryWindow?,
    to calendar: inout CalendarLines
  ) {
    let summary = "\(credential.role.title) ends"
    calendar.add("BEGIN", "VEVENT")
    calendar.add("UID", credential.fingerprint.prefix(40) + "@expiry.kthwctl")
    calendar.add("DTSTAMP", CalendarLines.moment(now))
    calendar.add("DTSTART", CalendarLines.moment(credential.ends))
    calendar.add(text: "SUMMARY", summary)
    let places = credential.locations.prefix(5).map(\.place.description)
    let rest = credential.locations.count - places.count
    let more = rest > 0 ? ["and \(rest) more places"] : []
    let about = ["\(credential.role.ending).", credential.subject] + places + more
    calendar.add(text: "DESCRIPTION", about.joined(separator: "\n"))
    // Whoever is busy then can be asked all the same.
    calendar.add("TRANSP", "TRANSPARENT")
    calendar.add("BEGIN", "VALARM")
    calendar.add("ACTION", "DISPLAY")
    calendar.add("TRIGGER", "-" + CalendarLines.duration(notice(of: credential, alarm)))
    calendar.add(text: "DESCRIPTION", summary)
    calendar.add("END", "VALARM")
    calendar.add("END", "VEVENT")
  }

  /// How many seconds before the end somebody wants to hear of it.
  private func notice(of credential: ExpiringCredential, _ alarm: ExpiryWindow?) -> Int64 {
    let whole = credential.begins.map {
      max(0, Validity(notBefore: $0, notAfter: credential.ends).seconds)
    }
    switch alarm {
    case .seconds(let seconds): return seconds
    case .percent(let percent): return (whole ?? 90 * 86_400) / 100 * Int64(percent)
    case nil: return min(30 * 86_400, whole.map { $0 / 3 } ?? .max)
    }
  }
}

/// Content lines of a calendar (RFC 5545 §3.1).
private struct CalendarLines {
  private(set) var text = ""

  /// Adds a property whose value is taken as it stands.
  mutating func add(_ name: String, _ value: some StringProtocol) {
    text += CalendarLines.folded("\(name):\(value)")
  }

  /// Adds a property whose value is text (§3.3.11).
  mutating func add(text name: String, _ value: String) {
    var escaped = String.UnicodeScalarView()
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\", ";", ",":
        escaped.append("\\")
        escaped.append(scalar)
      case "\n": escaped += "\\n".unicodeScalars
      // No other control character may stand in a text.
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: escaped.append(" ")
      default: escaped.append(scalar)
      }
    }
    add(name, String(escaped))
  }

  /// A line, broken so that no part has more than 75 octets and no character
  /// is torn; every part but the first begins with a space.
  private static func folded(_ line: String) -> String {
    var result = ""
    var octets = 0
    for scalar in line.unicodeScalars {
      let count = UTF8.width(scalar)
      if octets + count > 75 {
        result += "\r\n "
        octets = 1
      }
      result.unicodeScalars.append(scalar)
      octets += count
    }
    return result + "\r\n"
  }

  /// A moment in UTC: `20271121T083000Z`.
  static func moment(_ moment: Timestamp) -> String {
    String(moment.rfc3339.filter { $0 != "-" && $0 != ":" })
  }

  /// A length of time (§3.3.6): whole days as `P30D`, anything else as
  /// `PT90S`, because days may not be as long as each other.
  static func duration(_ seconds: Int64) -> String {
    seconds.isMultiple(of: 86_400) ? "P\(seconds / 86_400)D" : "PT\(seconds)S"
  }
}
