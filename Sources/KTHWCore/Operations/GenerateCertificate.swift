/// Makes a key and a certificate that a CA signs, as `cfssl gencert` does.
public enum GenerateCertificate {
  /// What to make.
  public struct Input: Sendable {
    /// The request file; `-` is standard input.
    public var requestFile: String
    /// What replaces the request's common name, if anything.
    public var commonName: String?
    /// Names that replace those of the request, separated by commas.
    public var hostnames: String?
    /// What replaces the profile's URL of the revocation list, if anything.
    public var revocationListURL: String?
    /// The CA.
    public var authority: AuthorityFiles
    /// What the CA grants.
    public var policy: PolicyChoice

    /// Creates an input.
    public init(
      requestFile: String,
      commonName: String? = nil,
      hostnames: String? = nil,
      revocationListURL: String? = nil,
      authority: AuthorityFiles,
      policy: PolicyChoice = PolicyChoice()
    ) {
      self.requestFile = requestFile
      self.commonName = commonName
      self.hostnames = hostnames
      self.revocationListURL = revocationListURL
      self.authority = authority
      self.policy = policy
    }
  }

  /// What was made.
  public struct Output: Sendable {
    /// The certificate, the request and the key.
    public var response: CFSSLResponse
  }

  /// Makes the key, the request and the certificate, in this order: the CA's
  /// files are opened last.
  ///
  /// - Throws: ``KTHWError``.
  public static func run(
    _ input: Input,
    in context: Context,
    report: IssuanceReport = { _ in }
  ) throws -> Output {
    let request = try CFSSLRequestFile.read(
      input.requestFile,
      commonName: input.commonName,
      in: context,
      report: report
    )
    try request.refuseAuthority()
    let signing = CFSSLSigning(policy: input.policy, revocationListURL: input.revocationListURL)
    let profile = try signing.chosenProfile(report: report)
    let engine = try Engine()
    let made = try CFSSLRequestFile.makeKey(
      for: request,
      hostnames: input.hostnames ?? "",
      using: engine,
      report: report
    )
    let authority = try Authority.read(input.authority, in: context)
    for warning in authority.warnings { report(.doubt(warning)) }
    let certificate = try signing.certificate(
      for: made.asked(),
      under: profile,
      by: authority,
      in: context,
      using: engine,
      report: report
    )
    return Output(
      response: CFSSLResponse(
        certificate: certificate,
        request: .der(made.request),
        key: try made.key.pem()
      )
    )
  }
}
