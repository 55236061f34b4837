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

/// A run that finds the note of an earlier one looks at no file; every other
/// run looks at all of them, and says the same.
@Suite struct `A tree that nobody touched` {
  /// Something done to a tree, a description or a clock.
  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Whether there is something to do afterwards.
    let isToBeMended: Bool
    let change: @Sendable (inout KnownTreeBench) throws -> Void

    init(
      _ description: String,
      isToBeMended: Bool = false,
      _ change: @escaping @Sendable (inout KnownTreeBench) throws -> Void
    ) {
      testDescription = description
      self.isToBeMended = isToBeMended
      self.change = change
    }
  }

  static let changes = [
    Change("a file is touched") { try $0.touch("pki/admin.pem") },
    Change("a file is written again as it was") { bench in
      try bench.overwrite("pki/admin-key.pem") { _ in }
    },
    Change("a file is edited, its size and time kept", isToBeMended: true) { bench in
      try bench.overwrite("hosts/node-0/var/lib/kubelet/kubelet.pem") { $0[400] ^= 1 }
    },
    Change("a file is replaced by its like") { bench in
      let path = "hosts/node-0/etc/systemd/system/kubelet.service"
      let text = try bench.fixture.text(path)
      try bench.fixture.scratch.write("out/\(path).new", text)
      rename(bench.path(path + ".new"), bench.path(path))
    },
    Change("a key is readable by others", isToBeMended: true) { bench in
      chmod(bench.path("pki/ca-key.pem"), 0o644)
    },
    Change("a mode is changed and changed back") { bench in
      chmod(bench.path("pki/ca-key.pem"), 0o644)
      chmod(bench.path("pki/ca-key.pem"), 0o600)
    },
    Change("a file is gone", isToBeMended: true) { bench in
      try bench.fixture.remove("hosts/lb/etc/hosts.d/apply.sh")
    },
    Change("a link leads elsewhere", isToBeMended: true) { bench in
      let path = "hosts/node-1/etc/systemd/system/multi-user.target.wants/kubelet.service"
      try bench.fixture.remove(path)
      try bench.fixture.scratch.link("out/" + path, to: "../other.service")
    },
    Change("a file of the user's is there") { bench in
      try bench.fixture.scratch.write("out/hosts/node-1/etc/notes", "mine\n")
    },
    Change("a file of the user's is at the top") { bench in
      try bench.fixture.scratch.write("out/notes", "mine\n")
    },
    Change("a directory is renamed", isToBeMended: true) { bench in
      rename(bench.path("hosts/node-1/etc"), bench.path("hosts/node-1/etd"))
    },
    Change("two directories change places", isToBeMended: true) { bench in
      let hosts = ["node-0", "node-1"].map { bench.path("hosts/\($0)/etc") }
      rename(hosts[0], bench.path("third"))
      rename(hosts[1], hosts[0])
      rename(bench.path("third"), hosts[1])
    },
    Change("an empty directory is there") { bench in
      mkdir(bench.path("hosts/node-1/etc/empty"), 0o755)
    },
    Change("two files change places", isToBeMended: true) { bench in
      let pki = ["node-0-kubelet.pem", "node-1-kubelet.pem"].map { bench.path("pki/" + $0) }
      rename(pki[0], bench.path("pki/third"))
      rename(pki[1], pki[0])
      rename(bench.path("pki/third"), pki[1])
    },
    Change("the description says something else", isToBeMended: true) { bench in
      bench.description += "# a remark\n"
    },
    Change("the program is another one") { $0.program = "kthwctl 2" },
    Change("a certificate is due", isToBeMended: true) { bench in
      // The emergency credential, of 30 days and renewed in its last third.
      bench.fixture.moment = bench.fixture.moment.adding(seconds: GoDuration.days(20).seconds)
    },
  ]

  @Test func `is known where a directory was renamed and named back`() throws {
    let bench = try KnownTreeBench()
    rename(bench.path("hosts/node-1/etc"), bench.path("hosts/node-1/etd"))
    rename(bench.path("hosts/node-1/etd"), bench.path("hosts/node-1/etc"))
    let (output, isKnown) = try bench.run()
    #expect(isKnown && !output.isChanged)
  }

  @Test(arguments: changes)
  func `is looked at again where something changed`(change: Change) throws {
    var bench = try KnownTreeBench()
    try change.change(&bench)
    // What a run that knows of no note says is right.
    let truth = try bench.run {
      $0.program = nil
      $0.mode = .dryRun
    }.output
    let (output, isKnown) = try bench.run()
    #expect(!isKnown)
    #expect(output.isChanged == change.isToBeMended)
    #expect(truth.isChanged == change.isToBeMended)
    #expect(output.unchangedCount == truth.unchangedCount)
    #expect(output.changed.first == truth.changed.first)
    #expect(output.added.first == truth.added.first)
    #expect(output.reissued.first == truth.reissued.first)
    // The same again, until nobody looks any more.
    let last = try bench.settled()
    let full = try bench.run { $0.program = nil }.output
    #expect(!last.isChanged && !full.isChanged)
    #expect(last.keptCount == full.keptCount && last.unchangedCount == full.unchangedCount)
  }

  @Test func `is not looked at, and nothing of it changes`() throws {
    let bench = try KnownTreeBench()
    let before = bench.fixture.traces()
    let full = try bench.run { $0.program = nil }
    let (output, isKnown) = try bench.run()
    #expect(isKnown && !full.isKnown)
    #expect(!output.isChanged && output.warnings.isEmpty && output.leftOver.isEmpty)
    #expect(output.keptCount == full.output.keptCount)
    #expect(output.unchangedCount == full.output.unchangedCount)
    #expect(bench.fixture.traces() == before)
    // Elsewhere it is the same tree.
    rename(bench.fixture.tree, bench.fixture.scratch.path("moved"))
    rename(bench.fixture.scratch.path("moved"), bench.fixture.tree)
    #expect(try bench.run().isKnown)
  }

  @Test func `is known up to the second before a certificate is due`() throws {
    var bench = try KnownTreeBench()
    let note = try #require(try bench.tree().note())
    for (moment, isKnown) in [
      (note.start, true), (note.end.adding(seconds: -1), true),
      (note.start.adding(seconds: -1), false), (note.end, false),
    ] {
      bench.fixture.moment = moment
      let found = try? bench.run { $0.mode = .write }
      #expect((found?.isKnown ?? false) == isKnown, "\(moment)")
      guard !isKnown else { continue }
      // And the full run sees it too: it renews, or refuses to sign.
      #expect(found == nil || found?.output.isChanged == true, "\(moment)")
      bench = try KnownTreeBench()
    }
  }

  @Test func `is looked at where some hosts are asked for, or only a difference is`() throws {
    let bench = try KnownTreeBench()
    #expect(try !bench.run { $0.only = ["node-0"] }.isKnown)
    for mode in [GenerateCluster.Mode.dryRun, .diff] {
      #expect(try !bench.run { $0.mode = mode }.isKnown)
    }
    #expect(try bench.run { $0.prunes = true }.isKnown)
    // Of keys that are in plain text something is told then.
    let (output, isKnown) = try bench.run { $0.encryptsAuthorityKeys = true }
    #expect(!isKnown && !output.warnings.isEmpty)
  }

  @Test func `leaves no note where there is something to tell each time`() throws {
    let bench = try KnownTreeBench()
    // The authorities' keys stay, and that is told.
    let other: (inout GenerateCluster.Input) -> Void = {
      $0.spec.pki.key = .p384
      $0.program = "another"
    }
    try bench.run(other)
    let (output, isKnown) = try bench.run(other)
    #expect(!isKnown && !output.isChanged && output.warnings.count == 3)
    #expect(try bench.tree().note() == nil)
    #expect(try bench.run(other).output.warnings == output.warnings)
  }

  @Test func `is known by nobody who did not say what he is`() throws {
    let bench = try KnownTreeBench()
    #expect(try !bench.run { $0.program = nil }.isKnown)
    #expect(try !bench.run { $0.description = nil }.isKnown)
  }
}

/// A tree with a note in it.
struct KnownTreeBench {
  var fixture: GenerationFixture
  var description = "some cluster\n"
  var program = "kthwctl 1"
  let spec: ClusterSpec

  init() throws {
    fixture = try GenerationFixture()
    spec = try ClusterFixture.balanced()
    try run()
  }

  func path(_ path: String) -> String { fixture.tree + "/" + path }

  func tree() throws -> TreeReader { try TreeReader(fixture.tree) }

  /// Runs, and says whether no file was looked at.
  @discardableResult
  func run(
    _ change: (inout GenerateCluster.Input) -> Void = { _ in }
  ) throws -> (output: GenerateCluster.Output, isKnown: Bool) {
    let looked = Guarded(false)
    let output = try fixture.run(
      spec,
      into: "out",
      {
        $0.description = Array(description.utf8)
        $0.program = program
        change(&$0)
      },
      progress: { _ in looked.withLock { $0 = true } }
    )
    return (output, !looked.withLock(\.self))
  }

  /// Runs until the tree is known again; at most one run makes a tree, and
  /// the next one finds it as it should be.
  func settled() throws -> GenerateCluster.Output {
    for _ in 0..<3 {
      // Until the clock of the file system goes on.
      usleep(20_000)
      let (output, isKnown) = try run()
      if isKnown { return output }
    }
    Issue.record("the tree does not become known")
    return try run().output
  }

  func touch(_ path: String) throws {
    #expect(utimes(self.path(path), nil) == 0)
  }

  /// Changes bytes of a file without a new one, and sets its time back.
  func overwrite(_ path: String, _ change: (inout [UInt8]) -> Void) throws {
    var facts = stat()
    #expect(stat(self.path(path), &facts) == 0)
    var bytes = try fixture.scratch.bytes("out/" + path)
    change(&bytes)
    let descriptor = open(self.path(path), O_WRONLY)
    defer { close(descriptor) }
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
    #if canImport(Darwin)
    let times = [facts.st_atimespec, facts.st_mtimespec]
    #else
    let times = [facts.st_atim, facts.st_mtim]
    #endif
    #expect(futimens(descriptor, times) == 0)
  }
}
