/// Makes a CA's certificate anew for its key, as `cfssl gencert -renewca` does.
public enum RenewAuthority {
  /// What to renew.
  public struct Input: Sendable {
    /// The CA.
    public var authority: AuthorityFiles

    /// Creates an input.
    public init(authority: AuthorityFiles) {
      self.authority = authority
    }
  }

  /// What was made.
  public struct Output: Sendable {
    /// The certificate.
    public var response: CFSSLResponse
  }

  /// Makes a certificate that lasts as long as the old one did, from now on.
  ///
  /// It keeps the key, the standard attributes of the subject, the path
  /// length and IP addresses; everything else is as in a new CA.
  /// - Throws: ``KTHWError``.
  public static func run(
    _ input: Input,
    in context: Context,
    report: IssuanceReport = { _ in }
  ) throws -> Output {
    let file = input.authority.certificate
    let certificate = try CertificateFile.single(file, in: context)
    guard certificate.isAuthority else {
      throw KTHWError(
        .policyViolation,
        "this certificate is not a CA's",
        at: .file(file),
        hint: "name the CA's own certificate, such as ca.pem",
        peerWords: PeerWords("input certificate is not a CA cert")
      )
    }
    let opened = try PrivateKeyFile.read(input.authority.key, in: context)
    for warning in opened.warnings { report(.doubt(warning)) }
    let key = opened.key
    do {
      _ = try Authority(certificate: certificate, key: key, file: file)
    } catch let error as KTHWError {
      throw error.saying(PeerWords(code: 2300, "Private key does not match public key"))
    }
    let request = CFSSLRequest(asking: certificate)
    let grant = try RootGrant(request, report: report)
    let engine = try Engine()
    let made = try CFSSLRequestFile.makeRequest(request, for: key, using: engine, report: report)
    let renewed = try grant.certificate(made, in: context, using: engine, report: report)
    return Output(response: CFSSLResponse(certificate: renewed))
  }
}
