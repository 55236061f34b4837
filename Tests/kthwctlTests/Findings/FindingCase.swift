import KTHWTestSupport
import Testing

@testable import KTHWCore

/// A case that a script of `Tests/Scripts/findings` has written: files with a
/// fault, their correct twin, and what must be found.
struct FindingCase {
  /// Something that must be found.
  struct Expectation: Hashable {
    /// Which known findings it stands for.
    let numbers: [Int]
    /// The rule's name.
    let rule: String
    /// The file in the bad set.
    let path: String
    /// The line, where that is asked for.
    let line: Int?

    init(_ text: String) throws {
      let parts = text.split(separator: "\t").map(String.init)
      try #require(parts.count == 3, "an expectation has three parts: \(text)")
      numbers = parts[0].split(separator: ",").compactMap { Int($0) }
      rule = parts[1]
      let place = parts[2].split(separator: ":")
      path = String(place[0])
      line = place.count > 1 ? Int(place[1]) : nil
    }

    /// Whether a finding is the one.
    func isMet(by finding: AuditFinding, in folder: String) -> Bool {
      guard finding.rule.id == rule, finding.place.file == folder + "/" + path else { return false }
      return line == nil || finding.place.mark?.line == line
    }
  }

  let name: String
  let folder: String
  let expectations: [Expectation]
  private let terms: [String: String]

  init(name: String, folder: String) throws {
    self.name = name
    self.folder = folder
    expectations = try FindingCase.lines(of: folder + "/expect").map { try Expectation($0) }
    let pairs = try FindingCase.lines(of: folder + "/terms").map { line in
      line.split(separator: "\t").map(String.init)
    }
    terms = Dictionary(uniqueKeysWithValues: pairs.map { ($0[0], $0[1]) })
  }

  /// What is found in `bad` or `good`.
  func findings(in part: String) throws -> [AuditFinding] {
    var input = VerifyFiles.Input(paths: [folder + "/" + part])
    input.kubernetesVersion = try terms["version"].map { try KubernetesVersion($0) }
    input.cluster = terms["cluster"].map { folder + "/" + part + "/" + $0 }
    return try VerifyFiles.run(input, in: .system).findings
  }

  /// The cases in a folder, by name.
  static func all(in folder: String) throws -> [FindingCase] {
    try TreeReader(folder).entries()
      .filter { $0.kind == .directory && !$0.name.hasPrefix(".") }
      .map { try FindingCase(name: $0.name, folder: folder + "/" + $0.name) }
  }

  private static func lines(of file: String) throws -> [String] {
    String(decoding: try InputFile.read(file), as: UTF8.self).split(separator: "\n").map(
      String.init
    )
  }
}
