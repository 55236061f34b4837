import Testing

@testable import KTHWCore

struct PrivateKeyShapeTests {
  /// What a key becomes when it is read and written in both forms.
  private func rewritten(_ pem: String) throws -> (own: [UInt8], pkcs8: [UInt8]) {
    try KeyVectors.der(pem).withUnsafeBytes { der in
      switch try PrivateKeyShape(der: der) {
      case .rsa(let key): (try key.pkcs1().exposed, try key.pkcs8().exposed)
      case .ec(let key): (try key.sec1().exposed, try key.pkcs8().exposed)
      case .ed25519(let seed):
        (try PKCS8Shape.ed25519(seed: seed).exposed, try PKCS8Shape.ed25519(seed: seed).exposed)
      case .other, .encrypted: ([], [])
      }
    }
  }

  @Test(arguments: [
    (KeyVectors.rsaPKCS1, KeyVectors.rsaPKCS1, KeyVectors.rsaPKCS8),
    (KeyVectors.rsaPKCS8, KeyVectors.rsaPKCS1, KeyVectors.rsaPKCS8),
    (KeyVectors.p256SEC1, KeyVectors.p256SEC1, KeyVectors.p256PKCS8),
    (KeyVectors.p256PKCS8, KeyVectors.p256SEC1, KeyVectors.p256PKCS8),
    (KeyVectors.ed25519PKCS8, KeyVectors.ed25519PKCS8, KeyVectors.ed25519PKCS8),
  ])
  func `both encodings are OpenSSL's, octet for octet`(
    input: String,
    own: String,
    pkcs8: String
  ) throws {
    let result = try rewritten(input)
    #expect(result.own == (try KeyVectors.der(own)))
    #expect(result.pkcs8 == (try KeyVectors.der(pkcs8)))
  }

  @Test func `lengths beyond 127 are right for large curves`() throws {
    #expect(try rewritten(KeyVectors.p521SEC1).own == KeyVectors.der(KeyVectors.p521SEC1))
  }

  @Test func `a scalar with leading zeros keeps the curve's length`() throws {
    let scalar: [UInt8] = [1, 2, 3]
    let der = try scalar.withUnsafeBytes {
      try ECPrivateKeyShape(scalar: $0, curve: .prime256v1, point: nil).sec1().exposed
    }
    #expect(
      Hexadecimal.plain(der) == "30310201010420" + String(repeating: "00", count: 29) + "010203"
        + "a00a06082a8648ce3d030107"
    )
  }

  @Test func `an encrypted key is recognised and not read`() throws {
    let isEncrypted = try KeyVectors.der(KeyVectors.encryptedPKCS8).withUnsafeBytes {
      if case .encrypted = try PrivateKeyShape(der: $0) { true } else { false }
    }
    #expect(isEncrypted)
  }

  @Test func `PKCS8 of version 1 with its public key is read`() throws {
    // RFC 8410 §10.3, the second private key.
    let pem = """
      -----BEGIN PRIVATE KEY-----
      MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
      oB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrB
      Z9w7lshQhqowtrbLDFw4rXAxZuE=
      -----END PRIVATE KEY-----
      """
    let seed = try KeyVectors.der(pem).withUnsafeBytes { der in
      if case .ed25519(let seed) = try PrivateKeyShape(der: der) { Array(seed) } else { [UInt8]() }
    }
    #expect(Hexadecimal.plain(seed).hasPrefix("d4ee72dbf913584ad5b6d8f1f769f8ad"))
  }

  @Test func `an algorithm that we do not use is named`() throws {
    let der = try [UInt8](repeating: 1, count: 57).withUnsafeBytes { key in
      try PKCS8Shape.secret(AlgorithmIdentifier(OID(1, 3, 101, 113)), keySize: 57) {
        $0.encoded(key)
      }.exposed
    }
    let algorithm = try der.withUnsafeBytes { memory -> OID? in
      if case .other(let found) = try PrivateKeyShape(der: memory) { found.algorithm } else { nil }
    }
    #expect(algorithm == OID(1, 3, 101, 113))
  }

  @Test(
    arguments: [
      "3003020102", "3006020101020100", "30050201003000", "300a020101a0053003020101", "0500",
      "3012020100300506032b65700406040400000000", "3006020100040100",
    ] as [String]
  )
  func `structures that are no key are refused`(hexadecimal: String) throws {
    let digits = Array(hexadecimal.utf8)
    let der = stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(String(decoding: digits[$0...($0 + 1)], as: UTF8.self), radix: 16) ?? 0
    }
    #expect(throws: KTHWError.self) {
      try der.withUnsafeBytes { _ = try PrivateKeyShape(der: $0) }
    }
  }

  @Test(arguments: [
    KeyVectors.rsaPKCS1, KeyVectors.rsaPKCS8, KeyVectors.p256SEC1, KeyVectors.p256PKCS8,
    KeyVectors.ed25519PKCS8, KeyVectors.encryptedPKCS8,
  ])
  func `a key cut off at any octet, or with one too many, is refused`(pem: String) throws {
    let der = try KeyVectors.der(pem)
    for length in 0..<der.count {
      #expect(throws: KTHWError.self) {
        try Array(der[..<length]).withUnsafeBytes { _ = try PrivateKeyShape(der: $0) }
      }
    }
    #expect(throws: KTHWError.self) {
      try (der + [0]).withUnsafeBytes { _ = try PrivateKeyShape(der: $0) }
    }
  }

  @Test(arguments: [KeyVectors.rsaPKCS8, KeyVectors.p256PKCS8, KeyVectors.p256SEC1])
  func `no flipped octet makes reading leave its bounds`(pem: String) throws {
    let der = try KeyVectors.der(pem)
    var refused = 0
    for index in der.indices {
      for bit in 0..<8 {
        var damaged = der
        damaged[index] ^= 1 << UInt8(bit)
        do {
          try damaged.withUnsafeBytes { _ = try PrivateKeyShape(der: $0) }
        } catch is KTHWError {
          refused += 1
        }
      }
    }
    #expect(refused > 0)
  }
}
