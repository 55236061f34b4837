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

@Suite struct InputFileTests {
  let scratch: ScratchDirectory
  let context: Context

  init() throws {
    scratch = try ScratchDirectory()
    context = FixedContext.context(
      directory: scratch.path,
      environment: ["CA_KEY": "key text", "EMPTY": ""]
    )
  }

  func probe(_ arguments: String...) -> RunCommand {
    var command = RunCommand(
      RunCommand.productsDirectory + "/kthw-file-probe",
      ["read"] + arguments
    ).inside(scratch)
    command.timeout = 30
    return command
  }

  @Test(arguments: [0, 1, 511, 512, 513, 16_384, 200_000])
  func `a file is read whole, as bytes and as a secret`(size: Int) throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    try scratch.write("file", bytes: bytes)
    #expect(try InputFile.read("file", context: context) == bytes)
    let secret = try InputFile.readSecret("file", context: context)
    #expect(secret.withUnsafeBytes { $0.elementsEqual(bytes) })
  }

  @Test(.enabled(if: access("/proc/self/status", R_OK) == 0, "needs /proc"))
  func `a file that says it is empty and is not is read whole`() throws {
    #expect(try InputFile.read("/proc/self/status").count > 100)
    #expect(try InputFile.read("/proc/kallsyms", limit: 100 << 20).count > 16_384)
  }

  @Test func `a missing file is told in our words and in Go's`() throws {
    let error = try #require(throws: KTHWError.self) {
      try InputFile.read("no/ca.pem", context: context)
    }
    #expect(error.code == .notFound)
    #expect(error.description == "no/ca.pem: cannot open: no such file or directory")
    #expect(error.problems[0].peerWords?.text == "open no/ca.pem: no such file or directory")
  }

  @Test func `an empty name is a missing file, as in Go`() throws {
    let error = try #require(throws: KTHWError.self) { try InputFile.read("") }
    #expect(error.problems[0].peerWords?.text == "open : no such file or directory")
  }

  @Test func `a directory is refused in our words and in Go's`() throws {
    try scratch.makeDirectory("dir")
    let error = try #require(throws: KTHWError.self) {
      try InputFile.readSecret("dir", context: context)
    }
    #expect(error.code == .inputOutput)
    #expect(error.problems[0].peerWords?.text == "read dir: is a directory")
  }

  @Test func `a NUL in a name is refused instead of cut off`() throws {
    try scratch.write("a", "x")
    let error = try #require(throws: KTHWError.self) {
      try InputFile.read("a\0b", context: context)
    }
    #expect(error.code == .invalidName)
  }

  @Test func `more than the limit is refused, the limit itself is not`() throws {
    try scratch.write("file", "12345678")
    #expect(try InputFile.read("file", context: context, limit: 8).count == 8)
    let error = try #require(throws: KTHWError.self) {
      try InputFile.read("file", context: context, limit: 7)
    }
    #expect(error.code == .limitExceeded)
  }

  #if os(Linux)
  @Test func `a file of 100 MB is refused without being read`() throws {
    try scratch.write("huge", "")
    #expect(truncate(scratch.path("huge"), 100 << 20) == 0)
    var command = probe()
    command.arguments = ["peak", "huge"]
    let lines = try command.run().expecting(0).outputLines
    #expect(lines.first?.hasPrefix("limit-exceeded: huge: larger than the 64 MiB") == true)
    let peakInKiB = try #require(lines.last.flatMap { Int($0) })
    #expect((1...(64 << 10)).contains(peakInKiB))
  }
  #endif

  @Test func `an endless device is refused at the limit`() throws {
    let error = try #require(throws: KTHWError.self) {
      try InputFile.read("/dev/zero", limit: 100_000)
    }
    #expect(error.code == .limitExceeded)
  }

  @Test func `the empty device is empty`() throws {
    #expect(try InputFile.read("/dev/null") == [])
  }

  @Test func `standard input is read where it is allowed and is a file where not`() throws {
    #expect(try probe("-").reading("from the pipe").run().outputText == "13 bytes\n")
    #expect(try probe("/dev/stdin").reading("four").run().outputText == "4 bytes\n")
    #expect(try probe("/dev/fd/0").reading("").run().outputText == "0 bytes\n")
    try scratch.write("-", "dash")
    #expect(try InputFile.read("-", context: context) == Array("dash".utf8))
  }

  @Test func `closed standard input is an error`() throws {
    var command = probe("-")
    command.input = .closed
    let result = try command.run()
    #expect(result.status == 1)
    #expect(result.outputText == "input-output: -: cannot open: bad file descriptor\n")
  }

  @Test func `prefixes mean files and variables where they are allowed`() throws {
    try scratch.write("file:ca", "plain name")
    try scratch.write("ca", "by prefix")
    func text(_ name: String, _ allow: Bool) throws -> String {
      let bytes = try InputFile.read(name, context: context, allowPrefixes: allow)
      let secret = try InputFile.readSecret(name, context: context, allowPrefixes: allow)
      #expect(secret.withUnsafeBytes { $0.elementsEqual(bytes) })
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(try text("file:ca", true) == "by prefix")
    #expect(try text("file:ca", false) == "plain name")
    #expect(try text("env:CA_KEY", true) == "key text")
    #expect(try text("env:EMPTY", true) == "")
    #expect(throws: KTHWError.self) { try text("env:CA_KEY", false) }
    #expect(throws: KTHWError.self) { try text("env:MISSING", true) }
  }

  @Test func `a variable beyond the limit is refused and its text is not shown`() throws {
    let error = try #require(throws: KTHWError.self) {
      try InputFile.read("env:CA_KEY", context: context, limit: 3, allowPrefixes: true)
    }
    #expect(error.code == .limitExceeded)
    #expect(!error.description.contains("key text"))
  }

  @Test(.judged(by: "bash")) func `process substitution is read to its end`() throws {
    let shell = "\(RunCommand.productsDirectory)/kthw-file-probe read"
    func run(_ substitution: String) throws -> String {
      let command = RunCommand("bash", ["-c", "\(shell) <(\(substitution))"])
      return try command.inside(scratch).run().outputText
    }
    #expect(try run("sleep 0.3; printf slow; sleep 0.3; printf er") == "6 bytes\n")
    #expect(try run("true") == "0 bytes\n")
    #expect(try run("head -c 300000 /dev/zero") == "300000 bytes\n")
  }

  @Test(.judged(by: "sh")) func `a named pipe is read once its writer has come`() throws {
    #expect(mkfifo(scratch.path("pipe"), 0o600) == 0)
    let shell = "(sleep 0.3; exec 3>pipe; sleep 0.3; echo hello >&3) & exec \"$0\" read pipe"
    let probe = RunCommand.productsDirectory + "/kthw-file-probe"
    let result = try RunCommand("sh", ["-c", shell, probe]).inside(scratch).run()
    #expect(result.outputText == "6 bytes\n")
  }

  @Test(.timeLimit(.minutes(1)))
  func `a named pipe that nobody writes into is given up on`() throws {
    #expect(mkfifo(scratch.path("pipe"), 0o600) == 0)
    let result = try probe("pipe").run()
    #expect(result.outputText == "input-output: pipe: is a pipe that nobody writes into\n")
    #expect(result.seconds < 15)
  }

  @Test func `every error number has words or its number`() {
    #expect(SystemError(ENOSPC).words == "no space left on device")
    #expect(SystemError(EDQUOT).words == "disk quota exceeded")
    #expect(SystemError(EROFS).words == "read-only file system")
    #expect(SystemError(99_999).words == "system error 99999")
  }
}
