import ArgumentParser
import KTHWCore
import KTHWTestSupport
import Testing

@testable import kthwctl

/// Every status of Docs/terminal.md, from a run that ends with it.
@Suite struct `An exit status` {
  let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
    try scratch.write("cluster.yaml", RunCommand.kthwctl("init").run().outputText)
    try RunCommand.kthwctl("generate", "-q").inside(scratch).run().expecting(0)
  }

  func run(_ words: String...) throws -> CommandResult {
    try RunCommand(RunCommand.kthwctlPath, words).inside(scratch).run()
  }

  /// The statuses of the table, as the page has them.
  static func documented() throws -> [Int32] {
    let page = try InputFile.read(SourceTree.path("Docs/terminal.md"), context: .system)
    let lines = String(decoding: page, as: UTF8.self).split(separator: "\n")
    return lines.compactMap { line in
      line.hasPrefix("| ") ? Int32(line.dropFirst(2).prefix { $0 != " " }) : nil
    }
  }

  @Test func `is one of those that the page has`() throws {
    #expect(try Self.documented() == [0, 1, 2, 3, 5, 64, 65, 74, 130])
    for command in `Every command`.leaves where !(command.command is any CompatCommand.Type) {
      let text = command.command.configuration.discussion
      let part = text.split(separator: "EXIT STATUS\n").last ?? ""
      let statuses = part.split { !$0.isNumber && !$0.isLetter && $0 != "," }
        .compactMap { Int32($0) }
      #expect(statuses.contains(0), "\(command.words)")
      for status in statuses { #expect(try Self.documented().contains(status), "\(command.words)") }
    }
  }

  @Test func `is what the page says of it`() throws {
    try run("verify", "out").expecting(0)
    try run("ca", "init", "-q").expecting(0)
    // A CA is never replaced.
    try run("ca", "init").expecting(1)
    try scratch.write("out/pki/ca.pem", "-----BEGIN CERTIFICATE-----\n")
    try run("verify", "out").expecting(2)
    try run("expiry", "out/kubeconfigs", "--within", "90d").expecting(3)
    try run("verify", "--nope").expecting(64)
    try run("keypair", "--key", "rsa-7").expecting(64)
    try scratch.write("broken.yaml", "kind: [")
    try run("generate", "broken.yaml").expecting(65)
    try run("generate", "nowhere.yaml").expecting(74)
    var full = RunCommand.kthwctl("identities").inside(scratch)
    full.output = .file("/dev/full")
    try full.run().expecting(74)
  }

  @Test(.judged(by: "flock")) func `is 5 where another run holds the file`() throws {
    let words = ["-x", ".", RunCommand.kthwctlPath, "keypair"]
    let result = try RunCommand("flock", words).inside(scratch).run().expecting(5)
    #expect(!result.errorText.isEmpty && !scratch.names().contains("service-account.pub"))
  }

  @Test func `and what is printed for programs is named on the page`() throws {
    let page = try InputFile.read(SourceTree.path("Docs/terminal.md"), context: .system)
    let text = String(decoding: page, as: UTF8.self)
    let found = try RunCommand(
      "grep",
      [
        "-rhoE", "kind: \"[A-Za-z]+\"|\"kind\", .string\\(\"[A-Za-z]+\"",
        SourceTree.path("Sources/kthwctl"),
      ]
    ).run().expecting(0)
    // The last word between quotation marks.
    let kinds = found.outputLines.compactMap { $0.split(separator: "\"").last }
    #expect(kinds.count > 10)
    for kind in kinds {
      #expect(text.contains("`\(kind)`"), "Docs/terminal.md does not name \(kind)")
    }
  }
}
