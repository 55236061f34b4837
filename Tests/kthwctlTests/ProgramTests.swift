import KTHWTestSupport
import Testing

@testable import KTHWCore
@testable import kthwctl

@Suite struct ProgramTests {
  @Test(arguments: [
    (["/usr/local/bin/cfssl", "version"], "cfssl", ["version"]),
    (["cfssljson", "-bare", "ca"], "cfssljson", ["-bare", "ca"]),
    (["./cfssl-certinfo"], "cfssl-certinfo", []),
    (["kthwctl", "cfssl", "gencert", "-initca"], "cfssl", ["gencert", "-initca"]),
    (["/x/cfssl", "cfssljson"], "cfssl", ["cfssljson"]),
  ])
  func `the name it was called by, or the first word, says whom it acts as`(
    arguments: [String],
    name: String,
    rest: [String]
  ) throws {
    let (personality, words) = try #require(Personality.called(arguments))
    #expect(personality.rawValue == name)
    #expect(Array(words) == rest)
  }

  @Test(arguments: [
    ["kthwctl"], ["kthwctl", "links", "cfssl"], ["kthwctl", "help", "cfssl"], ["kthwctl-1.0"], [],
    ["/cfssl/kthwctl"],
  ])
  func `otherwise it acts as itself`(arguments: [String]) {
    #expect(Personality.called(arguments) == nil)
  }

  static let statuses: [(KTHWError.Code, Int32)] = [
    (.usage, 64), (.syntax, 65), (.unknownField, 65), (.limitExceeded, 65), (.inputOutput, 74),
    (.notFound, 74), (.locked, 5), (.interrupted, 130), (.keyMismatch, 1), (.alreadyExists, 1),
    (.unsupported, 1), (.cryptography, 1),
  ]

  @Test(arguments: statuses)
  func `every kind of failure has its exit status`(code: KTHWError.Code, status: Int32) {
    #expect(Failure.exitStatus(for: code) == status)
  }

  @Test func `a full disk under standard output is a failure`() throws {
    var command = RunCommand.kthwctl("--help")
    command.output = .file("/dev/full")
    let result = try command.run().expecting(74)
    #expect(result.errorText.hasPrefix("kthwctl: error: standard output: "))
  }

  @Test func `a reader that has gone is a quiet failure`() throws {
    var command = RunCommand.kthwctl("--help")
    command.output = .brokenPipe
    let result = try command.run().expecting(74)
    #expect(result.errors.isEmpty)
  }

  @Test func `an unknown command is a usage error that begins with our name`() throws {
    let result = try RunCommand.kthwctl("nope").run().expecting(64)
    #expect(result.errorText.hasPrefix("kthwctl: error: "))
    #expect(result.output.isEmpty)
  }

  @Test func `help and version are data on standard output`() throws {
    let help = try RunCommand.kthwctl("--help").run().expecting(0)
    #expect(help.outputText.contains("cfssljson"))
    #expect(help.errors.isEmpty)
    let version = try RunCommand.kthwctl("--version").run().expecting(0)
    #expect(version.outputText == Release.version + "\n")
  }

  @Test func `a compatible command is found with all its help`() throws {
    let result = try RunCommand.kthwctl("help", "cfssl").run().expecting(0)
    #expect(result.outputText.contains("EXIT STATUS"))
  }

  @Test func `nobody else's file becomes standard output when it came closed`() throws {
    let directory = try ScratchDirectory()
    let script = "\"$0\" links . 1>&-; echo $?"
    let result = try RunCommand("/bin/sh", ["-c", script, RunCommand.kthwctlPath])
      .inside(directory).run().expecting(0)
    #expect(result.outputText == "74\n")
    #expect(directory.entries().allSatisfy { $0.kind == .link })
  }
}
