import KTHWCore
import KTHWTestSupport
import Testing

struct GraphTests {
  @Test func `pictures of a generated tree show its certificates and connections`() throws {
    let tree = try GeneratedTree(.haHAProxy)
    let pki = try RunCommand.kthwctl("graph", "pki", tree.path).run().expecting(0).outputText
    #expect(pki.contains("kubernetes-ca"))
    #expect(pki.contains("`- "))
    #expect(pki.utf8.allSatisfy { $0 < 0x80 })
    let talk = try RunCommand.kthwctl("graph", "talk", tree.path).setting("LC_ALL", "C.UTF-8")
      .setting("TERM", "xterm").run().expecting(0)
    #expect(talk.outputText.contains("└─ ✓ ─▶ etcd"))
    #expect(talk.errorText.contains("none fails"))
    for subject in DrawPicture.Subject.allCases {
      for format in DrawPicture.Format.allCases {
        let arguments = ["graph", subject.rawValue, tree.path, "--format", format.rawValue]
        let one = try RunCommand(RunCommand.kthwctlPath, arguments).run().expecting(0)
        let other = try RunCommand(RunCommand.kthwctlPath, arguments).run().expecting(0)
        #expect(!one.output.isEmpty)
        #expect(one.output == other.output)
        #expect(!one.outputText.contains("PRIVATE KEY"))
      }
    }
  }

  @Test func `colour is only where it is asked for`() throws {
    let tree = try GeneratedTree(.singleNode) {
      $0 + "  pki: {expiry: {leaf: 72h, renewBefore: 1h}}\n"
    }
    let plain = try RunCommand.kthwctl("graph", "timeline", tree.path).run().expecting(0)
    #expect(!plain.outputText.contains("\u{1B}"))
    let coloured = try RunCommand.kthwctl("graph", "timeline", tree.path, "--color", "always")
      .run().expecting(0)
    #expect(coloured.outputText.contains("\u{1B}[1;33m"))
  }

  @Test func `a folder of which nothing is known gives a picture as well`() throws {
    let scratch = try ScratchDirectory()
    try scratch.write("notes.txt", "nothing of interest")
    for subject in DrawPicture.Subject.allCases {
      let run = try RunCommand.kthwctl("graph", subject.rawValue, scratch.path).run().expecting(0)
      #expect(run.outputText.hasPrefix("no"))
    }
  }

  @Test func `what is not there is told`() throws {
    let run = try RunCommand.kthwctl("graph", "pki", "/nowhere/at/all").run().expecting(74)
    #expect(run.output.isEmpty)
    #expect(run.errorText.contains("/nowhere/at/all"))
    _ = try RunCommand.kthwctl("graph", "tree", "/").run().expecting(64)
    var full = RunCommand.kthwctl("graph", "pki", "/etc/ssl/certs")
    full.output = .file("/dev/full")
    _ = try full.run().expecting(74)
  }
}
