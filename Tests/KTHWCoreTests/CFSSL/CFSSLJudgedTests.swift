import KTHWTestSupport
import Testing

@testable import KTHWCore

/// The same input for cfssl 1.2.0 and for us: no URIs, E or OID, which it
/// does not know.
@Suite(.judged(by: "cfssl")) struct CFSSLJudgedTests {
  @Test(arguments: [
    #"{"CN":"admin","names":[{"C":"US","L":"Portland","O":"system:masters","OU":"THE HARD WAY","ST":"Oregon"}]}"#,
    #"{"CN":"x","names":[{"C":"US","O":"zz"},{"C":"DE","O":"a&b"},{"C":"US"}],"serialnumber":"7"}"#,
    #"{"names":[{"O":"é"},{"O":"*"},{"O":"plain"},{"O":"ü"}]}"#, #"{"CN":" "}"#, "{}", "null",
    #"{"CN":"a_b@c","names":[{"OU":"z"},{"OU":"yy"},{"OU":"xxx"}]}"#,
    #"{"names":[{"C":"US","O":"a"}],"names":[{"O":"b"}],"cn":"lower"}"#,
    #"{"hosts":["10.0.0.1","b","a@b","a","::1","b","::ffff:1.2.3.4","A <q@r>"]}"#,
    #"{"hosts":["a..b","*.a.b","a_b"," x","010.0.0.1","10.0.0.0/24","1x:(c)a@b;","\"a b\"@c"]}"#,
    #"{"hosts":["a@b (\\))","A (c) B <a@b>","x : a@b ;","(c) a@b","a@ b","=?foo?q?x?= <a@b>"]}"#,
    #"{"CN":"\ud800x","hosts":["a\u0041"],"key":{"algo":"ecdsa","size":384}}"#,
  ])
  func `a request says what cfssl's says, byte for byte`(json: String) throws {
    var command = RunCommand("cfssl", ["genkey", "-"])
    command.input = .text(json)
    let result = try command.run()
    let answer = try JSONReader.node(from: result.output)
    let theirs = try CertificateReader.request(pem: Array((answer["csr"]?.text ?? "").utf8))
    let ours = try CFSSLRequest(json: Array(json.utf8))
    #expect(try ours.subject().der == theirs.subjectDER)
    #expect(try ours.keySpecification() == theirs.publicKey.specification)
    let names = try ours.names().names
    let template = try RequestTemplate(
      IssuanceRequest(subject: ours.subject(), names: names, publicKey: theirs.publicKey)
    )
    #expect(template.extensions == theirs.extensions)
  }

  @Test(arguments: [
    #"{"algo":"rsa"}"#, #"{"algo":"rsa","size":9000}"#, #"{"size":255}"#,
    #"{"algo":"RSA","size":2048}"#,
    #"{"algo":"","size":0}"#,
  ])
  func `a key is refused in cfssl's words`(key: String) throws {
    var command = RunCommand("cfssl", ["genkey", "-"])
    command.input = .text(#"{"CN":"x","key":\#(key)}"#)
    let result = try command.run()
    let request = try CFSSLRequest(json: Array(#"{"key":\#(key)}"#.utf8))
    let error = #expect(throws: KTHWError.self) { try request.keySpecification() }
    #expect(result.status == 1)
    #expect(result.errorText.hasSuffix((error?.cfsslText ?? "?") + "\n"))
  }

  @Test(arguments: [
    "", "x", "[1", #"{"signing":{"default":{"expiry":"1h"}}}}"#, "{}", #"{"signing":null}"#,
    #"{"signing":{"default":{}}}"#, #"{"signing":{"default":{"expiry":"0h"}}}"#,
    #"{"signing":{"default":{"expiry":"365d"}}}"#, #"{"signing":{"default":{"expiry":"8760"}}}"#,
    #"{"signing":{"default":{"expiry":"1h1"}}}"#, #"{"signing":{"default":{"expiry":"1 h"}}}"#,
    #"{"signing":{"default":{"expiry":"99999999999999h"}}}"#,
    #"{"signing":{"default":{"expiry":"1h","backdate":"x"}}}"#,
    #"{"signing":{"profiles":{"a":{"expiry":"1h"}}}}"#, #"{"signing":{"profiles":{"a":null}}}"#,
    #"{"signing":{"profiles":{"a":{"expiry":"1h","usages":["Signing"]}}}}"#,
    #"{"signing":{"default":{"expiry":"1h","name_whitelist":"a**"}}}"#,
    #"{"signing":{"default":{"expiry":"1h","name_whitelist":"(?=a)"}}}"#,
    #"{"signing":{"default":{"expiry":"1h","auth_key":"k"}}}"#,
    #"{"signing":{"default":{"auth_remote":{"remote":"r","auth_key":"k"}}},"remotes":{"r":"h"}}"#,
    #"{"signing":{"default":{"remote":"r"}}}"#,
    #"{"signing":{"default":{"expiry":"1h","policies":[{"ID":"1.x"}]}}}"#,
  ])
  func `a policy file is refused in cfssl's words`(json: String) throws {
    let scratch = try ScratchDirectory()
    let file = try scratch.write("config.json", json)
    let result = try RunCommand("cfssl", ["version", "-config", file]).run()
    let error = #expect(throws: KTHWError.self) { try SigningPolicy(json: Array(json.utf8)) }
    #expect(result.status == 1)
    #expect(result.errorText == "Failed to load config file: " + (error?.cfsslText ?? "?"))
  }

  @Test(arguments: [
    #"{"signing":{}}"#, #"{"SIGNING":{"Default":{"EXPIRY":"+1.5h30m"}}}"#,
    #"{"signing":{"default":{"expiry":"1h","name_whitelist":"^\\pL[[:alnum:]]{1,3}(?i:x)$"}}}"#,
    #"{"signing":{"default":{"expiry":"1h","unknown":[1]}},"auth_keys":null,"remotes":{}}"#,
    #"{"signing":{"default":{"expiry":"-1h","Backdate":5,"policies":[{"ID":"1.2"}]}}}"#,
  ])
  func `a policy file that cfssl reads is read`(json: String) throws {
    let scratch = try ScratchDirectory()
    let file = try scratch.write("config.json", json)
    #expect(try RunCommand("cfssl", ["version", "-config", file]).run().succeeded)
    _ = try SigningPolicy(json: Array(json.utf8))
  }

  @Test(arguments: [
    ("^a\\.ok$", "a.ok", true), ("^a\\.ok$", "xa.ok", false), ("ok", "a.ok.b", true),
    ("^.$", "é", true),
    ("^\\w+$", "é", false), ("(?i)^OK$", "ok", true), ("^[^a-c]+$", "abc", false),
    ("^$", "x", false),
    ("^(a|bc){2}$", "abc", true), ("\\bb\\b", "a b c", true), ("^\\d{3}$", "12", false),
    ("x*", "y", true),
    ("^[[:upper:]\\d-]+$", "A-1", true), ("^a$", "a\n", false), ("^\\x61$", "a", true),
  ])
  func `a name is held against the whitelist as cfssl does it`(
    pattern: String,
    name: String,
    isAllowed: Bool
  ) throws {
    let scratch = try ScratchDirectory()
    try JudgeCA.shared.write(to: scratch)
    let profile: Node = .mapping([
      "expiry": .string("1h"), "usages": .sequence([.string("any")]),
      "name_whitelist": .string(pattern),
    ])
    let policy = JSONWriter.compact(.mapping(["signing": .mapping(["default": profile])]))
    let request = JSONWriter.compact(.mapping(["CN": .string(name)]))
    var command = RunCommand(
      "cfssl",
      [
        "gencert", "-ca", "ca.pem", "-ca-key", "ca-key.pem", "-config",
        try scratch.write("c.json", policy), try scratch.write("r.json", request),
      ]
    )
    command.directory = scratch.path
    #expect(try command.run().succeeded == isAllowed)
    let ours = try SigningPolicy(json: Array(policy.utf8)).defaultProfile
    let isOurs = (try? ours.requireAllowed(commonName: name, names: [])) != nil
    #expect(isOurs == isAllowed)
  }

  @Test(
    .judged(by: "openssl"),
    arguments: [
      ("/CN=a/CN=b/O=z/C=US/O=y", ""),
      ("/serialNumber=1/serialNumber=2/CN=x/L=l/ST=s/OU=o1/OU=o2/O=o", ""),
      ("/street=st/postalCode=pc/CN=*", ""), ("/O= /CN= ", ""),
      ("/CN=a/C=FR/O=orga/L=loc/serialNumber=5/street=x", #"{"names":[{"OU":"q"}]}"#),
      (
        "/CN=a/C=FR/O=orga/serialNumber=5",
        #"{"CN":"n","names":[{"C":"DE"},{"C":"US"}],"SerialNumber":"7"}"#
      ),
      ("/CN=a/CN=b", "null"),
    ]
  )
  func `a signed subject is cfssl's, byte for byte`(subject: String, override: String) throws {
    let scratch = try ScratchDirectory()
    try JudgeCA.shared.write(to: scratch)
    let csr = scratch.path("x.csr")
    let made = try RunCommand(
      "openssl",
      [
        "req", "-new", "-key", scratch.path("ca-key.pem"), "-utf8", "-subj", subject, "-out", csr,
      ]
    ).run()
    #expect(made.succeeded)
    var arguments = ["sign", "-ca", "ca.pem", "-ca-key", "ca-key.pem", csr]
    if !override.isEmpty { arguments.append(try scratch.write("subject.json", override)) }
    var command = RunCommand("cfssl", arguments)
    command.directory = scratch.path
    let answer = try JSONReader.node(from: try command.run().output)
    let signed = try CertificateReader.certificates(pem: Array((answer["cert"]?.text ?? "").utf8))
    let facts = try CertificateReader.request(pem: try Array(scratch.bytes("x.csr")))
    let ours =
      override.isEmpty
      ? CFSSLSubject.reissued(facts.subject)
      : try CFSSLSubjectOverride(json: Array(override.utf8)).applied(to: facts.subject)
    #expect(signed.first?.subjectDER == ours.der)
  }
}

/// A CA that cfssl made, once.
private struct JudgeCA: Sendable {
  let certificate: String
  let key: String

  static let shared = JudgeCA()

  private init() {
    var command = RunCommand("cfssl", ["gencert", "-initca", "-"])
    command.input = .text(#"{"CN":"Judge"}"#)
    let node = try? JSONReader.node(from: command.run().output)
    certificate = node?["cert"]?.text ?? ""
    key = node?["key"]?.text ?? ""
  }

  func write(to scratch: ScratchDirectory) throws {
    try scratch.write("ca.pem", certificate)
    try scratch.write("ca-key.pem", key, mode: 0o600)
  }
}
