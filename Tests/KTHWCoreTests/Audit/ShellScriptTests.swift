import Testing

@testable import KTHWCore

/// Scripts are read for what they start and write, and never run.
@Suite struct `Reading a script` {
  @Test(arguments: [
    ("kubelet --v=2", ["kubelet", "--v=2"]),
    ("sudo -E nohup kubelet --v=2 &", ["kubelet", "--v=2"]),
    ("sudo -u root /usr/local/bin/etcd --name a", ["/usr/local/bin/etcd", "--name", "a"]),
    ("GOMAXPROCS=2 etcd --name a >/dev/null 2>&1", ["etcd", "--name", "a"]),
    ("if true; then etcd --name 'a b'; fi", ["etcd", "--name", "a b"]),
    ("etcd --name \"$HOST\" # the name", ["etcd", "--name", "$HOST"]),
    ("HOST=a; etcd --name \"${HOST}1\"", ["etcd", "--name", "a1"]),
    ("HOST=$(hostname -s)\netcd --name $HOST", ["etcd", "--name", "$HOST"]),
    ("HOST=a; HOST=b\netcd --name=$HOST", ["etcd", "--name=${HOST}"]),
    ("for HOST in a b; do etcd --name=$HOST; done", ["etcd", "--name=${HOST}"]),
    ("etcd \\\n  --name a \\\n  --v", ["etcd", "--name", "a", "--v"]),
  ])
  func `a command is its words`(text: String, words: [String]) {
    let commands = ShellScript(text + "\n").commands.map { $0.map(\.text) }
    #expect(commands.contains(words), "\(commands)")
  }

  @Test func `a document is what the command gets, at its lines of the script`() throws {
    let script = ShellScript(
      """
      #!/bin/sh
      IP=10.0.0.1
      cat <<EOF | sudo tee /etc/systemd/system/a.service
      [Service]
      ExecStart=/usr/local/bin/etcd \\\\
        --name=$IP \\\\
        --data-dir=$OTHER/\\$x
      EOF
      echo done
      """
    )
    let document = try #require(script.documents.first)
    #expect(document.path == "/etc/systemd/system/a.service")
    #expect(document.firstLine == 4)
    #expect(document.isEnded)
    #expect(
      document.text == """
        [Service]
        ExecStart=/usr/local/bin/etcd \\
          --name=10.0.0.1 \\
          --data-dir=$OTHER/$x

        """
    )
    #expect(script.commands.last?.map(\.text) == ["echo", "done"])
  }

  @Test func `a quoted end mark leaves everything as it is`() throws {
    let script = ShellScript("IP=1\ncat > a.service <<'EOF'\n$IP \\\\\nEOF\n")
    #expect(script.documents.map(\.text) == ["$IP \\\\\n"])
    #expect(script.documents.map(\.path) == ["a.service"])
  }

  @Test func `tabs before an end mark count where they are said to`() {
    #expect(ShellScript("cat <<-EOF\n\ta\n\tEOF\n").documents.map(\.text) == ["a\n"])
    #expect(ShellScript("cat <<EOF\n\ta\n\tEOF\n").documents.map(\.isEnded) == [false])
  }

  @Test func `two documents of a line follow each other`() {
    let script = ShellScript("diff <(cat) - <<A <<B\n1\nA\n2\nB\necho end\n")
    #expect(script.documents.map(\.text) == ["1\n", "2\n"])
    #expect(script.commands.last?.map(\.text) == ["echo", "end"])
  }

  @Test func `a script that is torn anywhere is read up to there`() {
    let text = """
      A="x $(date) ${B:-c}" && cat <<-'E' >>f | tee -a g 2>&1
      body \\
      E
      case $A in *) etcd --a=`hostname`;; esac
      """
    let scalars = Array(text.unicodeScalars)
    for count in 0...scalars.count {
      var part = String.UnicodeScalarView()
      part.append(contentsOf: scalars[..<count])
      let script = ShellScript(String(part))
      #expect(script.commands.count <= 20)
    }
  }

  @Test func `values that double again and again fill no memory`() throws {
    let doublings = (1...64).map { "A\($0)=\"$A\($0 - 1)$A\($0 - 1)\"\n" }.joined()
    let script = ShellScript("A0=xxxxxxxxxxxxxxxx\n\(doublings)etcd \"$A64\" \"$A1\"\n")
    let words = try #require(script.commands.last).map(\.text)
    #expect(words.allSatisfy { $0.utf8.count <= ShellScanner.valueLimit })
    let lines = String(repeating: "$A\n", count: 5000)
    let document = "A=\(String(repeating: "x", count: 4096))\ncat <<E >f\n\(lines)E\n"
    let written = try #require(ShellScript(document).documents.first).text
    #expect(written.hasPrefix("xxx") && written.hasSuffix("$A\n"))
    #expect(written.utf8.count < ShellScanner.valueLimit + 3 * 5000)
  }
}
