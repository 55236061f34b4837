import ArgumentParser
import KTHWCore
import KTHWTestSupport
import Testing

@testable import kthwctl

@Suite struct `The command tutorial` {
  static let names = TutorialCommand.names

  let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  func tutorial(_ arguments: String...) throws -> CommandResult {
    var command = RunCommand(RunCommand.kthwctlPath, ["tutorial"] + arguments)
    command.environment["HOME"] = scratch.path
    return try command.inside(scratch).run()
  }

  static let fixed = ["--insecure-seed", "lab", "--at", "2026-11-21T08:30:30Z"]

  @Test(arguments: names) func `makes what generate makes, byte for byte`(name: String) throws {
    let lab = ["tutorial", name, "--folder", "lab", "-q"]
    let result = try RunCommand(RunCommand.kthwctlPath, lab + Self.fixed).inside(scratch).run()
      .expecting(0)
    let steps = try Lab.steps(of: try #require(TutorialStep.Tutorial.allCases[name])).count
    #expect(result.outputText.contains("Step \(steps) of \(steps): "))
    #expect(result.outputText.contains("connections: none fails"))
    let generate = ["generate", "lab/cluster.yaml", "--output", "whole", "-q"]
    try RunCommand(RunCommand.kthwctlPath, generate + Self.fixed).inside(scratch).run()
      .expecting(0)
    let trees = ["-r", "--no-dereference", "--exclude=.kthwctl", "lab/out", "whole"]
    try RunCommand("diff", trees).inside(scratch).run().expecting(0)
  }

  @Test(arguments: names) func `names commands that there are`(name: String) throws {
    for step in try Lab.steps(of: try #require(TutorialStep.Tutorial.allCases[name])) {
      #expect(!step.commands.isEmpty)
      for command in step.commands where command.hasPrefix("kthwctl ") {
        let words = command.split(separator: " ").dropFirst().map(String.init)
        #expect(throws: Never.self, "\(command)") { try Kthwctl.parseAsRoot(words) }
      }
    }
  }

  @Test func `goes on where it stopped, in a folder of its own`() throws {
    let first = try tutorial("minimal", "--until", "3").expecting(0).outputText
    #expect(first.contains("\nStep 3 of 10: Keys and certificates\n"))
    #expect(!first.contains("Step 4"))
    #expect(scratch.has(".cache/kthwctl/tutorial/minimal/out/pki/admin.pem"))
    let second = try tutorial("minimal").expecting(0)
    #expect(second.outputText.contains("Step 3 of 10: Keys and certificates\n  was done before\n"))
    #expect(second.outputText.contains("Step 4 of 10: Kubeconfigs\n  A file for each"))
    #expect(second.errorText.contains("the lab is complete"))
    // Keys are nobody else's.
    #expect(scratch.mode(".cache/kthwctl/tutorial/minimal/out/pki/ca-key.pem") == 0o600)
  }

  @Test func `explains what somebody broke, and mends it when told`() throws {
    try tutorial("minimal", "--folder", "lab", "--until", "6").expecting(0)
    scratch.remove("lab/out/pki/admin.pem")
    let broken = try tutorial("minimal", "--folder", "lab").expecting(2)
    #expect(broken.outputText.contains("lab/out/pki/admin.pem\n  error    KTHW-TREE-002"))
    #expect(broken.outputText.contains("KTHW-TREE-002: a file that the description"))
    let explained = try RunCommand.kthwctl("explain", "KTHW-TREE-002").run().expecting(0)
    #expect(broken.outputText.contains(explained.outputText))
    #expect(broken.errorText.contains("stopped at step 3") && !broken.outputText.contains("Step 4"))
    try tutorial("minimal", "--folder", "lab", "--step", "3").expecting(0)
    // The kubeconfig still has the old one.
    let stale = try tutorial("minimal", "--folder", "lab").expecting(2)
    #expect(
      stale.outputText.contains("lab/out/kubeconfigs/admin.kubeconfig\n  error    KTHW-TREE-003")
    )
    try tutorial("minimal", "--folder", "lab", "--step", "4").expecting(0)
    try tutorial("minimal", "--folder", "lab").expecting(0)
    // A warning stops as well, unless nobody minds.
    let unit = "lab/out/hosts/node2/etc/systemd/system/kubelet.service"
    try scratch.write(unit, try scratch.text(unit) + "\n# mine\n")
    try tutorial("minimal", "--folder", "lab").expecting(3)
    try tutorial("minimal", "--folder", "lab", "--fail-on", "error").expecting(0)
  }

  /// What was done to a lab that is complete, at which step it is seen, and what is said.
  static let damages = [
    ("rm pki/admin.pem", 8, "what is wrong was made in step 3; mend it, or let --step 3 make it"),
    (
      "cp pki/admin.pem hosts/node1/var/lib/kubernetes/ca.pem", 9,
      "what is wrong was made in step 6; mend it, or let --step 6 make it again; then"
    ),
    (
      "for unit in node1/etc/systemd/system/etcd node2/etc/systemd/system/kubelet; do "
        + "echo >>hosts/$unit.service; done", 8,
      "what is wrong was made in steps 6 and 7; mend it, or let --step 6 and --step 7 make it"
    ),
    ("rm -r hosts/node2", 8, "what is wrong was made in step 7; mend it, or let --step 7 make it"),
    ("echo x >pki/extra.pem", 8, "mend what is named; then"),
  ]

  @Test func `names the steps that made what is wrong, not the one that saw it`() throws {
    try tutorial("minimal", "--folder", "lab", "-q").expecting(0)
    for (damage, step, words) in Self.damages {
      try RunCommand("cp", ["-a", "lab", "saved"]).inside(scratch).run().expecting(0)
      let shell = "cd lab/out && { \(damage); }"
      try RunCommand("sh", ["-c", shell]).inside(scratch).run().expecting(0)
      let seen = try tutorial("minimal", "--folder", "lab", "--step", "\(step)")
      let said = "stopped at step \(step): \(words)"
      #expect(seen.errorText.contains(said), "\(damage): \(seen.errorText)")
      scratch.remove("lab")
      try RunCommand("mv", ["saved", "lab"]).inside(scratch).run().expecting(0)
    }
  }

  @Test func `tells programs as well`() throws {
    let list = try tutorial("--list", "-o", "json").expecting(0).outputText
    for name in Self.names { #expect(list.contains("\"name\": \"\(name)\"")) }
    #expect(
      try tutorial("minimal", "--list", "-o", "yaml").expecting(0).outputText.contains(
        "kind: TutorialSteps"
      )
    )
    let done = try tutorial("minimal", "--until", "2", "-o", "json").expecting(0).outputText
    #expect(done.hasPrefix("{\n") && done.contains("\"kind\": \"TutorialReport\""))
    #expect(!done.contains("Step 1"))
  }

  @Test(arguments: [
    (["single"], "single-node"), (["ha-proxy"], "did you mean ha-haproxy?"),
    ([], "Name a tutorial"),
    (["minimal", "--step", "99"], "there is no step 99"),
    (["minimal", "--until", "0"], "no step 0"),
    (["minimal", "--step", "1", "--until", "2"], "two things"), (["\u{1B}[31m"], "There is no"),
    (["minimal", "--folder", ""], "wants a folder"),
  ])
  func `says what does not fit`(arguments: [String], message: String) throws {
    var command = RunCommand(RunCommand.kthwctlPath, ["tutorial"] + arguments)
    command.environment["HOME"] = scratch.path
    let result = try command.inside(scratch).run().expecting(64)
    #expect(result.errorText.contains(message) && !result.errorText.contains("\u{1B}"))
    #expect(scratch.names().isEmpty && result.output.isEmpty)
  }

  @Test func `writes nowhere without a home, and says so where it cannot`() throws {
    let homeless = RunCommand.kthwctl("tutorial", "minimal").inside(scratch).setting("HOME", nil)
    #expect(try homeless.run().expecting(64).errorText.contains("--folder"))
    try scratch.write("file", "")
    try RunCommand.kthwctl("tutorial", "minimal", "--folder", "file/lab").inside(scratch).run()
      .expecting(74)
    var full = RunCommand.kthwctl("tutorial", "minimal", "--folder", "full").inside(scratch)
    full.output = .file("/dev/full")
    try full.run().expecting(74)
    full.output = .captured
    try full.run().expecting(0)
  }

  @Test(.judged(by: "python3"))
  func `waits on a terminal, and Ctrl-C leaves it to be gone on with`()
    throws
  {
    let script = SourceTree.path("Tests/Scripts/tutorial-terminal.py")
    let result = try RunCommand("python3", [script, RunCommand.kthwctlPath, scratch.path]).run()
      .expecting(0)
    #expect(result.outputLines.count == 6, "\(result)")
  }
}

extension [TutorialStep.Tutorial] {
  fileprivate subscript(name: String) -> TutorialStep.Tutorial? {
    first { $0.starter.rawValue == name }
  }
}
