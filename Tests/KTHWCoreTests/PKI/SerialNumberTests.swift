import KTHWTestSupport
import Testing

@testable import KTHWCore

struct SerialNumberTests {
  // The decimals are Python's: int.from_bytes(bytes, "big", signed=True).
  @Test(
    arguments: [
      ([], "0"), ([0], "0"), ([1], "1"), ([0x7f], "127"), ([0, 0x80], "128"), ([0x80], "-128"),
      ([0xff], "-1"), ([0xff, 0x7f], "-129"), ([1, 0], "256"), ([0, 0xff, 0xff], "65535"),
      ([0x80, 0, 0], "-8388608"),
      (
        [
          0x4f, 0xcb, 0x04, 0x99, 0x7c, 0xb4, 0xa3, 0x4e, 0x48, 0xa1, 0x9c, 0x2b, 0x17, 0x92, 0x15,
          0x5c, 0x89, 0x2e, 0x11, 0xbf,
        ], "455537722848493102003627817343580594762387689919"
      ),
    ] as [([UInt8], String)]
  )
  func `decimals are those of a two's complement number`(bytes: [UInt8], decimal: String) {
    let serial = SerialNumber(integerBytes: bytes)
    #expect(serial.decimal == decimal)
    #expect(serial.isNegative == decimal.hasPrefix("-"))
  }

  @Test(
    arguments: [
      ([0x80, 1], [1]), ([0x80, 0x80], [0, 0x80]), ([0xff, 0xff], [0x7f, 0xff]), ([0, 0], [1]),
      ([0x80, 0], [1]), ([0, 0x7f], [0x7f]), ([0, 1], [1]),
    ] as [([UInt8], [UInt8])]
  )
  func `random serials are positive, shortest and never zero`(ends: [UInt8], expected: [UInt8]) {
    // The first octet at the front, the second at the back, zeros between.
    let random = [ends[0]] + [UInt8](repeating: 0, count: 18) + [ends[1]]
    let serial = SerialNumber(random: random)
    let front = expected.count == 2 && expected[0] == 0x7f
    #expect(serial.integerBytes == (front ? [0x7f] + random[1...] : expected))
    #expect(!serial.isNegative)
  }

  @Test func `serials of chance are DER integers of at most twenty octets`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let serial = SerialNumber(
        random: (0..<20).map { _ in UInt8.random(in: 0...255, using: &generator) }
      )
      let der = DERWriter.bytes { $0.integer(contents: serial.integerBytes) }
      let read = try DERReader.read(der) { Array(try $0.integerContents()) }
      #expect(read == serial.integerBytes && read.count <= 20, "seed \(seed)")
    }
  }

  @Test func `hexadecimal is in upper-case pairs`() {
    #expect(SerialNumber(integerBytes: [0x0a, 0xff]).hexadecimal == "0A:FF")
    #expect(Hexadecimal.plain([0x0a, 0xff]) == "0aff")
    #expect(Hexadecimal.colonSeparated([]) == "")
  }
}
