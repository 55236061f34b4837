import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct HostileKeyTests {
  static let vectors = [
    KeyVectors.rsaPKCS1, KeyVectors.rsaPKCS8, KeyVectors.p256SEC1, KeyVectors.p256PKCS8,
    KeyVectors.p521SEC1, KeyVectors.ed25519PKCS8,
  ]

  @Test(arguments: vectors)
  func `a key cut off anywhere is refused`(pem: String) throws {
    let der = try Self.der(pem)
    for count in 0..<der.count {
      let cut = PEM.encode(Array(der[..<count]), label: "PRIVATE KEY")
      #expect(throws: KTHWError.self) { _ = try PrivateKey(pem: Array(cut.utf8)) }
    }
    let lines = pem.split(separator: "\n", omittingEmptySubsequences: false)
    for count in 0..<lines.count - 1 {
      let cut = lines[..<count].joined(separator: "\n")
      expectError(.syntax) { _ = try PrivateKey(pem: Array(cut.utf8)) }
    }
  }

  @Test(arguments: vectors)
  func `no flipped byte gives another key unnoticed`(pem: String) throws {
    let der = try Self.der(pem)
    let truth = try PrivateKey(pem: Array(pem.utf8))
    // Ed25519 without its public half is 32 bytes of which any are a key.
    let isSeed = truth.publicKey.specification == .ed25519
    for index in 0..<(isSeed ? 16 : der.count) {
      var changed = der
      changed[index] ^= 0x55
      let text = PEM.encode(changed, label: "PRIVATE KEY")
      let read = try? PrivateKey(pem: Array(text.utf8))
      #expect(read == nil || read?.publicKey == truth.publicKey, "byte \(index)")
    }
  }

  @Test(arguments: vectors)
  func `bytes after the end are refused`(pem: String) throws {
    let longer = PEM.encode(try Self.der(pem) + [0], label: "PRIVATE KEY")
    expectError(.syntax) { _ = try PrivateKey(pem: Array(longer.utf8)) }
  }

  @Test func `a private half with another's public half is refused`() throws {
    // The point of one P-256 key inside the other.
    let (one, other) = (try Self.p256(), try Self.p256())
    let mixed = try one.pem().withUnsafeBytes { text in
      try #require(try PEM.secretBlocks(in: text).first).bytes.withUnsafeBytes { der in
        Array(der.dropLast(65)) + other.publicKey.keyBits
      }
    }
    let text = PEM.encode(mixed, label: "EC PRIVATE KEY")
    expectError(.keyMismatch) { _ = try PrivateKey(pem: Array(text.utf8)) }
  }

  @Test(arguments: [
    // Zero, the order of P-256, and the order plus one.
    [UInt8](repeating: 0, count: 32), order, Array(order.dropLast()) + [0x52],
    [UInt8](repeating: 0xFF, count: 33),
  ])
  func `a private number outside the curve's range is refused`(scalar: [UInt8]) throws {
    let shape = DERWriter.bytes {
      $0.sequence {
        $0.integer(1)
        $0.octetString(scalar)
        $0.element(.constructed(0)) { $0.objectIdentifier(.prime256v1) }
      }
    }
    let text = PEM.encode(shape, label: "EC PRIVATE KEY")
    expectError(.invalidValue) { _ = try PrivateKey(pem: Array(text.utf8)) }
  }

  // SEC2 §2.4.2.
  private static let order: [UInt8] = [
    0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
  ]

  @Test(arguments: [
    "", "\n", "-----BEGIN PRIVATE KEY-----", "hello", "{\"key\": 1}",
    "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
    "-----BEGIN PRIVATE KEY-----\n!!!!\n-----END PRIVATE KEY-----\n",
    "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n",
    "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n",
  ])
  func `what is no key is refused as such`(text: String) {
    expectError(.syntax) {
      _ = try PrivateKey(pem: Array(text.utf8), passphrase: SecretBytes.text("x"))
    }
  }

  @Test func `DER is recognised and OpenSSH's own format named`() throws {
    let error = expectError(.syntax) { _ = try PrivateKey(pem: try Self.der(KeyVectors.rsaPKCS8)) }
    #expect(error?.description.contains("DER") == true)
    let ssh = PEM.encode(Array("openssh-key-v1\u{0}".utf8), label: "OPENSSH PRIVATE KEY")
    expectError(.unsupported) { _ = try PrivateKey(pem: Array(ssh.utf8)) }
  }

  @Test func `ten megabytes are refused at once`() {
    let megabytes = [UInt8](repeating: 0x41, count: 10 << 20)
    expectError(.syntax) { _ = try PrivateKey(pem: megabytes) }
    let block = PEM.encode([0x30, 0x84] + megabytes[..<(1 << 20)], label: "PRIVATE KEY")
    expectError(.limitExceeded) { _ = try PrivateKey(pem: Array(block.utf8)) }
  }

  @Test func `noise is refused`() throws {
    var generator = SeededGenerator(seed: 20_261_121)
    for _ in 0..<500 {
      let count = Int.random(in: 1...300, using: &generator)
      var noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      // Half of them begin like DER.
      if noise.count > 4, Bool.random(using: &generator) {
        noise[0] = 0x30
        noise[1] = UInt8(clamping: noise.count - 2)
      }
      let text = PEM.encode(noise, label: "PRIVATE KEY")
      #expect(throws: KTHWError.self) { _ = try PrivateKey(pem: Array(text.utf8)) }
    }
  }

  private static func der(_ pem: String) throws -> [UInt8] {
    try #require(try PEM.blocks(in: Array(pem.utf8)).first).bytes
  }

  private static func p256() throws -> PrivateKey {
    try PrivateKey.generate(.p256, using: Engine())
  }
}
