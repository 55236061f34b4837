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

@Suite struct DirectoryLockTests {
  let scratch: ScratchDirectory
  let probe = RunCommand.productsDirectory + "/kthw-file-probe"

  init() throws {
    scratch = try ScratchDirectory()
  }

  @Test func `a second lock waits in vain and says so`() throws {
    var first: DirectoryLock? = try DirectoryLock(scratch.path)
    #expect(first?.isHeld == true)
    let error = try #require(throws: KTHWError.self) {
      try DirectoryLock(scratch.path, waitingUpTo: .zero)
    }
    #expect(error.code == .locked)
    #expect(error.problems[0].place?.file == scratch.path)
    first = nil
    _ = try DirectoryLock(scratch.path, waitingUpTo: .seconds(5))
    #expect(scratch.names() == [])
  }

  @Test func `who holds the lock writes under it, others are kept out`() throws {
    let lock = try DirectoryLock(scratch.path)
    let file = OutputFile(scratch.path("a"), .text("a"), mode: .ownerOnly)
    let error = try #require(throws: KTHWError.self) {
      try FileWriter.write([file], waitingUpTo: .zero)
    }
    #expect(error.code == .locked)
    try FileWriter.write([file], holding: lock, waitingUpTo: .zero)
    #expect(scratch.names() == ["a"])
  }

  @Test func `a missing directory cannot be locked`() throws {
    let error = try #require(throws: KTHWError.self) {
      try DirectoryLock(scratch.path("none"))
    }
    #expect(error.code == .notFound)
  }

  @Test(.judged(by: "sh")) func `a dead holder blocks nobody`() throws {
    // The holder says "held" and is killed; the next one gets the lock.
    let shell = """
      "$0" hold . > out & holder=$!
      while ! grep -q held out; do sleep 0.05; done
      kill -9 $holder; wait $holder 2>/dev/null
      exec "$0" pair . x create
      """
    try RunCommand("sh", ["-c", shell, probe]).inside(scratch).run().expecting(0)
    #expect(scratch.names() == ["ca-key.pem", "ca.csr", "ca.pem", "out"])
  }

  @Test(.judged(by: "sh")) func `twenty counters lose no step`() throws {
    try scratch.write("count", "0")
    let shell = """
      for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        "$0" count . & jobs="$jobs $!"
      done
      for job in $jobs; do wait $job || exit 1; done
      """
    try RunCommand("sh", ["-c", shell, probe]).inside(scratch).run().expecting(0)
    #expect(try scratch.text("count") == "20")
    #expect(scratch.names() == ["count"])
  }

  @Test(.judged(by: "sh")) func `writers side by side never mix their sets`() throws {
    let shell = """
      for i in a b c d e f; do "$0" pair . $i replace 10 & jobs="$jobs $!"; done
      for job in $jobs; do wait $job || exit 1; done
      """
    for _ in 1...5 {
      try RunCommand("sh", ["-c", shell, probe]).inside(scratch).run().expecting(0)
      let tags = try ["ca-key.pem", "ca.csr", "ca.pem"].map {
        try scratch.text($0).split(separator: " ")[1]
      }
      #expect(Set(tags).count == 1)
      #expect(scratch.names() == ["ca-key.pem", "ca.csr", "ca.pem"])
    }
  }

  @Test(.judged(by: "sh")) func `of many that create a set, one does`() throws {
    let shell = """
      for i in 1 2 3 4 5 6 7 8; do
        ("$0" pair . $i create > /dev/null && echo made >> made) & jobs="$jobs $!"
      done
      for job in $jobs; do wait $job; done
      """
    _ = try RunCommand("sh", ["-c", shell, probe]).inside(scratch).run()
    #expect(try scratch.text("made") == "made\n")
  }
}
