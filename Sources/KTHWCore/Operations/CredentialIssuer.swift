/// Decides what becomes of each credential, and makes what has to be made.
struct CredentialIssuer: Sendable {
  /// How the cluster's certificates are made.
  let settings: PKISettings
  /// The old tree; nil where there is none.
  let old: TreeReader?
  /// The tree as the user named it.
  let root: String
  /// The present moment.
  let now: Timestamp
  /// Where serial numbers come from.
  let stream: SeedStream
  /// What keys and signatures are made of.
  let source: KeySource
  /// Whether keys and certificates are made, or only what would be is found
  /// out.
  let isMaking: Bool
  /// Whether the keys of new authorities are encrypted.
  var encryptsAuthorityKeys = false
  /// Knows the passphrases of encrypted keys.
  var passphrase: Context.PassphraseSource = { _ in nil }

  /// Finds out what becomes of a certificate that an authority signs.
  ///
  /// - Parameters:
  ///   - credential: the credential.
  ///   - authority: who signs; nil for one that is yet to be made.
  ///   - worker: the calling thread's.
  /// - Returns: the credential with its files' contents.
  /// - Throws: ``KTHWError``.
  func certificate(
    _ credential: Credential,
    signedBy authority: SigningAuthority?,
    using worker: ClusterWorker
  ) throws -> ResolvedCredential {
    let found = try find(credential)
    let fate = try fate(of: credential, found, authority, worker)
    guard case .kept = fate else {
      return try made(credential, found, fate, authority, worker)
    }
    var resolved = ResolvedCredential(credential, fate, found)
    resolved.term = term(of: credential, found.certificate?.validity, authority)
    if found.requestFile == nil, isMaking, let key = found.key {
      resolved.request = try request(for: credential, key, worker)
    }
    return resolved
  }

  /// Finds out what becomes of a bare key pair.
  ///
  /// - Throws: ``KTHWError``.
  func keyPair(
    _ credential: Credential,
    using worker: ClusterWorker
  ) throws -> ResolvedCredential {
    let found = try find(credential)
    let fate: CredentialFate =
      found.key != nil ? .kept : found.isNothing ? .made : .reissued(.keyMissing)
    var resolved = ResolvedCredential(credential, fate, found)
    if found.key == nil, isMaking {
      resolved.key = .secret(try worker.makeKey(settings.key, for: credential).pem())
    }
    if let key = try found.key ?? resolved.key.map({ try PrivateKey(pem: $0.secret) }) {
      resolved.publicKey = .text(key.publicKey.pem)
      // Other kinds sign no tokens (RFC 7518 as Kubernetes reads it).
      guard key.publicKey.specification.map({ $0 != .ed25519 }) == true else {
        throw KTHWError(
          .invalidValue,
          "keys of the kind \(key.publicKey.algorithmName) do not sign service account tokens",
          at: .file(root + "/" + credential.keyPath),
          hint: "put an RSA or ECDSA key there, or move the file away to get a new one"
        )
      }
    }
    return resolved
  }

  private func find(_ credential: Credential) throws -> FoundCredential {
    guard let old else { return .nothing }
    return try FoundCredential(credential, in: old, root: root)
  }
}

// MARK: - Deciding

extension CredentialIssuer {
  private func fate(
    of credential: Credential,
    _ found: FoundCredential,
    _ authority: SigningAuthority?,
    _ worker: ClusterWorker
  ) throws -> CredentialFate {
    guard !found.isNothing else { return .made }
    guard let key = found.key else { return .reissued(.keyMissing) }
    guard key.publicKey.specification == settings.key else {
      let kind = key.publicKey.algorithmName
      return .reissued(.keyKind(old: kind, wanted: "\(settings.key)"))
    }
    guard found.certificateFile != nil else { return .reissued(.certificateMissing) }
    guard let certificate = found.certificate else { return .reissued(.certificateUnreadable) }
    guard let authority else { return .reissued(.issuer) }
    let issuer = authority.certificate
    if let reason = credential.objection(
      toContentsOf: certificate,
      key: key.publicKey,
      issuer: issuer
    ) {
      return .reissued(reason)
    }
    guard try worker.isSigned(certificate, by: authority) else { return .reissued(.issuer) }
    let reason = credential.objection(
      toDatesOf: certificate,
      issuer: issuer,
      at: now,
      renewingBefore: settings.renewBefore
    )
    return reason.map { .reissued($0) } ?? .kept
  }
}

// MARK: - Making

extension CredentialIssuer {
  private func made(
    _ credential: Credential,
    _ found: FoundCredential,
    _ fate: CredentialFate,
    _ authority: SigningAuthority?,
    _ worker: ClusterWorker
  ) throws -> ResolvedCredential {
    var resolved = ResolvedCredential(credential, fate, found)
    resolved.forgetCertificate()
    var replacesKey = found.key == nil
    if case .reissued(let reason) = fate { replacesKey = replacesKey || reason.replacesKey }
    if replacesKey { resolved.key = nil }
    guard isMaking, let authority else { return resolved }
    let key: PrivateKey
    if !replacesKey, let kept = found.key {
      key = kept
    } else {
      key = try worker.makeKey(settings.key, for: credential)
      resolved.key = .secret(try key.pem())
    }
    let template = try CertificateTemplate(
      issuing: IssuanceRequest(
        subject: credential.subject,
        names: credential.names,
        publicKey: key.publicKey
      ),
      under: credential.profile(for: settings.key),
      issuer: authority.certificate,
      serialNumber: serialNumber(of: credential),
      now: now
    )
    do {
      try template.refuseFaults()
    } catch let error as KTHWError {
      throw error.within(.file(root + "/" + credential.certificatePath))
    }
    let der = try template.signed(by: worker.signer(for: authority))
    if worker.reads(back: credential, of: settings.key) {
      try prove(der, credential, key, authority, worker)
    }
    resolved.certificate = .text(PEM.encode(der, label: "CERTIFICATE"))
    resolved.request = try request(for: credential, key, worker)
    resolved.warnings = template.warnings
    resolved.term = term(of: credential, template.validity, authority)
    return resolved
  }

  /// While a certificate of these dates is kept.
  func term(
    of credential: Credential,
    _ validity: Validity?,
    _ authority: SigningAuthority?
  ) -> Range<Timestamp>? {
    validity.map {
      credential.term(
        of: $0,
        issuer: authority?.certificate.validity,
        renewingBefore: settings.renewBefore
      )
    }
  }

  func serialNumber(of credential: Credential) -> SerialNumber {
    // With the time in it, so that a seed that comes again gives no number
    // that the authority gave before.
    let name = "serial \(now.secondsSince1970) \(credential.name)"
    return SerialNumber(random: stream.octets(20, for: name))
  }

  func request(
    for credential: Credential,
    _ key: PrivateKey,
    _ worker: ClusterWorker
  ) throws -> OutputFile.Contents {
    let template = try RequestTemplate(
      IssuanceRequest(
        subject: credential.subject,
        names: credential.names,
        publicKey: key.publicKey,
        basicConstraints: credential.kind == .authority ? .authority(pathLength: 0) : nil
      )
    )
    let der = try template.signed(by: worker.signer(key))
    return .text(PEM.encode(der, label: "CERTIFICATE REQUEST"))
  }

  /// Reads back what was made, and holds it to the rules by which the next
  /// run would keep it.
  private func prove(
    _ der: [UInt8],
    _ credential: Credential,
    _ key: PrivateKey,
    _ authority: SigningAuthority,
    _ worker: ClusterWorker
  ) throws {
    let certificate = try CertificateReader.certificate(der: der)
    let issuer = authority.certificate
    let reason = credential.objection(
      toContentsOf: certificate,
      key: key.publicKey,
      issuer: issuer
    )
    guard reason == nil, try worker.isSigned(certificate, by: authority) else {
      throw KTHWError(
        .verificationFailed,
        "the new certificate does not hold: \(reason ?? .issuer)",
        at: .file(root + "/" + credential.certificatePath)
      )
    }
  }
}
