import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct MakeEncryptionConfigurationTests {
  let scratch: ScratchDirectory
  var context: Context { FixedContext.context(directory: scratch.path) }

  init() throws {
    scratch = try ScratchDirectory()
  }

  func make(
    _ task: MakeEncryptionConfiguration.Task,
    to output: String? = nil,
    for version: String? = nil
  ) throws -> MakeEncryptionConfiguration.Output {
    let version = try version.map { try KubernetesVersion($0) }
    return try MakeEncryptionConfiguration.run(
      MakeEncryptionConfiguration.Input(task: task, version: version, output: output),
      in: context
    )
  }

  @Test func `a new file has mode 0600 and is read back the same`() throws {
    let made = try make(.create(resources: ["secrets"], .local(.secretbox)), to: "enc.yaml")
    #expect(scratch.mode("enc.yaml") == 0o600)
    #expect(try EncryptionConfiguration(text: scratch.bytes("enc.yaml")) == made.configuration)
    #expect(made.doubts == [])
    #expect(made.stage == .settled)
  }

  @Test func `a file that is there is not replaced by a new one`() throws {
    try scratch.write("enc.yaml", "precious")
    let error = try #require(throws: KTHWError.self) {
      try make(.create(resources: ["secrets"], .local(.secretbox)), to: "enc.yaml")
    }
    #expect(error.code == .alreadyExists)
    #expect(try scratch.text("enc.yaml") == "precious")
  }

  @Test func `a file is rotated in place, step by step`() throws {
    _ = try make(.create(resources: ["secrets"], .local(.secretbox)), to: "enc.yaml")
    for step in [EncryptionRotation.Step.add, .promote, .drop, .add] {
      let made = try make(.rotate(file: "enc.yaml", step: nil, to: .secretbox), to: "./enc.yaml")
      #expect(made.step == step)
      #expect(try EncryptionConfiguration(text: scratch.bytes("enc.yaml")) == made.configuration)
    }
    #expect(scratch.names() == ["enc.yaml"])
  }

  @Test func `rotating into another file leaves the first alone and replaces none`() throws {
    _ = try make(.create(resources: ["secrets"], .local(.secretbox)), to: "a.yaml")
    let before = try scratch.bytes("a.yaml")
    _ = try make(.rotate(file: "a.yaml", step: nil, to: .secretbox), to: "b.yaml")
    #expect(try scratch.bytes("a.yaml") == before)
    #expect(throws: KTHWError.self) {
      try make(.rotate(file: "a.yaml", step: nil, to: .secretbox), to: "b.yaml")
    }
  }

  @Test func `a version given brings the file into its form`() throws {
    let old = try make(
      .create(resources: ["secrets"], .local(.aescbc)),
      to: "enc.yaml",
      for: "1.12"
    )
    #expect(old.configuration.form == .original)
    let kept = try make(.rotate(file: "enc.yaml", step: nil, to: .secretbox))
    #expect(kept.configuration.form == .original)
    #expect(kept.doubts.contains { $0.message.contains("deprecated since 1.13") })
    let moved = try make(.rotate(file: "enc.yaml", step: nil, to: .secretbox), for: "1.30")
    #expect(moved.configuration.form == .current)
  }

  @Test func `a file with faults is not rotated, and every fault names it`() throws {
    try scratch.write(
      "enc.yaml",
      """
      apiVersion: apiserver.config.k8s.io/v1
      kind: EncryptionConfiguration
      resources:
      - resources: [Secrets]
        providers: [{secretbox: {keys: [{name: key1, secret: c2hvcnQ=}]}}]
      """
    )
    let before = try scratch.bytes("enc.yaml")
    let error = try #require(throws: KTHWError.self) {
      try make(.rotate(file: "enc.yaml", step: nil, to: .secretbox), to: "enc.yaml")
    }
    #expect(error.problems.count == 2)
    #expect(error.problems.allSatisfy { $0.place?.file == "enc.yaml" })
    #expect(try scratch.bytes("enc.yaml") == before)
  }

  @Test func `plain text is made when asked for, and told`() throws {
    let made = try make(.create(resources: ["secrets"], .identity))
    #expect(made.doubts.count == 1)
    #expect(made.doubts[0].message.contains("nothing is encrypted"))
  }

  @Test func `what a version cannot do is refused before anything is written`() throws {
    let service = KeyService(version: .v2, name: "kms", endpoint: "unix:///k")
    for task in [
      MakeEncryptionConfiguration.Task.create(resources: ["secrets"], .keyService(service)),
      .create(resources: ["*.*"], .local(.secretbox)), .create(resources: ["*.*"], .identity),
      .create(resources: [], .identity),
    ] {
      #expect(throws: KTHWError.self) { try make(task, to: "enc.yaml", for: "1.20") }
    }
    #expect(scratch.names() == [])
  }
}
