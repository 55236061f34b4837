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

@Suite struct TreeTransactionTests {
  let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
  }

  func begin() throws -> TreeTransaction {
    try TreeTransaction.begin(at: scratch.path("out"), waitingUpTo: .zero)
  }

  /// Makes a tree of these files, all of them public.
  func make(_ files: [String: String]) throws {
    let transaction = try begin()
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      try transaction.write(path, .text(text), permissions: .everyoneReads)
    }
    try transaction.commit()
  }

  @Test func `nothing is there before the commit, and all of it after`() throws {
    let transaction = try begin()
    let key = Array("key".utf8).withUnsafeBytes { SecretBytes(copying: $0) }
    try transaction.write("pki/ca-key.pem", .secret(key), permissions: .ownerOnly)
    try transaction.write("hosts/a/etc/x.sh", .text("x"), permissions: .everyoneExecutes)
    try transaction.link("hosts/a/etc/wants/x", to: "../x.sh")
    #expect(!scratch.has("out"))
    try transaction.commit()
    #expect(
      scratch.entries().map(\.description) == [
        "0755 out", "0644 out/.kthwctl", "0755 out/hosts", "0755 out/hosts/a",
        "0755 out/hosts/a/etc", "0755 out/hosts/a/etc/wants",
        "0777 out/hosts/a/etc/wants/x", "0755 out/hosts/a/etc/x.sh", "0700 out/pki",
        "0600 out/pki/ca-key.pem",
      ]
    )
    #expect(try TreeReader(scratch.path("out")).oldLink(of: "hosts/a/etc/wants/x") == "../x.sh")
  }

  @Test func `what is given up leaves nothing, whether said or forgotten`() throws {
    try make(["a/b": "old"])
    let before = scratch.entries()
    let transaction = try begin()
    try transaction.write("a/b", .text("new"), permissions: .everyoneReads)
    transaction.abandon()
    #expect(scratch.entries() == before)
    do {
      let forgotten = try begin()
      try forgotten.write("a/c", .text("new"), permissions: .everyoneReads)
    }
    #expect(scratch.entries() == before)
    let error = try #require(throws: KTHWError.self) {
      try transaction.write("late", .text(""), permissions: .ownerOnly)
    }
    #expect(error.code == .usage)
  }

  @Test func `a kept file is the very same file`() throws {
    try make(["pki/ca.pem": "ca", "pki/other": "old"])
    let before = try TreeReader(scratch.path("out")).entries(in: "pki")[0]
    let transaction = try begin()
    #expect(try transaction.oldContents(of: "pki/ca.pem")?.bytes == Array("ca".utf8))
    try transaction.keep("pki/ca.pem")
    try transaction.write("pki/other", .text("new"), permissions: .everyoneReads)
    try transaction.commit()
    let after = try TreeReader(scratch.path("out")).entries(in: "pki")
    #expect(after[0] == before)
    #expect(try scratch.text("out/pki/other") == "new")
    #expect(scratch.names().allSatisfy { !$0.hasPrefix(".") })
  }

  @Test func `a file that was not there cannot be kept`() throws {
    try make(["a": ""])
    let transaction = try begin()
    for path in ["b", "none/b"] {
      let error = try #require(throws: KTHWError.self) { try transaction.keep(path) }
      #expect(error.code == .notFound)
    }
    #expect(throws: KTHWError.self) { try begin().keep("a") }
  }

  @Test func `a user's own files come along, unless they are not wanted`() throws {
    try make(["hosts/a/x": "x", "hosts/b/x": "x"])
    try scratch.write("out/notes.txt", "mine", mode: 0o640)
    try scratch.makeDirectory("out/hosts/mine/empty", mode: 0o750)
    try scratch.write("out/hosts/b/mine", "too")
    try scratch.link("out/hosts/a/link", to: "nowhere")
    let transaction = try begin()
    try transaction.write("hosts/a/x", .text("new"), permissions: .everyoneReads)
    try transaction.carryOver { $0.path != "hosts/b" }
    try transaction.commit()
    #expect(
      scratch.entries().map(\.description) == [
        "0755 out", "0644 out/.kthwctl", "0755 out/hosts", "0755 out/hosts/a",
        "0777 out/hosts/a/link", "0644 out/hosts/a/x", "0755 out/hosts/mine",
        "0750 out/hosts/mine/empty", "0640 out/notes.txt",
      ]
    )
    #expect(try scratch.text("out/hosts/a/x") == "new")
    try begin().commit()
    #expect(scratch.has("out/hosts/mine/empty"))
  }

  @Test(arguments: [
    "", "/", "/etc/passwd", "..", "../x", "a/../../x", "a/./b", "a//b", "a/", ".", "a\0b",
    String(repeating: "a/", count: 3000) + "a",
  ])
  func `no path leads out of the tree`(path: String) throws {
    let transaction = try begin()
    let attempts: [() throws -> Void] = [
      { try transaction.write(path, .text(""), permissions: .ownerOnly) },
      { try transaction.link(path, to: "x") },
      { try transaction.keep(path) },
      { _ = try transaction.oldContents(of: path) },
    ]
    for attempt in attempts {
      let error = try #require(throws: KTHWError.self) { try attempt() }
      #expect(error.code == .invalidName)
    }
    transaction.abandon()
    #expect(scratch.names() == [])
  }

  @Test func `nothing is written or kept through a link in the tree`() throws {
    try make(["a/x": "x"])
    try scratch.write("victim/x", "victim")
    try scratch.link("out/b", to: "../victim")
    let transaction = try begin()
    #expect(throws: KTHWError.self) { try transaction.oldContents(of: "b/x") }
    #expect(throws: KTHWError.self) { try transaction.keep("b/x") }
    try transaction.link("c", to: scratch.path("victim"))
    #expect(throws: KTHWError.self) {
      try transaction.write("c/x", .text("through"), permissions: .ownerOnly)
    }
    #expect(try scratch.text("victim/x") == "victim")
  }

  @Test func `what is no file is refused at once`() throws {
    try make(["a/x": "x"])
    #expect(mkfifo(scratch.path("out/pipe"), 0o600) == 0)
    try scratch.link("out/link", to: "a/x")
    let reader = try TreeReader(scratch.path("out"))
    for path in ["pipe", "link", "a"] {
      let error = try #require(throws: KTHWError.self) { try reader.oldContents(of: path) }
      #expect(error.code == .inputOutput, "\(path)")
    }
    #expect(try reader.oldContents(of: "a/none") == nil)
    #expect(try reader.oldContents(of: "none/x") == nil)
    // A pipe of the user's comes along all the same.
    try begin().commit()
    #expect(scratch.entries().contains { $0.name == "out/pipe" && $0.kind == .other })
  }

  @Test func `a file is written once`() throws {
    let transaction = try begin()
    try transaction.write("a", .text(""), permissions: .ownerOnly)
    for path in ["a", ".kthwctl"] {
      let error = try #require(throws: KTHWError.self) {
        try transaction.write(path, .text(""), permissions: .ownerOnly)
      }
      #expect(error.code == .usage)
    }
  }

  @Test func `several threads fill one tree`() throws {
    let transaction = try begin()
    try parallelEach(count: 200, workers: 4) { index in
      for name in ["a", "b", "c"] {
        let path = "hosts/h\(index % 40)/etc/\(index)/\(name)"
        try transaction.write(path, .text(path), permissions: .everyoneReads)
      }
    }
    try transaction.commit()
    var count = 0
    let reader = try TreeReader(scratch.path("out"))
    try reader.visit { entry in
      if entry.kind == .file {
        count += 1
        let file = try #require(try reader.oldContents(of: entry.path))
        #expect(file.holds(.text(entry.path)))
      }
      return true
    }
    #expect(count == 600)
  }

  @Test func `a tree keeps the permissions of its directory`() throws {
    try make(["a": ""])
    #expect(chmod(scratch.path("out"), 0o700) == 0)
    try make(["a": "new"])
    #expect(scratch.mode("out") == 0o700)
  }

  @Test func `a listing is sorted by bytes, a visit goes where it is sent`() throws {
    try make(["b/x": "", "B": "", "a-/x": "", "a/x": "12", "é": ""])
    let reader = try TreeReader(scratch.path("out"))
    #expect(try reader.entries().map(\.name) == ["B", "a", "a-", "b", "é"])
    var seen: [String] = []
    try reader.visit {
      seen.append($0.path)
      return $0.path != "a-"
    }
    #expect(seen == ["B", "a", "a/x", "a-", "b", "b/x", "é"])
    #expect(try reader.entries(in: "a").map(\.size) == [2])
    #expect(try reader.entries(in: "none") == [])
  }
}
