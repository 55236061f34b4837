import Testing

@testable import KTHWCore

private func certificate(_ pem: String) throws -> CertificateFacts {
  try #require(CertificateReader.certificates(pem: Array(pem.utf8)).first)
}

private func requestInfo(_ pem: String) throws -> RequestInfo {
  try RequestInfo(CertificateReader.request(pem: Array(pem.utf8)))
}

@Suite struct CertificateInfoTests {
  @Test func `certinfo says what cfssl says`() throws {
    let info = CertificateInfo(try certificate(InfoVectors.nameless))
    #expect(info.json == InfoVectors.namelessInfo)
  }

  @Test func `of several values all are joined, or the last is taken`() throws {
    let node = CertificateInfo(try certificate(InfoVectors.named)).node
    let subject = try #require(node["subject"])
    #expect(
      JSONWriter.compact(subject)
        == #"{"common_name":"b","serial_number":"2","organization":"o1,o2","street_address":"s","#
        + #""postal_code":"p","names":["a","b","o1","o2","x@y","1","2","d","s","p"]}"#
    )
    #expect(node["sans"] == nil)
  }

  @Test(arguments: [
    ("SHA256WithRSA", "SHA256WithRSA"), ("Ed25519", "Ed25519"), ("rsassaPss", "Unknown Signature"),
    ("MD2WithRSA", "Unknown Signature"), ("", "Unknown Signature"),
  ])
  func `an algorithm that cfssl has no name for is unknown`(name: String, shown: String) {
    #expect(CertificateInfo.algorithm(name) == shown)
  }

  @Test func `certinfo -csr is Go's struct`() throws {
    #expect(try requestInfo(InfoVectors.requestWithURI).json == InfoVectors.requestWithURIInfo)
  }

  @Test func `an ECDSA key shows its point, an RSA key its numbers`() throws {
    let point = InfoVectors.ecdsaPoint
    #expect(
      try requestInfo(InfoVectors.ecdsaRequest).node["PublicKey"].map(JSONWriter.compact)
        == #"{"Curve":{},"X":\#(point.x),"Y":\#(point.y)}"#
    )
    #expect(
      try requestInfo(InfoVectors.rsaRequest).node["PublicKey"].map(JSONWriter.compact)
        == #"{"N":\#(InfoVectors.rsaModulus),"E":65537}"#
    )
  }

  @Test func `names, numbers and critical extensions of a request show as Go has them`() throws {
    let node = try requestInfo(InfoVectors.rsaRequest).node
    #expect(node["SignatureAlgorithm"] == .integer(4))
    #expect(node["PublicKeyAlgorithm"] == .integer(1))
    #expect(node["DNSNames"] == .sequence([.string("a")]))
    #expect(node["EmailAddresses"] == .sequence([.string("a@b")]))
    #expect(node["IPAddresses"] == .sequence([.string("1.2.3.4"), .string("::1")]))
    #expect(node["URIs"] == .null)
    let json = try requestInfo(InfoVectors.rsaRequest).json
    #expect(json.contains("\\u003cé\\u003e"))
    #expect(
      JSONWriter.compact(try #require(node["Attributes"])).hasSuffix(
        #"{"Type":[2,5,29,19],"Value":null}]]}]"#
      )
    )
    #expect(
      JSONWriter.compact(try #require(node["Extensions"])).hasSuffix(
        #"{"Id":[2,5,29,19],"Critical":true,"Value":"MAYBAf8CAQE="}]"#
      )
    )
  }

  @Test func `a bundle shows the chain, its names and what ends soon`() throws {
    let leaf = try certificate(InfoVectors.named)
    let root = try certificate(InfoVectors.nameless)
    let key = Array("KEY\n".utf8).withUnsafeBytes { SecretBytes(copying: $0) }
    let bundle = CertificateBundle(chain: [leaf], root: root, key: key)
    let end = leaf.validity.notAfter
    let text = bundle.json(now: end.adding(seconds: -40 * 86_400)).text
    let node = try JSONReader.node(from: Array(text.utf8))
    #expect(
      node.entries?.map(\.key) == [
        "bundle", "crl_support", "crt", "expires", "hostnames", "issuer", "key", "key_size",
        "key_type", "leaf_expires", "ocsp", "ocsp_support", "root", "signature", "status",
        "subject",
      ]
    )
    #expect(node["key"]?.text == "KEY")
    #expect(node["key_type"]?.text == "256-bit ECDSA")
    #expect(node["key_size"] == .integer(256))
    #expect(node["crt"]?.text?.hasSuffix("-----END CERTIFICATE-----") == true)
    #expect(node["hostnames"] == .sequence([.string("b")]))
    #expect(
      node["subject"]?.text
        == "/CommonName=a/CommonName=b/Organization=o1/Organization=o2/=x@y/SerialNumber=1"
        + "/SerialNumber=2/=d/StreetAddress=s/PostalCode=p"
    )
    #expect(node["expires"]?.text == end.rfc3339)
    #expect(node["status"]?["code"] == .integer(0))
    #expect(!text.hasSuffix("\n"))
    let late = try JSONReader.node(from: Array(bundle.json(now: end).text.utf8))
    #expect(late["status"]?["code"] == .integer(1))
    #expect(
      late["status"]?["messages"]
        == .sequence([
          .string("The bundle is expiring within 30 days.The expiring cert is #1 in the chain.")
        ])
    )
  }
}
