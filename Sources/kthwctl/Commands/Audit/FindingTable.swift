import KTHWCore

/// Findings for people: by file, errors first, and of many that are alike
/// only the first few.
struct FindingTable {
  private let findings: [AuditFinding]
  private let style: TextStyle
  private let limit: Int

  /// How many findings of one rule are shown unless all are asked for.
  static let usualLimit = 5

  /// Creates a table.
  ///
  /// - Parameters:
  ///   - findings: what was found, by file.
  ///   - style: how severities are coloured.
  ///   - limit: how many findings of one rule are shown.
  init(_ findings: [AuditFinding], style: TextStyle, limit: Int = usualLimit) {
    self.findings = findings
    self.style = style
    self.limit = limit
  }

  /// The text; empty where nothing was found.
  var text: String {
    let totals = Dictionary(grouping: findings, by: \.rule).mapValues(\.count)
    var counts: [AuditRule: Int] = [:]
    var files: [String] = []
    for group in FindingTable.byFile(findings) {
      let shown = group.filter { finding in
        counts[finding.rule, default: 0] += 1
        return counts[finding.rule, default: 0] <= limit
      }
      guard let first = shown.first else { continue }
      var text = style.bold(Terminal.printable(first.place.file ?? "the files together")) + "\n"
      for (index, finding) in shown.enumerated() {
        let next = index + 1 < shown.count ? shown[index + 1] : nil
        let isLast = next?.rule != finding.rule || next?.advice != finding.advice
        text += lines(finding, withRemedy: isLast)
        let total = totals[finding.rule] ?? 0
        let isFull = counts[finding.rule, default: 0] >= limit
        let isLastOfRule = !shown[(index + 1)...].contains { $0.rule == finding.rule }
        if total > limit, isFull, isLastOfRule { text += more(total - limit) }
      }
      files.append(text)
    }
    return files.joined(separator: "\n")
  }

  private func lines(_ finding: AuditFinding, withRemedy: Bool) -> String {
    var text = "  \(word(for: finding.severity))  \(finding.rule.id)"
    let place = Place(mark: finding.place.mark, field: finding.place.field).description
    if !place.isEmpty { text += "  " + place }
    text += "\n    \(Terminal.printable(finding.seen))\n"
    for place in finding.related { text += "    see \(place)\n" }
    if withRemedy { text += "    -> \(Terminal.printable(finding.advice))\n" }
    return text
  }

  /// Told once, below the last finding of a rule that is shown.
  private func more(_ count: Int) -> String {
    "  and \(Quantity.grouped(count)) more like this; --all shows them\n"
  }

  /// Severities have one width, so that identifiers stand below each other.
  private func word(for severity: AuditSeverity) -> String {
    switch severity {
    case .error: style.word("error  ", .red)
    case .warning: style.word("warning", .yellow)
    case .info: style.word("info   ", .blue)
    }
  }

  /// Findings of a file together, in the order in which files come; the worst
  /// first, and then as they stand in it.
  private static func byFile(_ findings: [AuditFinding]) -> [[AuditFinding]] {
    var order: [String] = []
    var groups: [String: [AuditFinding]] = [:]
    for finding in findings {
      let file = finding.place.file ?? ""
      if groups[file] == nil { order.append(file) }
      groups[file, default: []].append(finding)
    }
    return order.map { file in
      (groups[file] ?? []).enumerated().sorted { left, right in
        let (a, b) = (left.element, right.element)
        if a.severity != b.severity { return a.severity > b.severity }
        return left.offset < right.offset
      }.map(\.element)
    }
  }
}

extension AuditFinding {
  /// What to do: here, or in general.
  var advice: String { remedy ?? rule.remedy }
}
