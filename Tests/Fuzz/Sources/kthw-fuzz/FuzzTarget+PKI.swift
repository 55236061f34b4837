@testable import KTHWCore

extension FuzzTarget {
  /// A certificate in DER: whatever OpenSSL reads of it can be shown.
  static let certificate = FuzzTarget(name: "certificate") { input in
    guard let facts = try? CertificateReader.certificate(der: input) else { return }
    demand(facts.der == input, "a certificate is more than what was read")
    show(facts.subject)
    show(facts.issuer)
    let node = CertificateInfo(facts).node
    demand(
      (try? JSONReader.node(from: Array(CertificateInfo(facts).json.utf8))) == node,
      "what certinfo says is no JSON"
    )
    for name in facts.subjectAlternativeNames.prefix(4) {
      _ = facts.isValid(forHost: name.description)
    }
    _ = facts.isValid(forHost: "127.0.0.1")
    _ = RBACIdentity(facts.subject)
    judge(.objects([object(.certificate(facts))]), "ca.pem")
  }

  /// A request in DER.
  static let request = FuzzTarget(name: "request") { input in
    guard let facts = try? CertificateReader.request(der: input) else { return }
    show(facts.subject)
    judge(.objects([object(.request(facts))]), "node.csr")
    guard let info = try? RequestInfo(facts) else { return }
    demand((try? JSONReader.node(from: Array(info.json.utf8))) == info.node, "csr info is no JSON")
  }

  /// Keys in DER: private ones that are read write themselves so that they
  /// are read again; public ones are named.
  static let key = FuzzTarget(name: "key") { input in
    if let key = try? PublicKey(subjectPublicKeyInfo: input, sha1: Hash.sha1) {
      demand(key.subjectPublicKeyInfo == input, "a public key is more than what was read")
    }
    let text = Array(PEM.encode(input, label: "PRIVATE KEY").utf8)
    guard let key = try? PrivateKey(pem: text) else { return }
    guard let pem = try? key.pem() else { fatalError("a key that was read cannot be written") }
    let again = try? PrivateKey(pem: pem)
    demand(again?.publicKey == key.publicKey, "another key is read back")
  }

  /// A name's text is made for people, yet nothing in it may move a terminal,
  /// and its encoding holds what it held.
  private static func show(_ name: DistinguishedName) {
    let text = name.description
    demand(!text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }, "raw controls")
    _ = name.der
  }

  private static func object(_ content: InspectedObject.Content) -> InspectedObject {
    InspectedObject(file: "input", position: 1, mark: nil, content: content, fingerprint: nil)
  }
}

/// Judges a file by every rule that there is.
func judge(_ content: AuditedContent, _ path: String) {
  judge(AuditedFile(path: path, permissions: 0o600, content: content))
}

/// Judges a file by every rule that there is.
func judge(_ file: AuditedFile) {
  let audit = ClusterAudit(AuditTerms(now: Timestamp(secondsSince1970: 1_795_000_000)))
  let area = AuditedArea(kind: .heap, files: [file])
  let judged = audit.judge(area)
  _ = (judged.findings, audit.judge([judged.digest]))
  _ = try? InferredCluster([area])
}
