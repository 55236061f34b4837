import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `What is known to go wrong` {
  @Test func `each known finding has a case, or a reason why no file shows it`() throws {
    var covered: Set<Int> = []
    for script in FindingScript.all {
      let text = String(
        decoding: try InputFile.read(FindingScript.folder + "/" + script.name),
        as: UTF8.self
      )
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard words.first == "expect", words.count > 2 else { continue }
        covered.formUnion(words[1].split(separator: ",").compactMap { Int($0) })
      }
    }
    let excused = Set(KnownFindings.inexpressible.keys)
    #expect(covered.isDisjoint(with: excused), "\(covered.intersection(excused).sorted())")
    let missing = Set(KnownFindings.numbers).subtracting(covered).subtracting(excused)
    #expect(missing.isEmpty, "no case and no reason: \(missing.sorted())")
    #expect(KnownFindings.inexpressible.values.allSatisfy { $0.split(separator: " ").count > 3 })
  }
}
