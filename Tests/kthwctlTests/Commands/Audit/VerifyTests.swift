import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `kthwctl verify` {
  private let scratch = try? ScratchDirectory()

  private func run(_ arguments: String..., setting environment: [String: String] = [:]) throws
    -> CommandResult
  {
    var command = RunCommand(RunCommand.kthwctlPath, arguments)
    command.directory = try #require(scratch).path
    command.environment.merge(environment) { $1 }
    return try command.run()
  }

  /// A CA that is fine, and a certificate that breaks off.
  private func breakFolder() throws {
    let scratch = try #require(scratch)
    try run("ca", "init", "--directory", ".").expecting(0)
    try scratch.write("broken/ca.pem", String(try scratch.text("ca.pem").prefix(200)))
  }

  @Test func `what is wrong goes to standard output, how much to standard error`() throws {
    try breakFolder()
    let shown = try run("verify", "broken").expecting(2)
    #expect(shown.outputText.hasPrefix("broken/ca.pem\n  error    KTHW-FILE-001"))
    #expect(
      shown.errorText == """
        kthwctl: 1 error; 1 of 1 file looked into
        kthwctl: hint: kthwctl explain KTHW-FILE-001 says why it matters, and so for every rule

        """
    )
  }

  @Test func `warnings fail where that is asked for, and nothing does with never`() throws {
    try breakFolder()
    let scratch = try #require(scratch)
    try scratch.write("loose/ca-key.pem", try scratch.text("ca-key.pem"), mode: 0o644)
    try run("verify", "loose").expecting(0)
    try run("verify", "loose", "--fail-on", "warn").expecting(3)
    try run("verify", "broken", "--fail-on", "warn").expecting(2)
    try run("verify", "broken", "--fail-on", "never").expecting(0)
  }

  @Test func `a folder without files is no success`() throws {
    try #require(scratch).makeDirectory("empty")
    let shown = try run("verify", "empty").expecting(65)
    #expect(shown.output.isEmpty)
    #expect(shown.errorText.hasPrefix("kthwctl: error: empty: there is no file to look at\n"))
    try run("verify").expecting(64)
    try run("verify", "nowhere").expecting(74)
  }

  @Test func `a pipe gets no colour unless it is asked for`() throws {
    try breakFolder()
    for environment in [["TERM": "xterm-256color"], ["TERM": "dumb"], ["NO_COLOR": "1"]] {
      let shown = try run("verify", "broken", setting: environment)
      #expect(!shown.output.contains(0x1B))
    }
    #expect(try run("verify", "broken", "--color", "always").output.contains(0x1B))
  }

  @Test(
    .judged(by: "script"),
    arguments: [
      (["TERM": "xterm"], true), (["TERM": "dumb"], false),
      (["TERM": "xterm", "NO_COLOR": "1"], false),
      (["TERM": "xterm", "NO_COLOR": ""], true),
    ]
  )
  func `a terminal gets colours unless it or its user refuses`(
    environment: [String: String],
    isColoured: Bool
  ) throws {
    try breakFolder()
    let line = "'\(RunCommand.kthwctlPath)' verify broken"
    var command = RunCommand("script", ["-qec", line, "/dev/null"])
    command.directory = try #require(scratch).path
    command.environment.merge(environment) { $1 }
    let shown = try command.run().expecting(2)
    #expect(shown.outputText.contains("KTHW-FILE-001"))
    #expect(shown.output.contains(0x1B) == isColoured)
  }

  @Test func `json is versioned, and counts what was found`() throws {
    try breakFolder()
    let shown = try run("verify", "broken", "-o", "json").expecting(2)
    let report = try JSONReader.node(from: shown.output)
    #expect(report["apiVersion"]?.text == "kthwctl/v1alpha1")
    #expect(report["kind"]?.text == "VerificationReport")
    #expect(report["counts"]?["error"]?.scalar?.text == "1")
    #expect(report["counts"]?["warning"]?.scalar?.text == "0")
    let finding = try #require(report["findings"]?.items?.first)
    #expect(finding["rule"]?.text == "KTHW-FILE-001")
    #expect(finding["file"]?.text == "broken/ca.pem")
  }

  /// What the schema of SARIF 2.1.0 demands of what is used of it.
  @Test func `sarif has what its schema demands`() throws {
    try breakFolder()
    let scratch = try #require(scratch)
    let odd = scratch.path("broken/odd: name ü.pem")
    try scratch.write("broken/odd: name ü.pem", "-----BEGIN CERTIFICATE-----\n")
    let shown = try run("verify", "broken", odd, "-o", "sarif").expecting(2)
    let log = try JSONReader.node(from: shown.output)
    #expect(log["version"]?.text == "2.1.0")
    #expect(log["$schema"]?.text?.hasSuffix("sarif-2.1.0.json") == true)
    let run = try #require(log["runs"]?.items?.first)
    let driver = try #require(run["tool"]?["driver"])
    #expect(driver["name"]?.text == "kthwctl")
    let rules = try #require(driver["rules"]?.items)
    let results = try #require(run["results"]?.items)
    #expect(results.count >= 3)
    var uris: [String] = []
    for result in results {
      let index = try #require(result["ruleIndex"]?.scalar.flatMap { Int($0.text) })
      #expect(rules[index]["id"]?.text == result["ruleId"]?.text)
      #expect(["note", "warning", "error"].contains(result["level"]?.text))
      #expect(result["message"]?["text"]?.text?.isEmpty == false)
      let location = try #require(result["locations"]?.items?.first?["physicalLocation"])
      let uri = try #require(location["artifactLocation"]?["uri"]?.text)
      #expect(uri.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
      uris.append(uri)
      for key in ["startLine", "startColumn"] {
        guard let region = location["region"] else { continue }
        let number = try #require(region[key]?.scalar.flatMap { Int($0.text) })
        #expect(number >= 1)
      }
    }
    #expect(uris.contains("broken/ca.pem"))
    #expect(uris.contains("broken/odd%3A%20name%20%C3%BC.pem"))
    #expect(
      uris.contains { $0.hasPrefix("file:///") && $0.hasSuffix("odd%3A%20name%20%C3%BC.pem") }
    )
  }
}
