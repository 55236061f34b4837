/// Makes a CA that signs itself, as `cfssl gencert -initca` does.
public enum InitialiseAuthority {
  /// What to make.
  public struct Input: Sendable {
    /// The request file; `-` is standard input.
    public var requestFile: String
    /// What replaces the request's common name, if anything.
    public var commonName: String?
    /// The key to use again, or nil to make one: a path, `file:PATH` or
    /// `env:VARIABLE`.
    public var keyFile: String?

    /// Creates an input.
    public init(requestFile: String, commonName: String? = nil, keyFile: String? = nil) {
      self.requestFile = requestFile
      self.commonName = commonName
      self.keyFile = keyFile
    }
  }

  /// What was made.
  public struct Output: Sendable {
    /// The certificate, the request, and the key where it is new.
    public var response: CFSSLResponse
  }

  /// Makes the CA.
  ///
  /// - Throws: ``KTHWError``.
  public static func run(
    _ input: Input,
    in context: Context,
    report: IssuanceReport = { _ in }
  ) throws -> Output {
    var request = try CFSSLRequestFile.read(
      input.requestFile,
      commonName: input.commonName,
      in: context,
      report: report
    )
    let engine = try Engine()
    guard let keyFile = input.keyFile else {
      try request.requireSubject()
      let grant = try RootGrant(request, report: report)
      let made = try CFSSLRequestFile.makeKey(for: request, using: engine, report: report)
      let certificate = try grant.certificate(made, in: context, using: engine, report: report)
      let key = try made.key.pem()
      return Output(
        response: CFSSLResponse(certificate: certificate, request: .der(made.request), key: key)
      )
    }
    // With a key of its own, cfssl leaves these two out.
    request.crlURL = ""
    request.authority?.backdate = ""
    let grant = try RootGrant(request, report: report)
    let opened = try PrivateKeyFile.read(keyFile, in: context)
    for warning in opened.warnings { report(.doubt(warning)) }
    let key = opened.key
    let made = try CFSSLRequestFile.makeRequest(request, for: key, using: engine, report: report)
    let certificate = try grant.certificate(made, in: context, using: engine, report: report)
    return Output(response: CFSSLResponse(certificate: certificate, request: .der(made.request)))
  }
}
