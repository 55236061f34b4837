import Testing

@testable import KTHWCore

/// The octets are cfssl's and OpenSSL's; those of whole certificates are in
/// the replay tests.
struct CertificateExtensionTests {
  private func shown(_ item: CertificateExtension) -> String { Hexadecimal.plain(item.value) }

  @Test(
    arguments: [
      (.digitalSignature, "03020780"), ([.digitalSignature, .keyEncipherment], "030205a0"),
      ([.certificateSign, .crlSign], "03020106"), (.decipherOnly, "0303070080"),
      (.encipherOnly, "03020001"), (KeyUsage(rawValue: 0xFFFF), "030307ff80"),
    ] as [(KeyUsage, String)]
  )
  func `key usages are the fewest bits and critical`(usage: KeyUsage, expected: String) {
    let item = CertificateExtension.keyUsage(usage)
    #expect(shown(item) == expected)
    #expect(item.isCritical)
  }

  @Test(
    arguments: [
      (.endEntity, "3000"), (.authority(pathLength: nil), "30030101ff"),
      (.authority(pathLength: 0), "30060101ff020100"),
      (.authority(pathLength: 2), "30060101ff020102"),
      (.authority(pathLength: 200), "30070101ff020200c8"),
    ] as [(BasicConstraints, String)]
  )
  func `basic constraints leave out defaults and are critical`(
    constraints: BasicConstraints,
    expected: String
  ) {
    let item = CertificateExtension.basicConstraints(constraints)
    #expect(shown(item) == expected)
    #expect(item.isCritical)
  }

  @Test func `purposes keep their order and their doubles`() {
    let item = CertificateExtension.extendedKeyUsage([
      .clientAuthentication, .serverAuthentication, .clientAuthentication, .any,
    ])
    #expect(
      shown(item) == "3024" + "06082b06010505070302" + "06082b06010505070301"
        + "06082b06010505070302" + "0604551d2500"
    )
    #expect(!item.isCritical)
  }

  @Test func `key identifiers stand alone`() {
    #expect(shown(.subjectKeyIdentifier([1, 2, 3])) == "0403010203")
    #expect(shown(.authorityKeyIdentifier([1, 2, 3])) == "30058003010203")
  }

  @Test func `names keep the order in which they are given`() throws {
    let item = try CertificateExtension.subjectAlternativeName(
      [.address("1.2.3.4"), .uri("a:b"), .dns(""), .email("a@b"), .address("::1"), .dns("x")],
      isCritical: true
    )
    #expect(
      shown(item) == "3027" + "870401020304" + "8603613a62" + "8200" + "8103614062" + "8710"
        + "00000000000000000000000000000001" + "820178"
    )
    #expect(item.isCritical)
  }

  @Test(arguments: [.dns("bücher"), .email("ü@b"), .uri("x://ü")] as [SubjectAlternativeName])
  func `names beyond ASCII are refused`(name: SubjectAlternativeName) {
    let error = #expect(throws: KTHWError.self) {
      try CertificateExtension.subjectAlternativeName([name])
    }
    #expect(error?.code == .invalidName)
  }

  @Test func `addresses beyond ASCII are refused everywhere`() {
    #expect(throws: KTHWError.self) {
      try CertificateExtension.crlDistributionPoints(uri: "http://ü")
    }
    #expect(throws: KTHWError.self) {
      try CertificateExtension.authorityInformationAccess(ocsp: [], issuers: ["http://ü"])
    }
    #expect(throws: KTHWError.self) {
      try CertificateExtension.certificatePolicies([
        CertificatePolicy(OID(1, 2, 3), qualifiers: [.practiceStatement("ü")])
      ])
    }
  }

  @Test func `markers hold NULL`() {
    #expect(shown(.ocspNoCheck) == "0500")
    #expect(shown(.delegationUsage) == "0500")
    #expect(CertificateExtension.delegationUsage.oid.description == "1.3.6.1.4.1.44363.44")
  }

  @Test func `criticality is written only when true`() {
    let plain = DERWriter.bytes { CertificateExtension.subjectKeyIdentifier([9]).write(to: &$0) }
    #expect(Hexadecimal.plain(plain) == "300a0603551d0e0403040109")
    let critical = DERWriter.bytes {
      CertificateExtension.basicConstraints(.endEntity).write(to: &$0)
    }
    #expect(Hexadecimal.plain(critical) == "300c0603551d130101ff04023000")
  }
}
