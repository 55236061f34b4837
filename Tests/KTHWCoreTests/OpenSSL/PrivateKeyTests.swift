import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct PrivateKeyTests {
  @Test(arguments: TestKeys.specifications)
  func `a made key is what was asked for`(specification: KeySpecification) throws {
    let key = try TestKeys.key(specification)
    #expect(key.publicKey.specification == specification)
    #expect(key.publicKey.keyIdentifier == (Hash.sha1(key.publicKey.keyBits)))
    #expect(key.publicKey.keyIdentifier.count == 20)
  }

  @Test(arguments: TestKeys.specifications)
  func `two keys differ`(specification: KeySpecification) throws {
    let other = try PrivateKey.generate(specification, using: Engine())
    #expect(other.publicKey != (try TestKeys.key(specification)).publicKey)
    #expect(!other.matches(try TestKeys.key(specification).publicKey))
  }

  @Test(arguments: TestKeys.specifications, [PrivateKeyFormat.traditional, .pkcs8])
  func `a key that was written reads back as the same key`(
    specification: KeySpecification,
    format: PrivateKeyFormat
  ) throws {
    let key = try TestKeys.key(specification)
    let again = try PrivateKey(pem: key.pem(format))
    #expect(again.publicKey == key.publicKey)
    #expect(again.matches(key.publicKey))
    #expect(try again.pem(format).text == key.pem(format).text)
  }

  @Test(
    .judged(by: "openssl"),
    arguments: TestKeys.specifications,
    [PrivateKeyFormat.traditional, .pkcs8]
  )
  func `openssl finds nothing wrong with our keys and writes the same text`(
    specification: KeySpecification,
    format: PrivateKeyFormat
  ) throws {
    let pem = try TestKeys.key(specification).pem(format).text
    try openssl("pkey", "-check", "-noout", reading: pem)
    // There is no traditional form of Ed25519.
    let same =
      format == .traditional && specification != .ed25519
      ? try openssl("pkey", "-traditional", reading: pem) : try openssl("pkey", reading: pem)
    #expect(same.outputText == pem)
    let publicText = try openssl("pkey", "-pubout", reading: pem).outputText
    #expect(publicText == (try TestKeys.key(specification)).publicKey.pem)
  }

  @Test(arguments: [
    (KeySpecification.rsa(bits: 2048), "RSA PRIVATE KEY"), (.p256, "EC PRIVATE KEY"),
    (.ed25519, "PRIVATE KEY"),
  ])
  func `the traditional form has the label that cfssl's users know`(
    specification: KeySpecification,
    label: String
  ) throws {
    let pem = try TestKeys.key(specification).pem().text
    #expect(pem.hasPrefix("-----BEGIN \(label)-----\n"))
    #expect(pem.hasSuffix("-----END \(label)-----\n"))
    #expect(!pem.contains("PARAMETERS"))
  }

  @Test(.judged(by: "openssl"), arguments: [2049, 3072])
  func `RSA keys of other lengths have exactly the bits asked for`(bits: Int) throws {
    let key = try PrivateKey.generate(.rsa(bits: bits), using: Engine())
    let text = try openssl("pkey", "-noout", "-text", "-check", reading: key.pem().text)
    #expect(text.outputText.contains("(\(bits) bit"))
    #expect(text.outputText.contains("65537"))
  }

  @Test(arguments: [1024, 2047, 8193, 0, -1])
  func `RSA keys of unsafe or absurd lengths are not made`(bits: Int) {
    expectError(.invalidValue) { _ = try PrivateKey.generate(.rsa(bits: bits), using: Engine()) }
  }

  @Test func `primes may be looked for one after the other`() throws {
    let key = try PrivateKey.generate(
      .rsa(bits: 2048),
      using: Engine(),
      primesSideBySide: false
    )
    #expect(try PrivateKey(pem: key.pem()).matches(key.publicKey))
  }

  @Test func `a key matches itself in another encoding, and no other kind`() throws {
    let p256 = try TestKeys.key(.p256)
    // The same point compressed: SPKI of 59 bytes, 02 or 03 by the parity of Y.
    let point = p256.publicKey.keyBits
    let compressed = [0x02 | (point[64] & 1)] + point[1..<33]
    let info = SubjectPublicKeyInfo.ec(curve: .prime256v1, point: compressed)
    #expect(p256.matches(try PublicKey(subjectPublicKeyInfo: info.der, sha1: Hash.sha1)))
    for (specification, key) in TestKeys.all where specification != .p256 {
      #expect(!p256.matches(key.publicKey))
      #expect(!key.matches(p256.publicKey))
    }
    let nonsense = PublicKey(
      specification: nil,
      algorithmName: "",
      subjectPublicKeyInfo: [1, 2, 3],
      keyBits: [],
      keyIdentifier: []
    )
    #expect(!p256.matches(nonsense))
  }

  @Test func `a key says what it is and nothing more`() throws {
    let key = try TestKeys.key(.p256)
    #expect("\(key)" == "PrivateKey(ECDSA P-256)")
    #expect(String(reflecting: key) == "PrivateKey(ECDSA P-256)")
    var dumped = ""
    dump(key, to: &dumped)
    #expect(!dumped.contains("pointer"))
  }
}
