import Testing

@testable import KTHWCore

struct CIDRBlockTests {
  @Test(arguments: [
    ("10.32.0.0/24", "10.32.0.0/24"), ("0.0.0.0/0", "0.0.0.0/0"), ("10.0.0.1/32", "10.0.0.1/32"),
    ("fd00::/108", "fd00::/108"), ("::/0", "::/0"), ("2001:DB8::/32", "2001:db8::/32"),
    ("::1/128", "::1/128"),
  ])
  func `blocks are read and written`(text: String, written: String) throws {
    #expect(try CIDRBlock(text).description == written)
  }

  @Test(
    arguments: [
      ("10.32.0.0", .syntax), ("10.32.0.0/", .syntax), ("/24", .syntax), ("10.32.0.0/33", .syntax),
      ("10.32.0.0/024", .syntax), ("10.32.0.0/00", .syntax), ("10.32.0.0/-1", .syntax),
      ("10.32.0.0/+8", .syntax), ("10.32.0.0/24/24", .syntax), ("10.32.0/24", .syntax),
      ("::/129", .syntax), ("fe80::%1/64", .syntax), ("10.32.0.0/ 24", .syntax), ("", .syntax),
      ("10.32.0.0/99999999999999999999", .syntax), ("10.0.0.5/24", .invalidValue),
      ("fd00::1/64", .invalidValue), ("128.0.0.0/0", .invalidValue),
    ] as [(String, KTHWError.Code)]
  )
  func `what is no block is refused`(text: String, code: KTHWError.Code) {
    let error = #expect(throws: KTHWError.self) { try CIDRBlock(text) }
    #expect(error?.code == code)
  }

  @Test func `host bits are answered with the block that was meant`() {
    let error = #expect(throws: KTHWError.self) { try CIDRBlock("10.0.0.5/24") }
    #expect(error?.problems.first?.hint?.contains("10.0.0.0/24") == true)
  }

  @Test(arguments: [
    ("10.32.0.0/24", "10.32.0.255", true), ("10.32.0.0/24", "10.32.1.0", false),
    ("10.32.0.0/25", "10.32.0.128", false), ("0.0.0.0/0", "255.1.2.3", true),
    ("0.0.0.0/0", "::1", false), ("fd00::/12", "fd0f::1", true), ("fd00::/12", "fd10::1", false),
    ("10.0.0.1/32", "10.0.0.1", true),
  ])
  func `a block contains the addresses with its prefix`(
    block: String,
    address: String,
    isInside: Bool
  ) throws {
    #expect(try CIDRBlock(block).contains(IPAddress(address)) == isInside)
  }

  @Test(arguments: [
    ("10.0.0.0/8", "10.32.0.0/24", true), ("10.32.0.0/24", "10.0.0.0/8", true),
    ("10.32.0.0/24", "10.32.1.0/24", false), ("10.32.0.0/24", "10.32.0.0/24", true),
    ("0.0.0.0/0", "::/0", false),
  ])
  func `blocks overlap when one holds the other`(left: String, right: String, overlap: Bool) throws
  {
    #expect(try CIDRBlock(left).overlaps(CIDRBlock(right)) == overlap)
  }

  @Test func `addresses are counted from the network and end with the block`() throws {
    let block = try CIDRBlock("10.32.0.0/24")
    #expect(block.address(at: 1)?.description == "10.32.0.1")
    #expect(block.address(at: 255)?.description == "10.32.0.255")
    #expect(block.address(at: 256) == nil)
    #expect(try CIDRBlock("255.255.255.255/32").address(at: 1) == nil)
    #expect(try CIDRBlock("fd00::/108").address(at: 10)?.description == "fd00::a")
  }

  @Test(arguments: [-1, 33, Int.max, Int.min])
  func `a prefix must fit its family`(length: Int) {
    #expect(throws: KTHWError.self) {
      try CIDRBlock(network: IPAddress("0.0.0.0"), prefixLength: length)
    }
  }
}
