import KTHWCore

/// What ends, in every form.
struct ExpiryText {
  private let report: ExpiryReport
  private let alarm: ExpiryWindow?

  private let style: TextStyle

  init(_ report: ExpiryReport, alarm: ExpiryWindow? = nil, style: TextStyle = .plain) {
    self.report = report
    self.alarm = alarm
    self.style = style
  }

  /// Prints it to standard output.
  func print(as format: ExpiryFormat) throws {
    switch format {
    case .table: try StandardStream.output.write(report.credentials.isEmpty ? "" : table)
    case .prometheus: try StandardStream.output.write(report.prometheusText)
    case .ics: try StandardStream.output.write(report.calendarText(alarm: alarm))
    case .json, .yaml:
      let format: OutputFormat = format == .json ? .json : .yaml
      try Printer.print(format, kind: "ExpiryReport", document: { report.document }, table: { "" })
    }
    if format == .table, report.credentials.isEmpty {
      let files = Quantity.of(report.fileCount, "file")
      Failure.say(
        alarm == nil
          ? "nothing that ends is in \(files)" : "nothing ends within that time in \(files)"
      )
    }
  }

  private var table: String {
    var table = TextTable("LEFT", "OF LIFE", "ENDS", "WHAT", "SUBJECT", "FILE", "THEN")
    for credential in report.credentials {
      table.add(
        left(of: credential),
        credential.percentLeft(at: report.now).map { "\($0)%" } ?? "-",
        credential.ends.rfc3339,
        credential.role.title,
        credential.subject,
        file(of: credential),
        credential.role.ending
      )
    }
    return table.text { column, cell in
      guard column == 0 else { return cell }
      if ["EXPIRED", "NOT YET VALID"].contains(cell) { return style.word(cell, .red) }
      // With --within only what ends soon is shown.
      return alarm == nil || cell == "LEFT" ? cell : style.word(cell, .yellow)
    }
  }

  private func left(of credential: ExpiringCredential) -> String {
    switch credential.state(at: report.now) {
    case .good: return RemainingTime.left(until: credential.ends, at: report.now)
    case .expired: return "EXPIRED"
    case .notYetValid: return "NOT YET VALID"
    }
  }

  /// The first place, and how many more there are.
  private func file(of credential: ExpiringCredential) -> String {
    let first = credential.locations[0].place.file ?? "-"
    let rest = Set(credential.locations.map(\.place.file)).count - 1
    return rest > 0 ? "\(first) (+\(Quantity.grouped(rest)))" : first
  }
}
