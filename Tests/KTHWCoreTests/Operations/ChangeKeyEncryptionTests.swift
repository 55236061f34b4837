import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct ChangeKeyEncryptionTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
    try scratch.write("key.pem", Self.text(of: .p256))
  }

  private static func text(of key: KeySpecification) throws -> String {
    try TestKeys.key(key).pem().text
  }

  @Test func `what another run put into the file meanwhile is left alone`() throws {
    let (scratch, theirs) = (scratch, try Self.text(of: .p384))
    var context = FixedContext.context(directory: scratch.path)
    context.passphrase = { _ in
      try scratch.write("key.pem", theirs)
      return .text("correct horse")
    }
    let error = expectError(.inputOutput) {
      _ = try ChangeKeyEncryption.run(.init(file: "key.pem", change: .encrypt), in: context)
    }
    #expect(error?.problems.first?.place?.file == "key.pem")
    #expect(try scratch.text("key.pem") == theirs)
    #expect(scratch.names() == ["key.pem"])
  }

  @Test func `while somebody thinks of a passphrase, others may write beside the key`() throws {
    let scratch = scratch
    var context = FixedContext.context(directory: scratch.path)
    context.passphrase = { _ in
      let file = OutputFile("other", .bytes([]), mode: .ownerOnly)
      try FileWriter.write(
        [file],
        context: FixedContext.context(directory: scratch.path),
        waitingUpTo: .seconds(0)
      )
      return .text("correct horse")
    }
    _ = try ChangeKeyEncryption.run(.init(file: "key.pem", change: .encrypt), in: context)
    #expect(try scratch.text("key.pem").hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"))
  }

  @Test(arguments: ["nothing.pem", "nowhere/key.pem"])
  func `a key that is not there is missed itself, not its directory`(path: String) {
    let context = FixedContext.context(directory: scratch.path)
    let error = expectError(.notFound) {
      _ = try ChangeKeyEncryption.run(.init(file: path, change: .encrypt), in: context)
    }
    #expect(error?.problems.first?.place?.file == path)
    #expect(error?.problems.first?.hint == nil)
  }
}
