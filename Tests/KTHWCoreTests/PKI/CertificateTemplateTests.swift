import Testing

@testable import KTHWCore

struct CertificateTemplateTests {
  private let now = CFSSLVectors.now
  private let serial = SerialNumber(integerBytes: [7])

  private func request(
    _ change: (inout IssuanceRequest) -> Void = { _ in }
  ) throws -> IssuanceRequest {
    var request = IssuanceRequest(
      subject: DistinguishedName(attributes: [NameAttribute(.commonName, "leaf")]),
      names: [.dns("leaf")],
      publicKey: try KeyVectors.publicKey(KeyVectors.ed25519Public)
    )
    change(&request)
    return request
  }

  private func profile(
    _ change: (inout IssuanceProfile) -> Void = { _ in }
  ) -> IssuanceProfile {
    var profile = IssuanceProfile(
      keyUsage: .digitalSignature,
      extendedKeyUsages: [.clientAuthentication],
      lifetime: .hours(8760)
    )
    change(&profile)
    return profile
  }

  private func template(
    _ request: IssuanceRequest,
    _ profile: IssuanceProfile,
    issuer change: (inout CertificateFacts) -> Void = { _ in }
  ) throws -> CertificateTemplate {
    try CertificateTemplate(
      issuing: request,
      under: profile,
      issuer: try IssuerFacts.make(change),
      serialNumber: serial,
      now: now
    )
  }

  private func unknown(_ last: UInt64) -> CertificateExtension {
    CertificateExtension(OID(1, 2, 3, last), isCritical: last == 4, value: [5, 0])
  }

  @Test func `extensions stand in cfssl's order`() throws {
    let profile = profile {
      $0.ocspURLs = ["http://o"]
      $0.crlURL = "http://c"
      $0.policies = [CertificatePolicy(OID(1, 2))]
      $0.ocspNoCheck = true
      $0.extensionCopying = .allUnmanaged
    }
    let request = try request {
      $0.isDelegation = true
      $0.requestedExtensions = [unknown(4), .delegationUsage, unknown(5)]
    }
    let template = try template(request, profile)
    #expect(
      template.extensions.map(\.oid) == [
        .keyUsage, .extendedKeyUsage, .basicConstraints, .subjectKeyIdentifier,
        .authorityKeyIdentifier, .authorityInformationAccess, .subjectAlternativeName,
        .crlDistributionPoints, OID(1, 2, 3, 4), .delegationUsage, OID(1, 2, 3, 5),
        .certificatePolicies, .ocspNoCheck,
      ]
    )
    #expect(template.extensions.first { $0.oid == OID(1, 2, 3, 4) }?.isCritical == true)
  }

  @Test func `a bare profile makes basic constraints and key identifiers only`() throws {
    let bare = IssuanceProfile(keyUsage: [], lifetime: .hours(1))
    let template = try template(try request { $0.names = [] }, bare)
    #expect(
      template.extensions.map(\.oid) == [
        .basicConstraints, .subjectKeyIdentifier, .authorityKeyIdentifier,
      ]
    )
  }

  @Test func `no rule copies what is the signer's alone`() throws {
    let asked = IssuanceProfile.ExtensionCopying.managed.map {
      CertificateExtension($0, isCritical: true, value: [1, 2, 3])
    }
    let request = try request { $0.requestedExtensions = asked + [unknown(4), unknown(4)] }
    let rules: [IssuanceProfile.ExtensionCopying] = [
      .nothing, .allUnmanaged, .only(Set(asked.map(\.oid) + [OID(1, 2, 3, 4)])), .only([]),
    ]
    for rule in rules {
      let template = try template(request, profile { $0.extensionCopying = rule })
      #expect(!template.extensions.contains { $0.value == [1, 2, 3] })
      let copied = template.extensions.count { $0.oid == OID(1, 2, 3, 4) }
      #expect(copied == (rule.takesOver(OID(1, 2, 3, 4)) ? 1 : 0))
    }
  }

  @Test func `delegation is granted once, copied or not`() throws {
    for rule in [IssuanceProfile.ExtensionCopying.nothing, .allUnmanaged] {
      for asked in [[], [CertificateExtension.delegationUsage]] {
        let request = try request {
          $0.isDelegation = true
          $0.requestedExtensions = asked
        }
        let template = try template(request, profile { $0.extensionCopying = rule })
        #expect(template.extensions.count { $0.oid == .delegationUsage } == 1)
      }
    }
  }

  @Test func `an addition replaces the extension that would have been made`() throws {
    let added = CertificateExtension(.keyUsage, value: [9])
    let template = try template(try request(), profile { $0.additionalExtensions = [added] })
    #expect(template.extensions.filter { $0.oid == .keyUsage } == [added])
    #expect(template.extensions.last == added)
  }

  @Test func `the authority key identifier is the issuer's or absent`() throws {
    func identifier(_ template: CertificateTemplate) -> [UInt8]? {
      template.extensions.first { $0.oid == .authorityKeyIdentifier }?.value
    }
    let plain = try template(try request(), profile())
    #expect(identifier(plain) == [0x30, 0x16, 0x80, 0x14] + [UInt8](repeating: 0xAB, count: 20))
    let without = try template(try request(), profile()) { $0.subjectKeyIdentifier = nil }
    #expect(identifier(without) == nil)
    #expect(without.findings == [.issuerHasNoKeyIdentifier])
    let same = try template(
      try request {
        $0.subject = DistinguishedName(attributes: [NameAttribute(.commonName, "ca")])
      },
      profile()
    )
    #expect(identifier(same) == nil)
    #expect(same.findings == [.subjectIsIssuers])
    // Equal to the reader but not to the octet: another string type.
    let other = try template(
      try request {
        $0.subject = DistinguishedName(attributes: [NameAttribute(.commonName, "ca", as: .utf8)])
      },
      profile()
    )
    #expect(identifier(other) != nil)
  }

  @Test func `names are critical exactly without a subject`() throws {
    for (subject, isCritical) in [(DistinguishedName(), true), (try request().subject, false)] {
      let template = try template(try request { $0.subject = subject }, profile())
      let names = template.extensions.first { $0.oid == .subjectAlternativeName }
      #expect(names?.isCritical == isCritical)
    }
  }

  @Test func `only CA certificates lose names, and only where the profile says so`() throws {
    let names: [SubjectAlternativeName] = [.address("10.0.0.1"), .dns("a"), .uri("x://a")]
    for keepsOnlyIP in [true, false] {
      for constraints in [BasicConstraints.endEntity, .authority(pathLength: nil)] {
        let template = try template(
          try request { $0.names = names },
          profile {
            $0.authoritiesKeepOnlyIPNames = keepsOnlyIP
            $0.basicConstraints = constraints
          }
        )
        let loses = keepsOnlyIP && constraints != .endEntity
        let expected: [SubjectAlternativeName] =
          loses ? [.address("10.0.0.1")] : [.dns("a"), .address("10.0.0.1"), .uri("x://a")]
        #expect(
          template.extensions.contains(try .subjectAlternativeName(expected)),
          "\(keepsOnlyIP) \(constraints)"
        )
        #expect(template.findings.contains(.namesDropped([.dns("a"), .uri("x://a")])) == loses)
      }
    }
  }

  @Test func `names keep the given order where the profile leaves it`() throws {
    let names: [SubjectAlternativeName] = [.address("10.0.0.1"), .dns("a")]
    let template = try template(
      try request { $0.names = names },
      profile { $0.groupsNamesByKind = false }
    )
    #expect(template.extensions.contains(try .subjectAlternativeName(names)))
  }

  @Test func `a lifetime beyond the issuer's is clamped or told`() throws {
    let long = profile { $0.lifetime = .hours(24 * 365 * 30) }
    let issuerEnd = Timestamp(year: 2035, month: 11, day: 21)
    let wanted = long.validity(at: now).notAfter
    let clamped = try template(try request(), long)
    #expect(clamped.validity.notAfter == issuerEnd)
    #expect(clamped.findings == [.clampedToIssuer(wanted: wanted, issuerUntil: issuerEnd)])
    #expect(clamped.warnings.count == 1)
    #expect(throws: Never.self) { try clamped.refuseFaults() }
    var allowing = long
    allowing.beyondIssuer = .allow
    let allowed = try template(try request(), allowing)
    #expect(allowed.validity.notAfter == wanted)
    #expect(allowed.findings == [.outlivesIssuer(until: wanted, issuerUntil: issuerEnd)])
  }

  @Test func `a request for a CA needs a profile and an issuer that allow it`() throws {
    let asked = try request { $0.basicConstraints = .authority(pathLength: 1) }
    let authority = IssuanceProfile.authority(lifetime: .hours(1))
    func code(_ profile: IssuanceProfile, pathLength: Int?) -> KTHWError.Code? {
      do {
        _ = try template(asked, profile) {
          $0.basicConstraints = .authority(pathLength: pathLength)
        }
        return nil
      } catch {
        return (error as? KTHWError)?.code
      }
    }
    #expect(code(profile(), pathLength: nil) == .policyViolation)
    #expect(code(authority, pathLength: nil) == nil)
    #expect(code(authority, pathLength: 2) == nil)
    #expect(code(authority, pathLength: 1) == .policyViolation)
    #expect(code(authority, pathLength: 0) == .policyViolation)
  }

  @Test func `a self-signed certificate is its own issuer and has no authority key`() throws {
    let template = try CertificateTemplate(
      selfSigning: try request { $0.names = [] },
      under: .authority(pathLength: 0),
      serialNumber: serial,
      now: now
    )
    #expect(template.issuerDER == template.subject.der)
    #expect(template.validity.seconds == 43_800 * 3600)
    #expect(
      template.extensions == [
        .keyUsage([.certificateSign, .crlSign]), .basicConstraints(.authority(pathLength: 0)),
        .subjectKeyIdentifier(template.publicKey.keyIdentifier),
      ]
    )
    #expect(template.findings.isEmpty)
  }

  @Test func `a date that no certificate can say stops the signing`() throws {
    var template = try template(try request(), profile())
    template.validity.notAfter = Timestamp(year: 10_000, month: 1, day: 1)
    let signer = ReplayingSigner(
      publicKey: template.publicKey,
      signatureAlgorithm: .ed25519,
      recorded: [1]
    )
    let error = #expect(throws: KTHWError.self) { try template.signed(by: signer) }
    #expect(error?.code == .invalidValue)
  }
}
