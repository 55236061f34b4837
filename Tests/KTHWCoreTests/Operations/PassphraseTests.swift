import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct PassphraseTests {
  private let scratch: ScratchDirectory

  init() throws { scratch = try ScratchDirectory() }

  private func read(_ bytes: [UInt8], mode: UInt16 = 0o600) throws -> (SecretBytes, [Problem]) {
    try scratch.write("phrase", bytes: bytes, mode: mode)
    return try PassphraseFile.read("phrase", in: FixedContext.context(directory: scratch.path))
  }

  @Test(arguments: [
    ("secret", "secret"), ("secret\n", "secret"), (" with blanks \n", " with blanks "),
    ("pässwörd 密码\n", "pässwörd 密码"), ("\t\n", "\t"),
  ])
  func `a passphrase is the only line of its file, as it stands`(
    text: String,
    passphrase: String
  ) throws {
    #expect(try read(Array(text.utf8)).0.text == passphrase)
  }

  @Test func `bytes that are no UTF-8 are taken as they are`() throws {
    let bytes: [UInt8] = [0xFF, 0xC0, 0x80, 0xFE]
    #expect(try read(bytes + [0x0A]).0.withUnsafeBytes(Array.init) == bytes)
    let longest = [UInt8](repeating: 0xE9, count: PassphraseFile.byteLimit)
    #expect(try read(longest).0.count == PassphraseFile.byteLimit)
  }

  @Test(arguments: ["", "\n", "\n\n", "secret\n\n", "one\ntwo", "secret\r\n", "secret\r", "a\0b"])
  func `what openssl would read differently is refused, with the file's name`(
    text: String
  ) throws {
    let error = expectError(.invalidValue) { _ = try read(Array(text.utf8)) }
    #expect(error?.problems.first?.place?.file == "phrase")
    #expect(error.map { "\($0)".contains("secret") } == false)
  }

  @Test(arguments: [1024, 2047, 1 << 20])
  func `a passphrase beyond what openssl reads is refused`(count: Int) throws {
    expectError(.limitExceeded) { _ = try read([UInt8](repeating: 0x78, count: count)) }
  }

  @Test func `a file that others may read is told of`() throws {
    #expect(try read(Array("secret\n".utf8), mode: 0o600).1.isEmpty)
    scratch.remove("phrase")
    let loose = try read(Array("secret\n".utf8), mode: 0o644)
    #expect(loose.1.map(\.hint) == ["chmod 0600 phrase"])
  }

  @Test func `a passphrase that was good is not asked for again, a wrong one is`() throws {
    let asked = Guarded(0)
    let keeper = PassphraseKeeper { _ in
      asked.withLock {
        $0 += 1
        return $0 > 3 ? nil : .text("answer \($0)")
      }
    }
    func ask(_ attempt: Int) throws -> String? {
      try keeper.passphrase(PassphraseRequest(.opening, file: "k", attempt: attempt))?.text
    }
    #expect(try ask(0) == "answer 1")
    #expect(try ask(0) == "answer 1")
    #expect(try ask(1) == "answer 2")
    #expect(try ask(0) == "answer 2")
    #expect(try ask(2) == "answer 3")
    #expect(try ask(3) == nil)
    #expect(try ask(0) == "answer 3")
  }

  @Test func `an encrypted key that is made opens with the passphrase of whoever was asked`()
    throws
  {
    var context = FixedContext.context(directory: scratch.path)
    let paths = CredentialPaths(base: "ca")
    var input = CreateAuthority.Input(
      subject: RBACIdentity(user: "ca").subject(),
      paths: paths,
      encryptsKey: true
    )
    expectError(.usage) { _ = try CreateAuthority.run(input, in: context) }
    #expect(scratch.names().isEmpty)
    context.passphrase = { request in
      #expect(request == PassphraseRequest(.encrypting, file: "ca-key.pem"))
      return .text("correct horse")
    }
    let made = try CreateAuthority.run(input, in: context)
    let sealed = try scratch.bytes("ca-key.pem")
    #expect(scratch.mode("ca-key.pem") == 0o600)
    expectError(.keyIsEncrypted) { _ = try PrivateKey(pem: sealed) }
    let key = try PrivateKey(pem: sealed, passphrase: .text("correct horse"))
    #expect(key.matches(made.certificate.publicKey))
    input.paths = CredentialPaths(base: "plain")
    input.encryptsKey = false
    _ = try CreateAuthority.run(input, in: context)
    _ = try PrivateKey(pem: scratch.bytes("plain-key.pem"))
  }
}
