import KTHWTestSupport
import Testing

/// Little memory, few descriptors, short files, a small stack, no randomness.
@Suite struct WriterLimitTests {
  /// What is scarce, as a shell sets it.
  ///
  /// Of the 96 MiB of addresses, the debug build and its shared libraries take
  /// 54 before the first line runs.
  static let limits = [
    "ulimit -v 98304", "ulimit -n 16", "ulimit -n 5", "ulimit -f 0", "ulimit -s 256",
    "ulimit -u 1",
  ]

  @Test(.judged(by: "sh"), arguments: Writer.all, limits)
  func `what is scarce is told, or does not matter, and nothing is half done`(
    writer: Writer,
    limit: String
  ) throws {
    let directory = try writer.prepared()
    let before = try Standing(directory)
    var command = try writer.command(in: directory)
    command.arguments = ["-c", limit + "; exec \"$@\"", "sh", command.program] + command.arguments
    command.program = "sh"
    let result = try command.run()
    let comment: Comment = "\(writer.name), \(limit)\n\(result)"
    if result.status == writer.status {
      let outputs = writer.outputs.allSatisfy(directory.has)
      #expect(outputs, comment)
      #expect(try Standing(directory).leftovers == [], comment)
    } else {
      // An exit of its own, with a reason, and not a crash.
      #expect(result.status != nil, comment)
      #expect(!result.errors.isEmpty, comment)
      #expect(try Standing(directory) == before, comment)
    }
  }

  @Test(.judged(by: "strace"), arguments: Writer.all)
  func `without randomness nothing is made`(writer: Writer) throws {
    let directory = try writer.prepared()
    let before = try Standing(directory)
    let (result, _) = try FaultPoint.run(
      writer,
      in: directory,
      ["-e", "trace=getrandom", "-e", "inject=getrandom:error=EIO"]
    )
    if result.status != writer.status {
      #expect(result.status != nil, "\(result)")
      #expect(!result.errors.isEmpty, "\(result)")
      #expect(try Standing(directory) == before, "\(result)")
    } else {
      // Keys from a seed need none, nor do links that are there.
      #expect(writer.outputs.allSatisfy { $0.hasSuffix("/") }, "\(result)")
    }
  }

  @Test(.judged(by: "sh", "unshare", "mount"), arguments: Writer.all, [8, 16, 32, 64])
  func `a disk of some pages keeps the old files or takes all of the new`(
    writer: Writer,
    kilobytes: Int
  ) throws {
    let directory = try writer.prepared()
    // What stands there before has to fit, and a page for each name.
    let script = """
      size=$1; shift
      mkdir ../disk$$ && mount -t tmpfs -o size=${size}k none ../disk$$ 2>/dev/null || exit 77
      cp -a . ../disk$$ 2>/dev/null || exit 77
      cd ../disk$$ && mount --bind . "$OLDPWD" && cd "$OLDPWD" || exit 77
      "$@"; status=$?
      find . | sort | xargs -d '\\n' stat -c '%n %a %s'; exit $status
      """
    var command = try writer.command(in: directory)
    command.arguments =
      ["-m", "sh", "-c", script, "sh", "\(kilobytes)", command.program] + command.arguments
    command.program = "unshare"
    let result = try command.run()
    // No right to mount, or no room for what was there.
    guard result.status != 77 else { return }
    let comment: Comment = "\(writer.name), \(kilobytes) KiB\n\(result)"
    #expect(result.status != nil, comment)
    let isNoted = result.errorText.contains("no space left") || result.status == writer.status
    #expect(isNoted, comment)
    #expect(!result.outputText.contains(".kthw"), comment)
    guard result.status != writer.status else { return }
    let names = try Set(Standing(directory).things.keys)
    let there = result.outputLines.compactMap { line -> String? in
      guard line.hasPrefix("./") else { return nil }
      return line.split(separator: " ").first.map { String($0.dropFirst(2)) }
    }
    #expect(Set(there) == names, comment)
  }
}
