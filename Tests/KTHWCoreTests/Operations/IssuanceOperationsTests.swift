import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct IssuanceOperationsTests {
  let directory: ScratchDirectory
  let context: Context

  init() throws {
    directory = try ScratchDirectory()
    context = FixedContext.context(directory: directory.path)
    try directory.write("ca.json", #"{"CN":"Lab CA","ca":{"expiry":"100h"}}"#)
    try directory.write("node.json", #"{"CN":"node","hosts":["node","10.0.0.1"]}"#)
  }

  /// Collects what an operation tells.
  final class Told {
    var events: [IssuanceEvent] = []

    var doubts: [String] {
      events.compactMap { if case .doubt(let problem) = $0 { problem.description } else { nil } }
    }
  }

  func facts(_ response: CFSSLResponse) throws -> CertificateFacts {
    try CertificateReader.certificate(der: #require(response.certificate))
  }

  func files(_ response: CFSSLResponse, _ base: String) throws -> AuthorityFiles {
    let certificate = try #require(response.certificate)
    try directory.write(base + ".pem", PEM.encode(certificate, label: "CERTIFICATE"))
    let key = try #require(response.key)
    try directory.write(base + "-key.pem", bytes: key.withUnsafeBytes(Array.init), mode: 0o600)
    return AuthorityFiles(certificate: base + ".pem", key: base + "-key.pem")
  }

  func makeAuthority(_ base: String = "ca") throws -> AuthorityFiles {
    let output = try InitialiseAuthority.run(.init(requestFile: "ca.json"), in: context)
    return try files(output.response, base)
  }

  @Test func `time and chance come from the context alone`() throws {
    let output = try InitialiseAuthority.run(.init(requestFile: "ca.json"), in: context)
    let facts = try facts(output.response)
    // The moment is 08:30:30, which rounds up, less five minutes.
    #expect(facts.validity.notBefore.rfc3339 == "2026-11-21T08:26:00Z")
    #expect(facts.validity.notAfter.rfc3339 == "2026-11-25T12:26:00Z")
    let again = FixedContext.context(directory: directory.path)
    #expect(facts.serialNumber == SerialNumber(random: try again.random(20)))
  }

  @Test func `every step is told in order, the key before the CA is opened`() throws {
    let told = Told()
    let input = GenerateCertificate.Input(
      requestFile: "node.json",
      authority: AuthorityFiles(certificate: "none.pem", key: "none-key.pem")
    )
    #expect(throws: KTHWError.self) {
      try GenerateCertificate.run(input, in: context) { told.events.append($0) }
    }
    #expect(told.events == [.receivedRequest, .generatingKey("ecdsa-256"), .encodedRequest])
    let authority = try makeAuthority()
    told.events = []
    let whole = GenerateCertificate.Input(requestFile: "node.json", authority: authority)
    let output = try GenerateCertificate.run(whole, in: context) { told.events.append($0) }
    let serialNumber = try facts(output.response).serialNumber
    #expect(told.events.last == .signedCertificate(serialNumber))
  }

  @Test func `the issued certificate chains to its CA`() throws {
    let authority = try makeAuthority()
    let input = GenerateCertificate.Input(requestFile: "node.json", authority: authority)
    let output = try GenerateCertificate.run(input, in: context)
    let root = try CertificateFile.single("ca.pem", in: context)
    try ChainVerifier.verify(
      #require(output.response.certificate),
      roots: [root.der],
      at: FixedContext.moment,
      purpose: .server,
      peer: .host("node")
    )
  }

  @Test func `a revocation list of the command line replaces the profile's`() throws {
    var input = GenerateCertificate.Input(requestFile: "node.json", authority: try makeAuthority())
    input.revocationListURL = "http://crl.example/ca.crl"
    let output = try GenerateCertificate.run(input, in: context)
    let extensions = try facts(output.response).extensions
    let expected = try CertificateExtension.crlDistributionPoints(uri: "http://crl.example/ca.crl")
    #expect(extensions.contains(expected))
  }

  @Test func `what a later moment makes of a CA is told`() throws {
    let authority = try makeAuthority()
    let later = FixedContext.context(
      at: FixedContext.moment.adding(seconds: 101 * 3600),
      directory: directory.path
    )
    let told = Told()
    let input = GenerateCertificate.Input(requestFile: "node.json", authority: authority)
    _ = try GenerateCertificate.run(input, in: later) { told.events.append($0) }
    #expect(told.doubts.contains { $0.hasPrefix("ca.pem: ") && $0.contains("expired") })
  }

  @Test func `a key of another CA is refused before anything is signed`() throws {
    let authority = try makeAuthority()
    let other = try makeAuthority("other")
    let mixed = AuthorityFiles(certificate: authority.certificate, key: other.key)
    let error = #expect(throws: KTHWError.self) { try Authority.read(mixed, in: context) }
    #expect(error?.code == .keyMismatch)
    #expect(error?.cfsslCode == 1000)
    #expect(error?.problems[0].place?.file == "ca.pem")
  }

  @Test func `an encrypted key opens with the passphrase of whoever is asked`() throws {
    _ = try makeAuthority()
    let key = try PrivateKeyFile.read("ca-key.pem", in: context).key
    let sealed = try key.pem(encryptedWith: .text("correct horse"))
    try directory.write("ca-key.pem", bytes: sealed.withUnsafeBytes(Array.init), mode: 0o600)
    func read(_ answers: String...) throws -> PrivateKey {
      var context = context
      context.passphrase = { request in
        #expect(request.file == "ca-key.pem")
        #expect(request.purpose == .opening)
        return request.attempt < answers.count ? .text(answers[request.attempt]) : nil
      }
      return try PrivateKeyFile.read("ca-key.pem", in: context).key
    }
    #expect(try read("correct horse").publicKey == key.publicKey)
    #expect(try read("wrong", "wrong again", "correct horse").publicKey == key.publicKey)
    let missing = #expect(throws: KTHWError.self) { try read() }
    #expect(missing?.code == .keyIsEncrypted)
    #expect(missing?.cfsslCode == 2100)
    #expect(missing?.problems[0].hint?.contains("--passphrase-file") == true)
    let wrong = #expect(throws: KTHWError.self) { try read("wrong pony") }
    #expect(wrong?.code == .wrongPassphrase)
    #expect(wrong?.description.contains("pony") == false)
  }

  @Test func `renewing lasts from now for as long as the old one did`() throws {
    let authority = try makeAuthority()
    let later = FixedContext.context(
      at: FixedContext.moment.adding(seconds: 50 * 3600),
      seed: 2,
      directory: directory.path
    )
    let output = try RenewAuthority.run(.init(authority: authority), in: later)
    let old = try CertificateFile.single("ca.pem", in: context)
    let new = try facts(output.response)
    #expect(new.validity.seconds == old.validity.seconds)
    #expect(new.validity.notBefore == old.validity.notBefore.adding(seconds: 50 * 3600))
    #expect(new.publicKey == old.publicKey)
    #expect(new.subjectDER == old.subjectDER)
    #expect(new.serialNumber != old.serialNumber)
    #expect(output.response.key == nil)
  }

  @Test(arguments: [
    (#"{"CN":"x","ca":{"expiry":"0h"}}"#, "Invalid or unknown policy"),
    (#"{"CN":"x","ca":{"expiry":"365d"}}"#, "time: unknown unit \"d\" in duration \"365d\""),
    (#"{"CN":"x","ca":{"pathlen":-2}}"#, "\"code\":1000"),
  ])
  func `a CA section that makes no sense is refused in cfssl's words`(
    json: String,
    words: String
  ) throws {
    try directory.write("bad.json", json)
    let error = #expect(throws: KTHWError.self) {
      try InitialiseAuthority.run(.init(requestFile: "bad.json"), in: context)
    }
    #expect(error?.cfsslText.contains(words) == true)
    #expect(error?.problems[0].place?.file == "bad.json")
  }

  @Test func `a path length beside pathlenzero wins, with a remark`() throws {
    try directory.write("deep.json", #"{"CN":"x","ca":{"pathlen":2,"pathlenzero":true}}"#)
    let told = Told()
    let output = try InitialiseAuthority.run(.init(requestFile: "deep.json"), in: context) {
      told.events.append($0)
    }
    #expect(try facts(output.response).basicConstraints == .authority(pathLength: 2))
    #expect(told.events.contains(.remark("ignore invalid 'pathlenzero' value")))
  }

  @Test func `selfsign counts from now to the second`() throws {
    let output = try SelfSign.run(.init(requestFile: "node.json"), in: context)
    let facts = try facts(output.response)
    #expect(facts.validity.notBefore.rfc3339 == "2026-11-21T08:25:30Z")
    #expect(facts.validity.notAfter == FixedContext.moment.adding(seconds: 2190 * 3600))
    #expect(facts.basicConstraints == .endEntity)
  }
}
