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

/// Faults at every system call of a set being written, one after another.
@Suite(.judged(by: "strace")) struct FileFaultTests {
  static let probe = RunCommand.productsDirectory + "/kthw-file-probe"

  /// The calls that write, name and wait, in the words of strace.
  static let calls = [
    "openat", "write", "fchmod", "fsync", "close", "linkat", "renameat", "unlinkat", "flock",
    "getrandom",
  ]

  /// Runs the probe with a fault at the n-th call of a name.
  ///
  /// - Returns: nil where there was no n-th call.
  func run(
    _ fault: String,
    at call: String,
    _ index: Int,
    in directory: ScratchDirectory,
    _ arguments: String...
  ) throws -> CommandResult? {
    let log = try ScratchDirectory()
    let inject = ["-f", "-o", log.path("log"), "-e", "inject=\(call):\(fault):when=\(index)"]
    // The dynamic linker opens dozens of files: only those in the directory count.
    let filter = call == "openat" ? ["-P", directory.path] : []
    let result = try RunCommand("strace", inject + filter + [Self.probe] + arguments).run()
    let text = try log.text("log")
    let happened = text.contains("(INJECTED)") || text.contains("killed by SIGKILL")
    return happened ? result : nil
  }

  /// The tags that the three files carry; nil for one that is not there.
  func tags(_ directory: ScratchDirectory) throws -> [String?] {
    try ["ca-key.pem", "ca.pem", "ca.csr"].map { name in
      guard directory.has(name) else { return nil }
      let words = try directory.text(name).split(whereSeparator: \.isWhitespace)
      return words.count == 2 ? String(words[1]) : "torn"
    }
  }

  func write(_ directory: ScratchDirectory, _ tag: String, _ policy: String) throws {
    try RunCommand(Self.probe, ["pair", ".", tag, policy]).inside(directory).run().expecting(0)
  }

  @Test(arguments: calls)
  func `killed at any call, the next run finds a whole set`(call: String) throws {
    var reached = 0
    for index in 1...200 {
      let reachedBefore = reached
      for policy in ["replace", "create"] {
        let directory = try ScratchDirectory()
        if policy == "replace" { try write(directory, "old", "replace") }
        let before = try tags(directory)
        guard
          try run(
            "signal=KILL",
            at: call,
            index,
            in: directory,
            "pair",
            directory.path,
            "new",
            policy
          ) != nil
        else { continue }
        reached += 1
        for entry in directory.entries() where entry.name.contains("key") {
          #expect(entry.mode == 0o600)
        }
        #expect(try !tags(directory).contains("torn"))
        // Any later run settles what is there, whatever else it writes.
        try FileWriter.write(
          [OutputFile(directory.path("other"), .text(""), mode: .ownerOnly)]
        )
        let after = try tags(directory)
        #expect(after == before || after == ["new", "new", "new"], "\(policy) \(index)")
        #expect(directory.names().allSatisfy { !$0.hasPrefix(".kthwctl") })
      }
      if reached == reachedBefore { break }
    }
    #expect(reached > 0)
  }

  @Test(
    arguments: [
      ("openat", "EMFILE"), ("write", "ENOSPC"), ("write", "EDQUOT"), ("write", "EIO"),
      ("fchmod", "EPERM"), ("fsync", "EIO"), ("fsync", "ENOSPC"), ("close", "EIO"),
      ("renameat", "EIO"), ("renameat", "EPERM"), ("renameat", "ENOSPC"),
      ("linkat", "EIO"), ("linkat", "ENOSPC"), ("flock", "EIO"),
    ]
  )
  func `an error at any call is told and undone`(call: String, error: String) throws {
    var failures = 0
    for index in 1...200 {
      var isReached = false
      for policy in ["replace", "create"] {
        let directory = try ScratchDirectory()
        if policy == "replace" { try write(directory, "old", "replace") }
        let before = try tags(directory)
        let fault = "error=\(error)"
        guard
          let result = try run(
            fault,
            at: call,
            index,
            in: directory,
            "pair",
            directory.path,
            "new",
            policy
          )
        else { continue }
        isReached = true
        let after = try tags(directory)
        if result.succeeded {
          // A call that does not matter: reading a library, clearing away.
          #expect(after == ["new", "new", "new"], "\(policy) \(index)\n\(result)")
        } else if result.status == 1 {
          failures += 1
          // The last wait for the disk comes when the files are in place.
          let isSettled = after == before || (call == "fsync" && after == ["new", "new", "new"])
          #expect(isSettled, "\(policy) \(index)\n\(result)")
          #expect(!result.outputText.contains("key new"))
        } else {
          // The dynamic linker could not start the program.
          #expect(after == before)
        }
        let leftovers = directory.names().filter { $0.hasPrefix(".kthwctl") }
        #expect(leftovers == [], "\(policy) \(index)\n\(result)")
      }
      if !isReached { break }
    }
    #expect(failures > 0)
  }

  @Test func `interrupted calls are called again`() throws {
    for call in ["write", "fsync", "fchmod", "renameat", "linkat", "flock"] {
      let directory = try ScratchDirectory()
      try write(directory, "old", "replace")
      let fault = "error=EINTR"
      let result = try run(
        fault,
        at: call,
        1,
        in: directory,
        "pair",
        directory.path,
        "new",
        "replace"
      )
      #expect(result?.succeeded == true, "\(call)")
      #expect(try tags(directory) == ["new", "new", "new"])
    }
  }

  @Test func `a short write is continued and an empty one is an error`() throws {
    let directory = try ScratchDirectory()
    let empty = try run(
      "retval=0",
      at: "write",
      1,
      in: directory,
      "pair",
      directory.path,
      "x",
      "replace"
    )
    #expect(empty?.status == 1)
    #expect(directory.names() == [])
  }
}

/// Limits of the system that need no strace.
@Suite struct FileLimitTests {
  let scratch: ScratchDirectory
  let probe = RunCommand.productsDirectory + "/kthw-file-probe"

  init() throws {
    scratch = try ScratchDirectory()
  }

  @Test(.judged(by: "sh")) func `a limit on file sizes is an error that leaves nothing`() throws {
    let shell = "ulimit -f 8; exec \"$0\" large . 1000000"
    let result = try RunCommand("sh", ["-c", shell, probe]).inside(scratch).run().expecting(1)
    #expect(result.outputText == "input-output: ./large: cannot write: file too large\n")
    #expect(scratch.names() == [])
  }

  @Test(.judged(by: "sh")) func `few open files are enough for many`() throws {
    let shell = "ulimit -n 16; exec \"$0\" pair . x replace 20"
    try RunCommand("sh", ["-c", shell, probe]).inside(scratch).run().expecting(0)
    #expect(scratch.names() == ["ca-key.pem", "ca.csr", "ca.pem"])
  }

  @Test(.judged(by: "sh", "unshare", "mount"))
  func `a full disk is an error that leaves the old files as they were`() throws {
    // A disk of four pages in a mount namespace of its own; needs root.
    let shell = """
      mount -t tmpfs -o size=16k none . 2>/dev/null || exit 77
      cd "$PWD"; echo old > first; "$0" large . 100000; echo "status $?"; ls -A; cat first
      """
    let command = RunCommand("unshare", ["-m", "sh", "-c", shell, probe]).inside(scratch)
    let result = try command.run()
    // Where mounting is not allowed the file size limit above must do.
    guard result.succeeded else { return }
    #expect(
      result.outputLines == [
        "input-output: ./large: cannot write: no space left on device", "status 1", "first", "old",
      ]
    )
  }

  @Test(arguments: [0o000, 0o022, 0o077, 0o777] as [UInt16])
  func `modes do not depend on the umask, except where they are meant to`(mask: UInt16) throws {
    var command = RunCommand(probe, ["pair", ".", "x", "replace"]).inside(scratch)
    command.umask = mask
    try command.run().expecting(0)
    #expect(scratch.mode("ca-key.pem") == 0o600)
    #expect(scratch.mode("ca.csr") == 0o644)
    #expect(scratch.mode("ca.pem") == 0o664 & ~mask)
  }
}
