import KTHWTestSupport
import Testing

@testable import KTHWCore

/// Any text is written as YAML and JSON so that others read the same text.
@Suite struct `Names in YAML` {
  private static let script = SourceTree.path("Tests/Scripts/read-names.py")

  @Test(.judged(by: "python3", "kubectl"))
  func `PyYAML, Python's json and kubectl read every name as it was meant`() throws {
    var source = HostileNames()
    let names = source.all(PropertyRun.count(5_000, long: 100_000))
    let scratch = try ScratchDirectory()
    for (part, batch) in names.inBatches(of: 20_000).enumerated() {
      let list = Node.sequence(batch.map { .mapping([Node.Entry($0, .string($0))]) })
      let hexadecimal = batch.map { Hexadecimal.plain(Array($0.utf8)) + "\n" }.joined()
      try scratch.write("names", hexadecimal)
      try scratch.write("yaml", try YAMLWriter.text(list))
      try scratch.write("json", JSONWriter.compact(list))
      var kubeconfig = Kubeconfig()
      var tokens = ""
      for name in batch where try Self.isCarried(name) {
        kubeconfig.users["u\(kubeconfig.users.count)"] = KubeconfigUser(token: name)
        tokens += Hexadecimal.plain(Array(name.utf8)) + "\n"
      }
      try scratch.write("tokens", tokens)
      let yaml = try kubeconfig.yaml().withUnsafeBytes { Array($0) }
      try scratch.write("kubeconfig", bytes: yaml, mode: 0o600)
      let seen = try RunCommand(
        "kubectl",
        ["config", "view", "--raw", "-o", "json", "--kubeconfig", "kubeconfig"]
      ).inside(scratch).run().expecting(0)
      try scratch.write("seen", bytes: seen.output)
      let result = try RunCommand(
        "python3",
        [Self.script, "names", "yaml", "json", "tokens", "seen"]
      ).inside(scratch).run()
      #expect(result.succeeded, "KTHW_SEED=\(PropertyRun.seed), part \(part): \(result)")
      #expect(result.outputText.hasSuffix("\(batch.count) names compared, 0 different\n"))
    }
    PropertyRun.report("\(names.count) names as PyYAML, Python's json and kubectl read them")
  }

  /// Whether a kubeconfig holds a text; kubectl refuses controls, as we do,
  /// and loses U+0085, as documented.
  private static func isCarried(_ name: String) throws -> Bool {
    guard !name.unicodeScalars.contains("\u{85}") else { return false }
    let isControl = { (scalar: Unicode.Scalar) in
      scalar.properties.isNoncharacterCodePoint
        || scalar.properties.generalCategory == .control
          && !"\t\n\r".unicodeScalars.contains(scalar)
    }
    guard name.unicodeScalars.contains(where: isControl) else { return true }
    var kubeconfig = Kubeconfig()
    kubeconfig.users["u"] = KubeconfigUser(token: name)
    return (try? kubeconfig.yaml()) != nil
  }

  @Test func `what is written is read as it was, as key and as value`() throws {
    var source = HostileNames(seed: PropertyRun.seed &+ 1)
    for batch in source.all(PropertyRun.count(5_000, long: 100_000)).inBatches(of: 5_000) {
      let list = Node.sequence(batch.map { .mapping([Node.Entry($0, .string($0))]) })
      let yaml = try YAMLReader.node(from: Array(try YAMLWriter.text(list).utf8))
      #expect(yaml == list, "KTHW_SEED=\(PropertyRun.seed)")
      let json = try JSONReader.node(from: Array(JSONWriter.indented(list).utf8))
      #expect(json == list, "KTHW_SEED=\(PropertyRun.seed)")
    }
  }
}
