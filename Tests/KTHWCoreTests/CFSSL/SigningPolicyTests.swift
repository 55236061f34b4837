import Testing

@testable import KTHWCore

private func policy(_ json: String) throws -> SigningPolicy {
  try SigningPolicy(json: Array(json.utf8), file: "ca-config.json")
}

private func profile(_ members: String) throws -> SigningProfile {
  try policy(#"{"signing":{"default":{"expiry":"1h","usages":["signing"],\#(members)}}}"#)
    .defaultProfile
}

@Suite struct SigningPolicyTests {
  /// Every row was given to cfssl 1.2.0 as `-config`.
  @Test(arguments: [
    ("", "failed to unmarshal configuration: unexpected end of JSON input"),
    (
      "[]",
      "failed to unmarshal configuration: json: cannot unmarshal array into Go value of type config.Config"
    ),
    (#"{"signing":{"default":{}}}"#, "empty expiry string"),
    (#"{"signing":{"default":{"expiry":"0h"}}}"#, "invalid configuration"),
    (#"{"signing":{"default":{"expiry":"365d"}}}"#, #"time: unknown unit "d" in duration "365d""#),
    (#"{"signing":{"default":{"expiry":"8760"}}}"#, #"time: missing unit in duration "8760""#),
    (#"{"signing":{"profiles":{"a":{"expiry":"1h"}}}}"#, "invalid configuration"),
    (#"{"signing":{"profiles":{"a":{"expiry":"1h","usages":["x"]}}}}"#, "invalid configuration"),
    (#"{"signing":{"profiles":{"a":null}}}"#, "can't parse nil profile"),
    (
      #"{"signing":{"default":{"expiry":"1h","name_whitelist":"("}}}"#,
      "failed to compile name whitelist section"
    ),
    (#"{"signing":{"default":{"Expiry":3600000000000}}}"#, "empty expiry string"),
    (
      #"{"signing":{"default":{"expiry":"1h","policies":[{"ID":"1.2.3","Qualifiers":[{"Type":"x"}]}]}}}"#,
      "invalid policy qualifier type"
    ),
    (
      #"{"signing":{"default":{"expiry":"1h","policies":[{"ID":"1.x"}]}}}"#,
      #"failed to unmarshal configuration: strconv.Atoi: parsing "x": invalid syntax"#
    ),
    (
      #"{"signing":{"default":{"expiry":"1h","auth_key":"k"}}}"#,
      "failed to find auth_key in auth_keys section"
    ),
    (
      #"{"signing":{"default":{"expiry":"1h","auth_key":"k"}},"auth_keys":{"k":{"type":"foo","key":"00"}}}"#,
      "unknown authentication type"
    ),
    (
      #"{"signing":{"default":{"expiry":"1h","auth_key":"k"}},"auth_keys":{"k":{"type":"standard","key":"zz"}}}"#,
      "failed to create new standard auth provider"
    ),
    (#"{"signing":{"default":{"remote":"r"}}}"#, "failed to find remote in remotes section"),
    (
      #"{"signing":{"default":{"auth_remote":{"remote":"r"}}}}"#,
      "failed to find remote in remotes section"
    ),
    (
      #"{"signing":{"default":{"auth_remote":{"remote":"r"}}},"remotes":{"r":"h"}}"#,
      "invalid configuration"
    ),
    (
      #"{"signing":{"default":{"expiry":"1h","auth_remote":{"auth_key":"k"}}},"auth_keys":{"k":{"type":"standard","key":"00"}}}"#,
      "invalid configuration"
    ),
    (
      #"{"signing":{"default":{"remote":"r","auth_remote":{"remote":"r"}}},"remotes":{"r":"h"}}"#,
      "Invalid or unknown policy"
    ),
    (
      #"{"signing":{"default":{"expiry":3}}}"#,
      "failed to unmarshal configuration: json: cannot unmarshal number into Go struct field Config.signing.default.expiry of type string"
    ),
    // cfssl 1.2 and 1.6 panic here.
    (
      #"{"signing":{"default":{"expiry":"1h","not_before":"2026-01-01T00:00:00Z","not_after":"2025-01-01T00:00:00Z"}}}"#,
      "Invalid or unknown policy"
    ),
  ])
  func `a bad policy file fails with 5200 and cfssl's words`(json: String, words: String) {
    let error = #expect(throws: KTHWError.self) { try policy(json) }
    #expect(error?.cfsslCode == 5200)
    #expect(error?.problems[0].peerWords?.text == words)
    #expect(error?.problems[0].place?.file == "ca-config.json")
  }

  @Test(arguments: [
    (#""Expiry":"1h""#, "of type time.Duration"), (#""not_before":"2026-01-01""#, "parsing time"),
    (#""not_after":3"#, "not a JSON string"), (#""usages":"signing""#, "of type []string"),
    (#""ca_constraint":{"is_ca":"x"}"#, "of type bool"),
    (#""allowed_extensions":["1.x"]"#, "strconv.Atoi"),
    (#""policies":[{"ID":3}]"#, "not wrapped in quotes"),
  ])
  func `a value of the wrong type fails to unmarshal`(member: String, words: String) {
    let error = #expect(throws: KTHWError.self) { try profile(member) }
    #expect(error?.cfsslCode == 5200)
    #expect(error?.cfsslText.contains("failed to unmarshal configuration: ") == true)
    #expect(error?.cfsslText.contains(words) == true)
  }

  @Test(arguments: ["{}", #"{"signing":null}"#, "null", #"{"profiles":{}}"#])
  func `a file without signing is refused in cfssl's bare words`(json: String) {
    let error = #expect(throws: KTHWError.self) { try policy(json) }
    #expect(error?.cfsslText == "No \"signing\" field present")
  }

  @Test func `a duration in days is answered with its hours, and every fault is named`() {
    let error = #expect(throws: KTHWError.self) {
      try policy(
        #"{"signing":{"default":{"expiry":"365d"},"profiles":{"a":{"usages":["signing"]}}}}"#
      )
    }
    #expect(error?.problems.count == 2)
    #expect(error?.problems[0].hint == "write \"8760h\"")
    #expect(error?.problems[0].place?.description == "ca-config.json:1:33: signing.default.expiry")
    #expect(error?.problems[1].place?.field == "signing.profiles.a")
  }

  @Test func `every key of a profile is read`() throws {
    let profile = try profile(
      #"""
      "backdate":"10m","not_before":"2026-01-01T00:00:00Z","not_after":"2027-01-01T01:00:00+01:00",
      "ca_constraint":{"is_ca":true,"max_path_len":2},"issuer_urls":["http://i"],"ocsp_url":"http://o",
      "crl_url":"http://c","ocsp_no_check":true,"copy_extensions":true,"name_whitelist":"^a",
      "policies":[{"ID":"1.2.3","Qualifiers":[{"Type":"id-qt-cps","Value":"http://p"},
        {"Type":"id-qt-unotice","Value":"note"},{"Value":"gone"}]}],
      "CSRWhitelist":{"Subject":true,"publickey":true}
      """#
    )
    #expect(profile.expiry == .hours(1))
    #expect(profile.backdate == GoDuration.seconds(600))
    #expect(profile.notBefore == Timestamp(year: 2026, month: 1, day: 1))
    #expect(profile.notAfter == Timestamp(year: 2027, month: 1, day: 1))
    #expect(try profile.authority.basicConstraints() == .authority(pathLength: 2))
    #expect(profile.issuerURLs == ["http://i"])
    #expect(profile.ocspURL == "http://o")
    #expect(profile.crlURL == "http://c")
    #expect(profile.hasOCSPNoCheck)
    #expect(profile.copiesExtensions)
    #expect(
      profile.policies == [
        CertificatePolicy(
          OID(1, 2, 3),
          qualifiers: [.practiceStatement("http://p"), .userNotice("note")]
        )
      ]
    )
    #expect(profile.allowedRequestParts == [.subject, .publicKey])
  }

  @Test func `Backdate in exactly that spelling counts nanoseconds, EXPIRY is expiry`() throws {
    let policy = try policy(
      #"{"signing":{"default":{"EXPIRY":"2h","Backdate":7200000000000,"usages":["signing"]}}}"#
    )
    #expect(policy.defaultProfile.backdate == .hours(2))
    #expect(policy.defaultProfile.expiry == .hours(2))
  }

  @Test(arguments: [
    (0, false, BasicConstraints.authority(pathLength: nil)), (0, true, .authority(pathLength: 0)),
    (3, true, .authority(pathLength: 3)), (-1, false, .authority(pathLength: nil)),
    (-1, true, .authority(pathLength: nil)),
  ])
  func `a path length of 0 needs to be said twice`(
    length: Int,
    isZero: Bool,
    constraints: BasicConstraints
  ) throws {
    let authority = SigningProfile.AuthorityConstraint(
      isAuthority: true,
      pathLength: length,
      isPathLengthZero: isZero
    )
    #expect(try authority.basicConstraints() == constraints)
    #expect(try SigningProfile.AuthorityConstraint().basicConstraints() == .endEntity)
  }

  @Test func `a path length below -1 fails with 1000`() {
    let authority = SigningProfile.AuthorityConstraint(isAuthority: true, pathLength: -2)
    let error = #expect(throws: KTHWError.self) { try authority.basicConstraints() }
    #expect(error?.cfsslCode == 1000)
  }

  @Test(arguments: [
    (#""usages":["signing","serverauth"]"#, "server auth"), (#""is_ca":true"#, "ca_constraint"),
    (#""csr_whitelist":{}"#, "CSRWhitelist"), (#""ca_constraint":{"is_ca":true}"#, "cert sign"),
    (#""ca_constraint":{"max_path_len":1}"#, "is_ca"), (#""usage":[]"#, "usages"),
  ])
  func `what has no effect is warned of`(member: String, meant: String) throws {
    let policy = try policy(
      #"{"signing":{"default":{"expiry":"1h","usages":["signing"],\#(member)}}}"#
    )
    let warnings = policy.warnings.filter { $0.code != .duplicateField }
    #expect(warnings.count == 1)
    #expect(warnings.first?.hint?.contains(meant) == true)
    #expect(warnings.first?.place?.file == "ca-config.json")
    #expect(warnings.first?.place?.mark != nil)
  }

  @Test func `an authentication key never shows in an error`() {
    let error = #expect(throws: KTHWError.self) {
      try policy(
        #"{"signing":{"default":{"expiry":"1h","auth_key":"k"}},"auth_keys":{"k":{"type":"standard","key":"5ec4e7zz"}}}"#
      )
    }
    #expect(error?.description.contains("5ec4e7") == false)
    #expect(error?.cfsslText.contains("5ec4e7") == false)
  }
}
