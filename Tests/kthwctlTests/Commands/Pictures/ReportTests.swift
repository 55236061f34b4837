import KTHWTestSupport
import Testing

@testable import KTHWCore

struct ReportTests {
  @Test func `the page of a tree has no private key and no token in it`() throws {
    let tree = try GeneratedTree(.haHAProxy)
    let run = try RunCommand.kthwctl("report", tree.path, "-o", "report.html").inside(tree.scratch)
      .run().expecting(0)
    #expect(run.output.isEmpty)
    #expect(run.errorText.contains("7 hosts"))
    #expect(tree.scratch.mode("report.html") == 0o644)
    let page = try tree.scratch.bytes("report.html")
    var traces = SecretTraces()
    for entry in tree.scratch.entries() where entry.name.hasSuffix("-key.pem") {
      try traces.add(key: tree.scratch.bytes(entry.name))
    }
    #expect(traces.count > 1000)
    for name in ["admin", "break-glass"] {
      #expect(
        traces.found(in: Array(try tree.scratch.text("out/kubeconfigs/\(name).kubeconfig").utf8))
          != []
      )
    }
    #expect(traces.found(in: page) == [])
    let encryption = try tree.scratch.text(
      "out/hosts/controller-1/var/lib/kubernetes/encryption-config.yaml"
    )
    let secrets = encryption.split(separator: "\n").filter { $0.contains("secret: ") }
    #expect(!secrets.isEmpty)
    var words = SecretTraces()
    for line in secrets { words.add(text: String(line.split(separator: " ").last ?? "")) }
    #expect(words.found(in: page) == [])
  }

  @Test func `twenty hosts are a page of less than 500 kB, many are not much more`() throws {
    let tree = try GeneratedTree(.haHAProxy) { text in
      text.replacing("  # hostRanges:", with: "  hostRanges:").replacing(
        "  #   - {name: \"node-%04d\", count: 500,",
        with: "    - {name: \"node-%04d\", count: 13,"
      )
    }
    let page = try RunCommand.kthwctl("report", tree.path).run().expecting(0)
    #expect(page.errorText.contains("20 hosts"))
    #expect(page.output.count < 500_000, "\(page.output.count)")
  }

  @Test func `what cannot be written is told before any work, and leaves nothing`() throws {
    let scratch = try ScratchDirectory()
    try scratch.write("in/notes.txt", "nothing")
    try scratch.makeDirectory("there")
    let run = try RunCommand.kthwctl("report", "in", "-o", "there").inside(scratch).run()
    #expect(run.status != 0)
    _ = try RunCommand.kthwctl("report", "in", "-o", "no/such/place.html").inside(scratch).run()
      .expecting(74)
    var full = RunCommand.kthwctl("report", "in").inside(scratch)
    full.output = .file("/dev/full")
    _ = try full.run().expecting(74)
    let empty = try RunCommand.kthwctl("report", "there").inside(scratch).run().expecting(65)
    #expect(empty.output.isEmpty)
    _ = try RunCommand.kthwctl("report", "in", "-o", "page.html").inside(scratch).run().expecting(0)
    #expect(scratch.names().sorted() == ["in", "in/notes.txt", "page.html", "there"])
  }

  @Test(.judged(by: "chromium", "python3"))
  func `a browser finds no fault with the pages of all examples`() throws {
    let pages = try ScratchDirectory()
    for starter in ClusterStarter.allCases {
      let tree = try GeneratedTree(starter)
      if starter == .multiMaster { try spoil(tree) }
      let output = pages.path("\(starter.rawValue).html")
      _ = try RunCommand.kthwctl("report", tree.path, "-o", output).run().expecting(0)
    }
    let names = pages.names().filter { $0.hasSuffix(".html") }.sorted()
    #expect(names.count == ClusterStarter.allCases.count)
    var judge = RunCommand("python3", [Script.path("read-report.py")] + names.map(pages.path))
    judge.timeout = 600
    let verdict = try judge.run()
    #expect(verdict.outputText == "")
    #expect(verdict.status == 0, "\(verdict.errorText)")
    #expect(verdict.errorText.contains("1440 px, dark"))
  }

  @Test(.judged(by: "chromium", "python3"))
  func `the judge of pages finds what is wrong with one`() throws {
    let scratch = try ScratchDirectory()
    try scratch.write(
      "bad.html",
      """
      <!DOCTYPE html><html><head><title> </title></head><body style="background:#fff">
      <h1>a</h1><h3 id="x">b</h3><p id="x" style="color:#aaa">pale</p>
      <div style="width:2000px">wide</div><svg></svg><img src="http://127.0.0.1:9/x.png">
      <table><tr><th>a</th></tr></table><script>console.error("oh")</script></body></html>
      """
    )
    var judge = RunCommand("python3", [Script.path("read-report.py"), scratch.path("bad.html")])
    judge.timeout = 300
    let verdict = try judge.run().expecting(1).outputText
    for fault in [
      "wider than the window", "no language", "no title", "a script", "level of headings",
      "an identifier twice", "contrast 2.", "an image without words", "a table without a caption",
      "asks for http://127.0.0.1:9/x.png", "Runtime.consoleAPICalled",
    ] {
      #expect(verdict.contains(fault), "\(fault)")
    }
  }

  /// Makes a tree in which something of everything is wrong.
  private func spoil(_ tree: GeneratedTree) throws {
    let file = "out/hosts/master1/etc/systemd/system/kube-apiserver.service"
    let text = try tree.scratch.text(file)
    tree.scratch.remove(file)
    try tree.scratch.write(file, text.replacing("--etcd-servers", with: "--etcd-server"))
    let other = try tree.scratch.bytes("out/pki/admin.pem")
    tree.scratch.remove("out/hosts/node1/var/lib/kubelet/kubelet.pem")
    try tree.scratch.write("out/hosts/node1/var/lib/kubelet/kubelet.pem", bytes: other, mode: 0o666)
  }
}
