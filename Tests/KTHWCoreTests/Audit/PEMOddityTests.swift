import KTHWTestSupport
import Testing

@testable import KTHWCore

struct PEMOddityTests {
  static let block = PEM.encode([UInt8](0..<100), label: "CERTIFICATE")

  private func oddity(_ text: String) -> PEMOddity? {
    Array(text.utf8).withUnsafeBytes { PEM.oddity(in: $0) }
  }

  @Test(arguments: [
    block, block + block, block + "\n" + block, String(block.dropLast()),
    block.split(separator: "\n").joined(separator: "\r\n") + "\r\n",
  ])
  func `what tools write is nothing odd`(text: String) {
    #expect(oddity(text) == nil)
  }

  @Test(arguments: [
    ("Bag Attributes\n" + block, 1),
    (block + "garbage\n", 6),
    (block.split(separator: "\n").joined(separator: "\r\n") + "\n", 5),
    ("-----BEGIN CERTIFICATE-----\nQUJD\nREVG\n-----END CERTIFICATE-----\n", 3),
    ("-----BEGIN CERTIFICATE-----\nQUI \n-----END CERTIFICATE-----\n", 2),
    ("-----BEGIN CERTIFICATE-----\nQUJ=\n-----END CERTIFICATE-----\n", 2),
    ("-----BEGIN CERTIFICATE-----\nQR==\n-----END CERTIFICATE-----\n", 2),
    ("-----BEGIN CERTIFICATE-----\n\nQUJD\n-----END CERTIFICATE-----\n", 2),
  ])
  func `what others might read otherwise is odd, in its line`(text: String, line: Int) {
    #expect(oddity(text)?.mark.line == line)
  }

  @Test func `every octet that is changed is noticed, or changes what is held`() throws {
    let text = Array(Self.block.utf8)
    let held = try PEM.blocks(in: text).map(\.bytes)
    for index in text.indices {
      for value in UInt8.min...UInt8.max where value != text[index] {
        var changed = text
        changed[index] = value
        guard changed.withUnsafeBytes({ PEM.oddity(in: $0) }) == nil else { continue }
        let blocks = try? PEM.blocks(in: changed)
        let isSame = blocks?.map(\.bytes) == held && blocks?.map(\.label) == ["CERTIFICATE"]
        #expect(!isSame, "octet \(index) as \(value)")
      }
    }
  }
}
