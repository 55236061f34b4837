import Testing

@testable import KTHWCore

struct ExtensionShapeTests {
  private func constraints(_ tag: UInt8, _ octets: [UInt8]) -> [UInt8] {
    DERWriter.bytes { writer in
      writer.sequence { writer in
        writer.element(.constructed(0)) { writer in
          writer.sequence { $0.element(.primitive(tag), octets) }
        }
      }
    }
  }

  @Test(arguments: ["example.net", "", "host", "a_b.example"])
  func `names may constrain`(name: String) {
    #expect(NameConstraintsShape.fault(in: constraints(2, Array(name.utf8))) == nil)
  }

  @Test(arguments: ["*.example.net", ".example.net", "a b", "a..b"])
  func `what is no name may not`(name: String) {
    #expect(NameConstraintsShape.fault(in: constraints(2, Array(name.utf8))) != nil)
  }

  @Test(arguments: [
    ([10, 0, 0, 0, 255, 0, 0, 0], true), ([10, 0, 0, 0, 255, 255, 255, 255], true),
    ([10, 0, 0, 0, 255, 0, 255, 0], false), ([10, 0, 0, 0], false), ([], false),
  ])
  func `an address has a mask of leading ones`(octets: [UInt8], isSound: Bool) {
    #expect((NameConstraintsShape.fault(in: constraints(7, octets)) == nil) == isSound)
  }

  @Test(arguments: [[], [0x30], [0x30, 0x00], [0x05, 0x00], [0x30, 0x02, 0xA0, 0x00]])
  func `nothing, and what is cut off, is no constraint`(value: [UInt8]) {
    #expect(NameConstraintsShape.fault(in: value) != nil)
  }

  @Test(arguments: [
    ([0x30, 0x00], false), ([0x30, 0x03, 0x01, 0x01, 0xFF], false),
    ([0x30, 0x03, 0x02, 0x01, 0x00], true),
    ([0x30, 0x06, 0x01, 0x01, 0xFF, 0x02, 0x01, 0x00], true),
    ([], false), ([0x30], false),
  ])
  func `a path length is seen`(value: [UInt8], hasLength: Bool) {
    #expect(BasicConstraintsShape.hasLength(value) == hasLength)
  }
}
