import Testing

@testable import KTHWCore

struct OIDTests {
  @Test(arguments: [
    "2.5.4.3", "1.3.6.1.4.1.44363.44", "0.0", "2.999.3", "1.39", "2.18446744073709551535",
  ])
  func `dotted numbers are read and written`(dotted: String) throws {
    #expect(try OID(dotted).description == dotted)
  }

  @Test(
    arguments: [
      ("", .syntax), ("1", .invalidValue), ("1.", .syntax), (".1", .syntax), ("1..2", .syntax),
      ("1.a", .syntax), ("1.-2", .syntax), ("1.+2", .syntax), ("1. 2", .syntax),
      ("3.1", .invalidValue),
      ("1.40", .invalidValue), ("0.40", .invalidValue), ("1.18446744073709551616", .syntax),
      ("2.18446744073709551536", .invalidValue), ("١.2", .syntax),
    ] as [(String, KTHWError.Code)]
  )
  func `what is no object identifier is refused`(dotted: String, code: KTHWError.Code) {
    let error = #expect(throws: KTHWError.self) { try OID(dotted) }
    #expect(error?.code == code)
  }

  // Sixteen octets fit into the identifier itself.
  @Test(arguments: [1, 15, 16, 17, 100])
  func `identifiers of every length are told apart`(octets: Int) throws {
    let contents = [UInt8](repeating: 0x2A, count: octets)
    let oid = try #require(OID(derContents: contents))
    let other = try #require(OID(derContents: contents.dropLast() + [0x2B]))
    #expect(oid.derContents == contents)
    #expect(DERWriter.bytes { $0.objectIdentifier(oid) }.suffix(octets).elementsEqual(contents))
    #expect(try OID(oid.description) == oid)
    #expect(Set([oid, other, oid]).count == 2)
  }

  @Test func `the largest arcs survive encoding`() throws {
    let oid = try OID("2.18446744073709551535.18446744073709551615")
    #expect(OID(derContents: oid.derContents) == oid)
  }
}
