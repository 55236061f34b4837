import KTHWTestSupport
import Testing

@testable import KTHWCore

struct IPAddressTests {
  // The cases of Go's net.ParseIP.
  @Test(
    arguments: [
      ("127.0.1.2", "127.0.1.2"), ("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "0.0.0.0"),
      ("255.255.255.255", "255.255.255.255"), ("::ffff:127.1.2.3", "127.1.2.3"),
      ("::ffff:7f01:0203", "127.1.2.3"), ("0:0:0:0:0000:ffff:127.1.2.3", "127.1.2.3"),
      ("0:0:0:0:000000:ffff:127.1.2.3", nil), ("0:0:0:0::ffff:127.1.2.3", "127.1.2.3"),
      ("2001:4860:0:2001::68", "2001:4860:0:2001::68"),
      ("2001:4860:0000:2001:0000:0000:0000:0068", "2001:4860:0:2001::68"),
      ("-0.0.0.0", nil), ("0.-1.2.3", nil), ("0.0x1.2.3", nil), ("0.0.0x1.2", nil),
      ("127.0.0.256", nil), ("127.0.0.0256", nil), ("abc", nil), ("123:", nil),
      ("fe80::1%lo0", nil), ("fe80::1%911", nil), ("", nil), ("127.001.002.003", nil),
      ("010.0.0.1", nil), ("0.0.0.00", nil), ("::ffff:127.001.002.003", nil),
      ("123.000.000.000", nil), ("1.2..4", nil), ("0123.0.0.1", nil), ("1.2.3", nil),
      ("1.2.3.4.5", nil), ("1.2.3.4 ", nil), (" 1.2.3.4", nil), ("[::1]", nil), ("::1/128", nil),
      ("1.2.3.4:80", nil), ("a1:a2:a3:a4::b1:b2:b3:b4", nil),
      ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"),
      ("1:2:3:4:5:6:7", nil), ("1:2:3:4:5:6:7:8:9", nil), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
      ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"), ("1:2:3:4:5:6:7::8", nil), ("::", "::"), (":", nil),
      (":::", nil), ("::1::", nil), ("1::2::3", nil), (":1", nil), ("1:", nil), ("::1:", nil),
      ("12345::", nil), ("g::", nil), ("::1.2.3.4", "::102:304"),
      ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
      ("1:2:3:4:5:6:7:1.2.3.4", nil), ("1:2:3:4:5:1.2.3.4", nil), ("::1.2.3.4:1", nil),
      ("::1.2.3", nil), ("1::1.2.3.4.5", nil), ("2001:DB8::A", "2001:db8::a"), ("１.2.3.4", nil),
      ("1.2.3.4\u{0}", nil),
    ] as [(String, String?)]
  )
  func `addresses are read as Go reads them and written in one form`(
    text: String,
    written: String?
  ) {
    #expect(IPAddress(strict: text)?.description == written)
  }

  // RFC 5952 §4.2: the longest run, the first of equals, no single group.
  @Test(arguments: [
    ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
    ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("0:0:0:0:0:0:0:1", "::1"),
    ("1:0:0:0:0:0:0:0", "1::"), ("0:0:1:0:0:0:1:0", "0:0:1::1:0"),
    ("1:1:1:1:1:1:0:0", "1:1:1:1:1:1::"),
  ])
  func `IPv6 is written in its shortest form`(text: String, written: String) throws {
    #expect(try IPAddress(text).description == written)
  }

  @Test func `an IPv4 address in sixteen octets is shown as such`() throws {
    let octets: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 10, 0, 0, 1]
    #expect(try IPAddress(octets: octets).description == "::ffff:10.0.0.1")
  }

  @Test func `every address reads back as itself`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for round in 0..<2000 {
      // Few different octets make runs of zeros likely.
      let octets = (0..<(round % 2 == 0 ? 16 : 4)).map { _ in
        Bool.random(using: &generator) ? 0 : UInt8.random(in: 0...255, using: &generator)
      }
      let address = try IPAddress(octets: octets)
      #expect(IPAddress(strict: address.description) == address, "seed \(seed): \(octets)")
    }
  }

  @Test(arguments: [0, 3, 5, 15, 17])
  func `octets are four or sixteen`(count: Int) {
    #expect(throws: KTHWError.self) { try IPAddress(octets: [UInt8](repeating: 0, count: count)) }
  }

  @Test func `a refused address is named with a hint`() {
    let error = #expect(throws: KTHWError.self) { try IPAddress("10.0.0.0/24") }
    #expect(error?.code == .syntax)
    #expect(error?.description == "\"10.0.0.0/24\" is not an IP address")
    #expect(error?.problems.first?.hint?.contains("prefix") == true)
  }

  @Test(
    arguments: [
      ("10.0.0.255", 1, "10.0.1.0"), ("10.0.0.0", 0, "10.0.0.0"),
      ("255.255.255.255", 1, nil), ("0.0.0.0", 1 << 32, nil),
      ("0.0.0.0", (1 << 32) - 1, "255.255.255.255"),
      ("fd00::ffff:ffff:ffff:ffff", 1, "fd00:0:0:1::"), ("::", UInt64.max, "::ffff:ffff:ffff:ffff"),
      ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 1, nil),
    ] as [(String, UInt64, String?)]
  )
  func `steps carry and end at the last address`(
    text: String,
    steps: UInt64,
    expected: String?
  ) throws {
    #expect(try IPAddress(text).advanced(by: steps)?.description == expected)
  }

  @Test func `addresses know what they are and sort by family`() throws {
    for (text, isLoopback, isUnspecified) in [
      ("127.9.9.9", true, false), ("::1", true, false), ("128.0.0.1", false, false),
      ("::2", false, false), ("0.0.0.0", false, true), ("::", false, true),
    ] {
      let address = try IPAddress(text)
      #expect(address.isLoopback == isLoopback, "\(text)")
      #expect(address.isUnspecified == isUnspecified, "\(text)")
    }
    let sorted = try ["::1", "10.0.0.2", "10.0.0.10", "9.255.0.0"].map { try IPAddress($0) }
      .sorted()
    #expect(sorted.map(\.description) == ["9.255.0.0", "10.0.0.2", "10.0.0.10", "::1"])
  }
}
