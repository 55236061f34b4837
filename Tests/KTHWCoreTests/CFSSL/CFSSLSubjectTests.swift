import Testing

@testable import KTHWCore

/// Attributes as `C=US+C=DE,CN=x`, sets in the order they were put.
private func shown(_ name: DistinguishedName) -> String {
  let letters: [OID: String] = [
    .country: "C", .province: "ST", .locality: "L", .streetAddress: "street", .postalCode: "pc",
    .organization: "O", .organizationalUnit: "OU", .commonName: "CN", .serialNumber: "sn",
    .emailAddress: "E", .domainComponent: "DC", .title: "title",
  ]
  return name.relativeNames.map { part in
    part.attributes.map { "\(letters[$0.type] ?? $0.type.description)=\($0.value)" }
      .joined(separator: "+")
  }.joined(separator: ",")
}

private func request(_ json: String) throws -> CFSSLRequest {
  try CFSSLRequest(json: Array(json.utf8), file: "csr.json")
}

@Suite struct CFSSLSubjectTests {
  /// The first two rows are cfssl 1.2.0's as well; it knows no E and OID.
  @Test(arguments: [
    (
      #"{"CN":"x","names":[{"OU":"u","O":"o","L":"l","ST":"s","C":"c"}],"serialnumber":"7"}"#,
      "C=c,ST=s,L=l,O=o,OU=u,CN=x,sn=7"
    ),
    (#"{"names":[{"C":"US","O":"b"},{"C":"DE","O":""},{"C":"US"}]}"#, "C=US+C=DE+C=US,O=b"),
    (
      #"{"CN":"x","names":[{"E":"a@b","OID":{"2.5.4.12":"t"}},{"O":"o","E":"c@d"}]}"#,
      "O=o,CN=x,title=t,E=a@b,E=c@d"
    ),
    (
      #"{"CN":"x","names":[{"OID":{"2.5.4.3":"y","2.5.4.10":"z"},"O":"o","C":"c"}]}"#,
      "C=c,CN=y,O=z"
    ),
    (#"{"CN":" ","names":[{"O":" "}]}"#, "O= ,CN= "),
    (#"{"CN":"","names":[{}]}"#, ""), ("{}", ""), ("null", ""),
    (#"{"names":[{"SerialNumber":"5","O":"o"}]}"#, "O=o"),
  ])
  func `a request's subject is put into Go's order`(json: String, subject: String) throws {
    #expect(shown(try request(json).subject()) == subject)
  }

  @Test(arguments: [
    ("kubernetes", NameAttribute.StringType.printable), ("system:masters", .printable),
    ("a'()+,-./:=? b", .printable), ("*.x", .utf8), ("a&b", .utf8), ("a@b", .utf8), ("a_b", .utf8),
    ("\"", .utf8), ("é", .utf8),
  ])
  func `a value is PrintableString where it can be, else UTF8String`(
    value: String,
    type: NameAttribute.StringType
  ) throws {
    let subject = try CFSSLSubject.name(commonName: value, names: [], serialNumber: "")
    #expect(subject.attributes.map(\.stringType) == [type])
  }

  @Test func `an e-mail attribute is a UTF8String, never IA5`() throws {
    var name = CFSSLName()
    name.email = "a@b"
    #expect(try name.extraAttributes().map(\.stringType) == [.utf8])
  }

  @Test(arguments: [
    ("1.x.3", "invalid OID part x"), ("", "invalid OID part "), ("1..2", "invalid OID part "),
  ])
  func `a bad OID key fails with 9300`(oid: String, words: String) throws {
    let request = try request(#"{"names":[{"OID":{"\#(oid)":"v"}}]}"#)
    let error = #expect(throws: KTHWError.self) { try request.subject() }
    #expect(error?.cfsslText == #"{"code":9300,"message":"\#(words)"}"#)
    #expect(error?.problems[0].place?.file == "csr.json")
  }

  /// Made with `openssl req -subj` and signed by cfssl 1.2.0, which drops
  /// what stands behind the serial number; 1.6.5 keeps it.
  @Test(arguments: [
    (["CN=a", "CN=b", "O=z", "C=US", "O=y"], "C=US,O=z+O=y,CN=b"),
    (
      ["sn=1", "sn=2", "CN=x", "L=l", "ST=s", "street=st", "pc=p", "OU=o2", "O=o", "OU=o1"],
      "ST=s,L=l,street=st,pc=p,O=o,OU=o2+OU=o1,CN=x,sn=2"
    ),
    (["DC=a", "DC=b", "CN=x", "E=a@b"], "CN=x,DC=a,DC=b,E=a@b"), (["CN="], ""),
    (["O= ", "CN= "], "O= ,CN= "), ([], ""),
  ])
  func `a signed subject is put into order again`(parts: [String], expected: String) {
    #expect(shown(CFSSLSubject.reissued(name(parts))) == expected)
  }

  @Test func `string types are chosen anew when signing`() {
    let old = DistinguishedName(attributes: [
      NameAttribute(.organization, "plain", as: .bmp), NameAttribute(.commonName, "a@b", as: .ia5),
      NameAttribute(.domainComponent, "x", as: .ia5),
    ])
    #expect(
      CFSSLSubject.reissued(old).attributes.map(\.stringType) == [.printable, .utf8, .printable]
    )
  }

  /// Run against cfssl 1.2.0 with these files.
  @Test(arguments: [
    (
      #"{"CN":"new","names":[{"C":"DE"},{"C":"US","O":""}],"SerialNumber":"77","E":"x@y"}"#,
      ["CN=a", "C=FR", "O=orga", "L=loc", "sn=5", "DC=x"], "C=DE+C=US,L=loc,O=orga,CN=new,sn=77"
    ),
    (
      #"{"names":[{"OU":"q"}]}"#, ["CN=a", "C=FR", "O=orga", "L=loc", "sn=5", "street=x"],
      "C=FR,L=loc,O=orga,OU=q,CN=a,sn=5"
    ),
    (
      #"{"names":[{"C":" "},{"O":""}],"CN":" ","bogus":1,"serialnumber":"9"}"#,
      ["CN=a", "C=FR", "O=orga"], "C= ,O=orga,CN= ,sn=9"
    ),
    ("null", ["CN=a", "CN=b", "street=x"], "CN=b"),
  ])
  func `SUBJECT.json replaces attribute types one by one`(
    json: String,
    parts: [String],
    expected: String
  ) throws {
    let override = try CFSSLSubjectOverride(json: Array(json.utf8), file: "subject.json")
    #expect(shown(override.applied(to: name(parts))) == expected)
  }

  @Test func `SUBJECT.json warns of what has no effect`() throws {
    let json = #"{"CN":"x","names":[{"E":"a@b"}],"hosts":["h"]}"#
    let override = try CFSSLSubjectOverride(json: Array(json.utf8), file: "subject.json")
    #expect(override.warnings.map(\.code) == [.unknownField, .unknownField])
    #expect(override.warnings.allSatisfy { $0.place?.file == "subject.json" })
    let error = #expect(throws: KTHWError.self) {
      try CFSSLSubjectOverride(json: Array(#"{"CN":3}"#.utf8))
    }
    #expect(
      error?.cfsslText
        == "json: cannot unmarshal number into Go struct field Subject.CN of type string"
    )
  }

  private func name(_ parts: [String]) -> DistinguishedName {
    let types: [String: OID] = [
      "C": .country, "ST": .province, "L": .locality, "street": .streetAddress, "pc": .postalCode,
      "O": .organization, "OU": .organizationalUnit, "CN": .commonName, "sn": .serialNumber,
      "E": .emailAddress, "DC": .domainComponent,
    ]
    return DistinguishedName(
      attributes: parts.map { part in
        let pair = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        return NameAttribute(types[pair[0]] ?? .title, pair[1], as: .utf8)
      }
    )
  }
}
