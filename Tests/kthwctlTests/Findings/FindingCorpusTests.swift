import KTHWTestSupport
import Testing

@testable import KTHWCore

/// Every script of `Tests/Scripts/findings` writes cases with real programs;
/// what is wrong is found where it is, and the correct twin is silent.
@Suite(.judged(by: "cfssl", "cfssljson", "openssl"))
struct FindingCorpusTests {
  @Test(arguments: FindingScript.all)
  func `what is wrong is found in its place, and its correct twin is silent`(
    script: FindingScript
  ) throws {
    let scratch = try ScratchDirectory()
    let cases = try script.cases(in: scratch.path)
    try #require(!cases.isEmpty)
    for found in cases {
      let faults = try found.findings(in: "bad")
      for expectation in found.expectations {
        let isFound = faults.contains { expectation.isMet(by: $0, in: found.folder + "/bad") }
        #expect(
          isFound,
          "\(found.name): \(expectation) not among \(faults.map(FindingScript.line))"
        )
      }
      let innocents = try found.findings(in: "good")
      #expect(innocents.isEmpty, "\(found.name): \(innocents.map(FindingScript.line))")
    }
  }
}

/// A script that writes cases.
struct FindingScript: CustomTestStringConvertible, Hashable {
  /// The file's name.
  let name: String

  var testDescription: String { name }

  /// The folder of the scripts.
  static let folder: String = {
    let parts = #filePath.split(separator: "/")
    return "/" + parts.dropLast(3).joined(separator: "/") + "/Scripts/findings"
  }()

  static let all: [FindingScript] = {
    let entries = (try? TreeReader(folder).entries()) ?? []
    return entries.map(\.name).filter { $0.hasSuffix(".sh") && $0 != "common.sh" }
      .map(FindingScript.init)
  }()

  /// Runs the script, and reads what it wrote.
  func cases(in directory: String) throws -> [FindingCase] {
    try RunCommand("bash", [FindingScript.folder + "/" + name, directory]).run().expecting(0)
    return try FindingCase.all(in: directory)
  }

  /// A finding in one line.
  static func line(_ finding: AuditFinding) -> String {
    "\(finding.rule.id) \(finding.place): \(finding.seen)"
  }
}
