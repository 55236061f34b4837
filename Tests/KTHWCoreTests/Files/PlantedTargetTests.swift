import KTHWTestSupport
import Testing

@testable import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What somebody may have put where a file should go.
@Suite struct PlantedTargetTests {
  let scratch: ScratchDirectory
  var context: Context { FixedContext.context(directory: scratch.path) }

  init() throws {
    scratch = try ScratchDirectory()
    try scratch.write("victim", "untouched", mode: 0o644)
  }

  /// Tries to write a key and a certificate, and gives the refusal.
  func refusal(at path: String) throws -> KTHWError {
    let error = try #require(throws: KTHWError.self) {
      try FileWriter.write(
        [
          OutputFile("bystander.pem", .text("cert"), mode: .everyoneReads),
          OutputFile(path, secret("key"), mode: .ownerOnly),
        ],
        context: context
      )
    }
    #expect(try scratch.text("victim") == "untouched")
    #expect(!scratch.has("bystander.pem"))
    #expect(!scratch.names().contains { $0.hasPrefix(".kthwctl") })
    return error
  }

  @Test(arguments: ["victim", "nothing-there", "/dev/null", "ca-key.pem"])
  func `a symbolic link is refused, wherever it leads`(target: String) throws {
    try scratch.link("ca-key.pem", to: target)
    let error = try refusal(at: "ca-key.pem")
    #expect(error.code == .inputOutput)
    #expect(error.description.contains("symbolic link"))
    #expect(!scratch.has("nothing-there"))
  }

  @Test func `a hard link is refused and its other name keeps its contents`() throws {
    #expect(link(scratch.path("victim"), scratch.path("ca-key.pem")) == 0)
    #expect(try refusal(at: "ca-key.pem").description.contains("2 names"))
    #expect(try scratch.text("ca-key.pem") == "untouched")
  }

  @Test func `a directory is refused, empty or not`() throws {
    try scratch.makeDirectory("ca-key.pem")
    #expect(try refusal(at: "ca-key.pem").description.contains("is a directory"))
  }

  @Test(.timeLimit(.minutes(1)))
  func `a pipe is refused without waiting for its reader`() throws {
    #expect(mkfifo(scratch.path("ca-key.pem"), 0o600) == 0)
    #expect(try refusal(at: "ca-key.pem").description.contains("pipe or a device"))
  }

  @Test(arguments: ["/dev/null", "/dev/full", "/dev/stdout"])
  func `a device is refused`(path: String) throws {
    #expect(try refusal(at: path).code == .inputOutput)
  }

  @Test func `a link in place of the directory is refused`() throws {
    try scratch.makeDirectory("real")
    try scratch.link("pki", to: "real")
    let error = try refusal(at: "pki/ca-key.pem")
    #expect(error.description.contains("symbolic link"))
    #expect(error.problems[0].hint == "name the directory that it points to")
    #expect(scratch.names() == ["pki", "real", "victim"])
  }

  @Test(.enabled(if: geteuid() == 0, "needs root to make another user's link"))
  func `another user's link further up is refused, one of our own is followed`() throws {
    try scratch.makeDirectory("real/deep")
    try scratch.link("theirs", to: "real")
    try scratch.link("ours", to: "real")
    #expect(lchown(scratch.path("theirs"), 12_345, 12_345) == 0)
    #expect(try refusal(at: "theirs/deep/key").description.contains("another user's"))
    let file = OutputFile("ours/deep/key", secret("key"), mode: .ownerOnly)
    try FileWriter.write([file], context: context)
    #expect(try scratch.text("real/deep/key") == "key")
  }

  @Test func `a file in place of the directory is refused`() throws {
    #expect(try refusal(at: "victim/ca-key.pem").description.contains("not a directory"))
  }

  @Test func `a planted journal cannot reach outside or touch other files`() throws {
    let outside = try scratch.write("outside/key", "outside")
    try scratch.makeDirectory("pki")
    for final in ["../outside/key", "/etc/passwd", "..", "."] {
      let name = ".kthwctl-0123456789abcdef.new"
      try scratch.write("pki/" + name, "attack", mode: 0o600)
      let line = "replace \(name) \(Hexadecimal.plain(final.utf8))\nend\n"
      try scratch.write("pki/" + CommitJournal.name, line, mode: 0o600)
      let file = OutputFile("pki/key", secret("key"), mode: .ownerOnly)
      try FileWriter.write([file], context: context)
      #expect(try InputFile.read(outside) == Array("outside".utf8))
      #expect(scratch.names().filter { $0.hasPrefix("pki/") } == ["pki/key"])
    }
  }

  @Test func `a journal that others can write to is not believed`() throws {
    let name = ".kthwctl-0123456789abcdef.new"
    try scratch.write(name, "attack", mode: 0o600)
    let line = "replace \(name) \(Hexadecimal.plain("victim".utf8))\nend\n"
    try scratch.write(CommitJournal.name, line, mode: 0o666)
    try FileWriter.write([OutputFile("a", .text("a"), mode: .ownerOnly)], context: context)
    #expect(try scratch.text("victim") == "untouched")
    #expect(scratch.names() == ["a", "victim"])
  }

  @Test(arguments: [
    "", "end", "replace a 61\nend\n", "replace .kthwctl-0123456789abcdef.new 6\nend\n",
    "replace .kthwctl-0123456789abcdef.new zz\nend\n",
    "replace .kthwctl-0123456789abcdef.new \nend\n",
    "replace .kthwctl-0123456789abcdef.new 610a\n",
    "erase .kthwctl-0123456789abcdef.new 61\nend\n",
    "replace .kthwctl-0123456789abcdef.new 6100\nend\n",
    "replace ../.kthwctl-0123456789abcdef.new 61\nend\n",
  ])
  func `a journal that is not as we write it says nothing`(text: String) {
    #expect(CommitJournal(text: text) == nil)
  }

  @Test(arguments: [
    ".kthwctl-0123456789abcdef.new": true, ".kthwctl-0123456789abcdef.old": true,
    ".kthwctl-0123456789abcdef.txt": false, ".kthwctl-0123456789abcde.new": false,
    ".kthwctl-0123456789abcdeg.new": false, ".kthwctl-journal": false, "kthwctl": false,
    ".kthwctl-0123456789abcdef.new.pem": false, ".kthwctl-": false,
  ])
  func `only names of our form are cleared away`(name: String, isOurs: Bool) throws {
    #expect(TemporaryName.isOurs(name) == isOurs)
    try scratch.write(name, "left")
    try FileWriter.write([OutputFile("a", .text("a"), mode: .ownerOnly)], context: context)
    #expect(scratch.has(name) == (!isOurs && name != CommitJournal.name))
  }
}
