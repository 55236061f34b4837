import Testing

@testable import KTHWCore

struct DERWriterTests {
  @Test(arguments: [
    (0, "020100"), (1, "020101"), (127, "02017f"), (128, "02020080"), (255, "020200ff"),
    (256, "02020100"), (65_537, "0203010001"), (-1, "0201ff"), (-128, "020180"),
    (-129, "0202ff7f"), (Int.max, "02087fffffffffffffff"), (Int.min, "02088000000000000000"),
  ])
  func `integers take the fewest octets`(value: Int, hexadecimal: String) {
    let der = DERWriter.bytes { $0.integer(value) }
    #expect(Hexadecimal.plain(der) == hexadecimal)
  }

  @Test(
    arguments: [
      ([], "020100"), ([0, 0], "020100"), ([0x80], "02020080"), ([0, 0x7f], "02017f"),
      ([0, 0, 0xff, 1], "020300ff01"),
    ] as [([UInt8], String)]
  )
  func `unsigned numbers lose zeros and stay positive`(magnitude: [UInt8], expected: String) throws
  {
    let der = DERWriter.bytes { $0.integer(unsigned: magnitude) }
    #expect(Hexadecimal.plain(der) == expected)
    let secret = try magnitude.withUnsafeBytes { memory in
      try SecretDERWriter.secret(
        size: DERLength.ofElement(contents: DERLength.ofUnsigned(memory))
      ) { $0.integer(unsigned: memory) }
    }
    #expect(secret.withUnsafeBytes { Array($0) } == der)
  }

  @Test(arguments: [0, 1, 127, 128, 129, 255, 256, 257, 65_535, 65_536, 1 << 24])
  func `lengths are definite and shortest at every border`(count: Int) throws {
    let contents = [UInt8](repeating: 0x5A, count: count)
    let direct = DERWriter.bytes { $0.octetString(contents) }
    let shifted = DERWriter.bytes { $0.octetString { $0.encoded(contents) } }
    #expect(direct == shifted)
    #expect(direct.count == DERLength.ofElement(contents: count))
    let isSame = try DERReader.read(direct) { Array(try $0.octetString()) } == contents
    #expect(isSame)
  }

  @Test func `nested containers know their lengths`() {
    let der = DERWriter.bytes {
      $0.sequence {
        $0.boolean(true)
        $0.element(.constructed(3)) { $0.null() }
        $0.element(.primitive(2), "a.b".utf8)
        $0.sequence { _ in }
      }
    }
    #expect(Hexadecimal.plain(der) == "300e0101ffa30205008203612e623000")
  }

  @Test func `sets are sorted by their encoding, shorter values first`() {
    let long = DERWriter.bytes { $0.string(.utf8String, "aaa") }
    let short = DERWriter.bytes { $0.string(.utf8String, "z") }
    let der = DERWriter.bytes { $0.set(of: [long, short]) }
    #expect(Hexadecimal.plain(der) == "31080c017a0c03616161")
  }

  // The bits of RFC 5280 §4.2.1.3, as `openssl asn1parse` shows them in
  // certificates with the key usages of the third column.
  @Test(
    arguments: [
      (0b1, "03020780", "digitalSignature"),
      (0b101, "030205a0", "digitalSignature, keyEncipherment"),
      (0b110_0000, "03020106", "keyCertSign, cRLSign"),
      (0b1_0000_0000, "0303070080", "decipherOnly"),
      (0, "030100", "none"),
    ] as [(UInt16, String, String)]
  )
  func `named bits end with the last one set`(bits: UInt16, expected: String, names: String) {
    #expect(
      Hexadecimal.plain(DERWriter.bytes { $0.bitString(named: bits) }) == expected,
      "\(names)"
    )
  }

  @Test(
    arguments: [
      (1949, 12, 31, "180f31393439313233313233353935395a"),
      (1950, 1, 1, "170d3530303130313233353935395a"),
      (1999, 12, 31, "170d3939313233313233353935395a"),
      (2000, 2, 29, "170d3030303232393233353935395a"),
      (2049, 12, 31, "170d3439313233313233353935395a"),
      (2050, 1, 1, "180f32303530303130313233353935395a"),
      (9999, 12, 31, "180f39393939313233313233353935395a"),
      (0, 1, 1, "180f30303030303130313233353935395a"),
    ] as [(Int, Int, Int, String)]
  )
  func `times change their type at 1950 and 2050`(
    year: Int,
    month: Int,
    day: Int,
    expected: String
  ) throws {
    let moment = Timestamp(year: year, month: month, day: day, hour: 23, minute: 59, second: 59)
    let der = try DERWriter.bytes { try $0.time(moment) }
    #expect(Hexadecimal.plain(der) == expected)
  }

  @Test(arguments: [
    Timestamp(year: 10_000, month: 1, day: 1), Timestamp(year: -1, month: 12, day: 31),
    Timestamp(secondsSince1970: .max), Timestamp(secondsSince1970: .min),
  ])
  func `times that no certificate can say are refused`(moment: Timestamp) {
    #expect {
      _ = try DERWriter.bytes { try $0.time(moment) }
    } throws: {
      ($0 as? KTHWError)?.code == .invalidValue
    }
  }

  // openssl asn1parse -genstr OID:… -noout -out /dev/stdout | xxd -p
  @Test(arguments: [
    ("2.5.4.3", "550403"), ("1.2.840.113549.1.1.1", "2a864886f70d010101"),
    ("0.9.2342.19200300.100.1.25", "0992268993f22c640119"), ("2.999.3", "883703"),
    ("2.16.840.1.113730.4.1", "6086480186f8420401"), ("0.0", "00"), ("1.39", "4f"), ("2.0", "50"),
    ("2.47.127.128", "7f7f8100"), ("1.3.18446744073709551615", "2b81ffffffffffffffff7f"),
  ])
  func `object identifiers go to base 128 and back`(dotted: String, hexadecimal: String) throws {
    let oid = try OID(dotted)
    #expect(Hexadecimal.plain(oid.derContents) == hexadecimal)
    #expect(OID(derContents: oid.derContents) == oid)
  }

  @Test(
    arguments: [
      [], [0x80], [0x55, 0x80, 0x01], [0x55, 0x84],
      [0x2B, 0x83, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
    ] as [[UInt8]]
  )
  func `malformed object identifiers are refused`(contents: [UInt8]) {
    #expect(OID(derContents: contents) == nil)
  }
}
