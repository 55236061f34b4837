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

/// The note by which the next run knows that there is nothing to do, as the
/// system sees it.
@Suite(.judged(by: "strace")) struct GenerateNoteTests {
  static let marker = "out/.kthwctl"

  /// A run under strace, and the calls that were seen.
  func strace(_ options: [String], in bench: ClusterBench) throws -> (CommandResult, String) {
    let log = try ScratchDirectory()
    let words = ["-f", "-o", log.path("log")] + options
    let result = try RunCommand("strace", words + [RunCommand.kthwctlPath, "generate"])
      .inside(bench.scratch).run()
    return (result, try log.text("log"))
  }

  /// Whether a run opens no file of the tree but the note.
  func isKnown(_ bench: ClusterBench) throws -> Bool {
    let (result, log) = try strace(["-e", "trace=openat,getrandom"], in: bench)
    result.expecting(0)
    #expect(result.errorText == "kthwctl: nothing to do: out is as it should be\n")
    return !log.contains("ca-key.pem") && !log.contains("apply.sh")
  }

  /// A tree in which one file was touched, so that a note is left again.
  func touched() throws -> ClusterBench {
    let bench = try ClusterBench(.singleNode)
    try bench.generate().expecting(0)
    #expect(utimes(bench.scratch.path("out/pki/ca.csr"), nil) == 0)
    usleep(20_000)
    return bench
  }

  func contents(_ bench: ClusterBench) throws -> [String: ClusterBench.Content]? {
    try bench.contents()?.filter { $0.key != ".kthwctl" }
  }

  @Test func `saves the next run from opening any file, from chance and from writing`() throws {
    let bench = try ClusterBench(.singleNode)
    try bench.generate().expecting(0)
    let before = bench.traces()
    let (result, log) = try strace(
      ["-e", "trace=openat,open,write,pwrite64,getrandom,mkdirat,renameat2,unlinkat,fsync,syncfs"],
      in: bench
    )
    result.expecting(0)
    #expect(result.errorText == "kthwctl: nothing to do: out is as it should be\n")
    #expect(bench.traces() == before)
    // What a call was given stands in the line in which it begins.
    let calls = log.split(separator: "\n").filter {
      !$0.contains("exited with") && !$0.contains(" resumed>")
    }
    for call in calls where call.contains(" open") && !call.contains("O_DIRECTORY") {
      let isOurs =
        call.contains("cluster.yaml") || call.contains("\".kthwctl\"")
        || call.contains("\"/etc/ld") || call.contains(".so") || call.contains("\"/sys/")
        || call.contains("\"/proc/")
      #expect(isOurs, "\(call)")
    }
    let writers = ["pwrite64(", "mkdirat(", "renameat2(", "unlinkat(", "sync"]
    #expect(!calls.contains { call in writers.contains { call.contains($0) } })
  }

  @Test(arguments: ["pwrite64", "ftruncate"])
  func `is whole or none where the run that leaves it is killed`(call: String) throws {
    var reached = 0
    for index in 1...10 {
      let bench = try touched()
      let before = try contents(bench)
      let (result, log) = try strace(["-e", "inject=\(call):signal=KILL:when=\(index)"], in: bench)
      guard log.contains("killed by SIGKILL") else { break }
      reached += 1
      #expect(!result.succeeded)
      #expect(try contents(bench) == before)
      // Once as it is, once after something was changed meanwhile.
      #expect(try bench.scratch.text(Self.marker).hasPrefix("made by kthwctl generate"))
      try bench.scratch.write("out/manifests/00-rbac.yaml", "changed\n")
      try bench.generate().expecting(0)
      #expect(try contents(bench) == before, "\(call) \(index)")
      #expect(bench.besides() == [])
    }
    #expect(reached == (call == "pwrite64" ? 2 : 1))
  }

  @Test(arguments: ["pwrite64:ENOSPC:1", "pwrite64:EIO:2", "ftruncate:EIO:1", "pwrite64:EDQUOT:1"])
  func `is worth no failure`(fault: String) throws {
    let bench = try touched()
    let words = fault.split(separator: ":")
    let (result, log) = try strace(
      ["-e", "inject=\(words[0]):error=\(words[1]):when=\(words[2])"],
      in: bench
    )
    #expect(log.contains("INJECTED"))
    #expect(result.expecting(0).errorText == "kthwctl: nothing to do: out is as it should be\n")
    try bench.generate().expecting(0)
    #expect(try isKnown(bench))
  }

  @Test func `is not needed for one file to come back as it was`() throws {
    let bench = try ClusterBench(.minimal)
    try bench.generate().expecting(0)
    let before = try #require(try contents(bench))
    // What follows from other files comes back to the octet.
    let copies = before.filter { $0.key.hasPrefix("hosts/") && !$0.value.bytes.isEmpty }
      .keys.sorted()
    let others = ["manifests/smoke-test.sh", "cluster.yaml"]
    for path in [try #require(copies.first), try #require(copies.last)] + others {
      unlink(bench.scratch.path("out/" + path))
      let old = identities(bench)
      let result = try bench.generate().expecting(0)
      #expect(result.errorText.contains("added 1 file\n"), "\(path): \(result)")
      #expect(try contents(bench) == before)
      // All others are the files that they were, of the time that they had.
      let new = identities(bench)
      #expect(new.filter { old[$0.key] != $0.value }.map(\.key) == [path])
      #expect(new.count == old.count + 1)
    }
  }

  /// Which file each of the tree is, and when it was last written.
  func identities(_ bench: ClusterBench) -> [String: [Substring]] {
    let files = Set(bench.files().map { "out/" + $0 })
    var identities: [String: [Substring]] = [:]
    for trace in bench.traces() {
      let words = trace.split(separator: " ")
      guard files.contains(String(words[0])), words[0] != Self.marker else { continue }
      identities[String(words[0].dropFirst("out/".count))] = [words[1], words[3]]
    }
    return identities
  }

  @Test func `is none in a tree that follows from a seed`() throws {
    let bench = try ClusterBench(.singleNode)
    try bench.command(FaultCluster.arguments(seed: "a seed")).run().expecting(0)
    #expect(try bench.scratch.text(Self.marker) == "made by kthwctl generate; format 1\n")
  }
}
