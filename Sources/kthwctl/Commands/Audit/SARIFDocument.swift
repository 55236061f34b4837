import KTHWCore

/// Findings as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/),
/// which code hosts and editors show beside the lines.
struct SARIFDocument {
  private let findings: [AuditFinding]

  init(_ findings: [AuditFinding]) { self.findings = findings }

  /// The document.
  var node: Node {
    let broken = Set(findings.map(\.rule))
    let rules = AuditRule.all.filter(broken.contains)
    let places = Dictionary(uniqueKeysWithValues: zip(rules, rules.indices))
    let driver: Node = .mapping([
      "name": .string("kthwctl"),
      "version": .string(Release.version),
      "rules": .sequence(rules.map(SARIFDocument.rule)),
    ])
    let run: Node = .mapping([
      "tool": .mapping(["driver": driver]),
      "columnKind": .string("unicodeCodePoints"),
      "results": .sequence(
        findings.map { SARIFDocument.result($0, ruleIndex: places[$0.rule] ?? -1) }
      ),
    ])
    return .mapping([
      "$schema": .string("https://json.schemastore.org/sarif-2.1.0.json"),
      "version": .string("2.1.0"),
      "runs": .sequence([run]),
    ])
  }

  private static func rule(_ rule: AuditRule) -> Node {
    .mapping([
      "id": .string(rule.id),
      "shortDescription": text(rule.title),
      "fullDescription": text(rule.reason),
      "help": text(rule.remedy),
      "helpUri": page(of: rule).map { .string($0) },
      "defaultConfiguration": .mapping(["level": .string(level(rule.severity))]),
    ])
  }

  /// Where the rule is written, where that is one page.
  private static func page(of rule: AuditRule) -> String? {
    let isPage = rule.source.hasPrefix("https://") && rule.source.utf8.allSatisfy { $0 > 0x20 }
    return isPage && !rule.source.contains(";") ? rule.source : nil
  }

  private static func result(_ finding: AuditFinding, ruleIndex: Int) -> Node {
    .mapping([
      "ruleId": .string(finding.rule.id),
      "ruleIndex": .integer(ruleIndex),
      "level": .string(level(finding.severity)),
      "message": text(finding.seen + "; " + finding.advice),
      "locations": .sequence([location(finding.place)]),
      "relatedLocations": finding.related.isEmpty
        ? nil : .sequence(finding.related.map(location)),
    ])
  }

  private static func location(_ place: Place) -> Node {
    let region = place.mark.map { mark -> Node in
      .mapping(["startLine": .integer(mark.line), "startColumn": .integer(mark.column)])
    }
    return .mapping([
      "physicalLocation": .mapping([
        "artifactLocation": .mapping(["uri": .string(uri(place.file ?? "-"))]),
        "region": region,
      ])
    ])
  }

  /// A path as a reference of RFC 3986; standard input has a name of its own.
  private static func uri(_ path: String) -> String {
    guard path != "-" else { return "stdin" }
    return (path.hasPrefix("/") ? "file://" : "") + encoded(path)
  }

  private static func encoded(_ path: String) -> String {
    path.utf8.map { byte in
      let isPlain =
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-._~/".utf8.contains(byte)
      let digits = String(byte, radix: 16, uppercase: true)
      return isPlain ? String(UnicodeScalar(byte)) : (byte < 16 ? "%0" : "%") + digits
    }.joined()
  }

  private static func text(_ text: String) -> Node { .mapping(["text": .string(text)]) }

  private static func level(_ severity: AuditSeverity) -> String {
    switch severity {
    case .info: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }
}
