import KTHWTestSupport
import Testing

/// The scripts in the shells that read them.
@Suite struct `A shell that has the script` {
  let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
    let start = try RunCommand.kthwctl("init", "--like", "ha-haproxy").run().expecting(0)
    try scratch.write("cluster.yaml", start.outputText)
    try RunCommand("ln", ["-s", RunCommand.kthwctlPath, scratch.path("kthwctl")]).run().expecting(0)
    for (shell, name) in [("zsh", "_kthwctl"), ("fish", "kthwctl.fish"), ("bash", "kthwctl.bash")] {
      try scratch.write(name, RunCommand.kthwctl("completions", shell).run().outputText)
    }
  }

  @Test(.judged(by: "bash")) func `is bash, and offers words, hosts and values`() throws {
    let lines = [
      ("ver", "verify version"), ("render kubelet.service --host node", "node-1 node-2 node-3"),
      ("verify --output=j", "json"), ("verify --output=", "table json yaml sarif"),
      ("cert kube-s", "kube-scheduler"), ("explain KTHW-SAN-004", "KTHW-SAN-004"),
      ("generate --only node-1,node", "node-1,node-2 node-1,node-3"), ("verify ", ""),
    ]
    let script = SourceTree.path("Tests/Scripts/complete-in-bash.sh")
    let result = try RunCommand("bash", [script, scratch.path("kthwctl")]).inside(scratch)
      .reading(lines.map { $0.0 + "\n" }.joined()).run().expecting(0)
    let offered = result.outputText.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(offered.map(String.init) == lines.map(\.1) + [""], "\(result)")
  }

  @Test(.judged(by: "bash", "python3")) func `is bash, and offers files by itself`() throws {
    let script = SourceTree.path("Tests/Scripts/complete-on-terminal.py")
    for (line, shown) in [
      ("./kthwctl verify clus", "./kthwctl verify cluster.yaml "),
      ("./kthwctl verify --cluster=clus", "./kthwctl verify --cluster=cluster.yaml "),
      ("./kthwctl expi", "./kthwctl expiry "),
      ("./kthwctl unit kube-sch", "./kthwctl unit kube-scheduler "),
    ] {
      let result = try RunCommand("python3", [script, scratch.path, line]).run().expecting(0)
      #expect(result.outputText == shown + "\n", "\(line)")
    }
  }

  @Test(
    .judged(by: "zsh"),
    arguments: [
      ("kthwctl expi", ["kthwctl expiry "]),
      ("kthwctl verify --output=js", ["kthwctl verify --output=json "]),
      ("kthwctl unit kube-sch", ["kthwctl unit kube-scheduler "]),
      ("kthwctl explain KTHW-SAN-004", ["kthwctl explain KTHW-SAN-004 "]),
      ("kthwctl verify clus", ["kthwctl verify cluster.yaml "]),
      ("kthwctl verify --cluster=clus", ["kthwctl verify --cluster=cluster.yaml "]),
      ("kthwctl render kubelet.service --host no", ["node-1", "node-2", "node-3"]),
      ("kthwctl ver", ["verify", "Find what will not work", "version"]),
    ]
  )
  func `is zsh, and offers them all`(line: String, shown: [String]) throws {
    let script = SourceTree.path("Tests/Scripts/complete-in-zsh.zsh")
    let result = try RunCommand("zsh", ["-f", script, scratch.path, line]).run().expecting(0)
    for text in shown { #expect(result.outputText.contains(text), "\(result)") }
  }

  @Test(
    .judged(by: "fish"),
    arguments: [
      ("kthwctl ver", ["verify", "version"]),
      ("kthwctl render kubelet.service --host no", ["node-1", "node-2", "node-3"]),
      ("kthwctl verify --output=js", ["--output=json"]),
      ("kthwctl verify --output ", ["json", "sarif", "table", "yaml"]),
      ("kthwctl generate --only node-1,no", ["node-1,node-2", "node-1,node-3"]),
      ("kthwctl verify clus", ["cluster.yaml"]),
      ("kthwctl verify --cluster=clus", ["--cluster=cluster.yaml"]),
    ]
  )
  func `is fish, and offers them all`(line: String, words: [String]) throws {
    let script = "source kthwctl.fish; complete -C '\(line)'"
    var command = RunCommand("fish", ["--no-config", "-c", script]).inside(scratch)
    command.environment["PATH"] = scratch.path + ":" + (command.environment["PATH"] ?? "")
    command.environment["HOME"] = scratch.path
    let result = try command.run().expecting(0)
    let offered = result.outputLines.map { String($0.prefix { $0 != "\t" }) }
    #expect(offered.sorted() == words.sorted(), "\(result)")
  }
}
