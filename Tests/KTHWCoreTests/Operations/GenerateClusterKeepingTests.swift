import KTHWTestSupport
import Testing

@testable import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

@Suite struct `What is there of a cluster's credentials` {
  /// Something done to a tree, and why a certificate is made anew for it.
  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let keepsKey: Bool
    let change: @Sendable (inout ClusterSpec, GenerationFixture) throws -> Void
    let isMeant: @Sendable (ReissueReason) -> Bool

    init(
      _ description: String,
      keepsKey: Bool = true,
      _ change: @escaping @Sendable (inout ClusterSpec, GenerationFixture) throws -> Void,
      _ isMeant: @escaping @Sendable (ReissueReason) -> Bool
    ) {
      testDescription = description
      self.keepsKey = keepsKey
      self.change = change
      self.isMeant = isMeant
    }
  }

  private static let name = "node-0-kubelet-serving"

  static let changes = [
    Change("the certificate is gone") { _, fixture in
      try fixture.remove("pki/\(name).pem")
    } _: {
      $0 == .certificateMissing
    },
    Change("the certificate is noise") { _, fixture in
      try fixture.scratch.write("out/pki/\(name).pem", "nothing\n")
    } _: {
      $0 == .certificateUnreadable
    },
    Change("the key is gone", keepsKey: false) { _, fixture in
      try fixture.remove("pki/\(name)-key.pem")
    } _: {
      $0 == .keyMissing
    },
    Change("the key is of another kind", keepsKey: false) { _, fixture in
      let pem = try TestKeys.key(.p384).pem()
      try fixture.scratch.write("out/pki/\(name)-key.pem", pem.text, mode: 0o600)
    } _: {
      if case .keyKind(_, wanted: "ecdsa-256") = $0 { true } else { false }
    },
    Change("the certificate is another key's") { _, fixture in
      let pem = try TestKeys.key(.p256).pem()
      try fixture.scratch.write("out/pki/\(name)-key.pem", pem.text, mode: 0o600)
    } _: {
      $0 == .keyMismatch
    },
    Change("the authority is another one") { _, fixture in
      try fixture.remove("pki/ca.pem")
      try fixture.remove("pki/ca-key.pem")
    } _: {
      $0 == .issuer
    },
    Change("the signature does not hold") { _, fixture in
      var der = try fixture.certificate(name).der
      der[der.count - 1] ^= 1
      try fixture.scratch.write("out/pki/\(name).pem", PEM.encode(der, label: "CERTIFICATE"))
    } _: {
      $0 == .issuer
    },
    Change("the subject is another one") { spec, _ in
      spec.pki.subject = [NameAttribute(.country, "US")]
    } _: {
      if case .subject = $0 { true } else { false }
    },
    Change("a name is missing") { spec, _ in
      spec.hosts.listed[4].hostnames = ["node-0.example.org"]
    } _: {
      $0 == .names(missing: [.dns("node-0.example.org")], superfluous: [])
    },
    Change("it may be used for something else") { _, fixture in
      // A client's certificate with a server's names.
      try fixture.reissue(name, purpose: .peer)
    } _: {
      $0 == .usages
    },
  ]

  @Test(arguments: changes)
  func `is used again as far as it is right`(change: Change) throws {
    let fixture = try GenerationFixture()
    var spec = try ClusterFixture.balanced()
    try fixture.run(spec)
    try change.change(&spec, fixture)
    let key = try? fixture.scratch.bytes("out/pki/\(Self.name)-key.pem")
    let output = try fixture.run(spec)
    let reissue = try #require(output.reissued.first.first { $0.name == Self.name })
    #expect(change.isMeant(reissue.reason), "\(reissue.reason)")
    let isKept = try fixture.scratch.bytes("out/pki/\(Self.name)-key.pem") == key
    #expect(isKept == change.keepsKey)
    // All is right now.
    let again = try fixture.run(spec)
    #expect(!again.isChanged)
    let certificate = try fixture.certificate(Self.name)
    #expect(try fixture.key(Self.name).matches(certificate.publicKey))
    try ChainVerifier.check(certificate.der, isSignedBy: fixture.certificate("ca").der)
    #expect(
      try fixture.text("hosts/node-0/var/lib/kubelet/kubelet.pem")
        == fixture.text("pki/\(Self.name).pem")
    )
  }

  @Test(arguments: [
    (GoDuration.hours(8760 - 721), false), (.hours(8760 - 719), true), (.hours(8760 + 1), true),
    (.hours(-1), true),
  ])
  func `is made anew near its end, after it, and before its beginning`(
    later: GoDuration,
    isRenewed: Bool
  ) throws {
    var fixture = try GenerationFixture()
    let spec = try ClusterFixture.lone()
    try fixture.run(spec)
    fixture.moment = fixture.moment.adding(seconds: later.seconds)
    if later < .zero {
      // Authorities that are not good yet sign nothing.
      expectError(.policyViolation) { try fixture.run(spec) }
      return
    }
    let output = try fixture.run(spec)
    // The emergency credential has ended long before in any case.
    #expect(output.reissued.first.contains { $0.name == "break-glass" })
    #expect(output.reissued.first.contains { $0.name == "kube-scheduler" } == isRenewed)
    #expect(output.made.isEmpty)
  }

  @Test func `that lives shortly is renewed in its last third`() throws {
    var fixture = try GenerationFixture()
    var spec = try ClusterFixture.lone()
    spec.pki.leafLifetime = .days(45)
    try fixture.run(spec)
    fixture.moment = fixture.moment.adding(seconds: GoDuration.days(19).seconds)
    #expect(try !fixture.run(spec).isChanged)
    fixture.moment = fixture.moment.adding(seconds: GoDuration.days(10).seconds)
    let output = try fixture.run(spec)
    #expect(output.reissued.first.map(\.name) == ["break-glass"])
    fixture.moment = fixture.moment.adding(seconds: GoDuration.days(2).seconds)
    #expect(try fixture.run(spec).reissued.count == 9 + 4)
  }

  @Test func `of an authority near its end stays good when that is made anew`() throws {
    var fixture = try GenerationFixture()
    let spec = try ClusterFixture.lone()
    try fixture.run(spec)
    let old = try fixture.certificate("ca")
    let key = try fixture.scratch.bytes("out/pki/ca-key.pem")
    fixture.moment = fixture.moment.adding(seconds: GoDuration.hours(87600 - 700).seconds)
    try fixture.run(spec)
    let new = try fixture.certificate("ca")
    #expect(new.validity.notAfter > old.validity.notAfter)
    #expect(new.subjectDER == old.subjectDER)
    #expect(new.publicKey == old.publicKey)
    #expect(new.subjectKeyIdentifier == old.subjectKeyIdentifier)
    #expect(new.serialNumber != old.serialNumber)
    #expect(try fixture.scratch.bytes("out/pki/ca-key.pem") == key)
    // Leaves that the old certificate's holder signed verify with the new one.
    let leaf = try fixture.certificate("kube-apiserver").der
    try ChainVerifier.verify(leaf, roots: [new.der], at: fixture.moment)
  }

  @Test func `without a request gets one for the same key`() throws {
    let fixture = try GenerationFixture()
    let spec = try ClusterFixture.lone()
    try fixture.run(spec)
    let certificate = try fixture.text("pki/admin.pem")
    try fixture.remove("pki/admin.csr")
    try fixture.remove("pki/ca.csr")
    let output = try fixture.run(spec)
    #expect(output.added.first == ["pki/ca.csr", "pki/admin.csr"])
    #expect(output.reissued.isEmpty && output.changed.isEmpty)
    #expect(try fixture.text("pki/admin.pem") == certificate)
    let request = try CertificateReader.request(pem: fixture.scratch.bytes("out/pki/admin.csr"))
    #expect(request.isSignatureValid)
    #expect(try fixture.key("admin").matches(request.publicKey))
  }

  @Test func `gets its right mode back`() throws {
    let fixture = try GenerationFixture()
    let spec = try ClusterFixture.lone()
    try fixture.run(spec)
    let key = try fixture.text("pki/admin-key.pem")
    try fixture.scratch.write("out/pki/admin-key.pem", key, mode: 0o644)
    let output = try fixture.run(spec)
    #expect(output.changed.first == ["pki/admin-key.pem"])
    #expect(fixture.scratch.mode("out/pki/admin-key.pem") == 0o600)
    #expect(try fixture.text("pki/admin-key.pem") == key)
  }

  @Test func `stays for authorities and tokens when other keys are wanted`() throws {
    let fixture = try GenerationFixture()
    var spec = try ClusterFixture.lone()
    try fixture.run(spec)
    let kept = ["ca", "etcd-ca", "front-proxy-ca", "service-account"]
    let before = try kept.map { try fixture.text("pki/\($0)-key.pem") }
    spec.pki.key = .p384
    let output = try fixture.run(spec)
    #expect(output.reissued.count == 10 + 4)
    #expect(try kept.map { try fixture.text("pki/\($0)-key.pem") } == before)
    #expect(output.warnings.count == 3)
    #expect(try fixture.key("admin").publicKey.specification == .p384)
  }
}

extension GenerationFixture {
  func remove(_ path: String) throws {
    try #require(scratch.has("out/" + path))
    unlink(tree + "/" + path)
  }

  /// Signs a certificate again, for something else.
  func reissue(_ name: String, purpose: CertificatePurpose) throws {
    let old = try certificate(name)
    let template = try CertificateTemplate(
      issuing: IssuanceRequest(
        subject: old.subject,
        names: old.subjectAlternativeNames,
        publicKey: old.publicKey
      ),
      under: IssuanceProfile(
        keyUsage: purpose.keyUsage(with: .p256),
        extendedKeyUsages: purpose.extendedKeyUsages,
        lifetime: .days(90)
      ),
      issuer: certificate("ca"),
      serialNumber: SerialNumber(random: [UInt8](repeating: 7, count: 20)),
      now: moment
    )
    let der = try template.signed(by: OpenSSLSigner(key("ca"), using: Engine()))
    try scratch.write("out/pki/\(name).pem", PEM.encode(der, label: "CERTIFICATE"))
  }
}
