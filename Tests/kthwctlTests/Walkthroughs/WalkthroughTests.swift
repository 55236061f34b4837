import KTHWCore
import KTHWTestSupport
import Testing

@Suite(.judged(by: "openssl")) struct Walkthroughs {
  static let names = TutorialStep.Tutorial.allCases.map(\.starter.rawValue)

  static func text(_ name: String) throws -> String {
    let path = SourceTree.path("Docs/walkthrough-\(name).md")
    return String(decoding: try InputFile.read(path, context: .system), as: UTF8.self)
  }

  @Test(arguments: names) func `does what it says, from an empty folder on`(name: String) throws {
    let page = try Walkthrough(Self.text(name))
    #expect(page.steps.count > 10)
    let run = try WalkthroughRun(page, named: "walkthrough-\(name).md")

    // Every machine has what the tree has for it, and was started.
    let scratch = run.scratch
    let hosts = try RunCommand("ls", [scratch.path("here/lab/out/hosts")]).run().outputLines
    let started = scratch.path("machines") + "/"
    let machines = try RunCommand("ls", ["-p", scratch.path("machines")]).run().outputLines
      .filter { $0.hasSuffix("/") }.map { String($0.dropLast()) }
    try #require(!hosts.isEmpty && hosts.count == machines.count)
    for (host, machine) in zip(hosts, machines) {
      if hosts.count > 1 { #expect(host == machine) }
      let folders = [scratch.path("here/lab/out/hosts/\(host)"), started + machine]
      // Beside them lie only the list of what was delivered, and the script that checks it.
      let comparison = ["-r", "--no-dereference", "--exclude=kthwctl"]
      try RunCommand("diff", comparison + folders).run().expecting(0)
      let own = try RunCommand("ls", [started + machine + "/etc/kthwctl"]).run().outputLines
      #expect(own == ["check.sh", "manifest"])
      let units = try String(
        decoding: InputFile.read("\(started)\(machine).started", context: .system),
        as: UTF8.self
      )
      #expect(units.contains("kthw-hosts"))
    }
  }

  @Test(arguments: names) func `is linked from the README`(name: String) throws {
    let page = try InputFile.read(SourceTree.path("README.md"), context: .system)
    #expect(String(decoding: page, as: UTF8.self).contains("Docs/walkthrough-\(name).md"))
  }
}

/// What holds the pages to it.
@Suite struct `A walkthrough's page` {
  @Test(arguments: [
    ("```\nls\n```", 1), ("a\n```bash\nls\n```", 2), ("```sh\nls\n", 1), ("```yaml\n$ ls\n```", 1),
    ("```console\nls\n```", 2), ("*Left out.*\n\n```sh\nls\n```", 3),
  ])
  func `is refused for a block that nobody would run`(text: String, line: Int) {
    #expect(throws: Walkthrough.Fault.self) { try Walkthrough(text) }
    do { _ = try Walkthrough(text) } catch {
      #expect((error as? Walkthrough.Fault)?.line == line)
    }
  }

  @Test func `is read as commands with what they print`() throws {
    let page = try Walkthrough(
      """
      *Played: so.*

      ```console
      $ a \\
      > b   # exits with 2
      c
      $ d
      ```
      ```sh
      e
      ```
      """
    )
    #expect(page.steps.map(\.command) == ["a \\\nb   # exits with 2", "d", "e"])
    #expect(page.steps.map(\.output) == [["c"], [], nil])
    #expect(page.steps.map(\.status) == [2, 0, 0])
    #expect(page.steps.map(\.isPlayed) == [true, true, false])
  }

  @Test(arguments: [
    (["a"], ["a"], true), (["a"], ["b"], false), ([], ["…"], true),
    (["a", "b"], ["…", "b"], true),
    (["a", "b"], ["…", "a"], false), (["abc"], ["a…c"], true), (["abcd"], ["a…c"], false),
    (["a1b2c"], ["a…b…c"], true), (["a1c2b"], ["a…b…c"], false), (["ab"], ["ab…"], true),
    (["a", "x", "b", "y"], ["a", "…", "y"], true), (["a"], [], false), (["aa"], ["a…a…a"], false),
  ])
  func `compares with room for what differs`(printed: [String], shown: [String], isSame: Bool) {
    #expect(Walkthrough.matches(printed[...], shown[...]) == isSame)
  }

  @Test func `has no ssh, kubectl or sudo outside of blocks that are marked`() throws {
    for name in ["ssh", "scp", "systemctl", "kubectl", "sudo", "curl", "wget"] {
      let page = try Walkthrough("```console\n$ \(name) x   # exits with 97\n…\n```")
      _ = try WalkthroughRun(page, named: name)
    }
  }

  @Test func `fails where a command does something else`() throws {
    for text in [
      "```console\n$ echo a\nb\n```", "```console\n$ false\n```", "```sh\nfalse\ntrue\n```",
      "```sh\nexit 0\n```", "*Played: so.*\n```sh\nssh root@x systemctl start nothing\n```",
    ] {
      withKnownIssue {
        _ = try WalkthroughRun(try Walkthrough(text), named: "a page")
      }
    }
  }
}
