import Testing

@testable import KTHWCore

private func policy(_ json: String) throws -> SigningPolicy {
  try SigningPolicy(json: Array(json.utf8), file: "ca-config.json")
}

@Suite struct SigningProfileTests {
  @Test(arguments: [#"{"signing":{}}"#, #"{"signing":{"default":null}}"#])
  func `without a default cfssl's own holds: server and client for a year`(json: String) throws {
    let chosen = try policy(json).profile().profile
    #expect(chosen == .builtIn)
    #expect(chosen.usages.keyUsage == [.digitalSignature, .keyEncipherment])
    #expect(chosen.usages.extendedKeyUsages == [.serverAuthentication, .clientAuthentication])
    #expect(chosen.expiry == .hours(8760))
    #expect(SigningProfile.selfSigned.expiry == .hours(2190))
  }

  @Test func `a profile takes four things from the default and nothing else`() throws {
    let policy = try policy(
      #"""
      {"signing":{"default":{"expiry":"5h","usages":["crl sign"],"issuer_urls":["http://i"],
        "ocsp_url":"http://o","crl_url":"http://c","backdate":"1h","ca_constraint":{"is_ca":true},
        "not_after":"2030-01-01T00:00:00Z","ocsp_no_check":true,"copy_extensions":true,
        "name_whitelist":"x"},
       "profiles":{"a":{"expiry":"0s","usages":["signing"]},
        "b":{"expiry":"2h","usages":["signing"],"issuer_urls":[],"ocsp_url":"http://p","crl_url":"http://d"}}}}
      """#
    )
    let first = try policy.profile(named: "a").profile
    #expect(first.expiry == .hours(5))
    #expect(first.issuerURLs == ["http://i"])
    #expect(first.ocspURL == "http://o")
    #expect(first.crlURL == "http://c")
    #expect(first.backdate == .zero)
    #expect(!first.authority.isAuthority)
    #expect(first.notAfter == nil)
    #expect(!first.hasOCSPNoCheck && !first.copiesExtensions)
    #expect(first.nameWhitelist == nil)
    #expect(first.usages.keyUsage == .digitalSignature)
    let second = try policy.profile(named: "b").profile
    #expect(second.expiry == .hours(2))
    #expect(second.issuerURLs == [])
    #expect(second.ocspURL == "http://p")
    #expect(second.crlURL == "http://d")
  }

  @Test func `an unknown profile is the default, with a warning that names the known ones`() throws
  {
    let policy = try policy(
      #"""
      {"signing":{"default":{"expiry":"1h","usages":["signing"]},
       "profiles":{"kubernetes":{"expiry":"2h","usages":["signing"]},"etcd":{"expiry":"3h","usages":["any"]}}}}
      """#
    )
    let near = try policy.profile(named: "kubernets")
    #expect(near.profile.expiry == .hours(1))
    #expect(near.warnings.map(\.hint) == ["did you mean -profile kubernetes?"])
    let far = try policy.profile(named: "server")
    #expect(far.warnings.map(\.hint) == ["its profiles: etcd, kubernetes"])
    #expect(far.warnings[0].place?.file == "ca-config.json")
    #expect(try policy.profile(named: "Kubernetes").warnings.count == 1)
    #expect(try policy.profile(named: "kubernetes").profile.expiry == .hours(2))
    #expect(try policy.profile(named: "kubernetes").warnings.isEmpty)
    #expect(try policy.profile().warnings.isEmpty)
  }

  @Test(arguments: ["", "kubernets", "www"])
  func `a default without usages fails with 5100 and the names to choose from`(name: String) throws
  {
    let policy = try policy(
      #"""
      {"signing":{"default":{"expiry":"1h"},"profiles":{"kubernetes":{"expiry":"2h","usages":["signing"]}}}}
      """#
    )
    let error = #expect(throws: KTHWError.self) { try policy.profile(named: name) }
    #expect(
      error?.cfsslText == #"{"code":5100,"message":"Invalid policy: no key usage available"}"#
    )
    #expect(error?.problems[0].place?.file == "ca-config.json")
    #expect(error?.problems[0].hint?.contains("kubernetes") == true)
    #expect(error?.problems[0].message.contains(name) == true)
  }

  @Test func `a profile without a policy file has no effect, and that is said`() throws {
    let chosen = try SigningPolicy.builtIn.profile(named: "kubernetes")
    #expect(chosen.profile == .builtIn)
    #expect(chosen.warnings[0].hint?.contains("-config") == true)
  }

  @Test func `remote profiles are read and refused when chosen`() throws {
    let mixed = try policy(
      #"""
      {"signing":{"default":{"expiry":"1h","usages":["signing"]},"profiles":{"a":{"remote":"r"}}},
       "remotes":{"r":"localhost"}}
      """#
    )
    #expect(try mixed.profile().profile.expiry == .hours(1))
    #expect(throws: KTHWError.self) { try mixed.profile(named: "a") }
    let unknown = #expect(throws: KTHWError.self) { try mixed.profile(named: "b") }
    #expect(unknown?.cfsslText == #"{"code":5400,"message":"Unknown policy profile"}"#)
    let remote = try policy(#"{"signing":{"default":{"remote":"r"}},"remotes":{"r":"localhost"}}"#)
    let refused = #expect(throws: KTHWError.self) { try remote.profile() }
    #expect(refused?.code == .unsupported)
  }

  @Test func `the whitelist holds the common name and every name but addresses`() throws {
    let policy = try policy(
      #"{"signing":{"default":{"expiry":"1h","usages":["any"],"name_whitelist":"\\.ok$"}}}"#
    )
    let profile = policy.defaultProfile
    let address = SubjectAlternativeName.ip(try IPAddress("10.0.0.1"))
    try profile.requireAllowed(
      commonName: "a.ok",
      names: [.dns("b.ok"), .email("a@b.ok"), .uri("x:y.ok"), address]
    )
    try profile.requireAllowed(commonName: nil, names: [])
    try profile.requireAllowed(commonName: "", names: [address])
    let bad: [(String?, [SubjectAlternativeName])] = [
      ("a", []), ("a.ok\n", []), (nil, [.dns("b")]), (nil, [.email("a@b")]), (nil, [.uri("x:y")]),
      ("a.ok", [.dns("b.ok"), .dns("xok")]),
    ]
    for (name, names) in bad {
      let error = #expect(throws: KTHWError.self) {
        try profile.requireAllowed(commonName: name, names: names)
      }
      #expect(
        error?.cfsslText == #"{"code":5500,"message":"Request does not match policy whitelist"}"#
      )
    }
    try SigningProfile.builtIn.requireAllowed(commonName: "anything", names: [.dns("x")])
  }

  /// What the request asks, the profile grants, the issuer may: and whether
  /// cfssl signs.
  @Test(arguments: [
    (BasicConstraints?.none, false, BasicConstraints?.some(.authority(pathLength: 0)), true),
    (.endEntity, false, nil, true), (.authority(pathLength: nil), false, nil, false),
    (.authority(pathLength: nil), true, nil, true),
    (.authority(pathLength: nil), true, .endEntity, true),
    (.authority(pathLength: nil), true, .authority(pathLength: nil), true),
    (.authority(pathLength: nil), true, .authority(pathLength: 1), true),
    (.authority(pathLength: nil), true, .authority(pathLength: 0), false),
    (.authority(pathLength: 0), true, .authority(pathLength: 1), true),
    (.authority(pathLength: 1), true, .authority(pathLength: 1), false),
    (.authority(pathLength: 2), true, .authority(pathLength: 1), false),
    (.authority(pathLength: 9), true, .authority(pathLength: nil), true),
  ])
  func `a request for a CA must be granted and fit below the issuer`(
    requested: BasicConstraints?,
    granted: Bool,
    issuer: BasicConstraints?,
    isAllowed: Bool
  ) throws {
    var profile = SigningProfile.builtIn
    profile.authority.isAuthority = granted
    if isAllowed {
      try profile.requireAuthorityAllowed(requested: requested, issuer: issuer)
    } else {
      let error = #expect(throws: KTHWError.self) {
        try profile.requireAuthorityAllowed(requested: requested, issuer: issuer)
      }
      #expect(error?.cfsslText == #"{"code":5300,"message":"Policy violation request"}"#)
    }
  }

  @Test func `CSRWhitelist lets only what it lists through`() throws {
    let names: [SubjectAlternativeName] = [
      .dns("a"), .email("b"), .ip(try IPAddress("1.2.3.4")), .uri("c:d"),
    ]
    var profile = SigningProfile.builtIn
    #expect(profile.allowed(names) == names)
    profile.allowedRequestParts = [.publicKey, .emails, .uris]
    #expect(profile.allowed(names) == [.email("b"), .uri("c:d")])
    try profile.requirePublicKeyAllowed()
    // A request for a CA does not come through either, so nothing is violated.
    try profile.requireAuthorityAllowed(requested: .authority(pathLength: 1), issuer: nil)
    profile.allowedRequestParts = [.subject]
    let error = #expect(throws: KTHWError.self) { try profile.requirePublicKeyAllowed() }
    #expect(
      error?.cfsslText
        == #"{"code":1000,"message":"x509: unsupported public key type: \u003cnil\u003e"}"#
    )
  }
}
