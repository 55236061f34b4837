import Testing

@testable import KTHWCore

struct SecretBytesTests {
  private struct Failure: Error {}

  @Test func `a secret holds what was written and no more`() throws {
    let secret = try SecretBytes(capacity: 8) { memory, count in
      memory.copyBytes(from: [1, 2, 3])
      count = 3
    }
    #expect(secret.count == 3)
    #expect(secret.withUnsafeBytes { Array($0) } == [1, 2, 3])
  }

  @Test func `a copy is a copy`() {
    var bytes: [UInt8] = [1, 2, 3]
    let secret = bytes.withUnsafeBytes { SecretBytes(copying: $0) }
    bytes[0] = 9
    #expect(secret.withUnsafeBytes { Array($0) } == [1, 2, 3])
  }

  @Test func `no secret at all is allowed`() throws {
    let none = try SecretBytes(capacity: 0) { memory, _ in #expect(memory.count == 0) }
    #expect(none.count == 0 && none.withUnsafeBytes { $0.count } == 0)
    #expect(SecretBytes(copying: UnsafeRawBufferPointer(start: nil, count: 0)).count == 0)
  }

  @Test func `what filling throws is thrown on`() {
    #expect(throws: Failure.self) {
      try SecretBytes(capacity: 4) { _, _ in throw Failure() }
    }
  }

  @Test func `nothing that prints shows the contents`() throws {
    let secret = Array("hunter2".utf8).withUnsafeBytes { SecretBytes(copying: $0) }
    var dumped = ""
    dump(secret, to: &dumped)
    struct Holder { let secret: SecretBytes }
    dump(Holder(secret: secret), to: &dumped)
    for text in ["\(secret)", String(reflecting: secret), dumped, "\(Holder(secret: secret))"] {
      #expect(text.contains("SecretBytes(7 bytes)"))
      #expect(!text.contains("hunter") && !text.contains("104"))
    }
    #expect(Mirror(reflecting: secret).children.isEmpty)
  }

  @Test func `wiping leaves zeros`() {
    var bytes: [UInt8] = [1, 2, 3]
    bytes.withUnsafeMutableBytes { SecretBytes.wipe($0) }
    #expect(bytes == [0, 0, 0])
    SecretBytes.wipe(UnsafeMutableRawBufferPointer(start: nil, count: 0))
  }
}
