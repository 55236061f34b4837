/// Signs by the rules of a cfssl profile, and tells what cfssl keeps to itself.
struct CFSSLSigning {
  let policy: PolicyChoice
  /// Names that replace those of the request, separated by commas.
  var hostnames = ""
  /// What replaces parts of the request's subject, if anything.
  var subject: CFSSLSubjectOverride?
  /// What replaces the profile's URL of the revocation list, if anything.
  var revocationListURL: String?

  /// The profile that was asked for, with what is doubtful about that told.
  func chosenProfile(report: IssuanceReport) throws -> SigningProfile {
    for warning in policy.policy.warnings { report(.doubt(warning)) }
    let (profile, warnings) = try policy.policy.profile(named: policy.profileName)
    for warning in warnings { report(.doubt(warning)) }
    return profile
  }

  /// Signs what a request asks for.
  ///
  /// - Returns: the certificate's DER.
  /// - Throws: ``KTHWError`` where the request, the profile or the CA do not
  ///   allow it.
  func certificate(
    for request: IssuanceRequest,
    under profile: SigningProfile,
    by authority: Authority,
    in context: Context,
    using engine: Engine,
    report: IssuanceReport
  ) throws -> [UInt8] {
    let request = try allowed(of: request, under: profile, issuer: authority.certificate, report)
    var grant = try profile.issuanceProfile()
    if let revocationListURL { grant.crlURL = revocationListURL }
    let template = try CertificateTemplate(
      issuing: request,
      under: grant,
      issuer: authority.certificate,
      serialNumber: SerialNumber(random: context.random(20)),
      now: context.now()
    )
    try CFSSLFindings(template.findings, about: authority).settle(report: report)
    if grant.extendedKeyUsages.contains(.clientAuthentication) {
      for problem in IdentityMisspelling.problems(in: request.subject) { report(.doubt(problem)) }
    }
    let signer = try OpenSSLSigner(authority.key, using: engine)
    let der = try template.signed(by: signer)
    report(.signedCertificate(template.serialNumber))
    return der
  }

  /// What counts of a request.
  private func allowed(
    of request: IssuanceRequest,
    under profile: SigningProfile,
    issuer: CertificateFacts,
    _ report: IssuanceReport
  ) throws -> IssuanceRequest {
    try profile.requirePublicKeyAllowed()
    try profile.requireAuthorityAllowed(
      requested: request.basicConstraints,
      issuer: issuer.basicConstraints
    )
    var request = profile.allowed(request)
    request.subject =
      subject?.applied(to: request.subject) ?? CFSSLSubject.reissued(request.subject)
    if let hosts = try CFSSLHosts(hostname: hostnames) {
      for warning in hosts.warnings { report(.doubt(warning)) }
      request.names = hosts.names
    }
    try profile.requireAllowed(commonName: request.subject.commonName, names: request.names)
    return request
  }
}
