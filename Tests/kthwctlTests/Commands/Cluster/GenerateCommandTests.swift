import KTHWCore
import KTHWTestSupport
import Testing

@Suite struct `kthwctl generate` {
  @Test(arguments: ClusterStarter.allCases)
  func `makes every starter's cluster from a pipe, and does nothing the second time`(
    starter: ClusterStarter
  ) throws {
    let bench = try ClusterBench(starter)
    let like = starter == .standard ? [] : ["--like", starter.rawValue]
    let description = try bench.command(["init"] + like).run().expecting(0)
    #expect(try description.outputText == bench.scratch.text("cluster.yaml"))
    let pipe = bench.command(["generate", "-"]).reading(description.outputText)
    let first = try pipe.run().expecting(0)
    #expect(first.output.isEmpty)
    #expect(!first.errorText.contains(" 0 "), "\(first)")
    #expect(bench.besides() == [])
    let spec = try ClusterSpec(reading: description.output, file: "-")
    for host in spec.hosts { #expect(bench.scratch.has("out/hosts/\(host.name)/etc/hosts.d")) }
    let before = bench.traces()
    let second = try pipe.run().expecting(0)
    #expect(second.errorText == "kthwctl: nothing to do: out is as it should be\n")
    #expect(bench.traces() == before)
  }

  @Test(arguments: ["table", "json", "yaml"])
  func `--dry-run names the files that are then made, and writes nothing`(form: String) throws {
    let bench = try ClusterBench(.minimal)
    let before = bench.traces()
    let plan = try bench.generate("--dry-run", "-o", form).expecting(0)
    #expect(bench.traces() == before)
    #expect(plan.errorText.contains("would make 20 credentials"))
    var planned: [[String]] = []
    if form == "table" {
      planned = plan.outputLines.dropFirst().map { line in
        Array(line.split(separator: " ").prefix(2).map(String.init))
      }
    } else {
      let node = try ClusterBench.document(plan, form)
      #expect(node["apiVersion"]?.text == "kthwctl/v1alpha1")
      #expect(node["kind"]?.text == "GenerationPlan")
      planned = (node["files"]?.items ?? []).map {
        [$0["path"]?.text ?? "", $0["mode"]?.text ?? ""]
      }
    }
    try bench.generate().expecting(0)
    let made = bench.scratch.entries().filter { $0.kind != .directory && $0.name.hasPrefix("out/") }
      .map { "\($0)" }.filter { !$0.hasSuffix("/.kthwctl") }
    let promised = planned.map { "\($0[1]) out/\($0[0])" }
    #expect(promised.sorted() == made.sorted())
  }

  @Test(arguments: ["json", "yaml"])
  func `a report says what was done`(form: String) throws {
    let bench = try ClusterBench(.singleNode)
    let result = try bench.generate("-o", form).expecting(0)
    let node = try ClusterBench.document(result, form)
    #expect(node["apiVersion"]?.text == "kthwctl/v1alpha1")
    #expect(node["kind"]?.text == "GenerationReport")
    #expect(node["changed"] == .boolean(true))
    #expect(node["filesAdded"]?["count"] == .integer(bench.files().count - 1))
    #expect(result.errors.isEmpty)
    let again = try bench.generate("-o", form).expecting(0)
    #expect(again.outputText.contains("false"))
  }

  @Test func `no secret is ever printed`() throws {
    let bench = try ClusterBench(.minimal)
    var printed: [CommandResult] = []
    func run(_ arguments: String...) throws {
      printed.append(
        try bench.command(["generate", "cluster.yaml"] + arguments).run().expecting(0)
      )
    }
    try run("--diff")
    try run("--dry-run", "-o", "json")
    try run("-o", "yaml")
    var secrets = try bench.secrets()
    #expect(secrets.count > 60)
    // Every file that holds a secret differs now, the encryption keys among them.
    for path in bench.files() where bench.scratch.mode("out/" + path) == 0o600 {
      try bench.scratch.write(
        "out/" + path,
        "# changed\n" + bench.scratch.text("out/" + path),
        mode: 0o600
      )
    }
    try bench.change("network:", to: "encryption: {provider: aescbc}\n  network:")
    try run("--diff")
    try run("--dry-run")
    try run("-o", "json")
    secrets.formUnion(try bench.secrets())
    for name in ["kube-apiserver", "node2-kubelet"] {
      try bench.scratch.write("out/pki/\(name)-key.pem", "torn\n", mode: 0o600)
    }
    let torn = try bench.generate()
    #expect(torn.status == 1 || torn.status == 65, "\(torn)")
    #expect(!torn.outputText.contains("torn") && bench.besides() == [])
    printed.append(torn)
    for result in printed {
      for text in [result.outputText, result.errorText] {
        #expect(!secrets.contains { text.contains($0) }, "\(result.command)")
        #expect(!text.contains("PRIVATE KEY"), "\(result.command)")
      }
    }
  }

  @Test func `the same text, time and seed make the same bytes anywhere`() throws {
    let one = try ClusterBench(.multiMaster)
    let other = try ClusterBench(.multiMaster)
    let arguments = FaultCluster.arguments(seed: "the seed")
    try one.command(arguments).run().expecting(0)
    try other.command(arguments + ["--output", "another"]).run().expecting(0)
    let contents = try #require(try one.contents())
    #expect(try other.contents(of: "another") == contents)
    try other.command(FaultCluster.arguments(seed: "another seed")).run().expecting(0)
    #expect(try other.contents()?["pki/ca-key.pem"] != contents["pki/ca-key.pem"])
  }
}

/// What people do wrong.
@Suite struct `kthwctl generate refuses` {
  @Test func `a wrong description line by line, and makes nothing`() throws {
    let bench = try ClusterBench(.minimal)
    try bench.change("192.168.56.12", to: "192.168.56.300")
    try bench.change("roles: [worker]", to: "roles: [wrker]")
    try bench.change("network:", to: "netwrk:")
    let result = try bench.generate().expecting(65)
    let errors = result.errorText.split(separator: "\n").filter { $0.contains("error: ") }
    #expect(errors.count == 3, "\(result)")
    let text = try bench.scratch.text("cluster.yaml").split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    for (words, error) in zip(["192.168.56.300", "wrker", "netwrk"], errors) {
      let line = try #require(text.firstIndex { $0.contains(words) })
      #expect(error.hasPrefix("kthwctl: error: cluster.yaml:\(line + 1):"), "\(error)")
      #expect(error.contains(words))
    }
    #expect(bench.scratch.names() == ["cluster.yaml"])
  }

  @Test func `a version that there is not, as every value that does not fit`() throws {
    let bench = try ClusterBench(.minimal)
    let text = try bench.scratch.text("cluster.yaml")
    try bench.scratch.write("cluster.yaml", text.split(separator: "1.36").joined(separator: "1.37"))
    let result = try bench.generate().expecting(65)
    #expect(result.errorText.contains("hint: the nearest is 1.36"))
  }

  @Test func `a host that there is not, and names the nearest`() throws {
    let bench = try ClusterBench(.minimal)
    let result = try bench.generate("--only", "nodde2").expecting(64)
    #expect(result.errorText.contains("\"nodde2\""))
    #expect(result.errorText.contains("hint: did you mean node2?"))
    #expect(bench.scratch.names() == ["cluster.yaml"])
  }

  @Test func `what is no tree of ours, and leaves it`() throws {
    let bench = try ClusterBench(.minimal)
    try bench.scratch.write("file", "mine")
    try bench.scratch.write("pictures/cat.jpeg", "mine")
    try bench.scratch.link("loop", to: "loop")
    let before = bench.traces()
    let wrong = ["file", "pictures", "missing/out", "loop", "/", ".", "", "file/out"]
    for output in wrong {
      for flags in [[], ["--dry-run"], ["--diff"]] {
        let result = try bench.command(["generate", "--output", output] + flags).run()
        #expect(result.status == 74 || result.status == 65, "\(result)")
        #expect(result.errorText.hasPrefix("kthwctl: error: "))
        #expect(bench.traces() == before, "\(output)")
      }
    }
  }

  @Test func `a directory where nobody may write`() throws {
    let bench = try ClusterBench(.minimal)
    // Not even root makes directories here.
    let result = try bench.generate("--output", "/proc/self/out").expecting(74)
    #expect(result.errorText.contains("/proc/self/out: cannot make a directory beside"))
  }

  @Test func `a link leads to where the tree is, and stays`() throws {
    let bench = try ClusterBench(.minimal)
    try bench.scratch.makeDirectory("elsewhere")
    try bench.scratch.link("out", to: "elsewhere/tree")
    try bench.generate().expecting(0)
    let before = bench.traces()
    try bench.generate().expecting(0)
    #expect(bench.traces() == before)
    #expect(try bench.scratch.linkTarget("out") == "elsewhere/tree")
    #expect(bench.scratch.has("elsewhere/tree/pki/ca.pem"))
  }

  @Test func `to lose words that cannot be written`() throws {
    let bench = try ClusterBench(.minimal)
    for arguments in [
      ["init"], ["generate", "cluster.yaml", "--dry-run"], ["generate", "cluster.yaml", "--diff"],
      ["render", "00-rbac.yaml"], ["render", "--list"],
    ] {
      var command = bench.command(arguments)
      command.output = .file("/dev/full")
      let full = try command.run().expecting(74)
      #expect(full.errorText.contains("standard output"), "\(full)")
      command.output = .brokenPipe
      let broken = try command.run().expecting(74)
      #expect(!broken.errorText.contains("standard output"), "\(broken)")
    }
    #expect(bench.scratch.names() == ["cluster.yaml"])
  }
}
