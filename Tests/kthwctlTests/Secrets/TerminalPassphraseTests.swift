import KTHWTestSupport
import Testing

/// Passphrases that a person types.
@Suite(.judged(by: "python3")) struct TerminalPassphraseTests {
  @Test func `a passphrase that is typed is not shown, and the terminal is as before`() throws {
    let scratch = try ScratchDirectory()
    let start = try RunCommand.kthwctl("init").inside(scratch).run().expecting(0)
    try scratch.write("cluster.yaml", start.outputText)
    let parts = #filePath.split(separator: "/").dropLast(3)
    let script = "/" + parts.joined(separator: "/") + "/Scripts/passphrase-terminal.py"
    let result = try RunCommand("python3", [script, RunCommand.kthwctlPath, scratch.path]).run()
    #expect(result.expecting(0).outputLines.count == 15, "\(result)")
  }
}
