import Testing

@testable import KTHWCore

/// What judges read of texts that have no reader of their own elsewhere.
@Suite struct `Texts of containerd, haproxy, nginx and shells` {
  @Test func `tables and keys of containerd's file have their paths and lines`() {
    let text = ContainerdText(
      """
      version = 2 # the second form
      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
        runtime_type = "io.containerd.runc.v2"
      [plugins.'io.containerd.grpc.v1.cri'.containerd.runtimes.runc.options]
      SystemdCgroup = true
      stray line
      """
    )
    #expect(text.form == 2)
    #expect(text.controlGroups == "systemd")
    #expect(
      text.tables.map { $0.path[1] } == Array(repeating: "io.containerd.grpc.v1.cri", count: 2)
    )
    #expect(text.entries.map(\.value) == ["2", "io.containerd.runc.v2", "true"])
    #expect(text.entries[1].mark == SourceMark(line: 3, column: 3))
  }

  @Test(arguments: ["", "[", "=", "[a.\"b", "key = \"open", "\u{0}[[x]]\n\"a=b\" = 'c"])
  func `a torn file of containerd is read as far as it goes`(text: String) {
    #expect(ContainerdText(text).form == 1)
  }

  @Test(arguments: [
    ("50000", 50), ("4h", 14_400), ("10m", 600), ("30s", 30), ("1d", 86_400), ("7us", 0),
  ])
  func `times of haproxy count milliseconds where they have no unit`(text: String, seconds: Int) {
    #expect(HAProxyText.seconds(text) == seconds)
    #expect(HAProxyText.seconds(text + "x") == nil)
  }

  @Test(arguments: ["9223372036854775807m", "9223372036854775807d", "99999999999999999999s", ""])
  func `a time that fits no number is none`(text: String) {
    #expect(HAProxyText.seconds(text) == nil)
  }

  @Test func `a section of haproxy takes from the defaults above it`() throws {
    let text = HAProxyText("defaults\n timeout server 4h\nbackend b\n server a 10.0.0.1:1 check\n")
    let backend = try #require(text.sections.last)
    #expect(backend.servers.count == 1)
    #expect(text.effective("timeout", "server", in: backend)?.mark.line == 2)
    #expect(text.effective("timeout", "tunnel", in: backend) == nil)
  }

  @Test func `directives of nginx stand in their blocks`() throws {
    let text = NginxText("a 1;\nstream {\n  server { listen 80; } # no }\n}\n\"b c\" 'd;e';")
    #expect(text.directives.map(\.name) == ["a", "stream", "b c"])
    #expect(text.directives[2].arguments == ["d;e"])
    let listen = try #require(text.everywhere("listen").first)
    #expect(listen.around.map(\.name) == ["stream", "server"])
    #expect(listen.directive.mark == SourceMark(line: 3, column: 12))
  }

  @Test(arguments: ["{", "}", "a {", "a { b", ";;;", "'", String(repeating: "a{", count: 5000)])
  func `a torn file of nginx is read as far as it goes`(text: String) {
    #expect(NginxText(text).directives.count <= 1)
  }

  @Test func `a script is command lines, without comments and documents`() {
    let script = ShellText(
      """
      # first
      #!/bin/sh
      cat <<-'END' | tee \\
        file
      rm -rf /
      \tEND
      echo <<<here
      X=$(curl -k https://localhost)
      """
    )
    #expect(script.interpreter?.line == 2)
    #expect(script.lines.map(\.mark.line) == [3, 7, 8])
    #expect(script.lines[0].runs("tee") && script.lines[2].runs("curl"))
    #expect(!script.lines[2].runs("wget"))
  }

  @Test(arguments: [
    ("10.0.0.1:6443", "10.0.0.1", 6443), ("[::1]:9000", "::1", 9000), ("*:9000", "", 9000),
    (":9000", "", 9000), ("localhost", "localhost", nil), ("fd00::1", "fd00::1", nil),
  ])
  func `a host and a port are told apart`(text: String, host: String, port: Int?) {
    #expect(HostAndPort(text).host == host)
    #expect(HostAndPort(text).port == port)
  }
}
