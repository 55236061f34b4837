/// Signs a certificate request that exists, as `cfssl sign` does.
public enum SignRequest {
  /// What to sign.
  public struct Input: Sendable {
    /// The request: PEM, of which the first block counts; `-` is standard input.
    public var requestFile: String
    /// A JSON file whose CN and names replace the request's, if any.
    public var subjectFile: String?
    /// Names that replace those of the request, separated by commas.
    public var hostnames: String?
    /// The CA.
    public var authority: AuthorityFiles
    /// What the CA grants.
    public var policy: PolicyChoice

    /// Creates an input.
    public init(
      requestFile: String,
      subjectFile: String? = nil,
      hostnames: String? = nil,
      authority: AuthorityFiles,
      policy: PolicyChoice = PolicyChoice()
    ) {
      self.requestFile = requestFile
      self.subjectFile = subjectFile
      self.hostnames = hostnames
      self.authority = authority
      self.policy = policy
    }
  }

  /// What was made.
  public struct Output: Sendable {
    /// The certificate, and the request's text as it was read.
    public var response: CFSSLResponse
  }

  /// Signs the request.
  ///
  /// - Throws: ``KTHWError``.
  public static func run(
    _ input: Input,
    in context: Context,
    report: IssuanceReport = { _ in }
  ) throws -> Output {
    let text = try InputFile.read(input.requestFile, context: context, allowStandardInput: true)
    var signing = CFSSLSigning(policy: input.policy, hostnames: input.hostnames ?? "")
    if let file = input.subjectFile {
      let json = try InputFile.read(file, context: context)
      let override = try CFSSLSubjectOverride(json: json, file: file)
      for warning in override.warnings { report(.doubt(warning)) }
      signing.subject = override
    }
    let facts = try RequestFile.facts(pem: text, file: input.requestFile)
    let profile = try signing.chosenProfile(report: report)
    let authority = try Authority.read(input.authority, in: context)
    for warning in authority.warnings { report(.doubt(warning)) }
    let certificate = try signing.certificate(
      for: IssuanceRequest(facts),
      under: profile,
      by: authority,
      in: context,
      using: Engine(),
      report: report
    )
    return Output(response: CFSSLResponse(certificate: certificate, request: .text(text)))
  }
}
