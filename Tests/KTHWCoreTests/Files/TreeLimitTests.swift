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

/// Trees under limits, and many runs at once; none of it needs strace.
@Suite struct TreeLimitTests {
  let scratch: ScratchDirectory
  let probe = RunCommand.productsDirectory + "/kthw-file-probe"

  init() throws {
    scratch = try ScratchDirectory()
  }

  @Test(.judged(by: "sh")) func `few open files are enough for many directories`() throws {
    let shell = "ulimit -n 16; exec \"$0\" tree-wide out 60"
    for _ in 1...2 {
      try RunCommand("sh", ["-c", shell, probe]).inside(scratch).run().expecting(0)
    }
    let files = scratch.entries().filter { $0.kind == .file }
    #expect(files.count == 121)
    #expect(scratch.names().allSatisfy { !$0.hasPrefix(".") })
  }

  @Test(.judged(by: "sh")) func `a limit on file sizes is an error that leaves nothing`() throws {
    let shell = "ulimit -f 8; exec \"$0\" tree-large out 1000000"
    let result = try RunCommand("sh", ["-c", shell, probe]).inside(scratch).run().expecting(1)
    #expect(result.outputText == "input-output: out/large: cannot write: file too large\n")
    #expect(scratch.names() == [])
  }

  @Test(.judged(by: "sh", "unshare", "mount"))
  func `a full disk leaves the old tree as it was`() throws {
    // A small disk in a mount namespace of its own; needs root.
    let shell = """
      mount -t tmpfs -o size=64k none . 2>/dev/null || exit 77
      cd "$PWD"; "$0" tree out old || exit 78
      "$0" tree-large out 100000; echo "status $?"
      ls -A . out; cat out/pki/ca.pem
      """
    let command = RunCommand("unshare", ["-m", "sh", "-c", shell, probe]).inside(scratch)
    let result = try command.run()
    // Where mounting is not allowed the file size limit above must do.
    guard result.succeeded else { return }
    #expect(
      result.outputLines == [
        "input-output: out/large: cannot write: no space left on device", "status 1",
        ".:", "out", "out:", ".kthwctl", "hosts", "pki", "ca old",
      ]
    )
  }

  @Test(.judged(by: "sh", "unshare", "mount"))
  func `a mount point is refused before anything is made`() throws {
    let shell = """
      mkdir out; mount -t tmpfs -o size=64k none out 2>/dev/null || exit 77
      "$0" tree out old; echo "status $?"; ls -A . out
      """
    let command = RunCommand("unshare", ["-m", "sh", "-c", shell, probe]).inside(scratch)
    let result = try command.run()
    guard result.succeeded else { return }
    #expect(result.outputText.contains("mount point"))
    #expect(Array(result.outputLines.dropFirst()) == ["status 1", ".:", "out", "out:"])
  }

  @Test(arguments: [0o000, 0o022, 0o077, 0o777] as [UInt16])
  func `permissions do not depend on the umask`(mask: UInt16) throws {
    var command = RunCommand(probe, ["tree", "out", "x"]).inside(scratch)
    command.umask = mask
    try command.run().expecting(0)
    #expect(scratch.mode("out") == 0o755)
    #expect(scratch.mode("out/pki") == 0o700)
    #expect(scratch.mode("out/pki/ca-key.pem") == 0o600)
    #expect(scratch.mode("out/pki/ca.pem") == 0o644)
    #expect(scratch.mode("out/hosts/a/etc") == 0o755)
  }

  @Test(.judged(by: "sh")) func `twenty runs at once end in one of their trees`() throws {
    // Reading goes on meanwhile and never misses a file.
    let shell = """
      "$0" tree out first || exit 1
      runs=; for tag in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        "$0" tree out "$tag" 5 >"log.$tag" 2>&1 & runs="$runs $!"
      done
      ( while [ ! -e done ]; do
          for file in ca.pem ca-key.pem kept.pem; do
            { read -r line <"out/pki/$file"; } 2>>missed || echo "$file" >>missed
          done
        done ) &
      reader=$!
      failed=0; for run in $runs; do wait "$run" || failed=1; done
      touch done; wait $reader; cat log.*; exit $failed
      """
    let result = try RunCommand("sh", ["-c", shell, probe]).inside(scratch).run()
    #expect(result.succeeded, "\(result)")
    #expect(try !scratch.has("missed") || scratch.text("missed") == "")
    let words = try ["pki/ca-key.pem", "pki/ca.pem", "hosts/a/etc/x.conf"].map {
      try scratch.text("out/" + $0).split(whereSeparator: \.isWhitespace)[1]
    }
    #expect(Set(words).count == 1)
    #expect(scratch.names().allSatisfy { !$0.hasPrefix(".") })
  }

  @Test(.judged(by: "sh")) func `a run that was killed blocks nobody`() throws {
    let shell = """
      "$0" tree-hold out > log & holder=$!
      while ! grep -q held log; do sleep 0.05; done
      ls -A
      kill -9 $holder; wait $holder 2>/dev/null
      "$0" tree out x; rm log; ls -A
      """
    let result = try RunCommand("sh", ["-c", shell, probe]).inside(scratch).run().expecting(0)
    #expect(result.outputLines == [".out.kthw-new", "log", "out"])
  }

  @Test(.judged(by: "sh", "setpriv")) func `another user's tree is refused`() throws {
    guard geteuid() == 0 else { return }
    try RunCommand(probe, ["tree", "out", "x"]).inside(scratch).run().expecting(0)
    try RunCommand("chmod", ["777", scratch.path]).run().expecting(0)
    let arguments = ["--reuid=65534", "--clear-groups", probe, "tree", "out", "y"]
    let result = try RunCommand("setpriv", arguments).inside(scratch).run()
    #expect(!result.succeeded)
    #expect(try scratch.text("out/pki/ca.pem") == "ca x\n")
  }
}
