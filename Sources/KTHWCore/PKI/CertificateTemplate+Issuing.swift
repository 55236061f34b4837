extension CertificateTemplate {
  /// Decides every field of a certificate that a CA issues.
  ///
  /// The rules are those of cfssl's signer, the profile saying where our own
  /// commands differ. A subject that is the issuer's own gets no authority key
  /// identifier, as in cfssl.
  /// - Parameters:
  ///   - request: what is asked for.
  ///   - profile: what is granted.
  ///   - issuer: the CA's certificate; see ``findings`` for what stands
  ///     against it.
  ///   - serialNumber: the serial number.
  ///   - now: the present moment.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/policyViolation`` when a CA
  ///   certificate is asked for and the profile or the issuer's path length
  ///   does not allow it; ``KTHWError/Code/invalidName`` for a name or URI
  ///   that is not ASCII.
  public init(
    issuing request: borrowing IssuanceRequest,
    under profile: borrowing IssuanceProfile,
    issuer: borrowing CertificateFacts,
    serialNumber: SerialNumber,
    now: Timestamp
  ) throws {
    try CertificateTemplate.refuseUngrantedAuthority(request, profile, issuer)
    var findings = issuer.findings(asIssuerOf: profile.basicConstraints, at: now)
    var validity = profile.validity(at: now)
    let issuerEnd = issuer.validity.notAfter
    if validity.notAfter > issuerEnd {
      switch profile.beyondIssuer {
      case .allow:
        findings.append(.outlivesIssuer(until: validity.notAfter, issuerUntil: issuerEnd))
      case .clamp:
        findings.append(.clampedToIssuer(wanted: validity.notAfter, issuerUntil: issuerEnd))
        validity.notAfter = issuerEnd
      }
    }
    let isIssuersName = request.subject.der == issuer.subjectDER
    if isIssuersName { findings.append(.subjectIsIssuers) }
    let plan = ExtensionPlan(request, profile)
    self.init(
      serialNumber: serialNumber,
      issuerDER: issuer.subjectDER,
      validity: validity,
      subject: request.subject,
      publicKey: request.publicKey,
      extensions: try plan.extensions(
        of: request,
        under: profile,
        authorityKeyIdentifier: isIssuersName ? nil : issuer.subjectKeyIdentifier
      ),
      findings: findings
        + CertificateTemplate.findings(about: request, profile, validity, plan, now: now)
    )
  }

  /// Decides every field of a certificate that its own key signs: a root CA,
  /// or a lone certificate.
  ///
  /// - Parameters:
  ///   - request: what is asked for; whether it is a CA is the profile's word.
  ///   - profile: what is granted, such as ``IssuanceProfile/authority(lifetime:pathLength:)``.
  ///   - serialNumber: the serial number.
  ///   - now: the present moment.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName`` for a name or
  ///   URI that is not ASCII.
  public init(
    selfSigning request: IssuanceRequest,
    under profile: IssuanceProfile,
    serialNumber: SerialNumber,
    now: Timestamp
  ) throws {
    let validity = profile.validity(at: now)
    let plan = ExtensionPlan(request, profile)
    self.init(
      serialNumber: serialNumber,
      issuerDER: request.subject.der,
      validity: validity,
      subject: request.subject,
      publicKey: request.publicKey,
      extensions: try plan.extensions(of: request, under: profile, authorityKeyIdentifier: nil),
      findings: CertificateTemplate.findings(about: request, profile, validity, plan, now: now)
    )
  }

  private static func refuseUngrantedAuthority(
    _ request: IssuanceRequest,
    _ profile: IssuanceProfile,
    _ issuer: CertificateFacts
  ) throws {
    guard let asked = request.basicConstraints, case .authority = asked else { return }
    guard profile.isAuthority else {
      throw KTHWError(
        .policyViolation,
        "the request asks for a CA certificate, which the profile does not issue",
        hint: "sign it with a profile for CAs, or make the request without CA:TRUE"
      )
    }
    if let allowed = issuer.exceededPathLength(for: asked) {
      throw KTHWError(IssuanceFinding.issuerPathLengthExceeded(allowed: allowed).problem)
    }
  }

  private static func findings(
    about request: IssuanceRequest,
    _ profile: IssuanceProfile,
    _ validity: Validity,
    _ plan: ExtensionPlan,
    now: Timestamp
  ) -> [IssuanceFinding] {
    var findings: [IssuanceFinding] = []
    if request.publicKey.specification == nil {
      findings.append(.keyIsWeak(request.publicKey.algorithmName))
    }
    if validity.notAfter < validity.notBefore || validity.notAfter <= now {
      findings.append(.isExpiredAtBirth(at: validity.notAfter))
    }
    if profile.isAuthority, request.subject.isEmpty { findings.append(.authorityHasNoName) }
    if profile.extendedKeyUsages.contains(.serverAuthentication), plan.names.isEmpty {
      findings.append(.serverWithoutNames)
    }
    if !plan.droppedNames.isEmpty { findings.append(.namesDropped(plan.droppedNames)) }
    return findings
  }
}
