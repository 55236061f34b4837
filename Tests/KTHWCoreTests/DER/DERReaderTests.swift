import KTHWTestSupport
import Testing

@testable import KTHWCore

struct DERReaderTests {
  private func isRefused(
    _ bytes: [UInt8],
    _ body: (inout DERReader) throws -> Void
  ) -> Bool {
    do {
      try DERReader.read(bytes, body)
      return false
    } catch let error as KTHWError {
      return error.code == .syntax
    } catch {
      return false
    }
  }

  @Test(
    arguments: [
      ([0x04, 0x80, 0x00, 0x00], "an indefinite length"),
      ([0x04, 0x81, 0x01, 0x00], "a long form where the short one does"),
      ([0x04, 0x82, 0x00, 0x01, 0x00], "a leading zero"),
      ([0x04, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], "four gigabytes"),
      ([0x04, 0x88, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], "a length of eight octets"),
      ([0x04, 0xFF], "a length of 127 octets"),
      ([0x04], "no length"), ([0x04, 0x01], "no contents"), ([], "nothing"),
      ([0x1F, 0x81, 0x00, 0x00], "a long tag"),
      ([0x04, 0x00, 0x00], "an octet too many"),
    ] as [([UInt8], String)]
  )
  func `lengths and bounds that DER forbids are refused`(bytes: [UInt8], what: String) {
    #expect(isRefused(bytes) { _ = try $0.element() }, "\(what)")
  }

  @Test(
    arguments: [
      [0x02, 0x00], [0x02, 0x02, 0x00, 0x7F], [0x02, 0x02, 0xFF, 0x80], [0x02, 0x01, 0x80],
      [0x02, 0x03, 0x00, 0x00, 0x80],
    ] as [[UInt8]]
  )
  func `integers that are negative or not minimal are refused`(bytes: [UInt8]) {
    #expect(isRefused(bytes) { _ = try $0.unsignedInteger() })
  }

  @Test func `small integers end at 31 bits`() throws {
    #expect(
      try DERReader.read([2, 4, 0x7F, 0xFF, 0xFF, 0xFF]) { try $0.smallInteger() } == 0x7FFF_FFFF
    )
    #expect(isRefused([2, 5, 0, 0x80, 0, 0, 0]) { _ = try $0.smallInteger() })
  }

  @Test(
    arguments: [
      ([0x01, 0x01, 0x01], "a BOOLEAN of 01"),
      ([0x01, 0x02, 0xFF, 0xFF], "a BOOLEAN of two octets"),
      ([0x01, 0x00], "an empty BOOLEAN"),
    ] as [([UInt8], String)]
  )
  func `booleans are 00 or FF`(bytes: [UInt8], what: String) throws {
    #expect(isRefused(bytes) { _ = try $0.boolean() }, "\(what)")
    #expect(try DERReader.read([1, 1, 0xFF]) { try $0.boolean() })
    #expect(try !DERReader.read([1, 1, 0x00]) { try $0.boolean() })
  }

  @Test(arguments: [[0x03, 0x00], [0x03, 0x02, 0x04, 0xF0], [0x03, 0x01, 0x08]] as [[UInt8]])
  func `bit strings of keys have whole octets`(bytes: [UInt8]) {
    #expect(isRefused(bytes) { _ = try $0.bitString() })
  }

  @Test func `what an element holds must be used up`() {
    #expect(isRefused([0x30, 0x03, 0x05, 0x00, 0x00]) { try $0.inside { try $0.null() } })
    #expect(isRefused([0x05, 0x01, 0x00]) { try $0.null() })
    #expect(isRefused([0x04, 0x00]) { try $0.null() })
  }

  @Test func `messages count octets from the beginning of the whole text`() {
    do {
      try DERReader.read([0x30, 0x04, 0x30, 0x02, 0x04, 0x00]) { reader in
        try reader.inside { try $0.inside { try $0.null() } }
      }
      Issue.record("was read")
    } catch {
      #expect("\(error)".contains("octet 4: NULL expected, not OCTET STRING"))
    }
  }

  @Test func `a hundred thousand nested sequences are walked without recursion`() throws {
    var bytes: [UInt8] = []
    var header: [UInt8] = []
    for _ in 0..<100_000 {
      header = [UInt8](DERLength.octets(for: bytes.count).reversed()) + [0x30]
      bytes += header
    }
    bytes.reverse()
    var depth = 0
    try bytes.withUnsafeBytes { memory in
      var reader = DERReader(memory)
      while reader.nextTag == .sequence {
        let element = try reader.element()
        try reader.finish()
        reader = DERReader(element.contents, origin: element.origin)
        depth += 1
      }
    }
    #expect(depth == 100_000)
  }

  @Test func `random octets never read past their end`() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<5_000 {
      var bytes = (0..<Int.random(in: 0...24, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      if !bytes.isEmpty {
        bytes[0] = [0x30, 0x02, 0x03, 0x04, 0x06].randomElement(using: &generator) ?? 0
      }
      for length in 0...bytes.count {
        // Either it is refused or what is lent lies inside: a read beyond
        // would trap in these bounds-checked buffers.
        _ = isRefused(Array(bytes[..<length])) { reader in
          let element = try reader.element()
          #expect(element.contents.count <= length, "seed \(seed)")
        }
      }
    }
  }
}
