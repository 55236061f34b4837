/// Which extensions a certificate gets, and in what order: cfssl's.
struct ExtensionPlan {
  /// The names that the certificate is valid for.
  let names: [SubjectAlternativeName]
  /// The names that were asked for and are left out.
  let droppedNames: [SubjectAlternativeName]

  init(_ request: borrowing IssuanceRequest, _ profile: borrowing IssuanceProfile) {
    let keepsOnlyIP = profile.isAuthority && profile.authoritiesKeepOnlyIPNames
    let kept = keepsOnlyIP ? request.names.filter(ExtensionPlan.isIP) : request.names
    names = profile.groupsNamesByKind ? kept.groupedByKind() : kept
    droppedNames = keepsOnlyIP ? request.names.filter { !ExtensionPlan.isIP($0) } : []
  }

  /// The extensions in order.
  ///
  /// One that also comes from elsewhere (a request, the profile's additions)
  /// stands at the end, as it was given there.
  /// - Parameters:
  ///   - request: what the plan was made of.
  ///   - profile: what the plan was made of.
  ///   - authorityKeyIdentifier: the issuer's key identifier, or nil to leave
  ///     it out.
  /// - Returns: the extensions.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName`` for a name or
  ///   URI that is not ASCII.
  func extensions(
    of request: borrowing IssuanceRequest,
    under profile: borrowing IssuanceProfile,
    authorityKeyIdentifier: [UInt8]?
  ) throws -> [CertificateExtension] {
    let standard = try standard(request, profile, authorityKeyIdentifier)
    let extras = try extras(request, profile)
    guard !extras.isEmpty else { return standard }
    let replaced = Set(extras.map(\.oid))
    return standard.filter { !replaced.contains($0.oid) } + extras
  }

  private func standard(
    _ request: borrowing IssuanceRequest,
    _ profile: borrowing IssuanceProfile,
    _ authorityKeyIdentifier: [UInt8]?
  ) throws -> [CertificateExtension] {
    var extensions: [CertificateExtension] = []
    extensions.reserveCapacity(8)
    if !profile.keyUsage.isEmpty { extensions.append(.keyUsage(profile.keyUsage)) }
    if !profile.extendedKeyUsages.isEmpty {
      extensions.append(.extendedKeyUsage(profile.extendedKeyUsages))
    }
    extensions.append(.basicConstraints(profile.basicConstraints))
    extensions.append(.subjectKeyIdentifier(request.publicKey.keyIdentifier))
    if let authorityKeyIdentifier {
      extensions.append(.authorityKeyIdentifier(authorityKeyIdentifier))
    }
    if !profile.ocspURLs.isEmpty || !profile.issuerURLs.isEmpty {
      extensions.append(
        try .authorityInformationAccess(ocsp: profile.ocspURLs, issuers: profile.issuerURLs)
      )
    }
    if !names.isEmpty {
      extensions.append(
        try .subjectAlternativeName(names, isCritical: request.subject.isEmpty)
      )
    }
    if let uri = profile.crlURL { extensions.append(try .crlDistributionPoints(uri: uri)) }
    return extensions
  }

  private func extras(
    _ request: borrowing IssuanceRequest,
    _ profile: borrowing IssuanceProfile
  ) throws -> [CertificateExtension] {
    let (copying, isDelegation) = (profile.extensionCopying, request.isDelegation)
    var extras = request.requestedExtensions.filter { item in
      copying.takesOver(item.oid) || (isDelegation && item.oid == .delegationUsage)
    }
    if isDelegation, !extras.contains(where: { $0.oid == .delegationUsage }) {
      extras.append(.delegationUsage)
    }
    extras += profile.additionalExtensions
    if !profile.policies.isEmpty { extras.append(try .certificatePolicies(profile.policies)) }
    if profile.ocspNoCheck { extras.append(.ocspNoCheck) }
    guard extras.count > 1 else { return extras }
    // No extension may stand twice (RFC 5280 §4.2); the first one stays.
    var seen: Set<OID> = []
    return extras.filter { seen.insert($0.oid).inserted }
  }

  private static func isIP(_ name: SubjectAlternativeName) -> Bool {
    if case .ip = name { true } else { false }
  }
}
