/// What acting as cfssl does about findings: few are refused, the others told.
///
/// See `Docs/decisions/cfssl-refusals.md` for which and why.
struct CFSSLFindings {
  private let findings: [IssuanceFinding]
  private let authority: Authority?

  init(_ findings: [IssuanceFinding], about authority: Authority? = nil) {
    self.findings = findings
    self.authority = authority
  }

  /// Refuses what is of no use to anybody, and tells the rest.
  ///
  /// - Throws: ``KTHWError`` with every refusal.
  func settle(report: IssuanceReport) throws {
    let refused = findings.filter(isRefused).map { finding in
      var problem = placed(finding)
      problem.peerWords = PeerWords(code: 5300, "Policy violation request")
      return problem
    }
    if let error = KTHWError(refused) { throw error }
    for finding in findings where !isRefused(finding) { report(.doubt(placed(finding))) }
  }

  /// A certificate that such an issuer signs is refused by every client.
  private func isRefused(_ finding: IssuanceFinding) -> Bool {
    switch finding {
    case .issuerIsNoAuthority:
      // Roots made by hand are often of version 1, which cannot say that it
      // is a CA; clients take them as roots all the same.
      (authority?.certificate.version ?? 3) >= 3
    case .issuerMayNotSignCertificates, .issuerPathLengthExceeded, .issuerKeyIsWeak:
      true
    default:
      false
    }
  }

  private func placed(_ finding: IssuanceFinding) -> Problem {
    var problem = finding.problem
    switch finding {
    case .issuerExpired:
      problem.message += ": no client will accept what it signs"
      problem.place = authority?.file.map { .file($0) }
    case .issuerNotYetValid, .issuerIsNoAuthority, .issuerMayNotSignCertificates,
      .issuerPathLengthExceeded, .issuerKeyIsWeak, .issuerSignatureIsWeak, .issuerHasNoName,
      .outlivesIssuer, .issuerHasNoKeyIdentifier:
      problem.place = authority?.file.map { .file($0) }
    case .serverWithoutNames:
      problem.hint = "list them under hosts in the request, or with -hostname"
    default: break
    }
    return problem
  }
}
