extension InspectionReport {
  /// The report as a document for programs: an `items` list.
  public func document(at now: Timestamp) -> [Node.Entry] {
    [Node.Entry("items", .sequence(objects.indices.map { item($0, at: now) }))]
  }

  private func item(_ index: Int, at now: Timestamp) -> Node {
    let object = objects[index]
    var entries = [
      Node.Entry("file", .string(object.file)),
      Node.Entry("position", .integer(object.position)),
      Node.Entry("type", .string(object.content.typeName)),
    ]
    switch object.content {
    case .certificate(let facts): entries += facts.document(at: now)
    case .request(let facts): entries += facts.document
    case .privateKey(let key), .publicKey(let key): entries += key.document
    case .encryptedKey(let encryption):
      if let encryption { entries.append(Node.Entry("encryption", .string("\(encryption)"))) }
    }
    if let fingerprint = object.fingerprint {
      entries.append(Node.Entry("sha256Fingerprint", .string(fingerprint)))
      entries.append(Node.Entry("signedBy", names(relations[index].signers)))
    }
    entries.append(Node.Entry("sameKey", names(relations[index].sameKey)))
    return .mapping(entries)
  }

  private func names(_ indices: [Int]) -> Node {
    .sequence(indices.map { .string(name(of: $0)) })
  }
}

extension InspectedObject.Content {
  /// The kind of object, as documents name it.
  fileprivate var typeName: String {
    switch self {
    case .certificate: "Certificate"
    case .request: "CertificateSigningRequest"
    case .privateKey: "PrivateKey"
    case .encryptedKey: "EncryptedPrivateKey"
    case .publicKey: "PublicKey"
    }
  }
}

extension CertificateFacts {
  fileprivate func document(at now: Timestamp) -> [Node.Entry] {
    var entries = [
      Node.Entry("subject", .string(subject.description)),
      Node.Entry("issuer", .string(issuer.description)),
      Node.Entry("serialNumber", .string(serialNumber.hexadecimal)),
      Node.Entry("notBefore", .string(validity.notBefore.rfc3339)),
      Node.Entry("notAfter", .string(validity.notAfter.rfc3339)),
      Node.Entry("secondsLeft", .integer(Int(validity.secondsLeft(at: now)))),
      Node.Entry("isCA", .boolean(isAuthority)),
    ]
    if case .authority(let pathLength?) = basicConstraints {
      entries.append(Node.Entry("pathLength", .integer(pathLength)))
    }
    entries += [
      Node.Entry("subjectAlternativeNames", .strings(subjectAlternativeNames.map(\.description))),
      Node.Entry("keyUsages", .strings(keyUsage?.names ?? [])),
      Node.Entry("extendedKeyUsages", .strings((extendedKeyUsages ?? []).map(\.description))),
      Node.Entry("signatureAlgorithm", .string(signatureAlgorithmName)),
    ]
    if grantsClientIdentity, let identity = RBACIdentity(subject) {
      entries.append(
        Node.Entry(
          "kubernetes",
          .mapping([
            "user": .string(identity.user), "groups": .strings(identity.groups),
            "warnings": .strings(IdentityMisspelling.problems(in: subject).map(\.message)),
          ])
        )
      )
    }
    return entries + publicKey.document
  }
}

extension RequestFacts {
  fileprivate var document: [Node.Entry] {
    [
      Node.Entry("subject", .string(subject.description)),
      Node.Entry("subjectAlternativeNames", .strings(subjectAlternativeNames.map(\.description))),
      Node.Entry("asksForCA", .boolean(basicConstraints.map { $0 != .endEntity } ?? false)),
      Node.Entry("signatureAlgorithm", .string(signatureAlgorithmName)),
      Node.Entry("signatureHolds", .boolean(isSignatureValid)),
    ] + publicKey.document
  }
}

extension PublicKey {
  fileprivate var document: [Node.Entry] {
    [
      Node.Entry("key", .string(algorithmName)),
      Node.Entry("keyIdentifier", .string(Hexadecimal.colonSeparated(keyIdentifier))),
    ]
  }
}

extension CertificateFacts {
  /// Whether an API server would take the certificate from a client at all:
  /// it must not be limited to other purposes.
  public var grantsClientIdentity: Bool {
    guard let purposes = extendedKeyUsages else { return !isAuthority }
    return purposes.contains(.clientAuthentication) || purposes.contains(.any)
  }
}

extension Validity {
  /// Seconds until the last one; negative after it.
  public func secondsLeft(at now: Timestamp) -> Int64 {
    Validity(notBefore: now, notAfter: notAfter).seconds
  }
}

extension Node {
  /// A list of strings.
  static func strings(_ texts: [String]) -> Node { .sequence(texts.map { .string($0) }) }
}
