import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `Pages of rules` {
  @Test(arguments: AuditRule.all.map(\.id))
  func `a rule's page says what the rule says`(id: String) throws {
    let rule = try #require(AuditRule.named(id))
    Golden.expect(RulePages.page(of: rule), matches: "\(id).md", below: "Docs/rules")
  }

  @Test func `the index has every rule`() {
    Golden.expect(RulePages.index, matches: "README.md", below: "Docs/rules")
  }

  @Test func `no page is left of a rule that is gone`() throws {
    let parts = #filePath.split(separator: "/")
    let tests = try #require(parts.lastIndex(of: "Tests"))
    let folder = "/" + (parts[..<tests] + ["Docs", "rules"]).joined(separator: "/")
    let pages = Set(try TreeReader(folder).entries().map(\.name))
    #expect(pages == Set(AuditRule.all.map { $0.id + ".md" } + ["README.md"]))
  }

  @Test func `every area has a title`() {
    for rule in AuditRule.all {
      #expect(AuditRule.areaTitle(of: rule.area) != nil, "\(rule.id): \(rule.area)")
    }
  }
}
