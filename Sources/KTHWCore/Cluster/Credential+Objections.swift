extension Credential {
  /// Why a certificate does not say what this credential's must say.
  ///
  /// Signatures are another matter, and so are dates.
  ///
  /// - Parameters:
  ///   - certificate: the certificate.
  ///   - key: the public half of the key beside it.
  ///   - issuer: the authority's certificate as it is now.
  /// - Returns: the first reason; nil where all is as it should be.
  func objection(
    toContentsOf certificate: CertificateFacts,
    key: PublicKey,
    issuer: CertificateFacts
  ) -> ReissueReason? {
    guard key.subjectPublicKeyInfo == certificate.publicKey.subjectPublicKeyInfo else {
      return .keyMismatch
    }
    guard certificate.issuerDER == issuer.subjectDER,
      certificate.authorityKeyIdentifier == issuer.subjectKeyIdentifier
    else { return .issuer }
    guard certificate.subjectDER == subject.der else { return .subject(old: certificate.subject) }
    let old = Set(certificate.subjectAlternativeNames)
    let wanted = Set(names)
    guard old == wanted else {
      return .names(
        missing: names.filter { !old.contains($0) },
        superfluous: certificate.subjectAlternativeNames.filter { !wanted.contains($0) }
      )
    }
    return hasRightUsages(certificate) ? nil : .usages
  }

  private func hasRightUsages(_ certificate: CertificateFacts) -> Bool {
    let profile = profile(for: certificate.publicKey.specification ?? .p256)
    return certificate.keyUsage == profile.keyUsage
      && certificate.extendedKeyUsages == profile.extendedKeyUsages
      && certificate.basicConstraints == .endEntity
  }

  /// Why a certificate's dates are not good enough.
  ///
  /// - Parameters:
  ///   - certificate: the certificate.
  ///   - issuer: its authority's; nil for an authority's own. A certificate
  ///     that lasts as long as its authority would not last longer if it were
  ///     made anew.
  ///   - now: the present moment.
  ///   - margin: how long before its end a certificate is made anew.
  /// - Returns: the reason; nil where they are.
  func objection(
    toDatesOf certificate: CertificateFacts,
    issuer: CertificateFacts?,
    at now: Timestamp,
    renewingBefore margin: GoDuration
  ) -> ReissueReason? {
    let validity = certificate.validity
    let term = term(of: validity, issuer: issuer?.validity, renewingBefore: margin)
    guard !term.contains(now) else { return nil }
    if now < validity.notBefore { return .notYetValid(from: validity.notBefore) }
    return now >= validity.notAfter
      ? .expired(at: validity.notAfter) : .endsSoon(at: validity.notAfter)
  }

  /// The moments at which a certificate's dates are good enough.
  ///
  /// - Parameters:
  ///   - validity: the certificate's dates.
  ///   - issuer: its authority's; nil for an authority's own.
  ///   - margin: how long before its end a certificate is made anew.
  /// - Returns: from its first second on; nothing where it never was good.
  func term(
    of validity: Validity,
    issuer: Validity?,
    renewingBefore margin: GoDuration
  ) -> Range<Timestamp> {
    var end = validity.notAfter
    // Made anew it would last no longer than its authority.
    if issuer.map({ validity.notAfter < $0.notAfter }) ?? true {
      // Short lives would otherwise be renewed in every run.
      let third = GoDuration(nanoseconds: lifetime.nanoseconds / 3)
      end = end.adding(seconds: -min(margin, third).seconds)
    }
    return validity.notBefore..<max(validity.notBefore, end)
  }
}
