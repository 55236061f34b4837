import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct SeededKeyTests {
  static let specifications: [KeySpecification] = [
    .rsa(bits: 2048), .p256, .p384, .p521, .ed25519,
  ]
  static let text = Array("what is to be signed".utf8)

  func source(_ seed: String = "a seed") -> KeySource { .seeded(.text(seed)) }

  /// A key and a signature by it, as text.
  func made(
    _ specification: KeySpecification,
    _ name: String,
    _ source: KeySource
  ) throws -> [String] {
    let engine = try Engine()
    let key = try PrivateKey.generate(
      specification,
      using: engine,
      from: source.stream(named: name)
    )
    let signer = try OpenSSLSigner(key, using: engine, source: source)
    let signature = Hexadecimal.plain(try signer.signature(of: Self.text))
    return [try key.pem(.pkcs8).text, signature]
  }

  @Test(arguments: specifications)
  func `the same seed and name give the same key and signature`(
    specification: KeySpecification
  ) throws {
    let expected = try made(specification, "pki/admin", source())
    #expect(try made(specification, "pki/other", source()) != expected)
    #expect(try made(specification, "pki/admin", source("another seed")) != expected)
    // Whatever thread does it, and whatever the others do meanwhile.
    let results = Guarded<[[String]]>([])
    try parallelEach(count: 6, workers: 3) { index in
      let name = index % 2 == 0 ? "pki/admin" : "pki/\(index)"
      let result = try made(specification, name, source())
      if index % 2 == 0 { results.withLock { $0.append(result) } }
    }
    #expect(results.withLock { $0 } == [expected, expected, expected])
  }

  @Test(arguments: specifications)
  func `without a seed every key is another`(specification: KeySpecification) throws {
    #expect(try KeySource.system.stream(named: "pki/admin") == nil)
    let one = try made(specification, "pki/admin", .system)
    #expect(try made(specification, "pki/admin", .system)[0] != one[0])
  }

  @Test func `without a seed no ECDSA signature comes twice`() throws {
    let key = try TestKeys.key(.p256)
    let signer = try OpenSSLSigner(key, using: Engine())
    #expect(try signer.signature(of: Self.text) != signer.signature(of: Self.text))
  }

  @Test(.judged(by: "openssl"), arguments: specifications)
  func `openssl finds nothing wrong with seeded keys and signatures`(
    specification: KeySpecification
  ) throws {
    let engine = try Engine()
    let key = try PrivateKey.generate(
      specification,
      using: engine,
      from: source().stream(named: "judged")
    )
    let directory = try ScratchDirectory()
    try directory.write("key", key.pem(.pkcs8).text)
    if specification != .ed25519 {
      // Primes, sizes and the public half.
      try openssl("pkey", "-in", "key", "-check", "-noout", in: directory)
    }
    try directory.write("public.pem", key.publicKey.pem)
    try directory.write("text", bytes: Self.text)
    let signer = try OpenSSLSigner(key, using: engine, source: source())
    try directory.write("signature", bytes: signer.signature(of: Self.text))
    guard let digest = signer.signatureAlgorithm.digest else { return }
    let files = ["-signature", "signature", "text"]
    try RunCommand("openssl", ["dgst", "-\(digest)", "-verify", "public.pem"] + files)
      .inside(directory).run().expecting(0)
  }

  // The signatures of "sample" with the curve's own hash (RFC 6979 §A.2.5 to
  // §A.2.7): private number, r, s.
  @Test(arguments: [
    (
      NamedCurve.p256,
      "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
      "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716",
      "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"
    ),
    (
      NamedCurve.p384,
      "6b9d3dad2e1b8c1c05b19875b6659f4de23c3b667bf297ba9aa47740787137d8"
        + "96d5724e4c70a825f872c9ea60d2edf5",
      "94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c"
        + "81a648152e44acf96e36dd1e80fabe46",
      "99ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0a3a94f"
        + "a329c145786e679e7b82c71a38628ac8"
    ),
    (
      NamedCurve.p521,
      "00fad06daa62ba3b25d2fb40133da757205de67f5bb0018fee8c86e1b68c7e75"
        + "caa896eb32f1f47c70855836a6d16fcc1466f6d8fbec67db89ec0c08b0e996b8" + "3538",
      "00c328fafcbd79dd77850370c46325d987cb525569fb63c5d3bc53950e6d4c5f"
        + "174e25a1ee9017b5d450606add152b534931d7d4e8455cc91f9b15bf05ec36e3" + "77fa",
      "00617cce7cf5064806c467f678d3b4080d6f1cc50af26ca209417308281b68af"
        + "282623eaa63e5b5c0723d8b8c37ff0777b1a20f8ccb1dccc43997f1ee0e44da4" + "a67a"
    ),
  ])
  func `ECDSA signs as RFC 6979 shows`(
    curve: NamedCurve,
    secret: String,
    r: String,
    s: String
  ) throws {
    let engine = try Engine()
    let group = try curve.group()
    let scalar = try bytes(secret).withUnsafeBytes { try OwnedNumber.secret($0).relinquish() }
    let number = OwnedNumber(adopting: scalar)
    let point = try CheckedKey.multiple(of: number, on: group, engine.numbers)
    let key = try PrivateKey(
      adopting: OwnedKey(curve: group, scalar: number, point: point),
      kind: .ec(curve)
    )
    let signer = try OpenSSLSigner(key, using: engine, source: source())
    let signature = Hexadecimal.plain(try signer.signature(of: Array("sample".utf8)))
    // In DER numbers have no zeros in front, but one where the top bit is set.
    for part in [r, s] { #expect(signature.contains(part.drop { $0 == "0" })) }
  }

  func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.compactMap { $0.hexDigitValue }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  @Test func `a stream goes on, and is nobody else's`() throws {
    let one = try #require(try source().stream(named: "one"))
    let again = try #require(try source().stream(named: "one"))
    let first = try one.octets(20)
    #expect(try again.octets(20) == first)
    #expect(try one.octets(20) != first)
    let two = try #require(try source().stream(named: "two"))
    #expect(try two.octets(20) != first)
    #expect(try one.octets(0) == [])
    // A name and a seed cannot be shifted into each other.
    let left = try #require(try source("ab").stream(named: "c"))
    let right = try #require(try source("a").stream(named: "bc"))
    #expect(try left.octets(32) != right.octets(32))
  }

  @Test func `a context draws octets from the seed if it has one`() throws {
    let seeded = FixedContext.context(keySource: source())
    #expect(try seeded.octets(16, for: "serial") == seeded.octets(16, for: "serial"))
    #expect(try seeded.octets(16, for: "serial") != seeded.octets(16, for: "other"))
    let system = Context.system
    #expect(try system.octets(16, for: "serial") != system.octets(16, for: "serial"))
    if case .seeded = system.keySource { Issue.record("the system has no seed") }
  }
}
