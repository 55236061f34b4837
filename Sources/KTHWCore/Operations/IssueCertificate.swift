/// Makes a key, a request and a certificate of a CA for somebody.
public enum IssueCertificate {
  /// What is wanted.
  public struct Input: Sendable {
    /// Whose certificate it is.
    public var holder: CredentialHolder
    /// What it is for; nil leaves it to the holder and the names.
    public var purpose: CertificatePurpose?
    /// The names of hosts it is good for.
    public var names: [SubjectAlternativeName]
    /// Whether names that every cluster needs are added to a component's.
    public var addsStandardNames: Bool
    /// What kind of key to make.
    public var key: KeySpecification
    /// How long it lasts; never beyond its CA.
    public var lifetime: GoDuration
    /// Who signs it.
    public var authority: AuthorityFiles
    /// Where it goes.
    public var paths: CredentialPaths
    /// What happens where a key is there already.
    public var existingKey: ExistingKey

    /// Creates an input.
    public init(
      holder: CredentialHolder,
      purpose: CertificatePurpose? = nil,
      names: [SubjectAlternativeName] = [],
      addsStandardNames: Bool = true,
      key: KeySpecification = .p256,
      lifetime: GoDuration = .days(365),
      authority: AuthorityFiles,
      paths: CredentialPaths,
      existingKey: ExistingKey = .refuse
    ) {
      self.holder = holder
      self.purpose = purpose
      self.names = names
      self.addsStandardNames = addsStandardNames
      self.key = key
      self.lifetime = lifetime
      self.authority = authority
      self.paths = paths
      self.existingKey = existingKey
    }
  }

  /// What was made.
  public struct Output: Sendable {
    /// The certificate.
    public var certificate: CertificateFacts
    /// The files that were written.
    public var written: [String]
    /// What is doubtful about it.
    public var warnings: [Problem]
  }

  /// Makes it; nothing is written unless all of it can be.
  ///
  /// - Throws: ``KTHWError``: ``KTHWError/Code/alreadyExists`` for a key that
  ///   would be lost, ``KTHWError/Code/policyViolation`` for a CA that may
  ///   not sign this, and what reading, signing and writing throw.
  public static func run(_ input: Input, in context: Context) throws -> Output {
    let plan = try IssuancePlan(input)
    let store = CredentialStore(paths: input.paths, context: context)
    try store.refuseLosingKey(input.existingKey)
    let authority = try Authority.read(input.authority, in: context)
    let engine = try Engine()
    let isKept = input.existingKey == .keep
    let key =
      try isKept ? store.existingKey() : PrivateKey.generate(input.key, using: engine)

    let request = plan.request(for: key.publicKey)
    let template = try CertificateTemplate(
      issuing: request,
      under: plan.profile(for: key.publicKey),
      issuer: authority.certificate,
      serialNumber: SerialNumber(random: context.random(20)),
      now: context.now()
    )
    try template.refuseFaults()
    let certificate = try template.signed(by: OpenSSLSigner(authority.key, using: engine))
    let encodedRequest = try RequestTemplate(request).signed(by: OpenSSLSigner(key, using: engine))
    let written = try store.write(
      certificate: certificate,
      request: encodedRequest,
      key: isKept ? nil : try key.pem(),
      replacing: input.existingKey != .refuse
    )
    return Output(
      certificate: try CertificateReader.certificate(der: certificate),
      written: written,
      warnings: authority.warnings + plan.warnings + template.warnings
    )
  }
}
