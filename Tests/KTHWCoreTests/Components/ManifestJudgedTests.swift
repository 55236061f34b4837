import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `Manifests before other programs` {
  static let files: [RenderedFile] = [.rbacManifest, .flannelManifest, .coreDNSManifest]

  private static let hasPyYAML =
    (try? RunCommand("python3", ["-c", "import yaml"]).run().succeeded) ?? false

  @Test(.judged(by: "kubectl", "python3"), arguments: [10, 18, 36])
  func `kubectl applies each, object by object`(minor: Int) throws {
    let scratch = try ScratchDirectory()
    let paths = try written(to: scratch, minor: minor)
    let result = try RunCommand(ManifestScripts.path("kubectl-dry-run.py"), paths).run()
    #expect(result.succeeded, "\(result)")
    let spec = try ManifestFixture.spec(minor: minor)
    let count = try Self.files.map { try ManifestFixture.objects(of: $0, in: spec).count }
      .reduce(0, +)
    #expect(result.outputLines.count { $0.hasSuffix("created (dry run)") } == count, "\(result)")
  }

  @Test(
    .judged(by: "python3"),
    .enabled(if: hasPyYAML, "PyYAML is not installed"),
    arguments: ManifestFixture.everyVersion
  )
  func `PyYAML reads the same as we do`(minor: Int) throws {
    let scratch = try ScratchDirectory()
    let program = """
      import json, sys, yaml
      for path in sys.argv[1:]:
          for value in yaml.safe_load_all(open(path)):
              print(json.dumps(value, separators=(",", ":"), ensure_ascii=False))
      """
    let paths = try written(to: scratch, minor: minor)
    let result = try RunCommand("python3", ["-c", program] + paths).run()
    let spec = try ManifestFixture.spec(minor: minor)
    let ours = try Self.files.flatMap { try ManifestFixture.objects(of: $0, in: spec) }
    let read = try result.outputLines.map { try JSONReader.node(from: Array($0.utf8)) }
    #expect(read == ours, "\(result)")
  }

  @Test(.judged(by: "shellcheck"), arguments: [10, 36])
  func `shellcheck has nothing to say of the script`(minor: Int) throws {
    let scratch = try ScratchDirectory()
    let script = try scratch.write(
      "smoke-test.sh",
      try RenderedFile.smokeTest.text(for: nil, in: ManifestFixture.spec(minor: minor))
    )
    let result = try RunCommand("shellcheck", ["--norc", script]).run()
    #expect(result.succeeded, "\(result)")
  }

  private func written(to scratch: ScratchDirectory, minor: Int) throws -> [String] {
    let spec = try ManifestFixture.spec(minor: minor)
    return try Self.files.map {
      try scratch.write($0.rawValue, try $0.text(for: nil, in: spec))
    }
  }
}
