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

/// Where a tree may be made, and where not.
@Suite struct TreePlaceTests {
  let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
  }

  func replace(_ path: String, _ text: String = "x") throws {
    let transaction = try TreeTransaction.begin(at: path, waitingUpTo: .zero)
    try transaction.write("a", .text(text), permissions: .everyoneReads)
    try transaction.commit()
  }

  @Test func `a directory with somebody's files in it is refused and stays`() throws {
    try scratch.write("home/letters.txt", "dear")
    let before = scratch.entries()
    let error = try #require(throws: KTHWError.self) { try replace(scratch.path("home")) }
    #expect(error.code == .inputOutput)
    #expect(error.problems[0].hint?.contains(".kthwctl") == true)
    #expect(scratch.entries() == before)
  }

  @Test func `an empty directory is replaced`() throws {
    try scratch.makeDirectory("out", mode: 0o750)
    try replace(scratch.path("out/"))
    #expect(scratch.names() == ["out", "out/.kthwctl", "out/a"])
    #expect(scratch.mode("out") == 0o750)
  }

  @Test func `a link leads to the tree and stays a link`() throws {
    try scratch.makeDirectory("disk/real")
    try scratch.link("out", to: "disk/second")
    try scratch.link("disk/second", to: "real")
    try replace(scratch.path("out"))
    try replace(scratch.path("out"), "new")
    #expect(
      scratch.names() == [
        "disk", "disk/real", "disk/real/.kthwctl", "disk/real/a", "disk/second", "out",
      ]
    )
    #expect(try scratch.text("out/a") == "new")
    try scratch.link("endless", to: "endless")
    #expect(throws: KTHWError.self) { try replace(scratch.path("endless")) }
  }

  @Test func `a tree is read where it is no more than a dot, and not replaced there`() throws {
    try replace(scratch.path("out"))
    try scratch.makeDirectory("out/inner")
    for path in ["out/.", "out/inner/.."].map(scratch.path) {
      let reader = try #require(try TreeReader.ifThere(path))
      #expect(try reader.oldContents(of: "a")?.bytes == Array("x".utf8))
      let error = try #require(throws: KTHWError.self) { try replace(path) }
      #expect(error.code == .invalidName)
    }
  }

  @Test(arguments: ["/", "//", ".", "..", "/tmp/.", "", "a\0b"])
  func `a path without a name is refused`(path: String) throws {
    let error = try #require(throws: KTHWError.self) { try replace(path) }
    #expect(error.code == .invalidName)
  }

  @Test func `files, pipes and missing directories are no place`() throws {
    try scratch.write("file", "")
    #expect(mkfifo(scratch.path("pipe"), 0o600) == 0)
    for name in ["file", "pipe", "file/out"] {
      let error = try #require(throws: KTHWError.self) { try replace(scratch.path(name)) }
      #expect(error.code == .inputOutput, "\(name)")
    }
    let error = try #require(throws: KTHWError.self) { try replace(scratch.path("none/out")) }
    #expect(error.code == .notFound)
    #expect(scratch.names() == ["file", "pipe"])
    #expect(try TreeReader.ifThere(scratch.path("none/out")) == nil)
    #expect(try TreeReader.ifThere(scratch.path("out")) == nil)
    #expect(throws: KTHWError.self) { try TreeReader(scratch.path("out")) }
  }

  @Test(.judged(by: "sh")) func `the directory that the command runs in is refused`() throws {
    let probe = RunCommand.productsDirectory + "/kthw-file-probe"
    try scratch.makeDirectory("out")
    let result = try RunCommand("sh", ["-c", "cd out; exec \"$0\" tree ../out x", probe])
      .inside(scratch).run().expecting(1)
    #expect(result.outputText.contains("runs in"))
    #expect(scratch.names() == ["out"])
  }

  @Test func `what a killed run left is removed, what a user put there is not`() throws {
    try scratch.write(".out.kthw-new/.kthwctl", "")
    try scratch.write(".out.kthw-new/pki/deep/half", "")
    try replace(scratch.path("out"))
    #expect(scratch.names() == ["out", "out/.kthwctl", "out/a"])
    try scratch.write(".out.kthw-new/mine", "mine")
    let error = try #require(throws: KTHWError.self) { try replace(scratch.path("out")) }
    #expect(error.code == .inputOutput)
    #expect(try scratch.text(".out.kthw-new/mine") == "mine")
  }

  @Test func `a planted link is not followed`() throws {
    try scratch.write("victim/.kthwctl", "")
    try scratch.link(".out.kthw-new", to: "victim")
    #expect(throws: KTHWError.self) { try replace(scratch.path("out")) }
    #expect(scratch.names() == [".out.kthw-new", "victim", "victim/.kthwctl"])
  }

  @Test func `a tree that was set aside is read, and put back by the next run`() throws {
    try replace(scratch.path("out"), "old")
    #expect(rename(scratch.path("out"), scratch.path(".out.kthw-old")) == 0)
    try scratch.write(".out.kthw-new/.kthwctl", "")
    let reader = try TreeReader(scratch.path("out"))
    #expect(try reader.oldContents(of: "a")?.bytes == Array("old".utf8))
    let transaction = try TreeTransaction.begin(at: scratch.path("out"))
    #expect(try transaction.oldContents(of: "a")?.bytes == Array("old".utf8))
    transaction.abandon()
    #expect(scratch.names() == ["out", "out/.kthwctl", "out/a"])
    // Killed one step later, the new tree stands and the old one goes.
    try scratch.write(".out.kthw-old/.kthwctl", "")
    try replace(scratch.path("out"), "new")
    #expect(scratch.names() == ["out", "out/.kthwctl", "out/a"])
  }

  @Test func `a second run waits in vain and says so`() throws {
    let first = try TreeTransaction.begin(at: scratch.path("out"))
    let error = try #require(throws: KTHWError.self) { try replace(scratch.path("out")) }
    #expect(error.code == .locked)
    first.abandon()
    try replace(scratch.path("out"))
    let second = try TreeTransaction.begin(at: scratch.path("out"))
    try second.commit()
    // Its reader still lives, the lock does not.
    try replace(scratch.path("out"), "third")
    #expect(second.old != nil)
  }

  @Test func `a reader goes on with the tree that it opened`() throws {
    try replace(scratch.path("out"))
    let reader = try TreeReader(scratch.path("out"))
    let transaction = try TreeTransaction.begin(at: scratch.path("out"))
    #expect(transaction.old?.isSameTree(as: reader) == true)
    #expect(reader.isMarked)
    try transaction.commit()
    #expect(try TreeReader(scratch.path("out")).isSameTree(as: reader) == false)
  }
}
