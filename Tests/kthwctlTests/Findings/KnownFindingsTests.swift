import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite(.judged(by: "cfssl", "cfssljson", "openssl"))
struct `What is known to go wrong` {
  @Test func `each known finding has a case, or a reason why no file shows it`() throws {
    var covered: Set<Int> = []
    for script in FindingScript.all {
      let scratch = try ScratchDirectory()
      for found in try script.cases(in: scratch.path) {
        covered.formUnion(found.expectations.flatMap(\.numbers))
      }
    }
    let excused = Set(KnownFindings.inexpressible.keys)
    #expect(covered.isDisjoint(with: excused), "\(covered.intersection(excused).sorted())")
    let missing = Set(KnownFindings.numbers).subtracting(covered).subtracting(excused)
    #expect(missing.isEmpty, "no case and no reason: \(missing.sorted())")
    #expect(KnownFindings.inexpressible.values.allSatisfy { $0.split(separator: " ").count > 3 })
  }
}
