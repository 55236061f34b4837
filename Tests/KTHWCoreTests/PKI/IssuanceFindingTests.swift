import Testing

@testable import KTHWCore

struct IssuanceFindingTests {
  private let now = CFSSLVectors.now

  private func findings(
    _ constraints: BasicConstraints = .endEntity,
    _ change: (inout CertificateFacts) -> Void
  ) throws -> [IssuanceFinding] {
    try IssuerFacts.make(change).findings(asIssuerOf: constraints, at: now)
  }

  @Test func `a sound CA has no findings`() throws {
    #expect(try findings { _ in }.isEmpty)
    #expect(try findings(.authority(pathLength: 3)) { _ in }.isEmpty)
  }

  @Test func `the CA's dates count to the second, ends included`() throws {
    let second = now.secondsSince1970
    for (begin, end, expected) in [
      (second, second, []),
      (second - 10, second - 1, [.issuerExpired(at: now.adding(seconds: -1))]),
      (second + 1, second + 10, [.issuerNotYetValid(from: now.adding(seconds: 1))]),
    ] as [(Int64, Int64, [IssuanceFinding])] {
      let found = try findings {
        $0.validity = Validity(
          notBefore: Timestamp(secondsSince1970: begin),
          notAfter: Timestamp(secondsSince1970: end)
        )
      }
      #expect(found == expected)
    }
  }

  @Test func `a leaf is no CA, nor is a certificate that says nothing`() throws {
    #expect(try findings { $0.basicConstraints = .endEntity } == [.issuerIsNoAuthority])
    #expect(try findings { $0.basicConstraints = nil } == [.issuerIsNoAuthority])
  }

  @Test func `key usage forbids signing only where it is there`() throws {
    #expect(try findings { $0.keyUsage = [.crlSign] } == [.issuerMayNotSignCertificates])
    #expect(try findings { $0.keyUsage = nil }.isEmpty)
  }

  @Test(
    arguments: [
      (nil, .authority(pathLength: nil), nil), (0, .endEntity, nil),
      (0, .authority(pathLength: nil), 0), (0, .authority(pathLength: 0), 0),
      (1, .authority(pathLength: 0), nil), (1, .authority(pathLength: nil), nil),
      (1, .authority(pathLength: 1), 1), (2, .authority(pathLength: 1), nil),
    ] as [(Int?, BasicConstraints, Int?)]
  )
  func `a path length leaves room for so many CAs`(
    issuer: Int?,
    constraints: BasicConstraints,
    exceeded: Int?
  ) throws {
    let found = try findings(constraints) { $0.basicConstraints = .authority(pathLength: issuer) }
    #expect(found == (exceeded.map { [.issuerPathLengthExceeded(allowed: $0)] } ?? []))
  }

  @Test func `weak keys are named`() throws {
    let weak = try KeyVectors.publicKey(KeyVectors.rsaPublic)
    #expect(try findings { $0.publicKey = weak } == [.issuerKeyIsWeak("RSA 512 bits")])
  }

  @Test(arguments: [
    ("SHA1WithRSA", true), ("MD5WithRSA", true), ("ECDSAWithSHA1", true), ("RSA-SHA1", true),
    ("ecdsa-with-SHA1", true), ("SHA256WithRSA", false), ("ECDSAWithSHA384", false),
    ("Ed25519", false), ("sha512WithRSAEncryption", false),
  ])
  func `broken hashes count for CAs that others signed`(name: String, isWeak: Bool) throws {
    #expect(try findings { $0.signatureAlgorithmName = name }.isEmpty)
    let found = try findings {
      $0.signatureAlgorithmName = name
      $0.issuerDER = [0x30, 0]
    }
    #expect(found == (isWeak ? [.issuerSignatureIsWeak(name)] : []))
  }

  @Test func `an issuer without a name is found`() throws {
    #expect(try findings { $0.subject = DistinguishedName() } == [.issuerHasNoName])
  }

  @Test func `every fault is refused at once, and dates alone may be ignored`() throws {
    let issuer = try IssuerFacts.make {
      $0.basicConstraints = .endEntity
      $0.validity.notAfter = now.adding(seconds: -1)
    }
    var profile = IssuanceProfile(keyUsage: [], lifetime: .hours(1))
    profile.beyondIssuer = .allow
    let template = try CertificateTemplate(
      issuing: IssuanceRequest(
        subject: DistinguishedName(attributes: [NameAttribute(.commonName, "x")]),
        publicKey: try KeyVectors.publicKey(KeyVectors.p256Public)
      ),
      under: profile,
      issuer: issuer,
      serialNumber: SerialNumber(integerBytes: [1]),
      now: now
    )
    let error = #expect(throws: KTHWError.self) { try template.refuseFaults() }
    #expect(error?.problems.count == 2)
    #expect(error?.code == .policyViolation)
    let rest = #expect(throws: KTHWError.self) {
      try template.refuseFaults(ignoringIssuerDates: true)
    }
    #expect(rest?.problems == [IssuanceFinding.issuerIsNoAuthority.problem])
    #expect(template.warnings.map(\.code) == [.policyViolation])
  }

  @Test func `what is asked for can be faulty as well`() throws {
    let template = try CertificateTemplate(
      selfSigning: IssuanceRequest(
        subject: DistinguishedName(),
        publicKey: try KeyVectors.publicKey(KeyVectors.rsaPublic)
      ),
      under: .authority(lifetime: .seconds(-60)),
      serialNumber: SerialNumber(integerBytes: [1]),
      now: now
    )
    #expect(
      template.findings == [
        .keyIsWeak("RSA 512 bits"), .isExpiredAtBirth(at: template.validity.notAfter),
        .authorityHasNoName,
      ]
    )
    #expect(template.findings.allSatisfy { $0.isFault })
  }

  @Test(arguments: [300, 301] as [Int64])
  func `five minutes of lifetime are spent before birth`(seconds: Int64) throws {
    let full = Timestamp(year: 2026, month: 11, day: 21, hour: 9)
    let template = try CertificateTemplate(
      selfSigning: IssuanceRequest(
        subject: DistinguishedName(attributes: [NameAttribute(.commonName, "x")]),
        publicKey: try KeyVectors.publicKey(KeyVectors.p256Public)
      ),
      under: .authority(lifetime: .seconds(seconds)),
      serialNumber: SerialNumber(integerBytes: [1]),
      now: full
    )
    #expect(template.findings == (seconds == 300 ? [.isExpiredAtBirth(at: full)] : []))
  }

  @Test func `a server without names is warned of`() throws {
    let template = try CertificateTemplate(
      selfSigning: IssuanceRequest(
        subject: DistinguishedName(attributes: [NameAttribute(.commonName, "x")]),
        publicKey: try KeyVectors.publicKey(KeyVectors.p256Public)
      ),
      under: IssuanceProfile(
        keyUsage: [],
        extendedKeyUsages: [.serverAuthentication],
        lifetime: .hours(1)
      ),
      serialNumber: SerialNumber(integerBytes: [1]),
      now: now
    )
    #expect(template.findings == [.serverWithoutNames])
  }
}
