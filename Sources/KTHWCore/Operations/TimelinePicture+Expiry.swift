extension TimelinePicture {
  /// How many rows are drawn at most.
  private static let rowLimit = 60

  /// What certificates and tokens begin, are to be renewed and end on the
  /// same days, and are of one component, stands in one row.
  ///
  /// - Parameters:
  ///   - report: what was found.
  ///   - margin: how many seconds before its end something is renewed.
  init(_ report: ExpiryReport, renewing margin: Int64) {
    var groups: [[ExpiringCredential]] = []
    var places: [String: Int] = [:]
    for credential in report.credentials {
      let days = [credential.begins?.day ?? "", credential.ends.day]
      let owner = credential.role.component?.name ?? credential.fingerprint
      let key = ([owner, credential.kind.rawValue] + days).joined(separator: "\n")
      if let place = places[key] {
        groups[place].append(credential)
      } else {
        places[key] = groups.count
        groups.append([credential])
      }
    }
    let shown = groups.prefix(TimelinePicture.rowLimit)
    self.init(
      rows: shown.map { Row($0, at: report.now, renewing: margin) },
      omitted: groups.dropFirst(shown.count).reduce(0) { $0 + $1.count },
      now: report.now
    )
  }
}

extension TimelinePicture.Row {
  /// A row of credentials that are alike, the first of which ends first.
  fileprivate init(_ group: [ExpiringCredential], at now: Timestamp, renewing margin: Int64) {
    let first = group[0]
    let term = PictureTerm(from: first.begins, to: first.ends, renewing: margin)
    let (name, words) = CredentialWords.role(of: group)
    let places = Set(group.flatMap { $0.locations.compactMap(\.place.file) }).count
    let file = first.locations.first?.place.file ?? "-"
    self.init(
      name: name,
      role: words,
      count: group.count,
      term: term,
      tone: term.tone(at: now),
      ending: group.count > 1 && first.role.node != nil
        ? "on each: \(first.role.ending)" : first.role.ending,
      file: places > 1 ? "\(file) (+\(Quantity.grouped(places - 1)))" : file
    )
  }
}
