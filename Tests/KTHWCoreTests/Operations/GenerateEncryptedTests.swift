import KTHWTestSupport
import Testing

@testable import KTHWCore

/// Trees whose authorities' keys are behind a passphrase.
@Suite struct GenerateEncryptedTests {
  private static let authorities = ["ca", "etcd-ca", "front-proxy-ca"]
  private static let phrase = "correct horse battery"

  /// Answers with the passphrase, and counts who asks.
  private final class Person: Sendable {
    let requests = Guarded([PassphraseRequest]())
    func answer(_ request: PassphraseRequest) -> SecretBytes? {
      requests.withLock { $0.append(request) }
      return request.attempt == 0 ? .text(GenerateEncryptedTests.phrase) : nil
    }
    var files: [String] { requests.withLock { $0.map(\.file) } }
  }

  private let fixture: GenerationFixture
  private let person = Person()

  init() throws { fixture = try GenerationFixture() }

  @discardableResult
  private func run(
    _ spec: ClusterSpec,
    encrypting isEncrypting: Bool = false,
    mode: GenerateCluster.Mode = .write,
    asking isAsking: Bool = true
  ) throws -> GenerateCluster.Output {
    var input = GenerateCluster.Input(spec: spec, output: fixture.tree, workers: 2)
    input.mode = mode
    input.encryptsAuthorityKeys = isEncrypting
    var context = fixture.context()
    if isAsking { context.passphrase = { [person] in person.answer($0) } }
    return try GenerateCluster.run(input, in: context)
  }

  private func key(_ name: String) throws -> PrivateKey {
    try PrivateKey(
      pem: fixture.scratch.bytes("out/pki/\(name)-key.pem"),
      passphrase: .text(Self.phrase)
    )
  }

  @Test func `keys of new authorities are encrypted where that is wished, and no others`() throws {
    try run(ClusterFixture.balanced(), encrypting: true)
    for name in Self.authorities {
      let pem = try fixture.scratch.bytes("out/pki/\(name)-key.pem")
      expectError(.keyIsEncrypted) { _ = try PrivateKey(pem: pem) }
      #expect(try key(name).matches(fixture.certificate(name).publicKey))
      #expect(fixture.scratch.mode("out/pki/\(name)-key.pem") == 0o600)
    }
    _ = try fixture.key("admin")
    #expect(person.files == Self.authorities.map { fixture.tree + "/pki/\($0)-key.pem" })
    // Nowhere else is a copy.
    let sealed = try fixture.contents().filter { _, bytes in
      String(decoding: bytes, as: UTF8.self).contains("ENCRYPTED")
    }
    #expect(sealed.keys.sorted() == Self.authorities.map { "pki/\($0)-key.pem" })
  }

  @Test func `a passphrase is asked for only where something is signed`() throws {
    var spec = try ClusterFixture.balanced()
    try run(spec, encrypting: true)
    let before = try fixture.contents()
    person.requests.withLock { $0 = [] }
    #expect(try run(spec, asking: false).isChanged == false)
    // An argument of a component is no certificate.
    spec.extraArguments = ["kube-apiserver": [ExtraArgument("v", "4")]]
    #expect(try run(spec, asking: false).isChanged)
    #expect(person.files.isEmpty)
    let keys = Self.authorities.map { "pki/\($0)-key.pem" }
    let after = try fixture.contents()
    for path in keys { #expect(after[path] == before[path]) }

    fixture.scratch.remove("out/pki/admin.pem")
    let error = expectError(.keyIsEncrypted) { try run(spec, asking: false) }
    #expect(error?.problems.first?.place?.file == fixture.tree + "/pki/ca-key.pem")
    #expect(error?.problems.first?.hint?.contains("--passphrase-file") == true)
    #expect(try run(spec, mode: .dryRun, asking: false).isChanged)
    #expect(!fixture.scratch.has("out/pki/admin.pem"))
    try run(spec)
    #expect(person.files == [fixture.tree + "/pki/ca-key.pem"])
    try ChainVerifier.verify(
      leaf: [fixture.certificate("admin")],
      roots: [fixture.certificate("ca")],
      at: fixture.moment
    )
  }

  @Test func `an encrypted key of another authority is refused before it signs`() throws {
    let spec = try ClusterFixture.balanced()
    try run(spec, encrypting: true)
    let other = try TestKeys.key(.p256).pem(encryptedWith: .text(Self.phrase)).text
    try fixture.scratch.write("out/pki/ca-key.pem", other, mode: 0o600)
    fixture.scratch.remove("out/pki/admin.pem")
    let before = try fixture.contents()
    expectError(.keyMismatch) { try run(spec) }
    #expect(try fixture.contents() == before)
  }

  @Test func `a key that machines need is not encrypted`() throws {
    var spec = try ClusterFixture.balanced()
    spec.pki.clusterSigning = true
    for mode in [GenerateCluster.Mode.write, .dryRun] {
      let error = expectError(.policyViolation) { try run(spec, encrypting: true, mode: mode) }
      #expect(error?.problems.first?.hint?.contains("clusterSigning") == true)
    }
    #expect(fixture.scratch.names().isEmpty)
    spec.pki.clusterSigning = false
    try run(spec, encrypting: true)
    spec.pki.clusterSigning = true
    expectError(.policyViolation) { try run(spec) }
  }

  @Test func `a key that is there stays unencrypted, and the run says so`() throws {
    let spec = try ClusterFixture.balanced()
    try run(spec)
    let before = try fixture.contents()
    let output = try run(spec, encrypting: true)
    #expect(!output.isChanged)
    #expect(
      output.warnings.compactMap(\.hint)
        == Self.authorities.map { "kthwctl key encrypt \(fixture.tree)/pki/\($0)-key.pem" }
    )
    #expect(try fixture.contents() == before)
  }

  @Test func `only the keys of authorities may be encrypted`() throws {
    let spec = try ClusterFixture.balanced()
    try run(spec)
    let name = "out/pki/admin-key.pem"
    let sealed = try fixture.key("admin").pem(encryptedWith: .text(Self.phrase)).text
    try fixture.scratch.write(name, sealed, mode: 0o600)
    let error = expectError(.keyIsEncrypted) { try run(spec) }
    #expect(error?.problems.first?.hint?.contains("kthwctl key decrypt") == true)
  }
}
