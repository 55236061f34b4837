import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct OpenSSLSignerTests {
  static let text = Array("what is to be signed\u{0}\u{1}".utf8)

  @Test(.judged(by: "openssl"), arguments: TestKeys.specifications)
  func `openssl accepts our signatures`(specification: KeySpecification) throws {
    let key = try TestKeys.key(specification)
    let signer = try OpenSSLSigner(key, using: Engine())
    let directory = try ScratchDirectory()
    try directory.write("public.pem", key.publicKey.pem)
    try directory.write("text", bytes: Self.text)
    // Twice, because contexts are used again.
    for _ in 1...2 {
      try directory.write("signature", bytes: try signer.signature(of: Self.text))
      if let digest = signer.signatureAlgorithm.digest {
        try openssl(
          "dgst",
          "-\(digest)",
          "-verify",
          "public.pem",
          "-signature",
          "signature",
          "text",
          in: directory
        )
      } else {
        try openssl(
          "pkeyutl",
          "-verify",
          "-pubin",
          "-inkey",
          "public.pem",
          "-rawin",
          "-in",
          "text",
          "-sigfile",
          "signature",
          in: directory
        )
      }
    }
  }

  @Test(arguments: [
    (KeySpecification.rsa(bits: 2048), SignatureAlgorithm.sha256WithRSA),
    (.p256, .ecdsaWithSHA256), (.p384, .ecdsaWithSHA384), (.p521, .ecdsaWithSHA512),
    (.ed25519, .ed25519),
  ])
  func `the hash grows with the key`(
    specification: KeySpecification,
    algorithm: SignatureAlgorithm
  ) throws {
    let signer = try OpenSSLSigner(TestKeys.key(specification), using: Engine())
    #expect(signer.signatureAlgorithm == algorithm)
  }

  @Test func `one engine serves several signers in turn`() throws {
    let engine = try Engine()
    let signers = try TestKeys.specifications.map {
      try OpenSSLSigner(TestKeys.key($0), using: engine)
    }
    // RSA and Ed25519 sign the same text the same way each time.
    let first = try signers.map { try $0.signature(of: Self.text) }
    let second = try signers.map { try $0.signature(of: Self.text) }
    #expect(first.first == second.first)
    #expect(first.last == second.last)
    #expect(Set(first).count == signers.count)
  }

  @Test func `many threads make keys and sign side by side`() throws {
    let shared = try TestKeys.key(.p256)
    let keys = Guarded<Set<[UInt8]>>([])
    let work: @Sendable (Engine, Int) throws -> Void = { engine, index in
      let key = try PrivateKey.generate(index % 3 == 0 ? .ed25519 : .p256, using: engine)
      let own = try OpenSSLSigner(key, using: engine).signature(of: Self.text)
      let others = try OpenSSLSigner(shared, using: engine).signature(of: Self.text)
      let again = try PrivateKey(pem: key.pem())
      #expect(own != others)
      #expect(again.publicKey == key.publicKey)
      keys.withLock { _ = $0.insert(key.publicKey.keyBits) }
    }
    try parallelEach(count: 200, workers: 16, makingState: { try Engine() }, body: work)
    #expect(keys.withLock(\.count) == 200)
  }
}
