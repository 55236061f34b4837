import KTHWTestSupport
import Testing

@Suite struct `Reference of commands` {
  @Test func `the page of commands says what help says`() throws {
    let parts = #filePath.split(separator: "/")
    let tests = parts.lastIndex(of: "Tests") ?? 0
    let script = "/" + parts[..<tests].joined(separator: "/") + "/Scripts/cli-reference.sh"
    var command = RunCommand("bash", [script, RunCommand.kthwctlPath])
    // Help is wrapped to the terminal's width, which is 80 where there is none.
    command.environment["COLUMNS"] = "80"
    let result = try command.run().expecting(0)
    Golden.expect(result.outputText, matches: "cli.md", below: "Docs")
  }
}
