import KTHWCore
import KTHWTestSupport
import Testing

@Suite struct AuthorityTests {
  let shop: Workshop

  init() throws {
    shop = try Workshop()
  }

  @Test func `a new CA has cfssl's lifetime, usages and constraints`() throws {
    let facts = try shop.certificate(in: shop.makeAuthority())
    #expect(facts.validity.seconds == 43_800 * 3600)
    #expect(facts.basicConstraints == .authority(pathLength: nil))
    #expect(facts.keyUsage == [.certificateSign, .crlSign])
    #expect(facts.extendedKeyUsages == nil)
    #expect(facts.authorityKeyIdentifier == nil)
    #expect(facts.subjectKeyIdentifier == facts.publicKey.keyIdentifier)
    #expect(facts.issuerDER == facts.subjectDER)
  }

  @Test func `a CA's section of the request says how long and how deep`() throws {
    try shop.directory.write(
      "r.json",
      #"{"CN":"R","ca":{"expiry":"87600h","pathlen":0,"pathlenzero":true}}"#
    )
    let facts = try shop.certificate(in: shop.makeAuthority("r.json"))
    #expect(facts.validity.seconds == 87_600 * 3600)
    #expect(facts.basicConstraints == .authority(pathLength: 0))
  }

  @Test func `a CA keeps of its hosts only the addresses`() throws {
    try shop.directory.write("r.json", #"{"CN":"R","hosts":["ca.example","10.0.0.1"]}"#)
    let result = try shop.makeAuthority("r.json")
    let address = SubjectAlternativeName.ip(try IPAddress("10.0.0.1"))
    #expect(try shop.certificate(in: result).subjectAlternativeNames == [address])
    let asked = try shop.request(in: result).subjectAlternativeNames
    #expect(asked == [.dns("ca.example"), address])
  }

  @Test func `flags that a new CA does not heed are told`() throws {
    let result = try shop.cfssl(
      "gencert",
      "-initca",
      "-config=ca-config.json",
      "-profile=kubernetes",
      "-hostname=x",
      "ca-csr.json"
    ).expecting(0)
    #expect(result.warnings.count == 1)
    #expect(result.warnings[0].contains("-config, -profile, -hostname"))
    #expect(result.warnings[0].contains("ca.expiry"))
  }

  @Test func `a CA without a subject is refused with cfssl's number`() throws {
    try shop.directory.write("r.json", #"{"hosts":["a"]}"#)
    let result = try shop.cfssl("gencert", "-initca", "r.json").expecting(1)
    #expect(result.errorText.contains(#"{"code":5300,"message":"missing subject information"}"#))
    #expect(result.output.isEmpty)
  }

  @Test func `a CA can be made again for its key, and the key is not shown`() throws {
    let first = try shop.certificate(in: shop.makeAuthority())
    let result = try shop.cfssl("gencert", "-initca", "-ca-key", "ca-key.pem", "ca-csr.json")
    let second = try shop.certificate(in: result.expecting(0))
    #expect(second.publicKey == first.publicKey)
    #expect(second.serialNumber != first.serialNumber)
    #expect(try shop.values(of: result).keys.sorted() == ["cert", "csr"])
    #expect(result.logged.first == "[INFO] re-generate a CA certificate from CSR and CA key")
    #expect(result.logged.count == 3)
  }

  @Test func `renewing keeps key, subject, constraints and length of life`() throws {
    try shop.directory.write(
      "r.json",
      #"{"CN":"R","names":[{"O":"Lab"}],"hosts":["10.0.0.1"],"ca":{"expiry":"100h","pathlen":1}}"#
    )
    let old = try shop.certificate(in: shop.makeAuthority("r.json"))
    let result = try shop.cfssl("gencert", "-renewca", "-ca=ca.pem", "-ca-key=ca-key.pem")
    let new = try shop.certificate(in: result.expecting(0))
    #expect(try shop.values(of: result).keys.sorted() == ["cert"])
    #expect(new.publicKey == old.publicKey)
    #expect(new.subjectDER == old.subjectDER)
    #expect(new.basicConstraints == .authority(pathLength: 1))
    #expect(new.validity.seconds == old.validity.seconds)
    #expect(new.subjectAlternativeNames == old.subjectAlternativeNames)
    #expect(new.serialNumber != old.serialNumber)
    #expect(result.logged.first == "[INFO] re-generate a CA certificate from CA cert and key")
  }

  @Test func `a leaf cannot be renewed as a CA`() throws {
    try shop.makeAuthority()
    try shop.make("admin", ["gencert"] + Workshop.signing + ["admin-csr.json"])
    let result = try shop.cfssl("gencert", "-renewca", "-ca=admin.pem", "-ca-key=admin-key.pem")
    #expect(result.expecting(1).errorText.contains("input certificate is not a CA cert"))
    #expect(result.output.isEmpty)
  }

  @Test func `renewing with another key is refused with cfssl's number`() throws {
    try shop.makeAuthority()
    try shop.make("other", ["genkey", "ca-csr.json"])
    let result = try shop.cfssl("gencert", "-renewca", "-ca=ca.pem", "-ca-key=other-key.pem")
    #expect(result.expecting(1).errorText.contains("\"code\":2300"))
    #expect(result.output.isEmpty)
  }

  @Test func `renewing needs both files`() throws {
    try shop.cfssl("gencert", "-renewca").expecting(1)
    try shop.makeAuthority()
    let result = try shop.cfssl("gencert", "-renewca", "-ca=ca.pem").expecting(1)
    #expect(result.errorText.contains("-ca-key"))
  }

  @Test func `genkey can make a CA as well`() throws {
    let result = try shop.cfssl("genkey", "-initca", "ca-csr.json").expecting(0)
    #expect(try shop.certificate(in: result).isAuthority)
    #expect(result.logged.first == "[INFO] generate received request")
    #expect(try shop.values(of: result).keys.sorted() == ["cert", "csr", "key"])
  }

  @Test func `a CA's files may be named by scheme, and may come from variables`() throws {
    try shop.makeAuthority()
    let key = try shop.directory.text("ca-key.pem")
    let words = ["gencert", "-ca=file:ca.pem", "-ca-key=env:CA_KEY", "admin-csr.json"]
    let result = try RunCommand.kthwctl(as: "cfssl", words).inside(shop.directory)
      .setting("CA_KEY", key).run().expecting(0)
    #expect(!result.tellsKey)
    let unset = try shop.cfssl(words).expecting(1)
    #expect(unset.errorText.contains("CA_KEY"))
    let unknown = try shop.cfssl("gencert", "-ca=s3:ca.pem", "-ca-key=ca-key.pem", "admin-csr.json")
    #expect(unknown.expecting(1).errorText.contains("s3"))
  }
}
