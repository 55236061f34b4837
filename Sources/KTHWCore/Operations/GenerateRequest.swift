/// Makes a certificate request for a key that exists, as `cfssl gencsr` does.
public enum GenerateRequest {
  /// What says what to ask for.
  public enum Source: Hashable, Sendable {
    /// A request file; `-` is standard input.
    case request(file: String)
    /// A certificate, whose subject and names are asked for again.
    case certificate(file: String)
  }

  /// What to make.
  public struct Input: Sendable {
    /// What says what to ask for.
    public var source: Source
    /// The key: a path, `file:PATH` or `env:VARIABLE`.
    public var keyFile: String
    /// Names that replace those of the source, separated by commas.
    public var hostnames: String?

    /// Creates an input.
    public init(source: Source, keyFile: String, hostnames: String? = nil) {
      self.source = source
      self.keyFile = keyFile
      self.hostnames = hostnames
    }
  }

  /// What was made.
  public struct Output: Sendable {
    /// The request, and the key's text as it was read.
    public var response: CFSSLResponse
  }

  /// Makes the request.
  ///
  /// - Throws: ``KTHWError``.
  public static func run(
    _ input: Input,
    in context: Context,
    report: IssuanceReport = { _ in }
  ) throws -> Output {
    let request = try request(from: input.source, in: context, report: report)
    let contents = try PrivateKeyFile.read(input.keyFile, in: context)
    let made = try CFSSLRequestFile.makeRequest(
      request,
      hostnames: input.hostnames ?? "",
      for: contents.key,
      using: Engine(),
      report: report
    )
    return Output(response: CFSSLResponse(request: .der(made.request), key: contents.pem))
  }

  private static func request(
    from source: Source,
    in context: Context,
    report: IssuanceReport
  ) throws -> CFSSLRequest {
    switch source {
    case .request(let file):
      return try CFSSLRequestFile.read(file, in: context, report: report)
    case .certificate(let file):
      return CFSSLRequest(asking: try CertificateFile.single(file, in: context))
    }
  }
}
