import Testing

@testable import KTHWCore

/// Makes cfssl's certificates again from what was asked for; every octet must
/// come out, the signature being replayed.
struct CFSSLReplayTests {
  private let authorityIdentifier = "78d67dc7a67c221a8899a95288cc91d446a15cf6"

  private let authorityName = DistinguishedName(attributes: [
    NameAttribute(.country, "US"), NameAttribute(.province, "Oregon"),
    NameAttribute(.locality, "Portland"), NameAttribute(.organization, "Kubernetes"),
    NameAttribute(.organizationalUnit, "CA"), NameAttribute(.commonName, "Kubernetes"),
  ])

  private let leafName = DistinguishedName([
    RelativeDistinguishedName([NameAttribute(.country, "US"), NameAttribute(.country, "DE")]),
    RelativeDistinguishedName([NameAttribute(.organization, "system:nodes")]),
    RelativeDistinguishedName([
      NameAttribute(.organizationalUnit, "The & Way"), NameAttribute(.organizationalUnit, "zz*"),
    ]),
    RelativeDistinguishedName([NameAttribute(.commonName, "system:node:w1")]),
    RelativeDistinguishedName([NameAttribute(.serialNumber, "77")]),
  ])

  private let authorityNames: [SubjectAlternativeName] = [
    .dns("ca.example.net"), .address("10.0.0.1"),
  ]

  private let leafNames: [SubjectAlternativeName] = [
    .dns("w1"), .address("10.32.0.1"), .email("node@example.net"),
    .dns("w1.example.net"), .address("::1"), .dns("*.svc"),
  ]

  /// The CA as a profile of CA certificates would see it.
  private func issuer() throws -> CertificateFacts {
    try IssuerFacts.make { facts in
      facts.subject = authorityName
      facts.subjectDER = authorityName.der
      facts.issuerDER = authorityName.der
      facts.subjectKeyIdentifier = [
        0x78, 0xd6, 0x7d, 0xc7, 0xa6, 0x7c, 0x22, 0x1a, 0x88, 0x99, 0xa9, 0x52, 0x88, 0xcc, 0x91,
        0xd4, 0x46, 0xa1, 0x5c, 0xf6,
      ]
    }
  }

  @Test func `a CA certificate is cfssl's`() throws {
    let recording = try Recording(
      certificate: CFSSLVectors.authority,
      keyIdentifier: authorityIdentifier
    )
    var profile = IssuanceProfile.authority(lifetime: .hours(219_000), pathLength: 2)
    profile.authoritiesKeepOnlyIPNames = true
    let template = try CertificateTemplate(
      selfSigning: IssuanceRequest(
        subject: authorityName,
        names: authorityNames,
        publicKey: recording.publicKey
      ),
      under: profile,
      serialNumber: recording.serialNumber,
      now: CFSSLVectors.now
    )
    #expect(try template.signed(by: recording.signer()) == recording.der)
    #expect(template.findings == [.namesDropped([.dns("ca.example.net")])])
  }

  @Test func `a leaf with every extension is cfssl's`() throws {
    let recording = try Recording(
      certificate: CFSSLVectors.leaf,
      keyIdentifier: "e5e5527d6f193129eec909176770e4a0eb8604b0"
    )
    var profile = IssuanceProfile(
      keyUsage: [.digitalSignature, .keyEncipherment],
      extendedKeyUsages: [.serverAuthentication, .clientAuthentication],
      lifetime: .hours(8760)
    )
    profile.ocspURLs = ["http://ocsp.example.net"]
    profile.issuerURLs = ["http://ca.example.net/ca.pem"]
    profile.crlURL = "http://crl.example.net/ca.crl"
    profile.ocspNoCheck = true
    profile.policies = [
      CertificatePolicy(
        OID(1, 2, 3, 4),
        qualifiers: [.practiceStatement("http://cps.example.net"), .userNotice("Nütze")]
      ), CertificatePolicy(OID(2, 23, 140, 1, 2, 1)),
    ]
    let template = try CertificateTemplate(
      issuing: IssuanceRequest(
        subject: leafName,
        names: leafNames,
        publicKey: recording.publicKey
      ),
      under: profile,
      issuer: try issuer(),
      serialNumber: recording.serialNumber,
      now: CFSSLVectors.now
    )
    #expect(try template.signed(by: recording.signer()) == recording.der)
    #expect(template.findings.isEmpty)
  }

  @Test func `a leaf without subject and names is cfssl's`() throws {
    let recording = try Recording(
      certificate: CFSSLVectors.empty,
      keyIdentifier: "8dac432da50d6c21c4e62a68a59944b6cd1e754d"
    )
    let profile = IssuanceProfile(
      keyUsage: [.digitalSignature, .keyEncipherment],
      extendedKeyUsages: [.serverAuthentication, .clientAuthentication],
      lifetime: .hours(8760)
    )
    let template = try CertificateTemplate(
      issuing: IssuanceRequest(subject: DistinguishedName(), publicKey: recording.publicKey),
      under: profile,
      issuer: try issuer(),
      serialNumber: recording.serialNumber,
      now: CFSSLVectors.now
    )
    #expect(try template.signed(by: recording.signer()) == recording.der)
    #expect(template.findings == [.serverWithoutNames])
  }

  @Test func `requests are cfssl's, with extensions and without`() throws {
    let authority = try Recording(request: CFSSLVectors.authorityRequest)
    let authorityTemplate = try RequestTemplate(
      IssuanceRequest(
        subject: authorityName,
        names: authorityNames,
        publicKey: authority.publicKey,
        basicConstraints: .authority(pathLength: 2)
      )
    )
    #expect(try authorityTemplate.signed(by: authority.signer()) == authority.der)

    let leaf = try Recording(request: CFSSLVectors.leafRequest)
    let leafTemplate = try RequestTemplate(
      IssuanceRequest(subject: leafName, names: leafNames, publicKey: leaf.publicKey)
    )
    #expect(try leafTemplate.signed(by: leaf.signer()) == leaf.der)

    let empty = try Recording(request: CFSSLVectors.emptyRequest)
    let emptyTemplate = RequestTemplate(
      subject: DistinguishedName(),
      publicKey: empty.publicKey
    )
    #expect(try emptyTemplate.signed(by: empty.signer()) == empty.der)
  }
}
