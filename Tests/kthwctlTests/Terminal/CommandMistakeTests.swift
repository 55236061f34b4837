import KTHWTestSupport
import Testing

@testable import kthwctl

@Suite struct `A mistyped command line` {
  @Test(arguments: [
    (["verfy"], "verify"), (["generte", "cluster.yaml"], "generate"), (["ca", "int"], "ca init"),
    (["encrypt", "ca-key.pem"], "key encrypt"), (["help", "verfy"], "verify"),
    (["help", "key", "decript"], "key decrypt"), (["config", "help"], nil),
    (["init", "--like", "ha-hapoxy"], "--like ha-haproxy"),
    (["init", "--like=minmal"], "--like minimal"), (["verify", "-o", "jsn", "."], "--output json"),
    (["verify", "--fail-on", "warm", "x"], "--fail-on warn"),
    (["verify", "--color=alway"], "--color always"),
    (["verify", "--", "--output", "jsn"], nil), (["verify", "-o"], nil),
    (["verify", "-o", "json"], nil), (["zzzzzz"], nil), ([""], nil), ([], nil),
    (["--verson"], nil), (["explain", "--in", "jsn"], nil), (["key"], nil),
  ])
  func `is told what was meant`(words: [String], meant: String?) {
    #expect(CommandMistake(words)?.hint == meant.map { "did you mean \($0)?" })
  }

  @Test func `ends with the hint, after the usage`() throws {
    let result = try RunCommand.kthwctl("verfy").run().expecting(64)
    #expect(result.errorText.hasSuffix("\nkthwctl: hint: did you mean verify?\n"))
    #expect(result.output.isEmpty)
    let flag = try RunCommand.kthwctl("generate", "--prun").run().expecting(64)
    #expect(flag.errorText.contains("Did you mean '--prune'?"))
  }

  @Test func `is no page of help of something else`() throws {
    let result = try RunCommand.kthwctl("help", "verfy").run().expecting(64)
    #expect(result.output.isEmpty)
    #expect(
      result.errorText == """
        kthwctl: error: there is no command kthwctl verfy
        kthwctl: hint: did you mean verify?

        """
    )
    try RunCommand.kthwctl("help", "help").run().expecting(0)
  }

  @Test(arguments: [
    (["matrix", "--only", "etcd-per", "."], "did you mean etcd-peer?"),
    (["cert", "kube-schduler"], "did you mean kube-scheduler?"),
    (["csr", "kube-schduler"], "did you mean kube-scheduler?"),
    (["identities", "kube-schduler"], "did you mean kube-scheduler?"),
    (["explain", "KTHW-SAN-04"], "did you mean KTHW-SAN-004?"),
    (["unit", "kubelt"], "did you mean kubelet?"),
    (["render", "kubelet-confg.yaml"], "did you mean kubelet-config.yaml?"),
    (["render", "kubelet.service", "--host", "nod-1"], "did you mean node-1?"),
    (["generate", "--only", "nod-1"], "did you mean node-1?"),
    (["init", "--kubernetes-version", "1.99"], "the nearest is 1.36"),
    (["config", "set-clustr"], "did you mean set-cluster?"),
    (["cfssl", "gencrt"], "did you mean gencert?"),
  ])
  func `names what is near: components, rules, files, hosts`(words: [String], hint: String) throws {
    let scratch = try ScratchDirectory()
    try scratch.write("cluster.yaml", RunCommand.kthwctl("init").run().outputText)
    let result = try RunCommand(RunCommand.kthwctlPath, words).inside(scratch).run()
    #expect(!result.succeeded)
    #expect(result.errorText.contains(hint), "\(result)")
  }
}
