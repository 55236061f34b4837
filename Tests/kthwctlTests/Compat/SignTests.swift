import KTHWCore
import KTHWTestSupport
import Testing

@Suite struct SignTests {
  let shop: Workshop

  init() throws {
    shop = try Workshop()
    try shop.directory.write(
      "node-csr.json",
      #"{"CN":"system:node:a","hosts":["node-a","10.0.0.7"],"names":[{"O":"system:nodes"}]}"#
    )
    try shop.makeAuthority()
    try shop.make("node", ["genkey", "node-csr.json"])
  }

  @Test func `a request is signed as it stands, and given back byte for byte`() throws {
    let request = try shop.directory.text("node.csr") + "trailing words\n"
    try shop.directory.write("node.csr", request)
    let result = try shop.cfssl(["sign"] + Workshop.signing + ["node.csr"]).expecting(0)
    let facts = try shop.certificate(in: result)
    #expect(facts.subject.commonName == "system:node:a")
    let address = SubjectAlternativeName.ip(try IPAddress("10.0.0.7"))
    #expect(facts.subjectAlternativeNames == [.dns("node-a"), address])
    let values = try shop.values(of: result)
    #expect(values.keys.sorted() == ["cert", "csr"])
    #expect(values["csr"] == request)
    #expect(result.logged.map { $0.prefix(42) } == ["[INFO] signed certificate with serial numb"])
  }

  @Test func `the request may come by flag or on standard input`() throws {
    let byFlag = ["sign"] + Workshop.signing + ["-csr=node.csr"]
    try shop.cfssl(byFlag).expecting(0)
    let text = try shop.directory.text("node.csr")
    try shop.cfssl(["sign"] + Workshop.signing + ["-"], reading: text).expecting(0)
    try shop.cfssl(["sign"] + Workshop.signing + ["-csr", "-"], reading: text).expecting(0)
  }

  @Test func `-hostname replaces the names that the request asks for`() throws {
    let words = ["sign"] + Workshop.signing + ["-hostname=other", "node.csr"]
    let facts = try shop.certificate(in: shop.cfssl(words).expecting(0))
    #expect(facts.subjectAlternativeNames == [.dns("other")])
  }

  @Test func `a subject file replaces what it names and keeps the rest`() throws {
    try shop.directory.write("subject.json", #"{"CN":"system:node:b"}"#)
    let words = ["sign"] + Workshop.signing + ["node.csr", "subject.json"]
    let facts = try shop.certificate(in: shop.cfssl(words).expecting(0))
    #expect(facts.subject.commonName == "system:node:b")
    #expect(facts.subject.organizations == ["system:nodes"])
  }

  @Test(arguments: [
    ("not PEM at all", "9002"),
    ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "9300"),
    ("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n", "9003"),
  ])
  func `what is no request is refused with cfssl's number`(text: String, number: String) throws {
    try shop.directory.write("bad.csr", text)
    let result = try shop.cfssl(["sign"] + Workshop.signing + ["bad.csr"]).expecting(1)
    #expect(result.errorText.contains("{\"code\":\(number),"))
    #expect(result.errorText.contains("bad.csr"))
    #expect(result.output.isEmpty)
  }

  @Test func `a request that asks for a CA needs a profile that makes CAs`() throws {
    let words = ["sign"] + Workshop.signing + ["ca.csr"]
    try shop.directory.write("sub-csr.json", #"{"CN":"Sub CA","ca":{"pathlen":0}}"#)
    try shop.make("sub", ["gencert", "-initca", "sub-csr.json"])
    let refused = try shop.cfssl(words.dropLast() + ["sub.csr"]).expecting(1)
    #expect(refused.errorText.contains(#"{"code":5300,"message":"Policy violation request"}"#))
    #expect(refused.output.isEmpty)
    let flags = ["-ca=ca.pem", "-ca-key=ca-key.pem", "-config=ca-config.json"]
    let result = try shop.cfssl(["sign"] + flags + ["-profile=intermediate", "sub.csr"])
    let facts = try shop.certificate(in: result.expecting(0))
    #expect(facts.basicConstraints == .authority(pathLength: 0))
  }
}

@Suite struct KeysTests {
  let shop: Workshop

  init() throws {
    shop = try Workshop()
  }

  @Test func `genkey gives a request and its key`() throws {
    let result = try shop.cfssl("genkey", "admin-csr.json").expecting(0)
    #expect(try shop.values(of: result).keys.sorted() == ["csr", "key"])
    #expect(try shop.request(in: result).isSignatureValid)
    #expect(result.logged.count == 4)
  }

  @Test func `genkey tells of the flags that it does not heed`() throws {
    let result = try shop.cfssl("genkey", "-hostname=x", "-cn=y", "admin-csr.json").expecting(0)
    #expect(result.warnings.count == 1)
    #expect(try shop.request(in: result).subject.commonName == "admin")
  }

  @Test func `gencsr makes a request for a key that exists, and gives the key back`() throws {
    try shop.make("k", ["genkey", "admin-csr.json"])
    let key = try shop.directory.text("k-key.pem")
    let result = try shop.cfssl("gencsr", "-key", "k-key.pem", "admin-csr.json").expecting(0)
    #expect(try shop.values(of: result)["key"] == key)
    #expect(try shop.request(in: result).isSignatureValid)
    #expect(result.logged == ["[INFO] encoded CSR"])
    #expect(!result.tellsKey)
  }

  @Test func `gencsr can take what to ask for from a certificate`() throws {
    try shop.makeAuthority()
    let words = ["gencert"] + Workshop.signing + ["-hostname=a,b", "admin-csr.json"]
    try shop.make("admin", words)
    let flags = ["gencsr", "-key", "admin-key.pem", "-cert", "admin.pem"]
    let same = try shop.request(in: shop.cfssl(flags).expecting(0))
    #expect(same.subject.commonName == "admin")
    #expect(same.subjectAlternativeNames == [.dns("a"), .dns("b")])
    let other = try shop.request(in: shop.cfssl(flags + ["-hostname=c"]).expecting(0))
    #expect(other.subjectAlternativeNames == [.dns("c")])
  }

  @Test func `gencsr needs a key`() throws {
    let result = try shop.cfssl("gencsr", "admin-csr.json").expecting(1)
    #expect(result.errorText.contains("-key"))
  }

  @Test func `selfsign warns in ten lines and signs with its own key`() throws {
    try shop.directory.write("r.json", #"{"CN":"me","hosts":["me.example"]}"#)
    let result = try shop.cfssl("selfsign", "ignored.example", "r.json").expecting(0)
    let facts = try shop.certificate(in: result)
    #expect(facts.subjectAlternativeNames == [.dns("me.example")])
    #expect(facts.issuerDER == facts.subjectDER)
    #expect(facts.validity.seconds == 2190 * 3600 + 300)
    let lines = result.errorText.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.filter { $0 == "*** WARNING ***" }.count == 2)
    #expect(lines.count == result.logged.count + 10 + 1)
    try shop.cfssl("selfsign", "-hostname=x", "r.json").expecting(0)
  }

  @Test func `a key of every kind can be asked for`() throws {
    let kinds = [
      (#""ecdsa","size":384"#, "EC PRIVATE KEY", "ecdsa-384"),
      (#""rsa","size":2048"#, "RSA PRIVATE KEY", "rsa-2048"),
      (#""ed25519""#, "PRIVATE KEY", "ed25519-256"),
    ]
    for (algo, label, logged) in kinds {
      let text = "{\"CN\":\"k\",\"key\":{\"algo\":\(algo)}}"
      let result = try shop.cfssl(["genkey", "-"], reading: text).expecting(0)
      let key = try shop.values(of: result)["key"] ?? ""
      #expect(key.hasPrefix("-----BEGIN \(label)-----\n"))
      #expect(result.logged.contains("[INFO] generating key: " + logged))
      #expect(!result.errorText.contains("PRIVATE KEY"))
    }
  }
}
