import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct PrivateKeyReadingTests {
  @Test(
    .judged(by: "openssl"),
    arguments: [
      (["genrsa", "-traditional", "2048"], KeySpecification.rsa(bits: 2048)),
      (["genrsa", "2048"], .rsa(bits: 2048)),
      (["genrsa", "-3", "2048"], .rsa(bits: 2048)),
      (["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2050"], .rsa(bits: 2050)),
      (["ecparam", "-name", "prime256v1", "-genkey"], .p256),
      (["ecparam", "-name", "prime256v1", "-genkey", "-noout"], .p256),
      (["ecparam", "-name", "prime256v1", "-genkey", "-conv_form", "compressed"], .p256),
      (["ecparam", "-name", "secp384r1", "-genkey", "-noout"], .p384),
      (["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"], .p521),
      (["genpkey", "-algorithm", "ed25519"], .ed25519),
    ]
  )
  func `keys that openssl makes are read`(
    arguments: [String],
    specification: KeySpecification
  ) throws {
    let pem = try RunCommand("openssl", arguments).run().expecting(0).outputText
    let key = try PrivateKey(pem: Array(pem.utf8))
    #expect(key.publicKey.specification == specification)
    // Compared as numbers: openssl keeps a compressed point compressed.
    let theirs = try openssl("pkey", "-pubout", reading: pem).outputText
    let block = try #require(try PEM.blocks(in: Array(theirs.utf8)).first)
    #expect(
      key.matches(try PublicKey(subjectPublicKeyInfo: block.bytes, sha1: Hash.sha1))
    )
    // And what they do without, they do with.
    #expect(try PrivateKey(pem: key.pem(.pkcs8)).publicKey == key.publicKey)
    try openssl("pkey", "-check", "-noout", reading: key.pem().text)
  }

  @Test(
    .judged(by: "openssl"),
    arguments: [
      (["genrsa", "1024"], "RSA 1024 bits"), (["genrsa", "512"], "RSA 512 bits"),
      (["ecparam", "-name", "secp224r1", "-genkey"], "ECDSA P-224"),
      (["ecparam", "-name", "secp256k1", "-genkey"], "ECDSA secp256k1"),
    ]
  )
  func `keys that we never make are read and called by name`(
    arguments: [String],
    name: String
  ) throws {
    let pem = try RunCommand("openssl", arguments).run().expecting(0).outputText
    let key = try PrivateKey(pem: Array(pem.utf8))
    #expect(key.publicKey.specification == nil)
    #expect(key.publicKey.algorithmName == name)
    #expect(try PrivateKey(pem: key.pem()).publicKey == key.publicKey)
    try openssl("pkey", "-check", "-noout", reading: key.pem().text)
    let isRSA = name.hasPrefix("RSA")
    expectError(isRSA ? .invalidValue : .unsupported) {
      _ = try OpenSSLSigner(key, using: Engine())
    }
    if name == "RSA 1024 bits" {
      let signer = try OpenSSLSigner(key, using: Engine(), allowsWeakKeys: true)
      #expect(signer.signatureAlgorithm == .sha256WithRSA)
      #expect(try signer.signature(of: [1, 2, 3]).count == 128)
    }
  }

  @Test(
    .judged(by: "openssl"),
    arguments: [
      ["genpkey", "-algorithm", "ed448"], ["genpkey", "-algorithm", "x25519"],
      [
        "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-param_enc", "explicit",
      ],
      ["genrsa", "-primes", "3", "2048"],
    ]
  )
  func `keys of no use here are refused as such`(arguments: [String]) throws {
    let pem = try RunCommand("openssl", arguments).run().expecting(0).outputText
    expectError(.unsupported) { _ = try PrivateKey(pem: Array(pem.utf8)) }
  }

  @Test func `cfssl's own label for Ed25519 is read`() throws {
    let pem = KeyVectors.ed25519PKCS8.replacing("PRIVATE KEY", with: "Ed25519 PRIVATE KEY")
    let key = try PrivateKey(pem: Array(pem.utf8))
    #expect(key.publicKey.specification == .ed25519)
    #expect(try key.pem().text == KeyVectors.ed25519PKCS8 + "\n")
  }

  @Test(arguments: [KeyVectors.p256SEC1, KeyVectors.p256PKCS8, KeyVectors.rsaPKCS1])
  func `the label is not believed`(pem: String) throws {
    let truth = try PrivateKey(pem: Array(pem.utf8)).publicKey
    let label = try #require(pem.split(separator: "\n").first).dropFirst(11).dropLast(5)
    for wrong in ["RSA PRIVATE KEY", "EC PRIVATE KEY", "PRIVATE KEY", "ANYTHING"] {
      let swapped = pem.replacing(label, with: wrong)
      #expect(try PrivateKey(pem: Array(swapped.utf8)).publicKey == truth)
    }
  }

  @Test func `text and other blocks may stand around a key`() throws {
    let certificate = "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"
    let text = "subject=CN = x\r\n" + certificate + KeyVectors.p256SEC1 + "\n" + certificate
    let key = try PrivateKey(pem: Array(text.replacing("\n", with: "\r\n").utf8))
    #expect(key.publicKey.specification == .p256)
  }

  @Test func `an error tells file and line`() throws {
    let text = "\n\n" + KeyVectors.p256SEC1.replacing("MHcC", with: "MHcD")
    let error = expectError(.syntax) {
      _ = try PrivateKey(pem: Array(text.utf8), file: "ca-key.pem")
    }
    #expect(error?.problems.first?.place == .file("ca-key.pem", SourceMark(line: 3, column: 1)))
  }
}
