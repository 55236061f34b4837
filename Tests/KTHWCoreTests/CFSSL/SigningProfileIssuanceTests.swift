import Testing

@testable import KTHWCore

@Suite struct SigningProfileIssuanceTests {
  @Test func `a profile keeps cfssl's habits when it issues`() throws {
    let profile = try SigningProfile.builtIn.issuanceProfile()
    #expect(profile.keyUsage == [.digitalSignature, .keyEncipherment])
    #expect(profile.extendedKeyUsages == [.serverAuthentication, .clientAuthentication])
    #expect(profile.lifetime == .hours(8760))
    #expect(profile.backdate == .seconds(300))
    #expect(profile.basicConstraints == .endEntity)
    #expect(profile.beyondIssuer == .allow)
    #expect(profile.datesRule == .wholeMinutes)
    #expect(profile.authoritiesKeepOnlyIPNames)
    #expect(profile.extensionCopying == .nothing)
    #expect(profile.crlURL == nil)
    #expect(profile.ocspURLs.isEmpty && profile.issuerURLs.isEmpty)
  }

  @Test func `everything a profile says is granted`() throws {
    var profile = SigningProfile(usages: CFSSLUsages(["cert sign"]), expiry: .hours(2))
    profile.backdate = .seconds(-60)
    profile.notBefore = Timestamp(year: 2026, month: 1, day: 1)
    profile.notAfter = Timestamp(year: 2027, month: 1, day: 1)
    profile.authority = .init(isAuthority: true, isPathLengthZero: true)
    profile.issuerURLs = ["http://i", "http://j"]
    profile.ocspURL = "http://o"
    profile.crlURL = "http://c"
    profile.hasOCSPNoCheck = true
    profile.copiesExtensions = true
    profile.policies = [CertificatePolicy(OID(1, 2, 3))]
    let granted = try profile.issuanceProfile()
    #expect(granted.backdate == .seconds(-60))
    #expect(granted.notBefore == profile.notBefore)
    #expect(granted.notAfter == profile.notAfter)
    #expect(granted.basicConstraints == .authority(pathLength: 0))
    #expect(granted.issuerURLs == ["http://i", "http://j"])
    #expect(granted.ocspURLs == ["http://o"])
    #expect(granted.crlURL == "http://c")
    #expect(granted.ocspNoCheck)
    #expect(granted.extensionCopying == .allUnmanaged)
    #expect(granted.policies == profile.policies)
  }

  @Test func `CSRWhitelist drops what a request says besides its listed parts`() throws {
    let facts = try CertificateReader.request(pem: Array(InfoVectors.rsaRequest.utf8))
    var profile = SigningProfile.builtIn
    let all = profile.allowed(IssuanceRequest(facts))
    #expect(all.basicConstraints == .authority(pathLength: 1))
    #expect(all.names.count == 4)
    profile.allowedRequestParts = [.publicKey, .dnsNames]
    let some = profile.allowed(IssuanceRequest(facts))
    #expect(some.subject.isEmpty)
    #expect(some.names == [.dns("a")])
    #expect(some.basicConstraints == nil)
    #expect(some.requestedExtensions.isEmpty)
    #expect(some.publicKey == facts.publicKey)
  }

  @Test func `delegation takes the place of the request's constraints`() throws {
    let json = #"{"ca":{"pathlen":1},"delegation_enabled":true}"#
    let request = try CFSSLRequest(json: Array(json.utf8))
    #expect(request.basicConstraints == nil)
    #expect(request.requestExtensions.map(\.oid) == [.delegationUsage])
  }
}
