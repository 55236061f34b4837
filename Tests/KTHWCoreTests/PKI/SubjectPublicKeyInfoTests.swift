import Testing

@testable import KTHWCore

struct SubjectPublicKeyInfoTests {
  @Test(
    arguments: [
      (KeyVectors.rsaPublic, "RSA 512 bits", nil), (KeyVectors.p256Public, "ECDSA P-256", .p256),
      (KeyVectors.ed25519Public, "Ed25519", .ed25519),
    ] as [(String, String, KeySpecification?)]
  )
  func `OpenSSL's public keys are read and written again`(
    pem: String,
    name: String,
    specification: KeySpecification?
  ) throws {
    let der = try KeyVectors.der(pem)
    #expect(try SubjectPublicKeyInfo(der: der).der == der)
    let key = try KeyVectors.publicKey(pem)
    #expect(key.algorithmName == name)
    #expect(key.specification == specification)
  }

  @Test func `the public half of each private key is built from its parts`() throws {
    let rsa = try KeyVectors.der(KeyVectors.rsaPKCS1).withUnsafeBytes { der in
      let key = try RSAPrivateKeyShape(pkcs1: der)
      return SubjectPublicKeyInfo.rsa(modulus: key.modulus, publicExponent: key.publicExponent).der
    }
    #expect(rsa == (try KeyVectors.der(KeyVectors.rsaPublic)))
    let ec = try KeyVectors.der(KeyVectors.p256SEC1).withUnsafeBytes { der in
      let key = try ECPrivateKeyShape(sec1: der)
      return SubjectPublicKeyInfo.ec(curve: key.curve ?? .secp384r1, point: Array(key.point ?? der))
    }
    #expect(ec.der == (try KeyVectors.der(KeyVectors.p256Public)))
    let edwards = try SubjectPublicKeyInfo(der: KeyVectors.der(KeyVectors.ed25519Public))
    #expect(SubjectPublicKeyInfo.ed25519(edwards.keyBits) == edwards)
  }

  @Test(arguments: [2047, 2048, 3072, 4096])
  func `the length of a modulus is counted in bits`(bits: Int) throws {
    var modulus = [UInt8](repeating: 0xFF, count: (bits + 7) / 8)
    if bits % 8 != 0 { modulus[0] = UInt8(0xFF >> (8 - bits % 8)) }
    let info = SubjectPublicKeyInfo.rsa(modulus: [0] + modulus, publicExponent: [1, 0, 1])
    #expect(try info.rsaBits() == bits)
    #expect(try info.specification() == (bits < 2048 ? nil : .rsa(bits: bits)))
  }
}
