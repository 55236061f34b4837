import Testing

@testable import KTHWCore

@Suite struct CFSSLRequestWritingTests {
  @Test(arguments: [
    "{}", #"{"CN":"x","hosts":["a","10.0.0.1"],"key":{"algo":"rsa","size":2048}}"#,
    #"{"names":[{"C":"US","ST":"s","L":"l","O":"o","OU":"u","E":"e@f","OID":{"1.2.3":"v","1.2":"w"}},{}]}"#,
    #"{"serialnumber":"7","ca":{"expiry":"1h","backdate":"2h","pathlen":-1,"pathlenzero":true}}"#,
    #"{"ca":{},"crl_url":"http://c","delegation_enabled":true}"#,
    #"{"extensions":[{"Id":[1,2,3],"Critical":true,"Value":"BQA="}]}"#,
  ])
  func `what is written reads back as the same`(json: String) throws {
    let request = try CFSSLRequest(json: Array(json.utf8))
    let again = try CFSSLRequest(json: Array(request.json.utf8))
    #expect(again.node == request.node)
    #expect(again.warnings.isEmpty)
    #expect(try again.subject() == request.subject())
    #expect(again.requestExtensions == request.requestExtensions)
    #expect(again.authority == request.authority)
  }

  @Test func `a request is written as cfssl prints its example`() throws {
    let request = try CFSSLRequest(json: Array(CFSSLExample.csr.text.utf8))
    #expect(request.json + "\n" == CFSSLExample.csr.text)
  }

  @Test func `a request asks for all that its file says`() throws {
    let json = #"{"CN":"x","ca":{"pathlen":1},"extensions":[{"Id":[1,2,3],"Value":""}]}"#
    let request = try CFSSLRequest(json: Array(json.utf8))
    let key = try CertificateReader.request(pem: Array(InfoVectors.ecdsaRequest.utf8)).publicKey
    let asked = try request.issuanceRequest(for: key, names: [.dns("a")])
    #expect(asked.subject.commonName == "x")
    #expect(asked.publicKey == key)
    let extensions = try RequestTemplate(asked).extensions.map(\.oid)
    #expect(extensions == [.subjectAlternativeName, .basicConstraints, OID(1, 2, 3)])
  }
}
