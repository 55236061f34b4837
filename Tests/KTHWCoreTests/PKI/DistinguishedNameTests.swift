import KTHWTestSupport
import Testing

@testable import KTHWCore

struct DistinguishedNameTests {
  @Test(arguments: [
    ("/C=LU/O=system:masters/CN=admin", "C=LU, O=system:masters, CN=admin"),
    ("/CN=a\\/b", "CN=a/b"), ("/O=a+O=b/CN=x", "O=a + O=b, CN=x"), ("/", ""),
    ("/CN=a\\+b/O=c\\\\d", "CN=a\\+b, O=c\\\\d"), ("/CN=x/", "CN=x"), ("/CN=a=b", "CN=a=b"),
    ("/commonName=x/2.5.4.10=y", "CN=x, O=y"), ("/1.2.3.4=x", "1.2.3.4=x"),
    ("/O=+OU=b/CN=x", "OU=b, CN=x"), ("/CN=\\x\\ y", "CN=x y"), ("/CN= x ", "CN=\\ x\\ "),
    ("/CN=#a,b;\"<>", "CN=\\#a\\,b\\;\\\"\\<\\>"),
    ("/CN=ü\u{202e}", "CN=ü\\u{202e}"),
  ])
  func `a subject in OpenSSL's form is read and shown in one line`(
    text: String,
    shown: String
  ) throws {
    #expect(try DistinguishedName(openSSLSubject: text).description == shown)
  }

  @Test(
    arguments: [
      ("CN=x", .syntax), ("", .syntax), ("/CN", .syntax), ("/CN=x\\", .syntax),
      ("/CN=x//", .syntax), ("/CN=a=b+c", .syntax), ("/cn=x", .invalidName),
      ("/ CN=x", .invalidName), ("/=x", .invalidName), ("/C=USA", .invalidValue),
      ("/C=L@", .invalidValue), ("/emailAddress=ü@b", .invalidValue),
      ("/serialNumber=a@b", .invalidValue), ("/CN=a\nb", .invalidValue),
      ("/CN=a\u{0}", .invalidValue), ("/1.2.=x", .invalidName), ("/3.1=x", .invalidName),
    ] as [(String, KTHWError.Code)]
  )
  func `what is no subject is refused`(text: String, code: KTHWError.Code) throws {
    let error = #expect(throws: KTHWError.self) {
      try DistinguishedName(openSSLSubject: text)
    }
    #expect(error?.code == code)
    #expect(error?.problems.first?.hint != nil)
  }

  @Test func `names of strangers are shown safe for a terminal`() {
    let name = DistinguishedName(attributes: [NameAttribute(.commonName, "a\u{1b}[31m\n")])
    #expect(name.description == "CN=a\\u{1b}[31m\\u{a}")
  }

  @Test func `a mistyped attribute is answered with the nearest one`() {
    let error = #expect(throws: KTHWError.self) {
      try DistinguishedName(openSSLSubject: "/commonname=x")
    }
    #expect(error?.problems.first?.hint == "did you mean commonName?")
    let plus = #expect(throws: KTHWError.self) {
      try DistinguishedName(openSSLSubject: "/CN=a+b=c")
    }
    #expect(plus?.problems.first?.hint?.contains("\\+") == true)
  }

  @Test func `an attribute without a value is left out and told`() throws {
    let (name, warnings) = try DistinguishedName.reading(openSSLSubject: "/C=/O=x/CN=")
    #expect(name.description == "O=x")
    #expect(warnings.count == 2)
    #expect(warnings.first?.message.contains("attribute C ") == true)
  }

  @Test(.judged(by: "openssl"))
  func `openssl req encodes the same subjects octet for octet`() throws {
    let folder = try ScratchDirectory()
    let key = try folder.write("key.pem", KeyVectors.p256SEC1)
    let subjects = [
      "/C=LU/O=system:masters/CN=admin", "/CN=a\\/b", "/O=zzz+O=b/CN=x", "/CN=x/O=", "/",
      "/emailAddress=a@b/DC=x/serialNumber=12/UID=u", "/CN=ü€😀", "/CN=a\\+b/O=c\\\\d",
      "/dnQualifier=x/street=1/postalCode=2/title=t/GN=g/SN=s/initials=i/pseudonym=p/name=n",
      "/commonName=x/localityName=y/stateOrProvinceName=z/2.5.4.10=o",
      "/O=Kubernetes \\+ \\+/L=q", "/CN=b+OU=a+OU=aa+O=/ST=x",
    ]
    for subject in subjects {
      let result = try RunCommand(
        "openssl",
        ["req", "-new", "-utf8", "-key", key, "-subj", subject, "-outform", "DER"]
      ).run().expecting(0)
      let encoded = try DERReader.read(result.output) { reader in
        try reader.inside { reader in
          let name = try reader.inside { reader in
            _ = try reader.smallInteger()
            let name = Array(try reader.element(.sequence).whole)
            while !reader.isAtEnd { _ = try reader.element() }
            return name
          }
          while !reader.isAtEnd { _ = try reader.element() }
          return name
        }
      }
      #expect(try DistinguishedName(openSSLSubject: subject).der == encoded, "\(subject)")
    }
  }

  @Test(
    arguments: [
      ("Kubernetes", .printable), ("a b'()+,-./:=?Z9", .printable), ("", .printable),
      ("*", .utf8), ("a&b", .utf8), ("a@b", .utf8), ("a_b", .utf8), ("\"", .utf8), ("ü", .utf8),
      ("a\u{0}", .utf8),
    ] as [(String, NameAttribute.StringType)]
  )
  func `the narrowest string type is PrintableString or UTF8String`(
    value: String,
    type: NameAttribute.StringType
  ) {
    #expect(NameAttribute(.commonName, value).stringType == type)
  }

  @Test(
    arguments: [
      ("aü", .ia5, "0c0361c3bc"), ("a@b", .ia5, "1603614062"), ("a@b", .printable, "0c03614062"),
      ("ü", .teletex, "1401fc"), ("€", .teletex, "0c03e282ac"), ("€", .bmp, "1e0220ac"),
      ("😀", .bmp, "0c04f09f9880"), ("😀", .universal, "1c040001f600"),
      ("12 3", .numeric, "120431322033"),
      ("1a", .numeric, "0c023161"),
    ] as [(String, NameAttribute.StringType, String)]
  )
  func `a value that its string type cannot hold becomes UTF8String`(
    value: String,
    type: NameAttribute.StringType,
    expected: String
  ) {
    let name = DistinguishedName(attributes: [NameAttribute(.commonName, value, as: type)])
    #expect(Hexadecimal.plain(name.der).hasSuffix("0603550403" + expected))
  }

  @Test func `names of attributes lead to identifiers and back`() throws {
    for type in NameAttributeType.all {
      #expect(NameAttributeType(oid: type.oid) == type)
      #expect(try NameAttributeType.identifier(of: type.shortName) == type.oid)
      #expect(try NameAttributeType.identifier(of: type.longName) == type.oid)
    }
    #expect(NameAttributeType.shortName(of: OID(1, 2, 3)) == "1.2.3")
  }

  @Test func `Kubernetes finds the user in the last common name and all groups`() throws {
    let name = try DistinguishedName(openSSLSubject: "/O=a/CN=first/O=b+O=c/CN=last")
    #expect(name.commonName == "last")
    #expect(name.organizations == ["a", "b", "c"])
    #expect(DistinguishedName().commonName == nil)
  }
}
