import KTHWTestSupport
import Testing

@testable import KTHWCore

/// Readers of other makes see what ours see.
struct ForeignReaderTests {
  private static let yaml: [RenderedFile] = [
    .auditPolicy, .schedulerConfiguration, .kubeletConfiguration, .kubeProxyConfiguration,
  ]

  @Test(.enabled(if: Reader.knowsYAML, "no yaml for python3"), arguments: Shape.allCases)
  func `YAML means to Python what it means to us`(shape: Shape) throws {
    let program = """
      import sys, json, yaml
      json.dump([d for d in yaml.safe_load_all(sys.stdin)], sys.stdout)
      """
    for minor in [10, 18, 27, 36] {
      let spec = try shape.spec(minor)
      let texts = try ForeignReaderTests.yaml.flatMap { try spec.all($0) }
      let command = RunCommand("python3", ["-c", program])
      let result = try command.reading(texts.joined(separator: "---\n")).run().expecting(0)
      let theirs = try JSONReader.node(from: result.output)
      let ours = try texts.map { try YAMLReader.node(from: Array($0.utf8)) ?? .null }
      #expect(theirs == .sequence(ours))
    }
  }

  @Test(.judged(by: "python3"), arguments: Shape.allCases)
  func `the network's configuration is JSON`(shape: Shape) throws {
    for text in try shape.spec().all(.cniConfiguration) {
      try RunCommand("python3", ["-m", "json.tool"]).reading(text).run().expecting(0)
    }
  }

  @Test(.enabled(if: !Judges.missing(["shellcheck"]).contains("shellcheck"), "no shellcheck"))
  func `shellcheck finds nothing in the scripts`() throws {
    for shape in [Shape.haproxy, .version6] {
      let spec = try shape.spec()
      for file in [RenderedFile.podRoutesScript, .hostEntriesScript] {
        for text in Set(try spec.all(file)) {
          try RunCommand("shellcheck", ["-s", "sh", "-"]).reading(text).run().expecting(0)
        }
      }
    }
  }
}
