/// What a CA that signs itself grants itself, by the `ca` section of its request.
struct RootGrant {
  private let profile: IssuanceProfile

  /// Reads the section; without one, cfssl's five years and no path length.
  ///
  /// - Throws: ``KTHWError`` with the words of cfssl beside ours.
  init(_ request: CFSSLRequest, report: IssuanceReport) throws {
    let section = request.authority ?? CFSSLAuthority()
    let place = Place(file: request.file, field: "ca")
    if section.pathLength > 0, section.isPathLengthZero {
      report(.remark("ignore invalid 'pathlenzero' value"))
    }
    let lifetime = try RootGrant.duration(section.expiry, place.field("expiry"))
    if lifetime == .zero {
      throw KTHWError(
        .invalidValue,
        "a CA that lasts no time at all",
        at: place.field("expiry"),
        hint: "write it like 87600h",
        peerWords: PeerWords(code: 5200, "Invalid or unknown policy")
      )
    }
    var profile = lifetime.map { IssuanceProfile.authority(lifetime: $0) } ?? .authority()
    let backdate = try RootGrant.duration(section.backdate, place.field("backdate"))
    if let backdate, backdate != .zero { profile.backdate = backdate }
    do {
      profile.basicConstraints = try SigningProfile.AuthorityConstraint(
        isAuthority: true,
        pathLength: section.pathLength,
        isPathLengthZero: section.isPathLengthZero
      ).basicConstraints()
    } catch let error as KTHWError {
      throw error.within(place.field("pathlen"))
    }
    profile.authoritiesKeepOnlyIPNames = true
    if !request.crlURL.isEmpty { profile.crlURL = request.crlURL }
    self.profile = profile
  }

  /// Signs a CA's certificate with its own key.
  ///
  /// - Returns: its DER.
  func certificate(
    _ made: CFSSLRequestFile.KeyAndRequest,
    in context: Context,
    using engine: Engine,
    report: IssuanceReport
  ) throws -> [UInt8] {
    var request = IssuanceRequest(try CertificateReader.request(der: made.request))
    request.subject = CFSSLSubject.reissued(request.subject)
    let template = try CertificateTemplate(
      selfSigning: request,
      under: profile,
      serialNumber: SerialNumber(random: context.random(20)),
      now: context.now()
    )
    try CFSSLFindings(template.findings).settle(report: report)
    let der = try template.signed(by: OpenSSLSigner(made.key, using: engine))
    report(.signedCertificate(template.serialNumber))
    return der
  }

  private static func duration(_ text: String, _ place: Place) throws -> GoDuration? {
    guard !text.isEmpty else { return nil }
    do {
      return try GoDuration(go: text)
    } catch let error as KTHWError {
      // Go knows no days; what was meant can be said in hours.
      let hours = (try? GoDuration(text)).map { "write it as \($0.seconds / 3600)h" }
      var problem = error.problems[0]
      problem.place = place
      problem.peerWords = PeerWords(problem.message)
      problem.hint = hours ?? "write it like 87600h"
      throw KTHWError(problem)
    }
  }
}

extension Place {
  fileprivate func field(_ name: String) -> Place {
    Place(file: file, mark: mark, field: (field.map { $0 + "." } ?? "") + name)
  }
}
