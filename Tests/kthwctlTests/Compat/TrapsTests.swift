import KTHWCore
import KTHWTestSupport
import Testing

/// What cfssl lets pass in silence.
@Suite struct TrapsTests {
  let shop: Workshop

  init() throws {
    shop = try Workshop()
    try shop.makeAuthority()
  }

  func gencert(_ flags: [String], _ request: String = "admin-csr.json") throws -> CommandResult {
    try shop.cfssl(["gencert", "-ca=ca.pem", "-ca-key=ca-key.pem"] + flags + [request])
  }

  @Test func `a profile that is missing fails by its name, the file's and the known ones`() throws {
    let result = try gencert(["-config=ca-config.json", "-profile=server"]).expecting(1)
    #expect(result.errorText.contains("\"code\":5100"))
    for word in ["server", "ca-config.json", "kubernetes", "client", "intermediate"] {
      #expect(result.errorText.contains(word))
    }
    #expect(result.output.isEmpty)
    try gencert(["-config=ca-config.json"]).expecting(1)
  }

  @Test func `a missing profile falls back to a default that can sign, with a warning`() throws {
    try shop.directory.write(
      "config.json",
      #"{"signing":{"default":{"expiry":"1h","usages":["client auth"]}}}"#
    )
    let result = try gencert(["-config=config.json", "-profile=kubernetes"]).expecting(0)
    #expect(result.warnings.contains { $0.contains("kubernetes") && $0.contains("default") })
    let silent = try gencert(["-config=config.json"]).expecting(0)
    #expect(!silent.warnings.contains { $0.contains("default") })
  }

  @Test func `a profile without a policy file is told`() throws {
    let result = try gencert(["-profile=kubernetes", "-hostname=a"]).expecting(0)
    #expect(result.warnings.count == 1)
    #expect(result.warnings[0].contains("-config"))
  }

  @Test func `only a server without names is told that clients will refuse it`() throws {
    let server = try gencert(["-config=ca-config.json", "-profile=kubernetes"]).expecting(0)
    #expect(server.warnings.count == 1)
    #expect(server.warnings[0].contains("-hostname"))
    let client = try gencert(["-config=ca-config.json", "-profile=client"]).expecting(0)
    #expect(client.warnings.isEmpty)
  }

  @Test func `a misspelt key of the request is told with the right one`() throws {
    try shop.directory.write(
      "r.json",
      #"{"CN":"a","host":["x"],"key":{"algo":"ecdsa","size":256}}"#
    )
    let result = try gencert(["-config=ca-config.json", "-profile=client"], "r.json").expecting(0)
    #expect(result.warnings.contains { $0.contains("host") && $0.contains("hosts") })
  }

  @Test func `an empty host is dropped and told`() throws {
    let result = try gencert(["-config=ca-config.json", "-profile=client", "-hostname=a,"])
    #expect(try shop.certificate(in: result.expecting(0)).subjectAlternativeNames == [.dns("a")])
    #expect(result.warnings.count == 1)
  }

  @Test func `a host that is not ASCII is refused, not a crash`() throws {
    let result = try gencert(["-hostname=käse.example"]).expecting(1)
    #expect(result.output.isEmpty)
    #expect(result.errorText.contains("xn--"))
  }

  @Test func `a subject equal to the CA's is told, because chains will not build`() throws {
    let result = try gencert(["-config=ca-config.json", "-profile=client"], "ca-csr.json")
    #expect(result.expecting(0).warnings.contains { $0.contains("subject") })
    #expect(try shop.certificate(in: result).authorityKeyIdentifier == nil)
  }

  @Test func `a certificate that outlives its CA is told`() throws {
    try shop.directory.write("short.json", #"{"CN":"Short","ca":{"expiry":"24h"}}"#)
    try shop.makeAuthority("short.json")
    let result = try gencert(["-hostname=a"]).expecting(0)
    #expect(result.warnings.count == 1)
    #expect(result.warnings[0].contains("ca.pem"))
  }

  @Test func `an expired CA signs, with a loud warning`() throws {
    try shop.directory.write("old.json", #"{"CN":"Old","ca":{"expiry":"1h","backdate":"2h"}}"#)
    try shop.makeAuthority("old.json")
    let result = try gencert(["-hostname=a"]).expecting(0)
    #expect(result.warnings.contains { $0.contains("expired") && $0.contains("ca.pem") })
  }

  @Test func `a leaf does not sign, although cfssl lets it`() throws {
    try shop.make(
      "leaf",
      ["gencert", "-ca=ca.pem", "-ca-key=ca-key.pem", "-hostname=a", "admin-csr.json"]
    )
    let flags = ["-ca=leaf.pem", "-ca-key=leaf-key.pem"]
    for command in [["gencert"] + flags + ["admin-csr.json"], ["sign"] + flags + ["ca.csr"]] {
      let result = try shop.cfssl(command).expecting(1)
      #expect(result.errorText.contains("leaf.pem: "))
      #expect(result.output.isEmpty)
    }
  }

  @Test func `a key of another CA does not sign`() throws {
    try shop.make("other", ["gencert", "-initca", "ca-csr.json"])
    let result = try shop.cfssl(
      "gencert",
      "-ca=ca.pem",
      "-ca-key=other-key.pem",
      "-hostname=a",
      "admin-csr.json"
    ).expecting(1)
    #expect(result.errorText.contains("\"code\":1000"))
    #expect(result.output.isEmpty)
  }

  @Test func `a CA below one that allows none is refused`() throws {
    let words = ["gencert", "-config=ca-config.json", "-profile=intermediate"]
    try shop.directory.write("sub.json", #"{"CN":"Sub"}"#)
    try shop.make("sub", words + ["-ca=ca.pem", "-ca-key=ca-key.pem", "sub.json"])
    try shop.directory.write("deep.json", #"{"CN":"Deep"}"#)
    let result = try shop.cfssl(words + ["-ca=sub.pem", "-ca-key=sub-key.pem", "deep.json"])
    #expect(result.expecting(1).errorText.contains("\"code\":5300"))
    #expect(result.output.isEmpty)
  }

  @Test(arguments: [
    ("ca.pem", "", "1002"),
    ("ca.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "1003"),
    ("ca-key.pem", "no key", "2002"),
    ("ca-key.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "2003"),
  ])
  func `broken CA files are told with cfssl's number and their names`(
    file: String,
    text: String,
    number: String
  ) throws {
    try shop.directory.write(file, text)
    let result = try gencert(["-hostname=a"]).expecting(1)
    #expect(result.errorText.contains("{\"code\":\(number),"))
    #expect(result.errorText.contains(file))
    #expect(result.output.isEmpty)
  }

  @Test func `two certificates in the CA's file are refused`() throws {
    let pem = try shop.directory.text("ca.pem")
    try shop.directory.write("ca.pem", pem + pem)
    let result = try gencert(["-hostname=a"]).expecting(1)
    #expect(result.errorText.contains("the PEM file should contain only one object"))
    try shop.directory.write("ca.pem", "leading words\r\n" + pem)
    try gencert(["-hostname=a"]).expecting(0)
  }

  @Test func `a certificate of a profile that expires at once is told`() throws {
    try shop.directory.write(
      "config.json",
      #"{"signing":{"default":{"expiry":"1s","usages":["client auth"]}}}"#
    )
    let result = try gencert(["-config=config.json"]).expecting(0)
    #expect(result.warnings.count == 1)
  }
}
