import KTHWTestSupport
import Testing

@testable import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

#if os(Linux)
/// Looks through the memory of this very process for keys that should be gone.
@Suite(.serialized) struct KeyResidueTests {
  @Test(arguments: [KeySpecification.p256, .p384, .ed25519, .rsa(bits: 2048)])
  func `nothing of a key stays in memory once it is let go`(
    specification: KeySpecification
  ) throws {
    let needles = try Self.used(specification)
    for needle in needles {
      let places = try needle.occurrences()
      #expect(places.isEmpty, "\(specification): \(needle.name)")
    }
  }

  @Test func `the search finds what is there`() throws {
    let needles = try Self.used(.p256)
    let needle = try #require(needles.first)
    // The copy lives until it is looked at again below.
    let careless = needle.revealed()
    #expect(try !needle.occurrences().isEmpty)
    #expect(careless.count == 24)
  }

  /// Makes a key, writes it in every form, reads it, signs with it, and lets
  /// it go; gives what to look for, masked.
  @inline(never)
  private static func used(_ specification: KeySpecification) throws -> [Needle] {
    let engine = try Engine()
    let key = try PrivateKey.generate(specification, using: engine)
    let texts = try [key.pem(.traditional), key.pem(.pkcs8)]
    for text in texts {
      let again = try PrivateKey(pem: text)
      _ = try OpenSSLSigner(again, using: engine).signature(of: [1, 2, 3])
    }
    let sealed = try key.pem(encryptedWith: .text("a passphrase of some length"))
    _ = try PrivateKey(pem: sealed, passphrase: .text("a passphrase of some length"))
    let secret = try key.der(.traditional).withUnsafeBytes { der -> [UInt8] in
      switch try PrivateKeyShape(der: der) {
      case .rsa(let numbers): Needle.mask(numbers.prime1)
      case .ec(let key): Needle.mask(key.scalar)
      case .ed25519(let seed): Needle.mask(seed)
      case .other, .encrypted: []
      }
    }
    let lines = texts.map { text in
      // Within the base64, where every kind of key has secret digits.
      text.withUnsafeBytes { Needle.mask(UnsafeRawBufferPointer(rebasing: $0[70..<118])) }
    }
    return [
      Needle(name: "the number, big-endian", masked: Array(secret.prefix(24))),
      Needle(name: "the number, little-endian", masked: Array(secret.reversed().prefix(24))),
      Needle(name: "the traditional text", masked: lines[0]),
      Needle(name: "the PKCS#8 text", masked: lines[1]),
    ]
  }
}
#endif
