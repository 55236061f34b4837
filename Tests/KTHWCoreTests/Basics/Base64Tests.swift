import KTHWTestSupport
import Testing

@testable import KTHWCore

struct Base64Tests {
  // RFC 4648 §10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func `the RFC's examples hold both ways`(plain: String, digits: String) throws {
    #expect(Base64.encode(Array(plain.utf8)) == digits)
    #expect(try Base64.decode(Array(digits.utf8)) == Array(plain.utf8))
  }

  @Test func `every octet at every place survives`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var generator = SeededGenerator(seed: seed)
    for count in 0..<300 {
      let octets = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let digits = Base64.encode(octets)
      #expect(digits.utf8.count == Base64.encodedCount(count), "seed \(seed)")
      #expect(try Base64.decode(Array(digits.utf8)) == octets, "seed \(seed)")
    }
  }

  @Test(
    arguments: [
      ("Zg", .endsTooEarly(at: 2)), ("Zg=", .endsTooEarly(at: 3)), ("Z", .endsTooEarly(at: 1)),
      ("Z===", .misplacedPadding(at: 1)), ("=", .misplacedPadding(at: 0)),
      ("Zg===", .misplacedPadding(at: 4)), ("Zg==Zg==", .misplacedPadding(at: 4)),
      ("Zm9v=", .misplacedPadding(at: 4)), ("Zm9v\n", .invalidCharacter(at: 4)),
      ("Zm9 v", .invalidCharacter(at: 3)), ("Zm9-", .invalidCharacter(at: 3)),
      ("Zm9_", .invalidCharacter(at: 3)), ("Zh==", .looseBits(at: 4)), ("Zm9=", .looseBits(at: 4)),
      ("Zm\u{e9}9", .invalidCharacter(at: 2)), ("Zm\u{0}9", .invalidCharacter(at: 2)),
    ] as [(String, Base64.Failure)]
  )
  func `strict reading says what is wrong and where`(digits: String, failure: Base64.Failure) {
    #expect(throws: failure) { try Base64.decode(Array(digits.utf8)) }
  }

  // base64.StdEncoding skips CR and LF anywhere and keeps loose bits.
  @Test(arguments: [
    ("Zm9v\r\nYg==\n", "foob"), ("Zh==", "f"), ("Z\nm\n9\nv", "foo"), ("Zg=\n=", "f"),
  ])
  func `Go's rules skip line breaks and forgive loose bits`(digits: String, plain: String) throws {
    #expect(try Base64.decode(Array(digits.utf8), .go) == Array(plain.utf8))
    #expect(throws: Base64.Failure.self) { try Base64.decode(Array(" Zg==".utf8), .go) }
  }

  @Test(arguments: [0, 1, 47, 48, 49, 96, 97, 1000])
  func `lines have the length that was asked for`(count: Int) {
    let octets = [UInt8](repeating: 0xA5, count: count)
    var text = [UInt8](repeating: 0, count: Base64.encodedCount(count, lineLength: 64))
    let written = octets.withUnsafeBytes { source in
      text.withUnsafeMutableBytes { Base64.encode(source, into: $0, lineLength: 64) }
    }
    #expect(written == text.count)
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    #expect(lines.dropLast().allSatisfy { $0.utf8.count == 64 })
    #expect(lines.joined() == Base64.encode(octets))
  }

  @Test func `a secret is decoded into memory of its own`() throws {
    let digits = Array("c2VjcmV0".utf8)
    let secret = try digits.withUnsafeBytes { try Base64.decodeSecret($0) }
    #expect(secret.withUnsafeBytes { Array($0) } == Array("secret".utf8))
    #expect(throws: Base64.Failure.endsTooEarly(at: 1)) {
      _ = try [UInt8]("c".utf8).withUnsafeBytes { try Base64.decodeSecret($0) }
    }
  }
}
