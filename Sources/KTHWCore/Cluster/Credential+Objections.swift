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
    if now < validity.notBefore { return .notYetValid(from: validity.notBefore) }
    if now >= validity.notAfter { return .expired(at: validity.notAfter) }
    // Short lives would otherwise be renewed in every run.
    let third = GoDuration(nanoseconds: lifetime.nanoseconds / 3)
    let left = validity.notAfter.secondsSince1970 - now.secondsSince1970
    guard left <= min(margin, third).seconds else { return nil }
    if let issuer, validity.notAfter >= issuer.validity.notAfter { return nil }
    return .endsSoon(at: validity.notAfter)
  }
}
