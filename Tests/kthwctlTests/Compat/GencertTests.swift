import KTHWCore
import KTHWTestSupport
import Testing

@Suite struct GencertTests {
  let shop: Workshop

  init() throws {
    shop = try Workshop()
  }

  @Test func `a certificate comes as one line of JSON with sorted keys`() throws {
    try shop.makeAuthority()
    let result = try shop.cfssl(["gencert"] + Workshop.signing + ["admin-csr.json"]).expecting(0)
    let text = result.outputText
    #expect(text.hasSuffix("}\n"))
    #expect(text.filter { $0 == "\n" }.count == 1)
    #expect(text.hasPrefix("{\"cert\":\"-----BEGIN CERTIFICATE-----\\n"))
    let node = try JSONReader.node(from: result.output)
    #expect(node.entries?.map(\.key) == ["cert", "csr", "key"])
    #expect(node["key"]?.text?.hasPrefix("-----BEGIN EC PRIVATE KEY-----\n") == true)
    #expect(!result.tellsKey)
  }

  @Test func `the log tells the steps in cfssl's words`() throws {
    let authority = try shop.makeAuthority()
    let serial = try shop.certificate(in: authority).serialNumber.decimal
    #expect(
      authority.logged == [
        "[INFO] generating a new CA key and certificate from CSR",
        "[INFO] generate received request", "[INFO] received CSR",
        "[INFO] generating key: ecdsa-256", "[INFO] encoded CSR",
        "[INFO] signed certificate with serial number " + serial,
      ]
    )
    let words = ["gencert"] + Workshop.signing + ["-hostname=a", "admin-csr.json"]
    let leaf = try shop.cfssl(words).expecting(0)
    #expect(leaf.logged.count == 5)
    #expect(leaf.logged.first == "[INFO] generate received request")
    let quiet = try shop.cfssl(["gencert", "-loglevel=5"] + words.dropFirst()).expecting(0)
    #expect(quiet.errors.isEmpty)
  }

  @Test func `the log's time is the machine's own`() throws {
    func hour(_ zone: String) throws -> String {
      let command = RunCommand.kthwctl(as: "cfssl", ["genkey", "admin-csr.json"])
      let result = try command.inside(shop.directory).setting("TZ", zone).run().expecting(0)
      return String(result.errorText.prefix(13).suffix(2))
    }
    #expect(try hour("UTC") != hour("XYZ-5:00"))
  }

  @Test func `the request may come on standard input`() throws {
    try shop.makeAuthority()
    let result = try shop.cfssl(
      ["gencert"] + Workshop.signing + ["-hostname=node-0,10.0.0.5", "-"],
      reading: #"{"CN":"system:node:node-0","names":[{"O":"system:nodes"}]}"#
    ).expecting(0)
    let facts = try shop.certificate(in: result)
    #expect(facts.subject.commonName == "system:node:node-0")
    #expect(facts.subject.organizations == ["system:nodes"])
    let address = try IPAddress("10.0.0.5")
    #expect(facts.subjectAlternativeNames == [.dns("node-0"), .ip(address)])
    #expect(facts.extendedKeyUsages == [.serverAuthentication, .clientAuthentication])
    #expect(try shop.request(in: result).subjectAlternativeNames == facts.subjectAlternativeNames)
  }

  @Test func `-hostname replaces the hosts of the request, -cn its common name`() throws {
    try shop.makeAuthority()
    try shop.directory.write("r.json", #"{"CN":"a","hosts":["one","two"]}"#)
    let words = ["gencert"] + Workshop.signing + ["-hostname", "three", "-cn", "b", "r.json"]
    let facts = try shop.certificate(in: shop.cfssl(words).expecting(0))
    #expect(facts.subjectAlternativeNames == [.dns("three")])
    #expect(facts.subject.commonName == "b")
  }

  @Test func `without a policy the built-in one holds`() throws {
    try shop.makeAuthority()
    let result = try shop.cfssl(
      "gencert",
      "-ca=ca.pem",
      "-ca-key=ca-key.pem",
      "-hostname=x",
      "admin-csr.json"
    ).expecting(0)
    let facts = try shop.certificate(in: result)
    #expect(facts.validity.seconds == 8760 * 3600)
    #expect(facts.extendedKeyUsages == [.serverAuthentication, .clientAuthentication])
  }

  @Test(arguments: [
    (["-ca-key=ca-key.pem"], "need a CA certificate (provide one with -ca)\n"),
    (["-ca=ca.pem"], "need a CA key (provide one with -ca-key)\n"),
    (["-config=ca-config.json"], "need a CA certificate (provide one with -ca)\n"),
  ])
  func `without a CA nothing is signed, and that is a failure`(
    flags: [String],
    message: String
  ) throws {
    try shop.makeAuthority()
    for command in [["gencert"] + flags + ["admin-csr.json"], ["sign"] + flags + ["ca.csr"]] {
      let result = try shop.cfssl(command).expecting(1)
      #expect(result.errorText.contains(message))
      #expect(result.output.isEmpty)
    }
  }

  @Test func `the key is made before the CA is opened, as the log shows`() throws {
    let words = ["gencert"] + Workshop.signing + ["admin-csr.json"]
    let result = try shop.cfssl(words).expecting(1)
    #expect(result.logged.last == "[INFO] encoded CSR")
    #expect(result.errorText.contains("open ca.pem: no such file or directory"))
    #expect(result.output.isEmpty)
  }

  @Test func `a CA section is for CAs alone`() throws {
    try shop.makeAuthority()
    try shop.directory.write("r.json", #"{"CN":"a","ca":{"expiry":"1h"}}"#)
    let result = try shop.cfssl(["gencert"] + Workshop.signing + ["r.json"]).expecting(1)
    #expect(result.errorText.hasPrefix("ca section only permitted in initca\n"))
  }

  @Test(arguments: [
    ("{\n  \"CN\": \"a\",\n  \"hosts\": [\"a\" \"b\"]\n}\n", "r.json:3:17"),
    ("", "r.json"),
    ("{\"CN\":\"a\"} trailing", "r.json:1:12"),
    ("{\"CN\":5}", "r.json:1:7"),
    ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "r.json:1:"),
  ])
  func `a broken request is told with file, line and column`(text: String, place: String) throws {
    try shop.directory.write("r.json", text)
    let result = try shop.cfssl("gencert", "-initca", "r.json").expecting(1)
    #expect(result.errorText.contains(place))
    #expect(result.output.isEmpty)
  }

  @Test func `a key too weak is refused with cfssl's number`() throws {
    try shop.directory.write("r.json", #"{"CN":"a","key":{"algo":"rsa","size":1024}}"#)
    let result = try shop.cfssl("genkey", "r.json").expecting(1)
    #expect(result.errorText.contains(#"{"code":2400,"message":"RSA key is too weak"}"#))
    #expect(result.output.isEmpty)
  }

  @Test func `a full disk under standard output is a failure`() throws {
    var command = RunCommand.kthwctl(as: "cfssl", ["gencert", "-initca", "ca-csr.json"])
      .inside(shop.directory)
    command.output = .file("/dev/full")
    #expect(try command.run().expecting(1).errorText.contains("standard output"))
    command.output = .brokenPipe
    try command.run().expecting(1)
  }

  @Test func `an identity that no API server knows is warned of, and made`() throws {
    try shop.makeAuthority()
    try shop.directory.write(
      "worker-csr.json",
      #"{"CN":"system:nodes:worker","names":[{"O":"system:node"}]}"#
    )
    let made = try shop.cfssl(["gencert"] + Workshop.signing + ["worker-csr.json"])
      .expecting(0)
    #expect(made.errorText.contains("[WARNING]"))
    #expect(made.errorText.contains("write system:node:worker"))
    let fine = try shop.cfssl(["gencert"] + Workshop.signing + ["admin-csr.json"]).expecting(0)
    #expect(!fine.errorText.contains("system:masters"))
  }
}
