import KTHWCore
import KTHWTestSupport
import Testing

@Suite struct `Test support` {
  @Test func `both outputs are read apart while a lot is written`() throws {
    let script = "for i in 1 2 3 4; do head -c 100000 /dev/zero; head -c 100000 /dev/zero >&2; done"
    let result = try RunCommand("/bin/bash", ["-c", script + "; exit 7"]).run()
    #expect(result.status == 7)
    #expect(result.output.count == 400_000)
    #expect(result.errors.count == 400_000)
  }

  @Test func `input larger than a pipe arrives and a program that ignores it does no harm`() throws
  {
    let text = String(repeating: "0123456789", count: 100_000)
    #expect(try RunCommand("cat").reading(text).run().outputText == text)
    #expect(try RunCommand("true").reading(text).run().succeeded)
  }

  @Test func `a program that runs too long is killed with its children`() throws {
    var command = RunCommand("/bin/sh", ["-c", "sleep 60; echo late"])
    command.timeout = 0.3
    let result = try command.run()
    #expect(result.ending == .timedOut)
    #expect(result.seconds < 20)
  }

  @Test func `a program sees only what it is given`() throws {
    let scratch = try ScratchDirectory()
    var command = RunCommand("/bin/sh", ["-c", "umask; pwd; echo $WORD$USER; cat <&0; : > made"])
    command = command.inside(scratch).setting("WORD", "word").reading("fed")
    command.umask = 0o027
    let result = try command.run().expecting(0)
    #expect(result.outputText == "0027\n\(scratch.path)\nword\nfed")
    #expect(scratch.entries().map(\.description) == ["0640 made"])
  }

  @Test func `a program can be called by another name`() throws {
    var command = RunCommand("/bin/sh", ["-c", "tr '\\0' ' ' </proc/$$/cmdline"])
    command.name = "cfssl"
    #expect(try command.run().outputText.hasPrefix("cfssl -c"))
    command.umask = 0o022
    #expect(try command.run().outputText.hasPrefix("cfssl -c"))
  }

  @Test func `a broken pipe and a full device are seen by the program`() throws {
    var command = RunCommand("/bin/bash", ["-c", "sleep 0.2; echo x"])
    command.output = .brokenPipe
    #expect(try command.run().ending == .killed(signal: 13))
    command.output = .file("/dev/full")
    #expect(try command.run().status == 1)
  }

  @Test func `a scratch directory goes with what is in it`() throws {
    var path = ""
    do {
      let scratch = try ScratchDirectory()
      path = scratch.path
      try scratch.write("a/b/c", "text", mode: 0o600)
      try scratch.makeDirectory("shut", mode: 0o500)
      try scratch.link("dangling", to: "/nowhere")
      #expect(scratch.names() == ["a", "a/b", "a/b/c", "dangling", "shut"])
      #expect(scratch.mode("a/b/c") == 0o600)
      #expect(try scratch.text("a/b/c") == "text")
    }
    #expect(try RunCommand("ls", ["-d", path]).run().status != 0)
  }

  @Test func `the same seed gives the same octets`() throws {
    let (one, two) = (FixedContext.context(seed: 5), FixedContext.context(seed: 5))
    let octets = try one.random(20)
    #expect(try two.random(20) == octets)
    #expect(try one.random(20) != octets)
  }

  @Test func `kthwctl is found beside the tests`() throws {
    try RunCommand.kthwctl("--help").run().expecting(0)
  }

  @Test func `a judge that is not installed is named`() {
    #expect(Judges.missing(["sh", "no-such-judge"]) == ["no-such-judge"])
  }
}
