import KTHWTestSupport
import Testing

@testable import KTHWCore

/// Faults at every system call of a tree's replacement, one after another.
@Suite(.judged(by: "strace")) struct TreeFaultTests {
  static let probe = RunCommand.productsDirectory + "/kthw-file-probe"

  /// The calls that make, fill, keep, wait and name, in the words of strace.
  static let calls = [
    "mkdirat", "openat", "write", "fchmod", "fchmodat", "close", "linkat", "symlinkat", "flock",
    "getdents64", "newfstatat", "syncfs", "renameat2", "fsync", "unlinkat",
  ]

  /// What stands at the tree's place.
  enum Standing: Hashable {
    case nothing
    case tree(String)
    case mixture([String])
  }

  func standing(_ scratch: ScratchDirectory) throws -> Standing {
    guard scratch.has("out/.kthwctl") else { return .nothing }
    var tags = try ["pki/ca-key.pem", "pki/ca.pem", "hosts/a/etc/x.conf"].map { path in
      guard scratch.has("out/" + path) else { return "\(path) is missing" }
      let words = try scratch.text("out/" + path).split(whereSeparator: \.isWhitespace)
      return words.count == 2 ? String(words[1]) : "torn"
    }
    let link = try TreeReader(scratch.path("out")).oldLink(of: "hosts/a/etc/enabled")
    tags.append(link.map { String($0.dropFirst(3)) } ?? "no link")
    if try scratch.text("out/pki/kept.pem") != "for ever\n" { tags.append("not kept") }
    return Set(tags).count == 1 ? .tree(tags[0]) : .mixture(tags)
  }

  /// A tree as an earlier run left it, with a file of the user's in it.
  func old() throws -> ScratchDirectory {
    let scratch = try ScratchDirectory()
    try RunCommand(Self.probe, ["tree", "out", "old"]).inside(scratch).run().expecting(0)
    try scratch.write("out/mine/notes.txt", "mine")
    return scratch
  }

  /// Replaces the tree with faults on the way.
  ///
  /// - Returns: nil where nothing was hit.
  func run(_ faults: [String], in scratch: ScratchDirectory) throws -> CommandResult? {
    let log = try ScratchDirectory()
    let inject = faults.flatMap { ["-e", "inject=" + $0] }
    let arguments = ["-f", "-o", log.path("log")] + inject + [Self.probe, "tree", "out", "new"]
    let result = try RunCommand("strace", arguments).inside(scratch).run()
    let text = try log.text("log")
    // What was killed at the last call does not say which fault it was.
    let happened = text.contains("(INJECTED)") || text.contains("killed by SIGKILL")
    return happened ? result : nil
  }

  /// The next run finds its way, and leaves nothing but its tree.
  func settle(_ scratch: ScratchDirectory, _ comment: Comment) throws {
    let next = try RunCommand(Self.probe, ["tree", "out", "next"]).inside(scratch).run()
    #expect(next.succeeded, comment)
    #expect(try standing(scratch) == .tree("next"), comment)
    let top = scratch.names().filter { !$0.contains("/") }
    #expect(top == ["out"], comment)
    #expect(try scratch.text("out/mine/notes.txt") == "mine", comment)
  }

  @Test(arguments: calls)
  func `killed at any call, the old tree stands or the new one`(call: String) throws {
    var reached = 0
    for index in 1...400 {
      let scratch = try old()
      guard try run(["\(call):signal=KILL:when=\(index)"], in: scratch) != nil else { break }
      reached += 1
      let found = try standing(scratch)
      #expect(found == .tree("old") || found == .tree("new"), "\(index)")
      for entry in scratch.entries() where entry.name.hasSuffix("ca-key.pem") {
        #expect(entry.mode == 0o600)
      }
      try settle(scratch, "\(call) \(index)")
    }
    #expect(reached > 0)
  }

  @Test(arguments: ["mkdirat", "write", "renameat2", "fsync", "syncfs"])
  func `killed at any call, a first tree is there whole or not at all`(call: String) throws {
    var reached = 0
    for index in 1...400 {
      let scratch = try ScratchDirectory()
      guard try run(["\(call):signal=KILL:when=\(index)"], in: scratch) != nil else { break }
      reached += 1
      let found = try standing(scratch)
      #expect(found == .nothing || found == .tree("new"), "\(index)")
      try RunCommand(Self.probe, ["tree", "out", "next"]).inside(scratch).run().expecting(0)
      #expect(try standing(scratch) == .tree("next"))
      #expect(scratch.names().allSatisfy { $0 == "out" || $0.hasPrefix("out/") })
    }
    #expect(reached > 0)
  }

  @Test(
    arguments: [
      ("mkdirat", "ENOSPC"), ("mkdirat", "EDQUOT"), ("openat", "EMFILE"), ("openat", "EIO"),
      ("write", "ENOSPC"), ("write", "EDQUOT"), ("write", "EIO"), ("fchmod", "EPERM"),
      ("fchmodat", "EIO"), ("close", "EIO"), ("linkat", "EIO"), ("linkat", "ENOSPC"),
      ("symlinkat", "ENOSPC"), ("flock", "EIO"), ("getdents64", "EIO"), ("syncfs", "EIO"),
      ("renameat2", "EIO"), ("renameat2", "EBUSY"), ("fsync", "EIO"), ("fsync", "ENOSPC"),
      ("unlinkat", "EIO"),
    ]
  )
  func `an error at any call is told and undone`(call: String, error: String) throws {
    var failures = 0
    for index in 1...400 {
      let scratch = try old()
      let before = scratch.entries()
      guard let result = try run(["\(call):error=\(error):when=\(index)"], in: scratch) else {
        break
      }
      let comment: Comment = "\(call) \(error) \(index)\n\(result)"
      if result.succeeded {
        // A call that does not matter: removing what nobody reads.
        #expect(try standing(scratch) == .tree("new"), comment)
      } else {
        if result.status == 1 { failures += 1 }
        #expect(scratch.entries() == before, comment)
        #expect(try standing(scratch) == .tree("old"), comment)
        #expect(!result.outputText.contains("key new"), comment)
      }
      try settle(scratch, comment)
    }
    // An old tree that cannot be removed is the next run's.
    #expect((failures > 0) == (call != "unlinkat"))
  }

  @Test func `interrupted calls are called again`() throws {
    for call in ["write", "fchmod", "linkat", "symlinkat", "renameat2", "fsync", "mkdirat"] {
      let scratch = try old()
      let result = try #require(try run(["\(call):error=EINTR:when=1"], in: scratch))
      #expect(result.succeeded, "\(call)")
      #expect(try standing(scratch) == .tree("new"))
      try settle(scratch, "\(call)")
    }
  }

  @Test func `files that cannot be linked are copied`() throws {
    let scratch = try old()
    try scratch.link("out/mine/link", to: "notes.txt")
    let result = try #require(try run(["linkat:error=EPERM"], in: scratch))
    #expect(result.succeeded, "\(result)")
    #expect(try standing(scratch) == .tree("new"))
    #expect(scratch.mode("out/pki/kept.pem") == 0o644)
    #expect(try TreeReader(scratch.path("out")).oldLink(of: "mine/link") == "notes.txt")
    try settle(scratch, "")
  }

  @Test(arguments: ["EINVAL", "ENOSYS", "EOPNOTSUPP"])
  func `without exchange, two renames do, whatever kills them`(error: String) throws {
    let scratch = try old()
    let result = try #require(try run(["renameat2:error=\(error)"], in: scratch))
    #expect(result.succeeded, "\(result)")
    #expect(try standing(scratch) == .tree("new"))
    try settle(scratch, "")
    for call in ["renameat", "fsync", "unlinkat"] {
      for index in 1...400 {
        let scratch = try old()
        let faults = ["renameat2:error=\(error)", "\(call):signal=KILL:when=\(index)"]
        guard let result = try run(faults, in: scratch), !result.succeeded else { break }
        // Readers find a tree even where its name is gone for a moment.
        let reader = try TreeReader(scratch.path("out"))
        let found = try reader.oldContents(of: "pki/ca.pem")
        #expect(found?.holds(.text("ca old\n")) == true || found?.holds(.text("ca new\n")) == true)
        try settle(scratch, "\(call) \(index)")
      }
    }
  }

  @Test func `without exchange, an error at a rename is undone`() throws {
    for index in 1...2 {
      let scratch = try old()
      let before = scratch.entries()
      let faults = ["renameat2:error=EINVAL", "renameat:error=EIO:when=\(index)"]
      let result = try #require(try run(faults, in: scratch))
      #expect(result.status == 1, "\(result)")
      #expect(scratch.entries() == before)
    }
  }
}
