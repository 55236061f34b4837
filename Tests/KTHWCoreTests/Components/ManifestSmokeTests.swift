import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite(.judged(by: "sh", "awk")) struct `The script that tries a cluster` {
  @Test func `a cluster that works passes, and nothing is left behind`() throws {
    let (result, calls, _) = try run()
    #expect(result.status == 0, "\(result)")
    #expect(result.outputLines.filter { $0.hasPrefix("FAIL") } == [])
    #expect(result.outputLines.count { $0.hasPrefix("PASS") } == 10)
    #expect(result.outputText.contains("10 passed, 0 failed, 0 skipped"))
    #expect(calls.last?.hasPrefix("delete namespace kthw-smoke-") == true)
  }

  @Test(arguments: [
    ("api", "api: /readyz does not answer", "journalctl -u kube-apiserver"),
    ("nodes", "nodes: 1 of 2 are Ready; missing: node-1", "journalctl -u kubelet"),
    ("namespace", "pods: no namespace can be made", "00-rbac.yaml"),
    ("pods", "pods: 1 of 2 run", "kubectl describe pods"),
    ("logs", "logs: not from node-1", "kube-apiserver-kubelet-client"),
    ("exec", "exec: not on node-1", "kube-apiserver-kubelet-client"),
    ("network", "nothing comes from node-1", "flannel's pods"),
    ("service", "service: 10.32.0.77 does not answer", "journalctl -u kube-proxy"),
    ("dns", "dns: smoke.kthw-smoke-", "20-coredns.yaml"),
    ("secrets", "secrets: one does not come back", "encryption configuration"),
  ])
  func `what does not work is named, with a place to look`(
    part: String,
    words: String,
    advice: String
  ) throws {
    let (result, calls, _) = try run(broken: part)
    #expect(result.status == 1, "\(result)")
    let lines = result.outputLines
    let index = try #require(lines.firstIndex { $0.hasPrefix("FAIL") }, "\(result)")
    #expect(lines[index].contains(words))
    #expect(lines[index + 1].hasPrefix("      do: ") && lines[index + 1].contains(advice))
    // Whatever was made is deleted; where nothing was, nothing is.
    let made = calls.contains { $0.hasPrefix("create -f") }
    #expect(calls.contains { $0.hasPrefix("delete namespace") } == made)
  }

  @Test func `what is skipped is not tried`() throws {
    let (result, calls, _) = try run(["--skip", "dns", "--skip=secrets"], broken: "dns secrets")
    #expect(result.status == 0, "\(result)")
    #expect(result.outputText.contains("8 passed, 0 failed, 2 skipped"))
    #expect(!calls.contains { $0.contains("http://smoke") || $0.contains("secret") })
  }

  @Test func `the namespace stays where that is asked for`() throws {
    let (result, calls, _) = try run(["--keep"])
    #expect(result.status == 0)
    #expect(result.outputText.contains("kept: namespace kthw-smoke-"))
    #expect(!calls.contains { $0.hasPrefix("delete") })
  }

  @Test(arguments: [
    ["--skip", "everything"], ["--skip"], ["--kubeconfig", "/nonexistent"], ["extra"],
  ])
  func `a wrong word stops it before anything is asked`(arguments: [String]) throws {
    let (result, calls, _) = try run(arguments)
    #expect(result.status == 2)
    #expect(result.errorText.contains("try --help"))
    #expect(calls == [])
  }

  @Test func `it says how to see that secrets are encrypted`() throws {
    let note = try run().result.outputText
    #expect(note.contains("begins with k8s:enc:secretbox: when it is encrypted"))
    #expect(note.contains("on controller-1 as root"))
    #expect(note.contains("--cert=/etc/etcd/etcd-client.pem --key=/etc/etcd/etcd-client-key.pem"))
    var open = try ManifestFixture.spec()
    open.encryption.provider = .none
    #expect(try run(in: open).result.outputText.contains("does not encrypt secrets"))
  }

  @Test func `the pods it makes are understood, and want no rights`() throws {
    let (_, _, objects) = try run()
    let nodes = try YAMLReader.documents(from: Array(objects.utf8))
    #expect(nodes.map { $0["kind"]?.text } == ["Deployment", "Service"])
    let pod = try #require(nodes[0].at("spec.template.spec"))
    #expect(nodes[0].at("spec.replicas") == .integer(2))
    #expect(pod.at("securityContext.runAsNonRoot") == .boolean(true))
    #expect(pod.at("securityContext.seccompProfile.type")?.text == "RuntimeDefault")
    #expect(pod.at("containers.0.securityContext.capabilities.drop") == .texts(["ALL"]))
    let command = pod.at("containers.0.command.2")?.text
    #expect(command?.hasPrefix("echo \"$NODE\" >/www/index.html;") == true)
  }

  @Test func `thousands of machines are counted, not named`() throws {
    let many = try RenderedFile.smokeTest.text(
      for: nil,
      in: ManifestFixture.spec(workers: 0, ranged: 5000)
    )
    #expect(many.contains("node_count='5000'\nnode_names=''\npod_count='10'\n"))
    let few = try RenderedFile.smokeTest.text(for: nil, in: ManifestFixture.spec(workers: 50))
    #expect(few.contains(" node-49 ") && few.contains("node_count='50'"))
    #expect(many.utf8.count < few.utf8.count)
  }

  @Test(arguments: [(15, "/healthz"), (16, "/readyz")])
  func `health is asked for where the version has it`(minor: Int, path: String) throws {
    let text = try RenderedFile.smokeTest.text(
      for: nil,
      in: ManifestFixture.spec(minor: minor)
    )
    #expect(text.contains("health='\(path)'\n"))
    #expect(text.contains("seccomp=''\n"))
  }

  @Test(arguments: [
    ("plain", "'plain'"), ("", "''"), ("it's", #"'it'\''s'"#),
    ("$(x) `y` \"z\"", "'$(x) `y` \"z\"'"),
  ])
  func `a word reaches the shell as it is`(text: String, word: String) throws {
    #expect(ShellWord.quoted(text) == word)
    let echo = try RunCommand("sh", ["-c", "printf %s \(word)"]).run()
    #expect(echo.outputText == text)
  }

  private func run(
    _ arguments: [String] = [],
    broken: String = "",
    in spec: ClusterSpec? = nil
  ) throws -> (result: CommandResult, calls: [String], objects: String) {
    let scratch = try ScratchDirectory()
    let spec = try spec ?? ManifestFixture.spec()
    let script = try scratch.write(
      "smoke-test.sh",
      try RenderedFile.smokeTest.text(for: nil, in: spec),
      mode: RenderedFile.smokeTest.permissions
    )
    let result = try RunCommand(script, arguments)
      .setting("KUBECTL", try ManifestScripts.path("fake-kubectl.sh"))
      .setting("FAKE_CALLS", scratch.path("calls"))
      .setting("FAKE_BROKEN", broken)
      .setting("SMOKE_TIMEOUT", "0")
      .run()
    let calls = scratch.has("calls") ? try scratch.text("calls") : ""
    let objects = scratch.has("calls.objects") ? try scratch.text("calls.objects") : ""
    return (result, calls.split(separator: "\n").map(String.init), objects)
  }
}

/// Programs beside the tests.
enum ManifestScripts {
  static func path(_ name: String, file: String = #filePath) throws -> String {
    let parts = file.split(separator: "/")
    let tests = try #require(parts.lastIndex(of: "Tests"))
    return "/" + (parts[...tests] + ["Scripts", Substring(name)]).joined(separator: "/")
  }
}
