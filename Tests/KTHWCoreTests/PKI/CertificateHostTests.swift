import Testing

@testable import KTHWCore

/// The rules are those of Go's crypto/x509.
@Suite struct `Hosts that a certificate is good for` {
  private func isValid(_ host: String, _ names: [SubjectAlternativeName]) -> Bool {
    let facts = CertificateFacts(
      der: [],
      version: 3,
      serialNumber: SerialNumber(integerBytes: [1]),
      signatureAlgorithmName: "",
      issuer: DistinguishedName(),
      issuerDER: [],
      subject: DistinguishedName(attributes: [NameAttribute(.commonName, host)]),
      subjectDER: [],
      validity: Validity(
        notBefore: Timestamp(secondsSince1970: 0),
        notAfter: Timestamp(secondsSince1970: 0)
      ),
      publicKey: PublicKey(
        specification: .p256,
        algorithmName: "",
        subjectPublicKeyInfo: [],
        keyBits: [],
        keyIdentifier: []
      ),
      extensions: [],
      keyUsage: nil,
      extendedKeyUsages: nil,
      basicConstraints: nil,
      subjectAlternativeNames: names,
      subjectKeyIdentifier: nil,
      authorityKeyIdentifier: nil
    )
    return facts.isValid(forHost: host)
  }

  @Test(
    arguments: [
      ("lb.example", "lb.example", true), ("LB.example", "lb.EXAMPLE", true),
      ("lb.example.", "lb.example", true), ("lb.example", "lb.example.", false),
      ("a.example", "*.example", true), ("a.b.example", "*.example", false),
      ("example", "*.example", false), ("a.b.example", "a.*.example", false),
      ("aa.example", "a*.example", false), ("*", "*", true), ("a", "*", false),
      ("a..b", "a..b", true), ("", "", false), (".", ".", false), ("a b", "a b", true),
      ("node_1", "node_1", true), ("-a", "-a", true), ("kubernetes", "kubernetes.default", false),
      ("ä.example", "*.example", false),
    ]
  )
  func `names are compared label by label`(host: String, pattern: String, isGood: Bool) {
    #expect(isValid(host, [.dns(pattern)]) == isGood)
  }

  @Test(
    arguments: [
      ("10.0.0.1", "10.0.0.1", true), ("10.0.0.1", "10.0.0.2", false), ("::1", "::1", true),
      ("[::1]", "::1", true), ("0:0:0:0:0:0:0:1", "::1", true),
      ("::ffff:10.0.0.1", "10.0.0.1", true),
    ]
  )
  func `addresses are compared as addresses`(host: String, own: String, isGood: Bool) throws {
    #expect(isValid(host, [.ip(try IPAddress(own))]) == isGood)
  }

  @Test func `common names, and addresses among names, do not count`() {
    #expect(!isValid("lb", []))
    #expect(!isValid("10.0.0.1", [.dns("10.0.0.1")]))
    #expect(!isValid("lb", [.email("a@lb"), .uri("https://lb/")]))
  }
}
