import KTHWTestSupport
import Testing

/// `kthwctl encryption-config` as people type it.
@Suite struct EncryptionConfigTests {
  let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
  }

  func run(_ arguments: String...) throws -> CommandResult {
    var command = RunCommand.kthwctl().inside(scratch)
    command.arguments = ["encryption-config"] + arguments
    return try command.run()
  }

  @Test func `standard output gets the file and nothing else`() throws {
    let result = try run().expecting(0)
    #expect(result.outputLines.count == 11)
    #expect(result.outputLines[1] == "kind: EncryptionConfiguration")
    #expect(result.outputLines.last == "  - identity: {}")
    #expect(result.errorText.contains("--encryption-provider-config"))
    #expect(try run().output != result.output)
  }

  @Test func `a key is rotated in three steps and never shown`() throws {
    try run("--out", "enc.yaml").expecting(0)
    #expect(scratch.mode("enc.yaml") == 0o600)
    var keys: [[String]] = []
    for _ in 1...3 {
      let result = try run("--rotate", "enc.yaml", "--out", "enc.yaml").expecting(0)
      #expect(result.output == [])
      let lines = try scratch.text("enc.yaml").split(separator: "\n").map(String.init)
      keys.append(lines.filter { $0.contains("name:") }.map { String($0.suffix(4)) })
      for secret in lines.filter({ $0.contains("secret:") }) {
        #expect(!result.errorText.contains(secret.suffix(44)))
      }
    }
    #expect(keys == [["key1", "key2"], ["key2", "key1"], ["key2"]])
  }

  @Test func `old clusters get the old kind and the old flag`() throws {
    let result = try run("--kubernetes-version", "1.10").expecting(0)
    #expect(result.outputLines.prefix(2) == ["apiVersion: v1", "kind: EncryptionConfig"])
    #expect(result.errorText.contains("--experimental-encryption-provider-config"))
  }

  @Test func `a key service is told by its socket`() throws {
    let result = try run("--provider", "kms", "--kms-endpoint", "unix:///run/kms.sock")
    #expect(result.expecting(0).outputText.contains("endpoint: unix:///run/kms.sock"))
    try run("--provider", "kms").expecting(64)
    try run("--kms-name", "vault").expecting(64)
  }

  @Test(
    arguments: [
      (["--provider", "rot13"], 64), (["--kubernetes-version", "1.9"], 64),
      (["--step", "add"], 64), (["--rotate", "x", "--provider", "kms"], 64),
      (["--rotate", "x", "--resources", "secrets"], 64), (["--rotate", "none.yaml"], 74),
      (["--rotate", "bad.yaml"], 65), (["--resources", "Secrets"], 65),
      (["--out", "bad.yaml"], 1), (["--out", "none/enc.yaml"], 74),
    ] as [([String], Int32)]
  )
  func `what cannot be has its exit status and writes nothing`(
    arguments: [String],
    status: Int32
  ) throws {
    try scratch.write("bad.yaml", "kind: Nothing\n")
    var command = RunCommand.kthwctl().inside(scratch)
    command.arguments = ["encryption-config"] + arguments
    let result = try command.run().expecting(status)
    #expect(result.output == [])
    #expect(scratch.names() == ["bad.yaml"])
  }

  @Test func `a full disk behind standard output is an error`() throws {
    var command = RunCommand.kthwctl("encryption-config").inside(scratch)
    command.output = .file("/dev/full")
    try command.run().expecting(74)
  }

  @Test(.judged(by: "python3")) func `Python reads the same as we wrote`() throws {
    try run("--out", "enc.yaml", "--resources", "secrets,deployments.apps").expecting(0)
    let script = """
      import base64, sys
      try:
          import yaml
      except ImportError:
          sys.exit(77)
      rule = yaml.safe_load(open("enc.yaml"))["resources"][0]
      key = rule["providers"][0]["secretbox"]["keys"][0]
      print(rule["resources"], key["name"], len(base64.b64decode(key["secret"])))
      """
    let result = try RunCommand("python3", ["-c", script]).inside(scratch).run()
    guard result.status != 77 else { return }
    #expect(result.outputText == "['secrets', 'deployments.apps'] key1 32\n")
  }
}
