import Testing

@testable import KTHWCore

@Suite struct `Writing cfssl requests` {
  private static let subject = DistinguishedName(attributes: [
    NameAttribute(.country, "IL"), NameAttribute(.locality, "Tel aviv"),
    NameAttribute(.organization, "system:masters"),
    NameAttribute(.organizationalUnit, "Some name"), NameAttribute(.commonName, "admin"),
  ])

  @Test func `a request is the JSON that tutorials write by hand`() {
    let request = CFSSLRequest(subject: Self.subject, key: .rsa(bits: 2048))
    #expect(
      request.json == """
        {
            "CN": "admin",
            "key": {
                "algo": "rsa",
                "size": 2048
            },
            "names": [
                {
                    "C": "IL",
                    "L": "Tel aviv",
                    "O": "system:masters",
                    "OU": "Some name"
                }
            ]
        }

        """
    )
  }

  @Test(arguments: [
    Self.subject,
    RBACIdentity(user: "x", groups: ["a", "b", "c"]).subject(),
    DistinguishedName(attributes: [
      NameAttribute(.commonName, "a \"quoted\" ü"), NameAttribute(.serialNumber, "7"),
      NameAttribute(.title, "Dr"),
    ]),
  ])
  func `what is written is read back as the same subject`(subject: DistinguishedName) throws {
    let written = CFSSLRequest(subject: subject, hosts: ["a", "10.0.0.1"], key: .p384)
    let read = try CFSSLRequest(json: Array(written.json.utf8))
    #expect(read.warnings.isEmpty)
    #expect(read.hosts == ["a", "10.0.0.1"])
    #expect(try read.keySpecification() == .p384)
    let found = try read.subject().attributes.map { "\($0.type)=\($0.value)" }.sorted()
    #expect(found == subject.attributes.map { "\($0.type)=\($0.value)" }.sorted())
  }
}
