import KTHWCore

/// The pages below `Docs/rules`, made from ``AuditRule/all``.
struct RulePages {
  /// A rule's page.
  static func page(of rule: AuditRule) -> String {
    var parts = [
      "# \(rule.id): \(escaped(rule.title))",
      """
      | | |
      |---|---|
      | Severity | \(rule.severity.rawValue) |
      | Looks at | \(cell(rule.subject)) |
      | Source | \(cell(source(rule.source))) |
      """,
      "## Why it matters", escaped(rule.reason),
    ]
    if !rule.symptoms.isEmpty {
      parts += [
        "## What programs say", "```\n" + rule.symptoms.joined(separator: "\n") + "\n```",
      ]
      if rule.symptoms.contains(where: { $0.contains("…") }) {
        parts.append("`…` stands for what differs from case to case.")
      }
    }
    parts += ["## How to mend it", escaped(rule.remedy)]
    parts.append("`kthwctl explain \(rule.id)` says the same; [all rules](README.md).")
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// The index.
  static var index: String {
    var parts = [
      "# Rules",
      """
      What `kthwctl verify` looks for. An error does not work, or is open to everybody; a warning works
      today and will hurt; an info is good to know. The pages are made from the rules themselves, by a
      test that fails where they differ; `kthwctl verify --list` and `kthwctl explain ID` say the same.
      """,
    ]
    for area in areas {
      let rules = AuditRule.all.filter { $0.area == area.code }
      let head = "| Rule | Severity | What is wrong |\n|---|---|---|"
      let rows = rules.map { rule in
        "| [\(rule.id)](\(rule.id).md) | \(rule.severity.rawValue) | \(cell(rule.title)) |"
      }
      parts += ["## \(area.title)", ([head] + rows).joined(separator: "\n")]
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// Areas with rules, in the order of their names.
  private static var areas: [(code: String, title: String)] {
    Set(AuditRule.all.map(\.area)).sorted().map { ($0, AuditRule.areaTitle(of: $0) ?? $0) }
  }

  /// A page of the web as a link, anything else as it stands.
  private static func source(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      guard word.hasPrefix("https://") else { return escaped(String(word)) }
      let isPunctuated = word.last.map { ",;.".contains($0) } == true
      let end = isPunctuated ? word.index(before: word.endIndex) : word.endIndex
      return "<\(word[..<end])>\(word[end...])"
    }.joined(separator: " ")
  }

  /// Text in which nothing is taken for markup.
  private static func escaped(_ text: String) -> String {
    text.map { "*_<>[]`\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  private static func cell(_ text: String) -> String {
    text.map { $0 == "|" ? "\\|" : String($0) }.joined()
  }
}
