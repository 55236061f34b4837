import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct EncryptedKeyTests {
  static let passphrase = SecretBytes.text("correct horse")

  @Test(
    .judged(by: "openssl"),
    arguments: [
      ["pkcs8", "-topk8", "-v2", "aes256"],
      ["pkcs8", "-topk8", "-v2", "aes-128-cbc", "-v2prf", "hmacWithSHA512", "-iter", "5000"],
      ["pkcs8", "-topk8", "-v2", "des3"],
      ["pkcs8", "-topk8", "-scrypt"],
      ["pkcs8", "-topk8", "-v1", "PBE-SHA1-3DES"],
      ["ec", "-aes256"], ["ec", "-aes-128-cbc"], ["ec", "-des3"], ["ec", "-camellia256"],
    ]
  )
  func `keys that openssl encrypts open with the passphrase and only with it`(
    arguments: [String]
  ) throws {
    let key = try TestKeys.key(.p256)
    let sealed = try RunCommand("openssl", arguments + ["-passout", "pass:correct horse"])
      .reading(key.pem().text).run().expecting(0).outputText
    #expect(sealed.contains("ENCRYPTED"))
    let bytes = Array(sealed.utf8)
    #expect(try PrivateKey(pem: bytes, passphrase: Self.passphrase).publicKey == key.publicKey)
    expectError(.keyIsEncrypted) { _ = try PrivateKey(pem: bytes) }
    // Twenty, because noise looks like padding once in 256 times.
    for number in 0..<20 {
      expectError(.wrongPassphrase) {
        _ = try PrivateKey(pem: bytes, passphrase: SecretBytes.text("wrong \(number)"))
      }
    }
    expectError(.wrongPassphrase) {
      _ = try PrivateKey(pem: bytes, passphrase: SecretBytes.text(""))
    }
  }

  @Test(.judged(by: "openssl"), arguments: TestKeys.specifications)
  func `openssl opens what we encrypt`(specification: KeySpecification) throws {
    let key = try TestKeys.key(specification)
    let sealed = try key.pem(encryptedWith: Self.passphrase).text
    #expect(sealed.hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"))
    let opened = try openssl("pkey", "-passin", "pass:correct horse", reading: sealed)
    #expect(opened.outputText == (try key.pem(.pkcs8).text))
    let structure = try openssl("asn1parse", reading: sealed).outputText
    for word in ["PBES2", "PBKDF2", "hmacWithSHA256", "aes-256-cbc", "0927C0"] {
      // 0927C0 is 600,000.
      #expect(structure.contains(word))
    }
    let again = try PrivateKey(pem: Array(sealed.utf8), passphrase: Self.passphrase)
    #expect(again.publicKey == key.publicKey)
  }

  @Test(arguments: ["a\nb", "pässwörd 密码", String(repeating: "x", count: 1000), "\u{0}"])
  func `passphrases of any bytes work`(text: String) throws {
    let key = try TestKeys.key(.p256)
    let sealed = try key.pem(encryptedWith: SecretBytes.text(text))
    let opened = try PrivateKey(pem: sealed, passphrase: SecretBytes.text(text))
    #expect(opened.publicKey == key.publicKey)
  }

  @Test func `the same key encrypted twice looks different`() throws {
    let key = try TestKeys.key(.ed25519)
    let texts = try (0..<2).map { _ in try key.pem(encryptedWith: Self.passphrase).text }
    #expect(texts[0] != texts[1])
  }

  @Test func `an empty passphrase is refused`() throws {
    let key = try TestKeys.key(.p256)
    expectError(.invalidValue) { _ = try key.pem(encryptedWith: SecretBytes.text("")) }
  }

  @Test(arguments: ["DES-CBC,0011223344556677", "RC2-40-CBC,0011223344556677", "XYZ,00", ""])
  func `ciphers that are gone are named as the reason`(cipher: String) throws {
    let header = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: \(cipher)\n\n"
    let text = header + "AAECAwQFBgcICQoLDA0ODw==\n-----END RSA PRIVATE KEY-----\n"
    expectError(.unsupported) {
      _ = try PrivateKey(pem: Array(text.utf8), passphrase: Self.passphrase)
    }
  }

  @Test func `no error shows the passphrase`() throws {
    let sealed = try TestKeys.key(.p256).pem(encryptedWith: Self.passphrase)
    let error = expectError(.wrongPassphrase) {
      _ = try PrivateKey(pem: sealed, passphrase: SecretBytes.text("hunter2"))
    }
    #expect(error.map { "\($0) \($0.problems)".contains("hunter2") } == false)
  }
}
