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

/// A secret of a text.
func secret(_ text: String) -> OutputFile.Contents {
  .secret(Array(text.utf8).withUnsafeBytes { SecretBytes(copying: $0) })
}

@Suite struct FileWriterTests {
  let scratch: ScratchDirectory
  var context: Context { FixedContext.context(directory: scratch.path) }

  init() throws {
    scratch = try ScratchDirectory()
  }

  /// A key, a certificate and a request.
  func trio(_ tag: String, _ replacement: OutputFile.Replacement = .replace) -> [OutputFile] {
    [
      OutputFile("ca.pem", .text("cert \(tag)"), mode: .everyoneReads, replacement: replacement),
      OutputFile("ca-key.pem", secret("key \(tag)"), mode: .ownerOnly, replacement: replacement),
      OutputFile("ca.csr", .text("csr \(tag)"), mode: .everyoneReads, replacement: replacement),
    ]
  }

  @Test func `a set is written with its modes and nothing else beside it`() throws {
    try FileWriter.write(trio("one"), context: context)
    #expect(
      scratch.entries().map(\.description) == ["0600 ca-key.pem", "0644 ca.csr", "0644 ca.pem"]
    )
    #expect(try scratch.text("ca-key.pem") == "key one")
    #expect(try scratch.text("ca.pem") == "cert one")
  }

  @Test func `an empty file and a megabyte are written whole`() throws {
    let bytes = (0..<1_048_577).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try FileWriter.write(
      [
        OutputFile("empty", .bytes([]), mode: .everyoneReads),
        OutputFile("large", .bytes(bytes), mode: .everyoneReads),
      ],
      context: context
    )
    #expect(try scratch.bytes("empty") == [])
    #expect(try scratch.bytes("large") == bytes)
  }

  @Test func `a loose old key is replaced by another file with the right mode`() throws {
    try scratch.write("ca-key.pem", "old", mode: 0o666)
    let watched = open(scratch.path("ca-key.pem"), O_RDONLY)
    defer { close(watched) }
    try FileWriter.write(trio("new"), context: context)
    #expect(scratch.mode("ca-key.pem") == 0o600)
    var seen = [UInt8](repeating: 0, count: 16)
    // Whoever had the old file open reads the old contents.
    #expect(read(watched, &seen, 16) == 3)
    #expect(seen.prefix(3).elementsEqual("old".utf8))
  }

  @Test func `refusing to replace leaves everything as it was and names every file`() throws {
    try scratch.write("ca.pem", "precious")
    try scratch.write("ca.csr", "precious too")
    let error = try #require(throws: KTHWError.self) {
      try FileWriter.write(trio("new", .refuseExisting), context: context)
    }
    #expect(error.code == .alreadyExists)
    #expect(error.problems.compactMap(\.place?.file) == ["ca.pem", "ca.csr"])
    #expect(scratch.names() == ["ca.csr", "ca.pem"])
    #expect(try scratch.text("ca.pem") == "precious")
  }

  @Test func `one file twice in a set is refused, by whatever path`() throws {
    let error = try #require(throws: KTHWError.self) {
      try FileWriter.write(
        [
          OutputFile("a", .text("1"), mode: .everyoneReads),
          OutputFile("./a", .text("2"), mode: .everyoneReads),
          OutputFile(scratch.path("b"), .text("3"), mode: .everyoneReads),
          OutputFile("b", .text("4"), mode: .everyoneReads),
        ],
        context: context
      )
    }
    #expect(error.code == .usage)
    #expect(error.problems.count == 2)
    #expect(scratch.names() == [])
  }

  @Test(arguments: ["", "/", "dir/", ".", "..", "dir/.", "dir/.."])
  func `what names no file is refused`(path: String) throws {
    try scratch.makeDirectory("dir")
    let file = OutputFile(path, .text("x"), mode: .everyoneReads)
    let error = try #require(throws: KTHWError.self) {
      try FileWriter.write([file], context: context)
    }
    #expect(error.code == .invalidName)
    #expect(scratch.names() == ["dir"])
  }

  @Test func `a name with a NUL is refused instead of cut off`() throws {
    let file = OutputFile("a\0b", .text("x"), mode: .everyoneReads)
    let error = try #require(throws: KTHWError.self) {
      try FileWriter.write([file], context: context)
    }
    #expect(error.code == .invalidName)
    #expect(scratch.names() == [])
  }

  @Test(arguments: [1, 200, 255])
  func `a name of any legal length is written`(length: Int) throws {
    let name = String(repeating: "n", count: length)
    try FileWriter.write([OutputFile(name, .text("x"), mode: .ownerOnly)], context: context)
    #expect(scratch.names() == [name])
  }

  @Test func `a name that is too long leaves nothing behind`() throws {
    let name = String(repeating: "n", count: 256)
    let error = try #require(throws: KTHWError.self) {
      try FileWriter.write(
        trio("new") + [OutputFile(name, .text("x"), mode: .ownerOnly)],
        context: context
      )
    }
    #expect(error.code == .inputOutput)
    #expect(error.description.contains("file name too long"))
    #expect(scratch.names() == [])
  }

  @Test func `a missing directory is named, with a hint, and not made`() throws {
    let file = OutputFile("pki/ca.pem", .text("x"), mode: .everyoneReads)
    let error = try #require(throws: KTHWError.self) {
      try FileWriter.write([file], context: context)
    }
    #expect(error.code == .notFound)
    #expect(error.problems[0].hint?.hasPrefix("make the directory first") == true)
    #expect(scratch.names() == [])
  }

  @Test func `a set may span directories`() throws {
    try scratch.makeDirectory("one")
    try scratch.makeDirectory("two")
    try FileWriter.write(
      [
        OutputFile("two/b", .text("b"), mode: .ownerOnly),
        OutputFile("one/a", .text("a"), mode: .ownerOnly),
        OutputFile("one/c", .text("c"), mode: .ownerOnly),
      ],
      context: context
    )
    #expect(scratch.names() == ["one", "one/a", "one/c", "two", "two/b"])
  }

  @Test func `checking tells every reason and writes nothing`() throws {
    try scratch.makeDirectory("dir")
    try scratch.write("there", "x")
    let error = try #require(throws: KTHWError.self) {
      try FileWriter.check(
        [
          OutputFile("dir", .text(""), mode: .ownerOnly),
          OutputFile("free", .text(""), mode: .ownerOnly),
          OutputFile("there", .text(""), mode: .ownerOnly, replacement: .refuseExisting),
          OutputFile("nowhere/x", .text(""), mode: .ownerOnly),
        ],
        context: context
      )
    }
    #expect(error.problems.map(\.code) == [.inputOutput, .alreadyExists, .notFound])
    #expect(scratch.names() == ["dir", "there"])
  }

  @Test func `no randomness means no file and an error`() throws {
    var broken = context
    broken.random = { _ in throw KTHWError(.cryptography, "no randomness") }
    #expect(throws: KTHWError.self) { try FileWriter.write(trio("x"), context: broken) }
    #expect(scratch.names() == [])
  }
}
