/// Makes a CA: its key, its certificate, and a request for a higher CA.
public enum CreateAuthority {
  /// What is wanted.
  public struct Input: Sendable {
    /// Whose CA it is.
    public var subject: DistinguishedName
    /// How many CAs may follow below it; nil for any number.
    public var pathLength: Int?
    /// What kind of key to make.
    public var key: KeySpecification
    /// How long it lasts.
    public var lifetime: GoDuration
    /// Where it goes.
    public var paths: CredentialPaths
    /// Whether the key is encrypted with a passphrase, for which the context
    /// is asked.
    public var encryptsKey: Bool

    /// Creates an input.
    public init(
      subject: DistinguishedName,
      pathLength: Int? = nil,
      key: KeySpecification = .p256,
      lifetime: GoDuration = .days(3650),
      paths: CredentialPaths = CredentialPaths(base: "ca"),
      encryptsKey: Bool = false
    ) {
      self.subject = subject
      self.pathLength = pathLength
      self.key = key
      self.lifetime = lifetime
      self.paths = paths
      self.encryptsKey = encryptsKey
    }
  }

  /// Makes it; a CA that is there is never replaced.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/alreadyExists`` where one
  ///   of the files is there, and what making and writing throw.
  public static func run(
    _ input: Input,
    in context: Context
  ) throws -> IssueCertificate.Output {
    let store = CredentialStore(paths: input.paths, context: context)
    try store.refuseReplacingAuthority()
    let sealing = try KeySealing(input.paths.key, isWanted: input.encryptsKey, in: context)
    let engine = try Engine()
    let key = try PrivateKey.generate(input.key, using: engine)
    let constraints = BasicConstraints.authority(pathLength: input.pathLength)
    let request = IssuanceRequest(
      subject: input.subject,
      publicKey: key.publicKey,
      basicConstraints: constraints
    )
    let template = try CertificateTemplate(
      selfSigning: request,
      under: .authority(lifetime: input.lifetime, pathLength: input.pathLength),
      serialNumber: SerialNumber(random: context.random(20)),
      now: context.now()
    )
    try template.refuseFaults()
    let signer = try OpenSSLSigner(key, using: engine)
    let certificate = try template.signed(by: signer)
    let written = try store.write(
      certificate: certificate,
      request: RequestTemplate(request).signed(by: signer),
      key: try sealing.text(of: key),
      replacing: false
    )
    return IssueCertificate.Output(
      certificate: try CertificateReader.certificate(der: certificate),
      written: written,
      warnings: template.warnings
    )
  }
}
