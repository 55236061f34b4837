/// Makes a key and a certificate request, as `cfssl genkey` does.
public enum GenerateKey {
  /// What to make.
  public struct Input: Sendable {
    /// The request file; `-` is standard input.
    public var requestFile: String

    /// Creates an input.
    public init(requestFile: String) {
      self.requestFile = requestFile
    }
  }

  /// What was made.
  public struct Output: Sendable {
    /// The request and the key.
    public var response: CFSSLResponse
  }

  /// Makes the key and the request.
  ///
  /// - Throws: ``KTHWError``.
  public static func run(
    _ input: Input,
    in context: Context,
    report: IssuanceReport = { _ in }
  ) throws -> Output {
    let request = try CFSSLRequestFile.read(input.requestFile, in: context, report: report)
    try request.refuseAuthority()
    let made = try CFSSLRequestFile.makeKey(for: request, using: Engine(), report: report)
    return Output(
      response: CFSSLResponse(
        request: .der(made.request),
        key: try made.key.pem()
      )
    )
  }
}
