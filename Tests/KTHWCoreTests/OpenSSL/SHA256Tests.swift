import Testing

@testable import KTHWCore

@Suite struct `SHA-256 without OpenSSL` {
  @Test(arguments: [
    // FIPS 180-4's own examples.
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `gives the standard's digests`(text: String, digest: String) {
    #expect(SHA256.digest(Array(text.utf8)).hexadecimal == digest)
  }

  @Test func `gives OpenSSL's digests at every length around its blocks`() throws {
    for length in Array(0...200) + [1000, 4096, 65_537] {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ length) }
      #expect(SHA256.digest(bytes).hexadecimal == Hexadecimal.plain(Hash.sha256(bytes)))
    }
  }
}
