extension CredentialIssuer {
  /// Finds out what becomes of an authority.
  ///
  /// One that is there stays, whatever the cluster's description says of its
  /// subject and key: all that it signed depends on it. Near its end its
  /// certificate is made anew for the same key and name, so that everything
  /// that it signed stays good.
  ///
  /// - Returns: the credential, and who signs; nil for one that is yet to be
  ///   made.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/notFound`` where the key is
  ///   gone, ``KTHWError/Code/keyMismatch`` or
  ///   ``KTHWError/Code/policyViolation`` for what cannot sign.
  func authority(
    _ credential: Credential,
    using worker: ClusterWorker
  ) throws -> (ResolvedCredential, SigningAuthority?) {
    let found = try foundAuthority(credential)
    guard !found.isNothing else {
      if encryptsAuthorityKeys { try refuseUnattendedUse(of: credential) }
      guard isMaking else { return (ResolvedCredential(credential, .made, found), nil) }
      let sealing = try sealing(of: credential)
      let key = try worker.makeKey(settings.key, for: credential)
      return try selfSigned(
        credential,
        found,
        .made,
        AuthorityKey(key),
        worker,
        keyText: sealing.text(of: key)
      )
    }
    guard let key = try key(of: credential, found) else { throw keyIsGone(credential) }
    guard let certificate = found.certificate else {
      let reason: ReissueReason =
        found.certificateFile == nil ? .certificateMissing : .certificateUnreadable
      return try selfSigned(credential, found, .reissued(reason), key, worker)
    }
    do {
      try refuse(certificate, found, credential)
    } catch let error as KTHWError {
      throw error.within(.file(root + "/" + credential.certificatePath))
    }
    let reason = credential.objection(
      toDatesOf: certificate,
      issuer: nil,
      at: now,
      renewingBefore: settings.renewBefore
    )
    guard let reason else { return try kept(credential, found, certificate, key, worker) }
    guard certificate.subjectDER == certificate.issuerDER,
      certificate.subject.der == certificate.subjectDER
    else {
      return try unrenewable(credential, found, certificate, key, worker, reason)
    }
    return try selfSigned(credential, found, .reissued(reason), key, worker)
  }

  private func foundAuthority(_ credential: Credential) throws -> FoundCredential {
    guard let old else { return .nothing }
    return try FoundCredential(credential, in: old, root: root)
  }

  private func keyIsGone(_ credential: Credential) -> KTHWError {
    KTHWError(
      .notFound,
      "the private key of the authority \(credential.name) is missing",
      at: .file(root + "/" + credential.keyPath),
      hint: "put it back; without it nothing can be signed. To begin with a new authority, move "
        + "\(credential.certificatePath) away as well"
    )
  }

  /// Refuses what could sign nothing that anybody believes.
  private func refuse(
    _ certificate: CertificateFacts,
    _ found: FoundCredential,
    _ credential: Credential
  ) throws {
    // One behind a passphrase is held against it when it is opened.
    guard found.key.map({ $0.matches(certificate.publicKey) }) ?? true else {
      throw CredentialIssuer.anotherKey(credential)
    }
    let faults = certificate.findings(asIssuerOf: .endEntity, at: now).filter { finding in
      if case .issuerExpired = finding { false } else { finding.isFault }
    }
    if let error = KTHWError(faults.map(\.problem)) { throw error }
  }

  private func kept(
    _ credential: Credential,
    _ found: FoundCredential,
    _ certificate: CertificateFacts,
    _ key: AuthorityKey,
    _ worker: ClusterWorker
  ) throws -> (ResolvedCredential, SigningAuthority?) {
    var resolved = ResolvedCredential(credential, .kept, found)
    resolved.term = term(of: credential, certificate.validity, nil)
    if found.requestFile == nil, isMaking {
      resolved.request = try request(for: credential, key.opened(), worker)
    }
    resolved.warnings = doubts(certificate, found, credential)
    let authority = SigningAuthority(name: credential.name, certificate: certificate, key: key)
    return (resolved, authority)
  }

  private func doubts(
    _ certificate: CertificateFacts,
    _ found: FoundCredential,
    _ credential: Credential
  ) -> [Problem] {
    let place = Place.file(root + "/" + credential.certificatePath)
    var doubts: [Problem] = []
    if certificate.subjectDER != credential.subject.der {
      doubts.append(
        Problem(
          .policyViolation,
          "the authority is called \(Terminal.quoted("\(certificate.subject)")) and stays, "
            + "although \(Terminal.quoted("\(credential.subject)")) is wanted",
          at: place,
          hint: "another name would make everything that it signed invalid"
        )
      )
    }
    if certificate.publicKey.specification != settings.key {
      doubts.append(
        Problem(
          .policyViolation,
          "the authority's key, \(certificate.publicKey.algorithmName), stays, although "
            + "\(settings.key) is wanted",
          at: place,
          hint: "another key would make everything that it signed invalid"
        )
      )
    }
    let file = root + "/" + credential.keyPath
    if found.isKeyEncrypted, let text = found.keyFile?.secret {
      doubts += OpenedKey.doubts(text, file)
    }
    if encryptsAuthorityKeys, found.key != nil {
      doubts.append(
        Problem(
          .policyViolation,
          "the authority's key stays as it is, unencrypted",
          at: .file(file),
          hint: "kthwctl key encrypt \(Terminal.printable(file))"
        )
      )
    }
    return doubts
  }

  /// An authority that somebody else must renew: one that another signed.
  private func unrenewable(
    _ credential: Credential,
    _ found: FoundCredential,
    _ certificate: CertificateFacts,
    _ key: AuthorityKey,
    _ worker: ClusterWorker,
    _ reason: ReissueReason
  ) throws -> (ResolvedCredential, SigningAuthority?) {
    let problem = Problem(
      .policyViolation,
      "the authority needs a new certificate, \(reason), and another authority signs it",
      at: .file(root + "/" + credential.certificatePath),
      hint: "have one made for the same key and name, and put it there"
    )
    guard case .endsSoon = reason else { throw KTHWError(problem) }
    var (resolved, authority) = try kept(credential, found, certificate, key, worker)
    resolved.warnings.append(problem)
    return (resolved, authority)
  }

  /// Signs an authority's certificate with its own key: as the one before,
  /// where there is one.
  private func selfSigned(
    _ credential: Credential,
    _ found: FoundCredential,
    _ fate: CredentialFate,
    _ authorityKey: AuthorityKey,
    _ worker: ClusterWorker,
    keyText: SecretBytes? = nil
  ) throws -> (ResolvedCredential, SigningAuthority?) {
    let before = found.certificate
    if !isMaking, found.isKeyEncrypted, let before {
      // What would be made has the same name and key; nobody has to be asked.
      var resolved = ResolvedCredential(credential, fate, found)
      resolved.forgetCertificate()
      return (
        resolved,
        SigningAuthority(name: credential.name, certificate: before, key: authorityKey)
      )
    }
    let key = try authorityKey.opened()
    var profile = credential.profile(for: settings.key)
    if let before {
      profile.basicConstraints = before.basicConstraints ?? profile.basicConstraints
      if let identifier = before.subjectKeyIdentifier {
        // Those who were signed point at it.
        profile.additionalExtensions = [.subjectKeyIdentifier(identifier)]
      }
    }
    let template = try CertificateTemplate(
      selfSigning: IssuanceRequest(
        subject: before?.subject ?? credential.subject,
        publicKey: key.publicKey,
        basicConstraints: profile.basicConstraints
      ),
      under: profile,
      serialNumber: serialNumber(of: credential),
      now: now
    )
    try template.refuseFaults()
    let der = try template.signed(by: worker.signer(key))
    let certificate = try CertificateReader.certificate(der: der)
    let parsed = try ParsedCertificate(der: der)
    try ChainVerifier.verify(parsed, roots: [parsed], at: now)
    var resolved = ResolvedCredential(credential, fate, found)
    if let keyText { resolved.key = .secret(keyText) }
    resolved.certificate = .text(PEM.encode(der, label: "CERTIFICATE"))
    resolved.request = try request(for: credential, key, worker)
    resolved.warnings = template.warnings
    resolved.term = term(of: credential, certificate.validity, nil)
    let authority = SigningAuthority(
      name: credential.name,
      certificate: certificate,
      key: authorityKey
    )
    return (resolved, authority)
  }
}
