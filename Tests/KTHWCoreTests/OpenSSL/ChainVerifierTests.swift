import KTHWTestSupport
import Testing

@testable import KTHWCore

/// A root, an intermediate and a leaf; each test breaks one thing.
private struct Hierarchy {
  var root = ForgedCertificate()
  var middle = ForgedCertificate()
  var leaf = ForgedCertificate()
  var rootKey: PrivateKey
  var middleKey: PrivateKey
  var leafKey: PrivateKey

  init() throws {
    let engine = try Engine()
    rootKey = try .generate(.p256, using: engine)
    middleKey = try .generate(.p384, using: engine)
    leafKey = try .generate(.p256, using: engine)
    root.issuer = ForgedCertificate.name("root")
    root.subject = root.issuer
    root.extensions = Self.authority(rootKey, pathLength: nil)
    middle.issuer = root.subject
    middle.subject = ForgedCertificate.name("middle")
    middle.extensions = Self.authority(middleKey, pathLength: 0) + [Self.issued(by: rootKey)]
    leaf.issuer = middle.subject
    leaf.subject = ForgedCertificate.name("leaf")
    leaf.extensions = [
      Self.keyUsage([0x07, 0x80]),
      // serverAuth.
      CertificateExtension(
        .extendedKeyUsage,
        value: [0x30, 0x0A, 0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01]
      ),
      // CA:FALSE.
      CertificateExtension(.basicConstraints, isCritical: true, value: [0x30, 0x00]),
      Self.identifier(leafKey), Self.issued(by: middleKey),
      // *.example.com and 10.0.0.1.
      CertificateExtension(
        .subjectAlternativeName,
        value: [0x30, 0x15, 0x82, 0x0D] + Array("*.example.com".utf8) + [0x87, 4, 10, 0, 0, 1]
      ),
    ]
  }

  static func keyUsage(_ bits: [UInt8]) -> CertificateExtension {
    CertificateExtension(.keyUsage, isCritical: true, value: [0x03, UInt8(bits.count)] + bits)
  }

  static func authority(_ key: PrivateKey, pathLength: UInt8?) -> [CertificateExtension] {
    let length: [UInt8] = pathLength.map { [0x02, 0x01, $0] } ?? []
    let constraints: [UInt8] = [0x30, UInt8(3 + length.count), 0x01, 0x01, 0xFF] + length
    return [
      // Signing certificates and CRLs.
      keyUsage([0x01, 0x06]),
      CertificateExtension(.basicConstraints, isCritical: true, value: constraints),
      identifier(key),
    ]
  }

  static func identifier(_ key: PrivateKey) -> CertificateExtension {
    CertificateExtension(
      .subjectKeyIdentifier,
      value: [0x04, 0x14] + key.publicKey.keyIdentifier
    )
  }

  static func issued(by key: PrivateKey) -> CertificateExtension {
    CertificateExtension(
      .authorityKeyIdentifier,
      value: [0x30, 0x16, 0x80, 0x14] + key.publicKey.keyIdentifier
    )
  }

  var ders: (root: [UInt8], middle: [UInt8], leaf: [UInt8]) {
    get throws {
      (
        try root.signed(by: rootKey), try middle.signed(by: rootKey, for: middleKey),
        try leaf.signed(by: middleKey, for: leafKey)
      )
    }
  }

  func verify(
    at moment: Timestamp = Timestamp(year: 2030, month: 1, day: 1),
    purpose: ChainVerifier.Purpose = .any,
    peer: ChainVerifier.Peer? = nil,
    rules: ChainVerifier.Rules = .init()
  ) throws {
    let ders = try ders
    let chain = try ChainVerifier.verify(
      ders.leaf,
      intermediates: [ders.middle],
      roots: [ders.root],
      at: moment,
      purpose: purpose,
      peer: peer,
      rules: rules
    )
    #expect(chain == [ders.leaf, ders.middle, ders.root])
  }
}

@Suite struct ChainVerifierTests {
  @Test func `a sound chain verifies, and comes back in order`() throws {
    try Hierarchy().verify()
    try Hierarchy().verify(purpose: .server, peer: .host("a.example.com"))
    try Hierarchy().verify(peer: .address(IPAddress("10.0.0.1")))
  }

  @Test(arguments: [
    ChainVerifier.Peer.host("example.com"), .host("a.b.example.com"), .host("leaf"),
    .host("other"), .host("*.example.org"), .host("a.example.com "),
  ])
  func `another host than the certificate names is refused`(peer: ChainVerifier.Peer) throws {
    let hierarchy = try Hierarchy()
    expectError(.verificationFailed) { try hierarchy.verify(peer: peer) }
  }

  @Test(arguments: ["", "a.example.com\u{0}", "a.example.com\u{0}.evil"])
  func `what is no host name switches no check off`(host: String) throws {
    let hierarchy = try Hierarchy()
    expectError(.invalidName) { try hierarchy.verify(peer: .host(host)) }
  }

  @Test(arguments: ["10.0.0.2", "::1", "10.0.0.0"])
  func `another address than the certificate names is refused`(address: String) throws {
    let hierarchy = try Hierarchy()
    let peer = ChainVerifier.Peer.address(try IPAddress(address))
    expectError(.verificationFailed) { try hierarchy.verify(peer: peer) }
  }

  @Test func `a purpose that the certificate does not have is refused`() throws {
    let hierarchy = try Hierarchy()
    expectError(.verificationFailed) { try hierarchy.verify(purpose: .client) }
  }

  @Test(arguments: ["2019-12-31T23:59:59Z", "2040-01-01T00:00:01Z"])
  func `a moment outside the dates is refused`(moment: String) throws {
    let hierarchy = try Hierarchy()
    expectError(.verificationFailed) { try hierarchy.verify(at: Timestamp(rfc3339: moment)) }
  }

  // OpenSSL holds that a certificate has expired at its very last second.
  @Test(arguments: ["2020-01-01T00:00:00Z", "2039-12-31T23:59:59Z"])
  func `the moments just inside the dates are good`(moment: String) throws {
    try Hierarchy().verify(at: Timestamp(rfc3339: moment))
  }

  @Test func `the error says which certificate is at fault`() throws {
    var hierarchy = try Hierarchy()
    hierarchy.middle.notAfter = ForgedCertificate.time(0x17, "250101000000Z")
    let error = expectError(.verificationFailed) { try hierarchy.verify() }
    #expect(error?.description.contains("depth 1") == true)
    #expect(error?.description.contains("middle") == true)
    #expect(error?.problems.first?.hint != nil)
  }

  @Test func `a chain without its intermediate or its root is refused`() throws {
    let ders = try Hierarchy().ders
    let moment = Timestamp(year: 2030, month: 1, day: 1)
    expectError(.verificationFailed) {
      try ChainVerifier.verify(ders.leaf, roots: [ders.root], at: moment)
    }
    expectError(.verificationFailed) {
      try ChainVerifier.verify(
        ders.leaf,
        intermediates: [ders.middle, ders.root],
        roots: [],
        at: moment
      )
    }
  }

  @Test func `a partial chain verifies only where it is allowed`() throws {
    let ders = try Hierarchy().ders
    let moment = Timestamp(year: 2030, month: 1, day: 1)
    expectError(.verificationFailed) {
      try ChainVerifier.verify(ders.leaf, roots: [ders.middle], at: moment)
    }
    var rules = ChainVerifier.Rules()
    rules.allowsPartialChain = true
    let chain = try ChainVerifier.verify(
      ders.leaf,
      roots: [ders.middle],
      at: moment,
      rules: rules
    )
    #expect(chain == [ders.leaf, ders.middle])
  }

  @Test func `a CA below a path length of zero is refused`() throws {
    var hierarchy = try Hierarchy()
    hierarchy.root.extensions = Hierarchy.authority(hierarchy.rootKey, pathLength: 0)
    expectError(.verificationFailed) { try hierarchy.verify() }
  }

  @Test func `a leaf cannot sign`() throws {
    var hierarchy = try Hierarchy()
    hierarchy.middle.extensions[1] = CertificateExtension(
      .basicConstraints,
      isCritical: true,
      value: [0x30, 0x00]
    )
    expectError(.verificationFailed) { try hierarchy.verify() }
  }

  @Test func `a CA without the right to sign certificates is refused`() throws {
    var hierarchy = try Hierarchy()
    // Digital signature alone.
    hierarchy.middle.extensions[0] = Hierarchy.keyUsage([0x07, 0x80])
    expectError(.verificationFailed) { try hierarchy.verify() }
  }

  @Test func `only the strict rules demand key identifiers`() throws {
    var hierarchy = try Hierarchy()
    hierarchy.middle.extensions.removeLast()
    expectError(.verificationFailed) { try hierarchy.verify() }
    var rules = ChainVerifier.Rules()
    rules.isStrict = false
    try hierarchy.verify(rules: rules)
  }

  @Test func `a signature by another key of the same name is refused`() throws {
    var hierarchy = try Hierarchy()
    let real = try hierarchy.ders.middle
    hierarchy.middleKey = try .generate(.p384, using: Engine())
    let forged = try hierarchy.ders
    // The forged leaf names the real intermediate's key identifier.
    hierarchy.leaf.extensions[4] = Hierarchy.issued(by: hierarchy.middleKey)
    expectError(.verificationFailed) {
      try ChainVerifier.verify(
        forged.leaf,
        intermediates: [real],
        roots: [forged.root],
        at: Timestamp(year: 2030, month: 1, day: 1)
      )
    }
    expectError(.verificationFailed) { try ChainVerifier.check(forged.leaf, isSignedBy: real) }
  }

  @Test func `who signed what is told without looking at dates`() throws {
    var hierarchy = try Hierarchy()
    hierarchy.leaf.notAfter = ForgedCertificate.time(0x17, "210101000000Z")
    let ders = try hierarchy.ders
    try ChainVerifier.check(ders.leaf, isSignedBy: ders.middle)
    try ChainVerifier.check(ders.middle, isSignedBy: ders.root)
    try ChainVerifier.check(ders.root, isSignedBy: ders.root)
    for (certificate, issuer) in [
      (ders.leaf, ders.root), (ders.root, ders.leaf), (ders.leaf, ders.leaf),
    ] {
      expectError(.verificationFailed) {
        try ChainVerifier.check(certificate, isSignedBy: issuer)
      }
    }
  }

  @Test func `weak keys verify only under lax rules`() throws {
    var hierarchy = try Hierarchy()
    hierarchy.leafKey = try PrivateKey(pem: Array(KeyVectors.rsaPKCS1.utf8))
    hierarchy.leaf.extensions[3] = Hierarchy.identifier(hierarchy.leafKey)
    expectError(.verificationFailed) { try hierarchy.verify() }
    var rules = ChainVerifier.Rules()
    rules.isStrict = false
    try hierarchy.verify(rules: rules)
  }

  @Test func `what is no certificate is refused wherever it stands`() throws {
    let ders = try Hierarchy().ders
    let moment = Timestamp(year: 2030, month: 1, day: 1)
    expectError(.syntax) { try ChainVerifier.verify([1, 2, 3], roots: [ders.root], at: moment) }
    expectError(.syntax) {
      try ChainVerifier.verify(ders.leaf, intermediates: [[]], roots: [ders.root], at: moment)
    }
    expectError(.syntax) {
      try ChainVerifier.verify(ders.leaf, roots: [ders.root + [0]], at: moment)
    }
  }

  @Test func `a chain deeper than allowed is refused`() throws {
    let hierarchy = try Hierarchy()
    var rules = ChainVerifier.Rules()
    rules.maximumDepth = 0
    expectError(.verificationFailed) { try hierarchy.verify(rules: rules) }
  }
}
