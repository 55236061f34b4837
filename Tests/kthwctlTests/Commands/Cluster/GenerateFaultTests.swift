import KTHWCore
import KTHWTestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Faults at the system calls of whole runs of the program: a first one, and
/// one that changes a tree.
///
/// One thread works and keys follow from a seed, so that every call is known
/// beforehand and so is every byte. Of each kind of call that changes
/// something the first, the last and two between are hit by a kill, and the
/// first and the last by errors; `KTHW_EVERY_FAULT=1` hits each and takes
/// most of an hour.
@Suite(.judged(by: "strace", "taskset")) struct GenerateFaultTests {
  /// Which run is hit.
  enum Run: String, CaseIterable, Sendable {
    case first, changing
  }

  static let calls = [
    "mkdirat", "openat", "write", "fchmod", "fchmodat", "close", "linkat", "symlinkat", "syncfs",
    "renameat2", "fsync", "unlinkat", "flock",
  ]
  static let isFull = getenv("KTHW_EVERY_FAULT") != nil

  /// A cluster before the run that is hit, and how it looks after one that
  /// is not.
  struct Situation {
    let bench: ClusterBench
    let run: Run
    let old: [String: ClusterBench.Content]?

    init(_ run: Run) throws {
      self.run = run
      bench = try ClusterBench(.singleNode)
      if run == .changing {
        try bench.command(FaultCluster.arguments(seed: "old")).run().expecting(0)
        try bench.scratch.write("out/notes.txt", "mine")
        try bench.change("hostnames: [", to: "hostnames: [api.example.org, ")
      }
      old = try bench.contents()
    }

    var words: [String] {
      [RunCommand.kthwctlPath] + FaultCluster.arguments(seed: "new")
    }

    /// The same run without faults.
    func settle() throws -> CommandResult {
      try RunCommand(words[0], Array(words.dropFirst())).inside(bench.scratch).run()
    }

    /// The run under strace.
    ///
    /// - Returns: its end, and the calls that were seen.
    func strace(_ options: [String]) throws -> (CommandResult, [String]) {
      let log = try ScratchDirectory()
      let arguments = ["-c", "0", "strace", "-f", "-o", log.path("log")] + options + words
      let result = try RunCommand("taskset", arguments).inside(bench.scratch).run()
      return (result, try log.text("log").split(separator: "\n").map(String.init))
    }

    /// Which calls of a kind change something, counted from 1.
    func changes(by call: String) throws -> [Int] {
      let (result, lines) = try strace(["-e", "trace=\(call)"])
      result.expecting(0)
      return lines.filter { $0.contains(" \(call)(") }.enumerated().filter { _, line in
        switch call {
        case "openat": line.contains("O_CREAT")
        // Not what goes to the terminal.
        case "write": !line.contains("write(1, ") && !line.contains("write(2, ")
        // Files are opened after the three that are open from the start.
        case "close": !["close(0)", "close(1)", "close(2)"].contains { line.contains($0) }
        default: true
        }
      }.map { $0.offset + 1 }
    }
  }

  /// So many of them, evenly, the first and the last among them.
  static func sample(_ all: [Int], _ count: Int) -> [Int] {
    guard !isFull, all.count > count else { return all }
    return (0..<count).map { all[$0 * (all.count - 1) / (count - 1)] }
  }

  /// How it looks when all went well.
  func expected(_ run: Run) throws -> [String: ClusterBench.Content] {
    let situation = try Situation(run)
    try situation.settle().expecting(0)
    return try #require(try situation.bench.contents())
  }

  @Test(arguments: Run.allCases, calls)
  func `killed at a call, the old tree stands or the new one`(run: Run, call: String) throws {
    let places = try Situation(run).changes(by: call)
    guard !places.isEmpty else {
      // A first run keeps nothing, and no link changes in the other.
      #expect((run == .first ? ["linkat", "unlinkat"] : ["symlinkat"]).contains(call))
      return
    }
    let new = try expected(run)
    for index in Self.sample(places, 4) {
      let situation = try Situation(run)
      let (result, _) = try situation.strace([
        "-e", "trace=\(call)", "-e", "inject=\(call):signal=KILL:when=\(index)",
      ])
      let comment: Comment = "\(run) \(call) \(index)\n\(result)"
      #expect(!result.succeeded, comment)
      let found = try situation.bench.contents()
      #expect(found == situation.old || found == new, comment)
      for entry in situation.bench.scratch.entries() where entry.name.hasSuffix("-key.pem") {
        #expect(entry.mode == 0o600, "\(entry)")
      }
      try situation.settle().expecting(0)
      #expect(try situation.bench.contents() == new, comment)
      #expect(situation.bench.besides() == [], comment)
    }
  }

  @Test(
    arguments: Run.allCases,
    [
      "mkdirat:ENOSPC", "openat:ENOSPC", "openat:EIO", "write:ENOSPC", "write:EIO", "fchmod:EIO",
      "fchmodat:EIO", "close:EIO", "linkat:EIO", "symlinkat:ENOSPC", "syncfs:EIO",
      "renameat2:EIO", "fsync:EIO", "unlinkat:EIO",
    ]
  )
  func `an error at a call is told, and the old tree stands`(run: Run, fault: String) throws {
    let words = fault.split(separator: ":").map(String.init)
    let places = try Situation(run).changes(by: words[0])
    for index in Self.sample(places, 2) {
      let situation = try Situation(run)
      let (result, lines) = try situation.strace([
        "-e", "trace=\(words[0])", "-e", "inject=\(words[0]):error=\(words[1]):when=\(index)",
      ])
      let comment: Comment = "\(run) \(fault) \(index)\n\(result)"
      #expect(lines.contains { $0.contains("INJECTED") }, comment)
      if result.succeeded {
        // The new tree is in its place; something else went wrong: an old
        // tree's removal, or the close of what was only read.
        #expect(["unlinkat", "close"].contains(words[0]), comment)
      } else if words[0] == "close", result.status == 127 {
        // The loader could not even start the program.
        #expect(try situation.bench.contents() == situation.old, comment)
      } else {
        #expect(result.status == 74, comment)
        #expect(result.errorText.contains("kthwctl: error: out"), comment)
        #expect(try situation.bench.contents() == situation.old, comment)
        #expect(situation.bench.besides() == [], comment)
      }
      try situation.settle().expecting(0)
      #expect(situation.bench.besides() == [], comment)
    }
  }

  @Test func `interrupted on its way, a run takes its files away and says so`() throws {
    for signal in ["INT", "TERM", "HUP"] {
      let situation = try Situation(.changing)
      let before = situation.bench.scratch.entries()
      let (result, _) = try situation.strace([
        "-e", "trace=mkdirat", "-e", "inject=mkdirat:signal=\(signal):when=1",
      ])
      #expect(result.status == 130, "\(result)")
      #expect(
        result.errorText.hasSuffix("kthwctl: error: out: interrupted; nothing was changed\n")
      )
      #expect(situation.bench.scratch.entries() == before)
    }
  }
}
