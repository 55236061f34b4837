import Testing

@testable import KTHWCore

private func request(_ json: String) throws -> CFSSLRequest {
  try CFSSLRequest(json: Array(json.utf8), file: "csr.json")
}

@Suite struct CFSSLRequestTests {
  @Test func `every key is read`() throws {
    let request = try request(
      #"""
      {"CN":"x","hosts":["a","10.0.0.1"],"names":[{"O":"o"}],"key":{"algo":"rsa","size":2048},
       "serialnumber":"7","ca":{"expiry":"1h","pathlen":2,"pathlenzero":true,"backdate":"2h"},
       "crl_url":"http://c","delegation_enabled":true,
       "extensions":[{"Id":[1,2,3],"Critical":true,"Value":"BQA="}]}
      """#
    )
    #expect(request.commonName == "x")
    #expect(request.hosts == ["a", "10.0.0.1"])
    #expect(request.names == [CFSSLName(organization: "o")])
    #expect(try request.keySpecification() == .rsa(bits: 2048))
    #expect(request.serialNumber == "7")
    #expect(request.authority?.expiry == "1h")
    #expect(request.authority?.pathLength == 2)
    #expect(request.authority?.isPathLengthZero == true)
    #expect(request.authority?.backdate == "2h")
    #expect(request.crlURL == "http://c")
    #expect(request.requestExtensions.map(\.oid) == [.delegationUsage, OID(1, 2, 3)])
    #expect(request.extensions == [.init(OID(1, 2, 3), isCritical: true, value: [5, 0])])
    #expect(request.warnings.isEmpty)
  }

  /// The object is merged over cfssl's default, ECDSA 256.
  @Test(arguments: [
    ("{}", KeySpecification.p256), (#"{"key":{}}"#, .p256), (#"{"key":null}"#, .p256),
    (#"{"key":{"size":384}}"#, .p384), (#"{"key":{"size":521}}"#, .p521),
    (#"{"key":{"algo":"ed25519"}}"#, .ed25519), (#"{"key":{"algo":"ed25519","size":7}}"#, .ed25519),
    (#"{"key":{"algo":"rsa","size":2049}}"#, .rsa(bits: 2049)),
    (#"{"KEY":{"ALGO":"rsa","Size":8192}}"#, .rsa(bits: 8192)),
    (#"{"key":{"algo":"rsa"},"key":{"size":4096}}"#, .rsa(bits: 4096)),
  ])
  func `a key is merged over the default`(json: String, key: KeySpecification) throws {
    #expect(try request(json).keySpecification() == key)
  }

  @Test(arguments: [
    (#"{"algo":"rsa"}"#, "RSA key is too weak"),
    (#"{"algo":"rsa","size":2047}"#, "RSA key is too weak"),
    (#"{"algo":"rsa","size":8193}"#, "RSA key size too large"),
    (#"{"algo":"ecdsa","size":255}"#, "invalid curve"),
    (#"{"algo":"RSA","size":2048}"#, "invalid algorithm"),
    (#"{"algo":"","size":0}"#, "invalid algorithm"),
    (#"{"algo":"rsa","size":-1}"#, "RSA key is too weak"),
  ])
  func `a key that cannot be made fails with 2400 and its place`(key: String, words: String) throws
  {
    let request = try request(#"{"key":\#(key)}"#)
    let error = #expect(throws: KTHWError.self) { try request.keySpecification() }
    #expect(error?.cfsslText == #"{"code":2400,"message":"\#(words)"}"#)
    #expect(error?.problems[0].place?.description == "csr.json:1:8: key")
    #expect(error?.problems[0].hint != nil)
  }

  @Test func `a second key after null is merged over nothing`() throws {
    let request = try request(#"{"key":null,"key":{"size":384}}"#)
    #expect(request.key == CFSSLKeyRequest(algorithm: "", size: 384))
  }

  @Test func `names given twice keep what the second omits`() throws {
    let request = try request(#"{"names":[{"C":"US","O":"a"}],"names":[{"O":"b"}]}"#)
    #expect(request.names.map(\.country) == ["US"])
    #expect(request.names.map(\.organization) == ["b"])
    #expect(request.warnings.map(\.code) == [.duplicateField])
  }

  @Test(arguments: [
    (#"{"host":["a"]}"#, "hosts"), (#"{"namez":[]}"#, "names"), (#"{"keys":{}}"#, "key"),
    (#"{"ca":{"expire":"1h"}}"#, "expiry"), (#"{"key":{"algos":"rsa"}}"#, "algo"),
    (#"{"names":[{"OUU":"x"}]}"#, "OU"), (#"{"expiry":"1h"}"#, "ca.expiry"),
    (#"{"O":"x"}"#, "\"names\""), (#"{"pathlen":1}"#, "\"ca\""),
  ])
  func `an unknown key is ignored with a warning that says what was meant`(
    json: String,
    meant: String
  ) throws {
    let warnings = try request(json).warnings
    #expect(warnings.map(\.code) == [.unknownField])
    #expect(warnings[0].hint?.contains(meant) == true)
    #expect(warnings[0].place?.mark != nil)
  }

  @Test(arguments: [
    (
      #"{"key":{"size":"2048"}}"#,
      "json: cannot unmarshal string into Go struct field CertificateRequest.key.size of type int"
    ),
    (
      #"{"key":{"size":2048.0}}"#,
      "json: cannot unmarshal number 2048.0 into Go struct field CertificateRequest.key.size of type int"
    ),
    (
      #"{"key":{"size":1e3}}"#,
      "json: cannot unmarshal number 1e3 into Go struct field CertificateRequest.key.size of type int"
    ),
    (
      #"{"hosts":"a"}"#,
      "json: cannot unmarshal string into Go struct field CertificateRequest.hosts of type []string"
    ),
    ("[]", "json: cannot unmarshal array into Go value of type csr.CertificateRequest"),
    (#"{"extensions":[{"Id":"1.2.3"}]}"#, "of type asn1.ObjectIdentifier"),
    (#"{"extensions":[{"Id":[1,2],"Value":"!"}]}"#, "illegal base64 data at input byte 0"),
    ("", "unexpected end of JSON input"),
    (#"{"CN":"x"}t"#, "invalid character 't' after top-level value"),
    (#"{"CN":"x",}"#, "invalid character '}'"),
  ])
  func `what Go refuses is refused in Go's words`(json: String, words: String) {
    let error = #expect(throws: KTHWError.self) { try request(json) }
    #expect(error?.cfsslText.contains(words) == true)
    #expect(error?.cfsslCode == nil)
    #expect(error?.problems[0].place?.file == "csr.json")
  }

  @Test(arguments: ["[]", "[1]", "[3,1]", "[1,40]", "[-1,2]", "[1,-2]"])
  func `an extension needs an object identifier`(id: String) {
    let error = #expect(throws: KTHWError.self) {
      try request(#"{"extensions":[{"Id":\#(id),"Value":""}]}"#)
    }
    #expect(error?.cfsslCode == 9300)
  }

  @Test(arguments: [
    ("{}", false), (#"{"CN":" "}"#, true), (#"{"names":[{"O":"o"}]}"#, true),
    (#"{"names":[{"O":"o"},{}]}"#, false), (#"{"names":[{"O":" \t"}]}"#, false),
    (#"{"names":[{"E":"a@b"}]}"#, false), (#"{"CN":"x","names":[{}]}"#, true),
  ])
  func `a new CA needs a subject`(json: String, isEnough: Bool) throws {
    let request = try request(json)
    if isEnough {
      try request.requireSubject()
    } else {
      let error = #expect(throws: KTHWError.self) { try request.requireSubject() }
      #expect(error?.cfsslText == #"{"code":5300,"message":"missing subject information"}"#)
    }
  }

  @Test func `a ca section is refused where cfssl refuses it, even when empty`() throws {
    try request("{}").refuseAuthority()
    let error = #expect(throws: KTHWError.self) { try request(#"{"ca":{}}"#).refuseAuthority() }
    #expect(error?.cfsslText == "ca section only permitted in initca")
    #expect(error?.problems[0].place?.mark == SourceMark(line: 1, column: 7))
  }

  @Test(arguments: [
    ("{}", BasicConstraints?.none), (#"{"ca":{}}"#, .authority(pathLength: nil)),
    (#"{"ca":{"pathlen":1}}"#, .authority(pathLength: 1)),
    (#"{"ca":{"pathlenzero":true}}"#, .authority(pathLength: 0)),
    (#"{"ca":{"pathlen":2,"pathlenzero":true}}"#, .authority(pathLength: 2)),
    (#"{"ca":{"pathlen":-1}}"#, .authority(pathLength: nil)),
  ])
  func `the ca section shows in the request`(json: String, constraints: BasicConstraints?) throws {
    #expect(try request(json).basicConstraints == constraints)
  }

  @Test func `-hostname replaces the hosts unless it is empty`() throws {
    let request = try request("{\n \"hosts\": [\"a\",\n  \"\"]}")
    #expect(try request.names(hostname: "b,c").names == [.dns("b"), .dns("c")])
    let hosts = try request.names()
    #expect(hosts.names == [.dns("a")])
    #expect(hosts.warnings.map { $0.place?.description } == ["csr.json:3:3: hosts[1]"])
  }

  @Test func `hostile JSON is refused without delay`() {
    for text in ["[", "{\"CN\":", "{\"names\":[", "{\"key\":{\"key\":"] {
      let json = Array(String(repeating: text, count: 50_000).utf8)
      #expect(throws: KTHWError.self) { try CFSSLRequest(json: json) }
    }
    #expect(throws: KTHWError.self) { try CFSSLRequest(json: [0xFF, 0xFE, 0x7B, 0x00]) }
  }
}
