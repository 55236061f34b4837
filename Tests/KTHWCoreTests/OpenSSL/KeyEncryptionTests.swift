import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct KeyEncryptionTests {
  @Test(
    .judged(by: "openssl"),
    arguments: [
      (["-v2", "aes256"], "PBKDF2 with 2048 rounds of HMAC-SHA-256, AES-256-CBC", true),
      (
        ["-v2", "aes-128-cbc", "-v2prf", "hmacWithSHA512", "-iter", "210000"],
        "PBKDF2 with 210000 rounds of HMAC-SHA-512, AES-128-CBC", false
      ),
      (
        ["-v2", "aes256", "-v2prf", "hmacWithSHA1", "-iter", "600000"],
        "PBKDF2 with 600000 rounds of HMAC-SHA-1, AES-256-CBC", true
      ),
      (
        ["-v2", "des3", "-iter", "600000"],
        "PBKDF2 with 600000 rounds of HMAC-SHA-256, DES-EDE3-CBC", true
      ),
      (["-scrypt"], "scrypt with N 16384, r 8, p 1, AES-256-CBC", false),
      (["-scrypt", "-scrypt_N", "1024"], "scrypt with N 1024, r 8, p 1, AES-256-CBC", true),
      (["-v1", "PBE-SHA1-3DES"], "PKCS #12 with 2048 rounds, DES-EDE3-CBC", true),
      (["-v1", "PBE-SHA1-RC2-40"], "PKCS #12 with 2048 rounds, RC2-40-CBC", true),
      (["-v1", "PBE-MD5-DES"], "PBES1 with 2048 rounds, DES-CBC", true),
    ]
  )
  func `how openssl encrypted a key can be read without the passphrase`(
    arguments: [String],
    words: String,
    isWeak: Bool
  ) throws {
    let providers = ["-provider", "default", "-provider", "legacy"]
    let result = try RunCommand(
      "openssl",
      ["pkcs8", "-topk8", "-passout", "pass:secret"] + arguments + providers
    )
    .reading(TestKeys.key(.p256).pem().text).run()
    // Some systems leave the old ciphers out.
    guard result.succeeded else {
      #expect(arguments[0] == "-v1", "\(result)")
      return
    }
    let object = try #require(
      InspectedObject.all(in: .text(result.outputText), file: "key.pem").first
    )
    guard case .encryptedKey(let encryption?) = object.content else {
      Issue.record("\(object)")
      return
    }
    #expect(encryption.description == words)
    #expect((encryption.weakness != nil) == isWeak, "\(encryption.weakness ?? "")")
  }

  @Test func `what we write is strong by the measure that we hold others to`() throws {
    let sealed = try TestKeys.key(.p256).pem(encryptedWith: .text("correct horse"))
    let block = try #require(sealed.withUnsafeBytes { try PEM.secretBlocks(in: $0) }.first)
    let encryption = try #require(KeyEncryption(of: block))
    #expect(encryption.derivation == .pbkdf2(hash: "SHA-256", rounds: 600_000))
    #expect(encryption.cipher == "AES-256-CBC")
    #expect(encryption.weakness == nil)
  }

  @Test(.judged(by: "openssl"))
  func `OpenSSL's old way is known by its headers`() throws {
    let pem = try TestKeys.key(.p256).pem().text
    let text = try openssl("ec", "-aes256", "-passout", "pass:secret", reading: pem).outputText
    let object = try #require(InspectedObject.all(in: .text(text), file: "key.pem").first)
    #expect(object.content == .encryptedKey(KeyEncryption(.traditional, cipher: "AES-256-CBC")))
    #expect(KeyEncryption(.traditional, cipher: "AES-256-CBC").weakness != nil)
  }

  @Test(arguments: [
    // Hours of PBKDF2, even with numbers of nine octets.
    HostileScheme.pbkdf2(rounds: 10_000_001), .pbkdf2(rounds: .max), .pbkdf2Beyond64Bits,
    // 1 GiB, 2^64 octets, and work without memory.
    .scrypt(1 << 20, 8, 1), .scrypt(1 << 62, 8, 1), .scrypt(2, 1 << 17, 1 << 12),
    .scrypt(16_384, 8, 1 << 20), .scrypt(2, 1, .max), .pkcs12(rounds: 1 << 31),
  ])
  func `a file cannot ask for minutes or gigabytes, and nobody is asked for its passphrase`(
    scheme: HostileScheme
  ) throws {
    let pem = PEM.encode(scheme.key, label: "ENCRYPTED PRIVATE KEY")
    let clock = ContinuousClock()
    let start = clock.now
    for passphrase in [nil, SecretBytes.text("correct horse")] {
      expectError(.limitExceeded) {
        _ = try PrivateKey(pem: Array(pem.utf8), passphrase: passphrase)
      }
    }
    #expect(clock.now - start < .seconds(1))
  }

  @Test func `what would take long all the same is within the limits by a little`() throws {
    // A sealed block of noise: it is opened, and what is in it is no key.
    for scheme in [HostileScheme.pbkdf2(rounds: 100_000), .scrypt(32_768, 8, 1)] {
      let pem = PEM.encode(scheme.key, label: "ENCRYPTED PRIVATE KEY")
      #expect(throws: KTHWError.self) {
        _ = try PrivateKey(pem: Array(pem.utf8), passphrase: .text("x"))
      }
      expectError(.keyIsEncrypted) { _ = try PrivateKey(pem: Array(pem.utf8)) }
    }
  }

  @Test(arguments: [HostileScheme.unknown, .unknownDerivation, .deep])
  func `a scheme that nobody knows is not handed to anybody`(scheme: HostileScheme) throws {
    let pem = PEM.encode(scheme.key, label: "ENCRYPTED PRIVATE KEY")
    let error = #expect(throws: KTHWError.self) {
      _ = try PrivateKey(pem: Array(pem.utf8), passphrase: .text("x"))
    }
    #expect([.unsupported, .syntax].contains(error?.code))
    let object = try InspectedObject.all(in: .text(pem), file: "key.pem").first
    #expect(object?.content == .encryptedKey(nil))
  }
}

/// An encrypted key that somebody made to hurt; what is sealed is noise.
struct HostileScheme: Sendable {
  let key: [UInt8]

  private init(_ write: (inout DERWriter) -> Void) {
    key = DERWriter.bytes {
      $0.sequence {
        write(&$0)
        $0.octetString([UInt8](repeating: 3, count: 64))
      }
    }
  }

  private static let salt = [UInt8](repeating: 1, count: 8)

  private static func pbes2(
    _ function: OID,
    _ parameters: (inout DERWriter) -> Void
  ) -> HostileScheme {
    HostileScheme { outer in
      outer.sequence {
        $0.objectIdentifier(OID(1, 2, 840, 113_549, 1, 5, 13))
        $0.sequence {
          $0.sequence {
            $0.objectIdentifier(function)
            $0.sequence { parameters(&$0) }
          }
          $0.sequence {
            $0.objectIdentifier(OID(2, 16, 840, 1, 101, 3, 4, 1, 42))
            $0.octetString([UInt8](repeating: 2, count: 16))
          }
        }
      }
    }
  }

  private static let pbkdf2 = OID(1, 2, 840, 113_549, 1, 5, 12)
  private static let scrypt = OID(1, 3, 6, 1, 4, 1, 11591, 4, 11)

  static func pbkdf2(rounds: Int) -> HostileScheme {
    pbes2(pbkdf2) {
      $0.octetString(salt)
      $0.integer(rounds)
    }
  }

  static let pbkdf2Beyond64Bits = pbes2(pbkdf2) {
    $0.octetString(salt)
    $0.integer(unsigned: [1, 0, 0, 0, 0, 0, 0, 0, 0])
  }

  static func scrypt(_ cost: Int, _ blockSize: Int, _ parallelization: Int) -> HostileScheme {
    pbes2(scrypt) {
      $0.octetString(salt)
      for number in [cost, blockSize, parallelization] { $0.integer(number) }
    }
  }

  static func pkcs12(rounds: Int) -> HostileScheme {
    HostileScheme { outer in
      outer.sequence {
        $0.objectIdentifier(OID(1, 2, 840, 113_549, 1, 12, 1, 3))
        $0.sequence {
          $0.octetString(salt)
          $0.integer(rounds)
        }
      }
    }
  }

  static let unknown = HostileScheme { outer in
    outer.sequence {
      $0.objectIdentifier(OID(1, 2, 3, 4))
      $0.sequence {
        $0.octetString(salt)
        $0.integer(1)
      }
    }
  }

  static let unknownDerivation = pbes2(OID(1, 2, 3, 4)) { $0.integer(1) }

  /// Sequences in sequences, as many as a key may have bytes for.
  static let deep = HostileScheme { outer in
    var inside: [UInt8] = []
    while inside.count < 60_000 { inside = DERWriter.bytes { $0.element(.sequence, inside) } }
    outer.sequence {
      $0.objectIdentifier(OID(1, 2, 840, 113_549, 1, 5, 13))
      $0.encoded(inside)
    }
  }
}
