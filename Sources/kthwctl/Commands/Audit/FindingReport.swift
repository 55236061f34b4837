import ArgumentParser
import KTHWCore

/// The forms in which findings are printed.
enum FindingFormat: String, Choice {
  /// For people.
  case table
  /// For programs.
  case json
  /// For programs and people.
  case yaml
  /// For code hosts and editors: SARIF 2.1.0.
  case sarif
}

/// Findings as text.
struct FindingReport {
  private let found: VerifyFiles.Output

  init(_ found: VerifyFiles.Output) { self.found = found }

  /// All findings in a form.
  ///
  /// - Parameters:
  ///   - format: the form.
  ///   - style: how a table is coloured.
  ///   - limit: how many findings of one rule a table shows.
  /// - Returns: the text, with a line feed at its end; empty for a table of nothing.
  /// - Throws: ``KTHWError`` for text that YAML cannot hold.
  func text(
    as format: FindingFormat,
    style: TextStyle = .plain,
    limit: Int = FindingTable.usualLimit
  ) throws -> String {
    switch format {
    case .table: return FindingTable(found.findings, style: style, limit: limit).text
    case .json: return JSONWriter.indented(document) + "\n"
    case .yaml: return try YAMLWriter.text(document)
    case .sarif: return JSONWriter.indented(SARIFDocument(found.findings).node) + "\n"
    }
  }

  /// How much was found, in one line.
  var summary: String {
    let known = Quantity.grouped(found.knownCount) + " of " + Quantity.of(found.fileCount, "file")
    let counts = AuditSeverity.allCases.reversed().compactMap { severity -> String? in
      let count = found.findings.count { $0.severity == severity }
      return count == 0 ? nil : Quantity.of(count, severity.rawValue)
    }
    let result = counts.isEmpty ? "nothing found" : counts.joined(separator: ", ")
    return result + "; " + known + " looked into"
  }

  private var document: Node {
    .mapping([
      Node.Entry("apiVersion", .string(Printer.apiVersion)),
      Node.Entry("kind", .string("VerificationReport")),
      Node.Entry("files", .integer(found.fileCount)),
      Node.Entry("filesOfKnownKind", .integer(found.knownCount)),
      Node.Entry("counts", counts),
      Node.Entry("findings", .sequence(found.findings.map(FindingReport.node))),
    ])
  }

  private var counts: Node {
    .mapping(
      AuditSeverity.allCases.reversed().map { severity in
        Node.Entry(severity.rawValue, .integer(found.findings.count { $0.severity == severity }))
      }
    )
  }

  static func node(_ finding: AuditFinding) -> Node {
    .mapping([
      "rule": .string(finding.rule.id),
      "severity": .string(finding.severity.rawValue),
      "file": finding.place.file.map { .string($0) },
      "line": finding.place.mark.map { .integer($0.line) },
      "column": finding.place.mark.map { .integer($0.column) },
      "field": finding.place.field.map { .string($0) },
      "title": .string(finding.rule.title),
      "seen": .string(finding.seen),
      "remedy": .string(finding.advice),
      "related": finding.related.isEmpty
        ? nil : .sequence(finding.related.map { .string("\($0)") }),
    ])
  }
}

/// The rules as a table.
enum RuleList {
  /// A line for each.
  static var text: String {
    var table = TextTable("ID", "SEVERITY", "WHAT IS WRONG")
    for rule in AuditRule.all { table.add(rule.id, rule.severity.rawValue, rule.title) }
    return table.text()
  }

  /// Prints them all.
  ///
  /// - Throws: ``KTHWError`` where they cannot be written.
  static func print(as format: FindingFormat) throws {
    switch format {
    case .table: try StandardStream.output.write(text)
    case .sarif:
      throw KTHWError(.usage, "SARIF has rules only beside findings", hint: "say -o json")
    case .json, .yaml:
      try Printer.print(
        format == .json ? .json : .yaml,
        kind: "RuleList",
        document: { [Node.Entry("rules", .sequence(AuditRule.all.map(node)))] },
        table: { "" }
      )
    }
  }

  private static func node(_ rule: AuditRule) -> Node {
    .mapping([
      "id": .string(rule.id), "severity": .string(rule.severity.rawValue),
      "title": .string(rule.title),
    ])
  }
}
