import KTHWTestSupport
import Testing

@testable import KTHWCore

/// What we encode, signed for once with real keys, and judged by others.
struct JudgedIssuanceTests {
  private let now = FixedContext.moment

  private func name(_ subject: String) throws -> DistinguishedName {
    try DistinguishedName(openSSLSubject: subject)
  }

  private func facts(_ der: [UInt8]) throws -> CertificateFacts {
    try CertificateReader.certificate(der: der)
  }

  private func serial(_ seed: UInt8) -> SerialNumber {
    SerialNumber(random: (0..<20).map { $0 &* 37 &+ seed })
  }

  @Test(.judged(by: "openssl"), arguments: TestKeys.specifications)
  func `openssl verifies root, intermediate and leaf strictly`(
    specification: KeySpecification
  ) throws {
    let folder = try ScratchDirectory()
    let signer = try OpenSSLSigner(TestKeys.key(specification), using: Engine())
    let leafKey = try TestKeys.key(.p256).publicKey
    let root = try CertificateTemplate(
      selfSigning: IssuanceRequest(subject: name("/CN=root"), publicKey: signer.publicKey),
      under: .authority(),
      serialNumber: serial(1),
      now: now
    ).signed(by: signer)
    let intermediate = try CertificateTemplate(
      issuing: IssuanceRequest(subject: name("/CN=middle/O=ü"), publicKey: signer.publicKey),
      under: .authority(lifetime: .hours(8760), pathLength: 0),
      issuer: facts(root),
      serialNumber: serial(2),
      now: now
    ).signed(by: signer)
    var profile = IssuanceProfile(
      keyUsage: .digitalSignature,
      extendedKeyUsages: [.serverAuthentication, .clientAuthentication],
      lifetime: .days(90)
    )
    profile.crlURL = "http://crl.example.net"
    profile.policies = [CertificatePolicy(OID(1, 2, 3), qualifiers: [.userNotice("ü")])]
    let template = try CertificateTemplate(
      issuing: IssuanceRequest(
        subject: name("/O=system:nodes/CN=system:node:w1"),
        names: [.dns("w1"), .address("10.0.0.1"), .uri("spiffe://a/b"), .email("a@b")],
        publicKey: leafKey
      ),
      under: profile,
      issuer: facts(intermediate),
      serialNumber: serial(3),
      now: now
    )
    #expect(template.findings.isEmpty)
    let leaf = try template.signed(by: signer)
    try folder.write("root.pem", PEM.encode(root, label: "CERTIFICATE"))
    try folder.write("middle.pem", PEM.encode(intermediate, label: "CERTIFICATE"))
    try folder.write("leaf.pem", PEM.encode(leaf, label: "CERTIFICATE"))
    for purpose in ["sslserver", "sslclient"] {
      _ = try RunCommand(
        "openssl",
        [
          "verify", "-x509_strict", "-attime", "\(now.secondsSince1970)", "-purpose", purpose,
          "-CAfile", "root.pem", "-untrusted", "middle.pem", "leaf.pem",
        ]
      ).inside(folder).run().expecting(0)
    }
    let read = try facts(leaf)
    #expect(read.serialNumber == template.serialNumber)
    #expect(read.validity == template.validity)
    #expect(read.subject == template.subject)
    #expect(read.issuerDER == template.issuerDER)
    #expect(read.extensions == template.extensions)
    #expect(read.publicKey == leafKey)
    #expect(read.keyUsage == .digitalSignature)
    #expect(read.basicConstraints == .endEntity)
    #expect(
      read.subjectAlternativeNames == [
        .dns("w1"), .email("a@b"), .address("10.0.0.1"), .uri("spiffe://a/b"),
      ]
    )
  }

  @Test(.judged(by: "openssl"), arguments: TestKeys.specifications)
  func `openssl verifies our requests`(specification: KeySpecification) throws {
    let folder = try ScratchDirectory()
    let signer = try OpenSSLSigner(TestKeys.key(specification), using: Engine())
    for names in [[], [SubjectAlternativeName.dns("a")]] {
      let request = try RequestTemplate(
        IssuanceRequest(subject: name("/CN=x"), names: names, publicKey: signer.publicKey)
      ).signed(by: signer)
      try folder.write("x.csr", PEM.encode(request, label: "CERTIFICATE REQUEST"))
      _ = try RunCommand("openssl", ["req", "-in", "x.csr", "-verify", "-noout"])
        .inside(folder).run().expecting(0)
      let read = try CertificateReader.request(der: request)
      #expect(read.isSignatureValid)
      #expect(read.subjectAlternativeNames == names)
    }
  }

  // OpenSSL prints what it read; the words of dates are stable since 1.0.
  @Test(
    .judged(by: "openssl"),
    arguments: [
      (1949, "Dec 31 23:59:59 1949 GMT"), (1950, "Dec 31 23:59:59 1950 GMT"),
      (2049, "Dec 31 23:59:59 2049 GMT"), (2050, "Dec 31 23:59:59 2050 GMT"),
      (9999, "Dec 31 23:59:59 9999 GMT"),
    ]
  )
  func `openssl reads our dates`(year: Int, shown: String) throws {
    let signer = try OpenSSLSigner(TestKeys.key(.p256), using: Engine())
    var profile = IssuanceProfile.authority()
    profile.notAfter = Timestamp(
      year: year,
      month: 12,
      day: 31,
      hour: 23,
      minute: 59,
      second: 59
    )
    let der = try CertificateTemplate(
      selfSigning: IssuanceRequest(subject: name("/CN=x"), publicKey: signer.publicKey),
      under: profile,
      serialNumber: serial(4),
      now: now
    ).signed(by: signer)
    var command = RunCommand("openssl", ["x509", "-inform", "DER", "-noout", "-enddate"])
    command.input = .bytes(der)
    #expect(try command.run().expecting(0).outputText.contains(shown))
    #expect(try facts(der).validity.notAfter == profile.notAfter)
  }
}
