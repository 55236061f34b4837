import KTHWCore
import KTHWTestSupport
import Testing

@testable import kthwctl

/// What is offered, whatever the shell.
@Suite struct `A completion` {
  let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
    let start = try RunCommand.kthwctl("init", "--like", "ha-haproxy").run().expecting(0)
    try scratch.write("cluster.yaml", start.outputText)
    try scratch.write("other.yaml", RunCommand.kthwctl("init").run().outputText)
  }

  func answer(_ words: String...) -> CompletionAnswer {
    var context = Context.system
    context.baseDirectory = scratch.path
    return CompletionAnswer(words, in: context)
  }

  func words(_ words: [String]) -> [String] {
    var context = Context.system
    context.baseDirectory = scratch.path
    return CompletionAnswer(words, in: context).candidates.map(\.word)
  }

  @Test(arguments: [
    (["ver"], ["verify", "version"]), (["he"], ["help"]), (["ca", ""], ["init"]),
    (["key", "de"], ["decrypt"]), (["help", "key", "re"], ["reencrypt"]),
    (["verify", "-o", ""], ["table", "json", "yaml", "sarif"]),
    (["verify", "--output", "j"], ["json"]), (["verify", "--output=j"], ["json"]),
    (["verify", "x", "--fail-on", "w"], ["warn"]), (["verify", "--fai"], ["--fail-on"]),
    (["verify", "--list", "--li"], []), (["verify", "--", "--li"], []),
    (["render", "kubelet."], ["kubelet.service"]), (["unit", "kube-p"], ["kube-proxy"]),
    (["render", "kubelet.service", "--host", "node"], ["node-1", "node-2", "node-3"]),
    (["render", "x", "-f", "other.yaml", "--host", "node"], ["node-1", "node-2"]),
    (["render", "x", "-f", "nowhere", "--host", "hap"], ["haproxy"]),
    (["generate", "--only", "node-1,node"], ["node-1,node-2", "node-1,node-3"]),
    (["matrix", "--only", "etcd-p"], ["etcd-peer"]),
    (["matrix", "--only", "etcd-peer,etcd-"], ["etcd-peer,etcd-client"]),
    (["cert", "kube-s"], ["kube-scheduler"]), (["cert", "node-"], ["node-1", "node-2", "node-3"]),
    (["cert", "a", "--as", "kube-pro"], ["kube-proxy"]),
    (["cert", "a", "--key", "ed"], ["ed25519"]),
    (["explain", "KTHW-SAN-004"], ["KTHW-SAN-004"]), (["explain", ""], []),
    (["init", "--like", "ha"], ["ha-haproxy"]), (["tutorial", "mi"], ["minimal"]),
    (["init", "--kubernetes-version", "1.36"], ["1.36"]),
    (["config", "set-cr"], ["set-credentials"]), (["config", "mer"], ["merge"]),
    (["config", "set-cluster", "--serv"], ["--server"]), (["kubectl", "co"], ["config"]),
    (["kubectl", "config", "use"], ["use-context"]), (["cfssl", "genc"], ["gencert", "gencsr"]),
    (["completions", ""], ["bash", "zsh", "fish"]), (["nope", ""], []), (["nope", "--"], []),
    (["ca", "nope", ""], []), (["cert", "a", "b", ""], []), (["keypair", "--key", "nope"], []),
  ])
  func `is what fits`(words: [String], offered: [String]) {
    // Of a word with its option in it only the value is a candidate.
    #expect(self.words(words) == offered)
  }

  @Test func `is a file or a folder where those are meant`() {
    #expect(answer("verify", "").beside == .files)
    #expect(answer("generate", "").beside == .files)
    #expect(answer("generate", "--output", "").beside == .directories)
    #expect(answer("render", "x", "-f", "").beside == .files)
    #expect(answer("cfssl", "gencert", "").beside == .files)
    #expect(answer("render", "").beside == .words)
    #expect(answer("keypair", "").beside == .words)
  }

  @Test func `knows hosts by the tree that the line names`() throws {
    try scratch.write("tree/cluster.yaml", RunCommand.kthwctl("init").run().outputText)
    #expect(words(["generate", "--output", "tree", "--only", "no"]) == ["node-1", "node-2"])
  }

  @Test(arguments: ["", "hosts: [", "\u{0}", "apiVersion: kthwctl/v1alpha1\nkind: Cluster\n"])
  func `keeps silent about a description that is none`(text: String) throws {
    try scratch.write("cluster.yaml", text)
    let result = try RunCommand.kthwctl("__complete", "bash", "render", "x", "--host", "")
      .inside(scratch).run().expecting(0)
    #expect(result.outputText == "words\n" && result.errors.isEmpty)
  }

  @Test func `waits for no pipe that has the description's name`() throws {
    let pipe = scratch.path("pipe.yaml")
    try RunCommand("mkfifo", [pipe]).run().expecting(0)
    var command = RunCommand.kthwctl("__complete", "fish", "render", "x", "-f", pipe, "--host", "h")
    command.timeout = 10
    #expect(try command.inside(scratch).run().expecting(0).outputText == "words\nhaproxy\thost\n")
  }

  @Test func `is written as each shell wants it`() {
    let answer = answer("verify", "--output=j")
    #expect(answer.text(for: .fish) == "words\n--output=json\n")
    #expect(answer.text(for: .bash) == "words\n--output=json\n")
    #expect(answer.text(for: .bash, isSplit: true) == "words\njson\n")
    #expect(
      self.answer("help", "who").text(for: .zsh)
        == "words\nwhoami:Show who a kubeconfig makes of its holder, without asking the cluster.\n"
    )
  }

  @Test func `puts words together that bash takes apart`() {
    for (split, joined, isLast) in [
      (["verify", "--output", "=", "js"], ["verify", "--output=js"], true),
      (["verify", "--output", "="], ["verify", "--output="], true),
      (["verify", "--output", "=", "json", ""], ["verify", "--output=json", ""], false),
      (["explain", "a", "=", "b"], ["explain", "a", "=", "b"], false), ([], [], false),
    ] {
      var words = split
      #expect(BashWords.join(&words) == isLast && words == joined)
    }
  }

  @Test(arguments: [[], ["nope"], ["bash"], ["zsh", ""], ["fish", "\u{1B}[31m", "é"]])
  func `says nothing on standard error, whatever asks`(arguments: [String]) throws {
    let result = try RunCommand(RunCommand.kthwctlPath, ["__complete"] + arguments).run()
    #expect(result.errors.isEmpty && [0, 64].contains(result.status))
  }
}
