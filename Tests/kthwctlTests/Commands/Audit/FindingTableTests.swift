import KTHWTestSupport
import Testing

@testable import KTHWCore
@testable import kthwctl

@Suite struct `Findings for people` {
  private let error = AuditRule.unreadableFile
  private let warning = AuditRule.looseSecret

  private func finding(_ rule: AuditRule, _ file: String, line: Int, _ seen: String = "seen")
    -> AuditFinding
  {
    AuditFinding(rule, at: .file(file, SourceMark(line: line, column: 1)), seen: seen)
  }

  @Test func `a file is named once, and its errors come first`() {
    let table = FindingTable(
      [
        finding(warning, "a", line: 1), finding(error, "a", line: 9),
        finding(warning, "b", line: 2),
      ],
      style: .plain
    )
    #expect(
      table.text == """
        a
          error    KTHW-FILE-001  line 9, column 1
            seen
            -> \(error.remedy)
          warning  KTHW-FILE-002  line 1, column 1
            seen
            -> \(warning.remedy)

        b
          warning  KTHW-FILE-002  line 2, column 1
            seen
            -> \(warning.remedy)

        """
    )
  }

  @Test func `advice that is the same is given once`() {
    let findings = (1...3).map { finding(error, "a", line: $0) }
    let text = FindingTable(findings, style: .plain).text
    #expect(text.ranges(of: "-> ").count == 1)
    #expect(text.hasSuffix("-> \(error.remedy)\n"))
  }

  @Test func `of many alike the first five are shown, and the rest is counted once`() {
    let findings = (1...4985).map { finding(warning, "node-\($0)", line: 1) }
    let text = FindingTable(findings, style: .plain).text
    #expect(text.ranges(of: "KTHW-FILE-002").count == 5)
    #expect(text.hasSuffix("  and 4,980 more like this; --all shows them\n"))
    #expect(!text.contains("node-6\n"))
    let all = FindingTable(findings, style: .plain, limit: .max).text
    #expect(all.ranges(of: "KTHW-FILE-002").count == 4985)
    #expect(!all.contains("more like this"))
  }

  @Test func `a rule is counted once where others stand between its findings`() {
    let findings = (1...20).map { finding($0.isMultiple(of: 2) ? error : warning, "a", line: $0) }
    let text = FindingTable(findings, style: .plain).text
    #expect(text.ranges(of: "  and 5 more like this; --all shows them\n").count == 2)
  }

  @Test func `exactly as many as are shown leave nothing to be counted`() {
    let findings = (1...5).map { finding(warning, "node-\($0)", line: 1) }
    #expect(!FindingTable(findings, style: .plain).text.contains("more like"))
  }

  @Test func `severities alone are coloured, and only where that is asked for`() {
    let coloured = FindingTable(
      [finding(error, "a\u{1B}[31m", line: 1, "\u{1B}[0m")],
      style: TextStyle(isColoured: true)
    ).text
    #expect(coloured.contains("\u{1B}[1;31merror  \u{1B}[0m  KTHW-FILE-001"))
    #expect(coloured.contains(#"a\u{1b}[31m"#) && coloured.contains(#"\u{1b}[0m"#))
  }

  @Test(arguments: [
    (["TERM": "xterm"], ColorChoice.auto, false), (["TERM": "xterm"], .always, true),
    (["NO_COLOR": "1", "TERM": "xterm"], .always, true), ([:], .never, false),
  ])
  func `what the user says counts, and a pipe is no terminal`(
    environment: [String: String],
    choice: ColorChoice,
    isColoured: Bool
  ) {
    #expect(
      TextStyle(choice, on: .error, environment: { environment[$0] }).isColoured == isColoured
    )
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-4980, "-4,980"),
  ])
  func `numbers have a comma before each three digits`(number: Int, text: String) {
    #expect(Quantity.grouped(number) == text)
  }
}
