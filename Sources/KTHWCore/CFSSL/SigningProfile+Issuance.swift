extension SigningProfile {
  /// The profile in the words of the PKI, with cfssl's habits: five minutes'
  /// backdate, names by kind, CAs that keep IP addresses alone, and
  /// certificates that may outlast their issuer.
  ///
  /// What a profile takes from the default must be in it already; see
  /// ``SigningPolicy/profile(named:)``.
  /// - Returns: what is granted.
  /// - Throws: ``KTHWError`` with cfssl's 1000 for a path length below -1.
  public func issuanceProfile() throws -> IssuanceProfile {
    var profile = IssuanceProfile(
      keyUsage: usages.keyUsage,
      extendedKeyUsages: usages.extendedKeyUsages,
      lifetime: expiry,
      basicConstraints: try authority.basicConstraints()
    )
    if backdate != .zero { profile.backdate = backdate }
    profile.notBefore = notBefore
    profile.notAfter = notAfter
    profile.beyondIssuer = .allow
    profile.authoritiesKeepOnlyIPNames = true
    profile.ocspURLs = ocspURL.isEmpty ? [] : [ocspURL]
    profile.issuerURLs = issuerURLs ?? []
    profile.crlURL = crlURL.isEmpty ? nil : crlURL
    profile.policies = policies
    profile.ocspNoCheck = hasOCSPNoCheck
    profile.extensionCopying = copiesExtensions ? .allUnmanaged : .nothing
    return profile
  }

  /// What of a certificate signing request counts.
  ///
  /// That is everything, or what `CSRWhitelist` lists. The subject is not yet
  /// put into cfssl's order. With a whitelist a request for a CA, delegation and extensions never
  /// come through.
  public func allowed(_ request: IssuanceRequest) -> IssuanceRequest {
    guard let parts = allowedRequestParts else { return request }
    return IssuanceRequest(
      subject: parts.contains(.subject) ? request.subject : DistinguishedName(),
      names: allowed(request.names),
      publicKey: request.publicKey
    )
  }
}
