import KTHWTestSupport
import Testing

@testable import kthwctl

/// What kubectl's command line does, apart from kubeconfigs.
@Suite struct KubectlToolTests {
  private func kubectl(_ words: String...) throws -> CommandResult {
    try RunCommand.kthwctl(as: "/usr/bin/kubectl", words).setting("KUBECONFIG", "/nonexistent")
      .run()
  }

  @Test func `it says who it is`() throws {
    let text = try kubectl("version", "--client").expecting(0).outputText
    #expect(text == "Client Version: v1.32.5+kthwctl.\(Release.version)\n")
    let json = try kubectl("version", "--client", "-o", "json").expecting(0).outputText
    #expect(json.contains("\"gitVersion\": \"v1.32.5+kthwctl.\(Release.version)\""))
    let full = try kubectl("version").expecting(1)
    #expect(full.outputText == text)
    #expect(full.errorText.contains("real kubectl"))
  }

  @Test(arguments: [
    ["get", "pods"], ["-n", "kube-system", "get", "nodes"], ["apply", "-f", "x"],
  ])
  func `everything else needs a real kubectl`(words: [String]) throws {
    let result = try RunCommand.kthwctl(as: "kubectl", words).run().expecting(1)
    #expect(result.errorText.contains("needs a real kubectl"))
    #expect(result.output.isEmpty)
  }

  @Test(arguments: [
    (["config", "foo", "bar"], "error: unknown command \"foo bar\"\nSee 'kubectl config -h' for"),
    (["config", "help"], "error: unknown command \"help\"\n"),
    (["config", "--nope", "-h"], "error: unknown flag: --nope\nSee 'kubectl config --help' for"),
    (
      ["config", "view", "x"], "error: unexpected arguments: [x]\nSee 'kubectl config view -h' for"
    ),
    (["config", "delete-user"], "error: user to delete is required\nSee 'kubectl config delete-u"),
    (["config", "set-cluster", "-s", "x", "a"], "error: unknown shorthand flag: 's' in -s\nSee '"),
    (["config", "current-context"], "error: current-context is not set\n"),
    (["config", "set-context"], "error: you must specify a non-empty context name or --current\n"),
    (["config", "get-contexts", "-o", "x"], "error: --output x is not available in kubectl con"),
  ])
  func `failures are kubectl's`(words: [String], errors: String) throws {
    let result = try RunCommand.kthwctl(as: "kubectl", words)
      .setting("KUBECONFIG", "/nonexistent").run().expecting(1)
    #expect(result.errorText.hasPrefix(errors))
    #expect(result.output.isEmpty)
  }

  @Test(
    arguments: [
      (["set-cluster", "a", "b"], "error: Unexpected args: [a b]\n", 1),
      (["set-credentials"], "error: unexpected args: []\n", 1),
      (["set-credentials", "a", "--exec-env=x"], "error: invalid exec-env format: x\n", 1),
      (["delete-cluster"], "", 0), (["delete-context", "a", "b"], "", 0), (["view", "-h"], "", 0),
    ] as [([String], String, Int32)]
  )
  func `help comes on standard output where kubectl prints it`(
    words: [String],
    errors: String,
    status: Int32
  ) throws {
    let result = try RunCommand.kthwctl(as: "kubectl", ["config"] + words)
      .setting("KUBECONFIG", "/nonexistent").run().expecting(status)
    #expect(result.errorText == errors)
    #expect(result.outputText.contains("\nUsage:\n  kubectl config \(words[0]) "))
  }

  @Test func `config alone shows help as a failure, and every subcommand has help`() throws {
    let alone = try kubectl("config").expecting(1)
    #expect(alone.output.isEmpty)
    let help = try kubectl("config", "--help").expecting(0)
    #expect(help.outputText == alone.errorText.dropLast())
    for command in KubectlSubcommand.allCases {
      #expect(help.outputText.contains("\n  \(command.rawValue) "))
      let text = try kubectl("config", command.rawValue, "--help").expecting(0).outputText
      #expect(text.contains("\nExamples:\n"))
      for flag in command.ownFlags { #expect(text.contains("--\(flag.name)=")) }
      #expect(!text.contains("no effect on config"))
    }
  }

  @Test func `the same command lines work behind kthwctl's own name`() throws {
    for words in [["config"], ["kubectl", "config"]] {
      let result = try RunCommand(RunCommand.kthwctlPath, words + ["get-users"])
        .setting("KUBECONFIG", "/nonexistent").run().expecting(0)
      #expect(result.outputText == "NAME\n")
    }
    let help = try RunCommand.kthwctl("help", "config").run().expecting(0)
    #expect(help.outputText.contains("set-credentials"))
  }

  @Test func `a link of its name answers as kubectl, and is made only when asked for`() throws {
    let directory = try ScratchDirectory()
    try RunCommand.kthwctl("links", directory.path).run().expecting(0)
    #expect(!directory.has("kubectl"))
    try RunCommand.kthwctl("links", "--kubectl", directory.path).run().expecting(0)
    let result = try RunCommand(directory.path("kubectl"), ["config", "get-users"])
      .setting("KUBECONFIG", "/nonexistent").run().expecting(0)
    #expect(result.outputText == "NAME\n")
  }

  @Test func `a full disk under standard output is a failure`() throws {
    var command = RunCommand.kthwctl("config", "get-users").setting("KUBECONFIG", "/nonexistent")
    command.output = .file("/dev/full")
    try command.run().expecting(1)
  }

  @Test(arguments: [
    ("", ""), ("a\tb\n", "a     b\n"), ("a\tb\nlong name\tc\n", "a           b\nlong name   c\n"),
    ("a\tb\n\nc\td\n", "a     b\n\nc     d\n"),
    ("12345678\tb\nx\nc\td\n", "12345678   b\nx\nc          d\n"),
    ("ü\tx\n", "ü     x\n"), ("a\t\t\n", "a           \n"),
    ("a\u{b}b\u{c}c\td\n", "a     b\nc     d\n"),
  ])
  func `a table is laid out as Go lays it out`(text: String, table: String) {
    #expect(ElasticTable.text(text) == table)
  }
}
