import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct CertificateReaderTests {
  /// The SHA-1 of the key's bits, as `openssl x509 -ext subjectKeyIdentifier` shows it.
  static let keyIdentifier = "124bb031bd7c281c7b0506a7196bdcc0bd6eccda"

  @Test func `a request tells its subject, names and wishes in order`() throws {
    let facts = try CertificateReader.request(
      pem: Array(CertificateVectors.request.utf8),
      file: "r.csr"
    )
    #expect(facts.isSignatureValid)
    #expect(facts.signatureAlgorithmName == "ECDSAWithSHA256")
    #expect(
      facts.subject
        == DistinguishedName([
          RelativeDistinguishedName([NameAttribute(.country, "LU", as: .printable)]),
          RelativeDistinguishedName([NameAttribute(.organization, "system:masters", as: .utf8)]),
          // In the order of the encoding, which DER sorts by length.
          RelativeDistinguishedName([
            NameAttribute(.organizationalUnit, "Two", as: .utf8),
            NameAttribute(.organizationalUnit, "Ops & Säfte", as: .utf8),
          ]),
          RelativeDistinguishedName([NameAttribute(.commonName, "admin", as: .utf8)]),
        ])
    )
    #expect(facts.subjectDER.starts(with: [0x30, 0x59, 0x31]))
    #expect(
      facts.subjectAlternativeNames == [
        .dns("*.example.com"), .ip(try IPAddress("10.0.0.1")), .ip(try IPAddress("2001:db8::1")),
        .email("a@b.c"), .uri("spiffe://x/y"), .dns("z"),
      ]
    )
    #expect(facts.basicConstraints == .authority(pathLength: 0))
    #expect(
      facts.extensions.map(\.oid) == [.subjectAlternativeName, .basicConstraints, .keyUsage]
    )
    #expect(facts.extensions.map(\.isCritical) == [false, true, true])
    #expect(facts.extensions.last?.value == [0x03, 0x02, 0x02, 0x04])
    #expect(facts.publicKey.specification == .p256)
    #expect(Hexadecimal.plain(facts.publicKey.keyIdentifier) == Self.keyIdentifier)
  }

  @Test func `a certificate tells everything it says`() throws {
    let all = try CertificateReader.certificates(pem: Array(CertificateVectors.node.utf8))
    let facts = try #require(all.first)
    #expect(all.count == 1)
    #expect(facts.version == 3)
    #expect(facts.serialNumber.hexadecimal == "7F:ED:CB:A9:87:65:43:21:FF")
    #expect(facts.signatureAlgorithmName == "ECDSAWithSHA256")
    #expect(facts.subject.commonName == "node")
    #expect(facts.issuer == facts.subject)
    #expect(facts.issuerDER == facts.subjectDER)
    #expect(facts.validity.notBefore == (try Timestamp(rfc3339: "2026-11-21T09:14:13Z")))
    // A GeneralizedTime, past 2049.
    #expect(facts.validity.notAfter == (try Timestamp(rfc3339: "2126-10-28T09:14:13Z")))
    #expect(facts.keyUsage == [.digitalSignature, .decipherOnly])
    #expect(
      facts.extendedKeyUsages == [
        .clientAuthentication, .serverAuthentication, ExtendedKeyUsage(OID(1, 2, 3, 4)),
      ]
    )
    #expect(facts.basicConstraints == .endEntity)
    #expect(!facts.isAuthority)
    #expect(facts.subjectAlternativeNames == [.dns("node")])
    #expect(facts.subjectKeyIdentifier == facts.publicKey.keyIdentifier)
    #expect(facts.authorityKeyIdentifier == facts.publicKey.keyIdentifier)
    #expect(facts.extensions.count == 6)
    let block = try #require(try PEM.blocks(in: Array(CertificateVectors.node.utf8)).first)
    #expect(facts.der == block.bytes)
  }

  @Test func `an authority tells its path length and its usages`() throws {
    let facts = try #require(
      try CertificateReader.certificates(pem: Array(CertificateVectors.authority.utf8)).first
    )
    #expect(facts.isAuthority)
    #expect(facts.basicConstraints == .authority(pathLength: 2))
    #expect(facts.keyUsage == [.certificateSign, .crlSign])
    #expect(facts.extendedKeyUsages == nil)
    #expect(facts.authorityKeyIdentifier == nil)
    #expect(facts.signatureAlgorithmName == "ECDSAWithSHA384")
    #expect(facts.serialNumber.decimal == "9218247941278745377")
  }

  @Test func `version 1 and a negative serial number are read as they are`() throws {
    let facts = try #require(
      try CertificateReader.certificates(pem: Array(CertificateVectors.versionOne.utf8)).first
    )
    #expect(facts.version == 1)
    #expect(facts.serialNumber.isNegative)
    #expect(facts.serialNumber.decimal == "-129")
    #expect(facts.extensions.isEmpty)
    #expect(facts.keyUsage == nil)
    #expect(facts.basicConstraints == nil)
  }

  @Test func `other blocks beside certificates are passed over`() throws {
    let text =
      "# chain\r\n" + KeyVectors.p256SEC1 + "\n" + CertificateVectors.node + "\nbetween\n"
      + CertificateVectors.authority + "\n"
    let all = try CertificateReader.certificates(pem: Array(text.utf8))
    #expect(all.map(\.subject.commonName) == ["node", "Kubernetes"])
  }

  @Test(arguments: [
    "", KeyVectors.p256SEC1, CertificateVectors.request, "{\"cert\": \"…\"}",
    "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n",
  ])
  func `what is no certificate is refused as such`(text: String) {
    let error = expectError(.syntax) {
      _ = try CertificateReader.certificates(pem: Array(text.utf8), file: "ca.pem")
    }
    #expect(error?.problems.first?.place?.file == "ca.pem")
  }

  @Test func `a request must be the first block, under either of its labels`() throws {
    let request = CertificateVectors.request
    let old = request.replacing("CERTIFICATE REQUEST", with: "NEW CERTIFICATE REQUEST")
    #expect(
      try CertificateReader.request(pem: Array(old.utf8))
        == CertificateReader.request(pem: Array((request + "\n" + old).utf8))
    )
    for text in ["", CertificateVectors.node + "\n" + request] {
      expectError(.syntax) { _ = try CertificateReader.request(pem: Array(text.utf8)) }
    }
  }

  @Test(
    .judged(by: "openssl"),
    arguments: [
      (["genrsa", "2048"], ["-sha256"], "SHA256WithRSA", "RSA 2048 bits"),
      (["genrsa", "1024"], ["-sha1"], "SHA1WithRSA", "RSA 1024 bits"),
      (["genrsa", "2048"], ["-md5"], "MD5WithRSA", "RSA 2048 bits"),
      (["genrsa", "2048"], ["-sha512"], "SHA512WithRSA", "RSA 2048 bits"),
      (
        ["genrsa", "2048"], ["-sha256", "-sigopt", "rsa_padding_mode:pss"], "rsassaPss",
        "RSA 2048 bits"
      ),
      (
        ["ecparam", "-name", "secp256k1", "-genkey"], ["-sha1"], "ECDSAWithSHA1",
        "ECDSA secp256k1"
      ),
      (
        ["ecparam", "-name", "secp384r1", "-genkey"], ["-sha384"], "ECDSAWithSHA384", "ECDSA P-384"
      ),
      (["genpkey", "-algorithm", "ed25519"], [], "Ed25519", "Ed25519"),
      (["genpkey", "-algorithm", "ed448"], [], "ED448", "Ed448"),
    ]
  )
  func `signatures and keys are called by cfssl's names, else by OpenSSL's`(
    key: [String],
    options: [String],
    signature: String,
    algorithm: String
  ) throws {
    let directory = try ScratchDirectory()
    let pem = try RunCommand("openssl", key).run().expecting(0).outputText
    try directory.write("key.pem", pem)
    let base = ["req", "-new", "-key", "key.pem", "-subj", "/CN=x"] + options
    let request = try RunCommand("openssl", base).inside(directory).run().expecting(0)
    let wanted = try CertificateReader.request(pem: request.output)
    #expect(wanted.signatureAlgorithmName == signature)
    #expect(wanted.publicKey.algorithmName == algorithm)
    #expect(wanted.isSignatureValid)
    let made = try RunCommand("openssl", base + ["-x509"]).inside(directory).run().expecting(0)
    let facts = try #require(try CertificateReader.certificates(pem: made.output).first)
    #expect(facts.signatureAlgorithmName == signature)
    #expect(facts.publicKey == wanted.publicKey)
  }

  @Test func `a request whose signature does not hold is told, not refused`() throws {
    let block = try #require(try PEM.blocks(in: Array(CertificateVectors.request.utf8)).first)
    // The last byte is the signature's, "admin" is in the subject.
    var changed = block.bytes
    changed[changed.count - 1] ^= 1
    #expect(try !CertificateReader.request(der: changed).isSignatureValid)
    changed = block.bytes
    let admin = try #require(changed.firstRange(of: Array("admin".utf8)))
    changed[admin.lowerBound] = UInt8(ascii: "A")
    let facts = try CertificateReader.request(der: changed)
    #expect(facts.subject.commonName == "Admin")
    #expect(!facts.isSignatureValid)
  }
}
