import Testing

@testable import KTHWCore

@Suite struct CFSSLUsagesTests {
  @Test(arguments: [
    ("signing", KeyUsage.digitalSignature), ("digital signature", .digitalSignature),
    ("content commitment", .contentCommitment), ("content committment", .contentCommitment),
    ("key encipherment", .keyEncipherment), ("data encipherment", .dataEncipherment),
    ("key agreement", .keyAgreement), ("cert sign", .certificateSign), ("crl sign", .crlSign),
    ("encipher only", .encipherOnly), ("decipher only", .decipherOnly),
  ])
  func `a key usage is known by cfssl's name`(name: String, usage: KeyUsage) {
    let usages = CFSSLUsages([name])
    #expect(usages.keyUsage == usage)
    #expect(usages.extendedKeyUsages.isEmpty)
    #expect(usages.unknown.isEmpty)
  }

  @Test(arguments: [
    ("any", "2.5.29.37.0"), ("server auth", "1.3.6.1.5.5.7.3.1"),
    ("client auth", "1.3.6.1.5.5.7.3.2"), ("code signing", "1.3.6.1.5.5.7.3.3"),
    ("email protection", "1.3.6.1.5.5.7.3.4"), ("s/mime", "1.3.6.1.5.5.7.3.4"),
    ("ipsec end system", "1.3.6.1.5.5.7.3.5"), ("ipsec tunnel", "1.3.6.1.5.5.7.3.6"),
    ("ipsec user", "1.3.6.1.5.5.7.3.7"), ("timestamping", "1.3.6.1.5.5.7.3.8"),
    ("ocsp signing", "1.3.6.1.5.5.7.3.9"), ("microsoft sgc", "1.3.6.1.4.1.311.10.3.3"),
    ("netscape sgc", "2.16.840.1.113730.4.1"),
  ])
  func `a purpose is known by cfssl's name`(name: String, oid: String) throws {
    #expect(CFSSLUsages([name]).extendedKeyUsages.map(\.oid) == [try OID(oid)])
  }

  @Test func `purposes keep their order and duplicates`() {
    let usages = CFSSLUsages(["client auth", "server auth", "client auth", "signing", "signing"])
    #expect(
      usages.extendedKeyUsages
        == [.clientAuthentication, .serverAuthentication, .clientAuthentication]
    )
    #expect(usages.keyUsage == .digitalSignature)
  }

  @Test(arguments: ["Signing", "server  auth", "serverAuth", "server_auth", " signing", ""])
  func `no other spelling works`(name: String) {
    let usages = CFSSLUsages([name])
    #expect(usages.isEmpty)
    #expect(usages.unknown == [name])
  }

  @Test(arguments: [
    ("serverauth", "server auth"), ("key encipherement", "key encipherment"),
    ("Client Auth", "client auth"),
  ])
  func `an unknown usage is warned of with the nearest name`(word: String, meant: String) {
    let warning = CFSSLUsages.warning(unknown: word, at: .field("usages"))
    #expect(warning.hint == "did you mean \"\(meant)\"?")
    #expect(
      CFSSLUsages.warning(unknown: "qqqq", at: .field("usages")).hint?.contains("crl sign") == true
    )
  }

  @Test func `every name that is listed reads back as what it names`() {
    for name in CFSSLUsages.allNames { #expect(CFSSLUsages([name]).unknown.isEmpty) }
    #expect(CFSSLUsages.names(of: [.digitalSignature, .crlSign]) == ["signing", "crl sign"])
    #expect(CFSSLUsages.name(of: .serverAuthentication) == "server auth")
    #expect(CFSSLUsages.name(of: ExtendedKeyUsage(OID(1, 2, 3))) == nil)
  }
}
