/// Makes a key and a certificate that signs itself, as `cfssl selfsign` does.
public enum SelfSign {
  /// What to make.
  public struct Input: Sendable {
    /// The request file; `-` is standard input.
    public var requestFile: String
    /// What the certificate may be used for; without a policy file TLS for
    /// 2190 hours.
    public var policy: PolicyChoice

    /// Creates an input.
    public init(requestFile: String, policy: PolicyChoice = PolicyChoice()) {
      self.requestFile = requestFile
      self.policy = policy
    }
  }

  /// What was made.
  public struct Output: Sendable {
    /// The certificate, the request and the key.
    public var response: CFSSLResponse
  }

  /// Makes the key and the certificate.
  ///
  /// The dates are counted to the second, from now. The serial number has
  /// 159 random bits, where cfssl's has 63.
  /// - Throws: ``KTHWError``.
  public static func run(
    _ input: Input,
    in context: Context,
    report: IssuanceReport = { _ in }
  ) throws -> Output {
    let request = try CFSSLRequestFile.read(input.requestFile, in: context, report: report)
    let granted =
      input.policy.policy.file == nil
      ? .selfSigned
      : try CFSSLSigning(policy: input.policy).chosenProfile(report: report)
    var profile = try granted.issuanceProfile()
    profile.datesRule = .wholeSeconds
    profile.authoritiesKeepOnlyIPNames = false
    if let constraints = request.basicConstraints { profile.basicConstraints = constraints }
    profile.additionalExtensions = request.requestExtensions
    let engine = try Engine()
    let made = try CFSSLRequestFile.makeKey(for: request, using: engine, report: report)
    var asked = IssuanceRequest(try CertificateReader.request(der: made.request))
    asked.subject = CFSSLSubject.reissued(asked.subject)
    let template = try CertificateTemplate(
      selfSigning: asked,
      under: profile,
      serialNumber: SerialNumber(random: context.random(20)),
      now: context.now()
    )
    try CFSSLFindings(template.findings).settle(report: report)
    let certificate = try template.signed(by: OpenSSLSigner(made.key, using: engine))
    return Output(
      response: CFSSLResponse(
        certificate: certificate,
        request: .der(made.request),
        key: try made.key.pem()
      )
    )
  }
}
