/// What cfssl prints when it made something: one line of JSON with the
/// certificate, the request and the private key, as far as there are any.
public struct CFSSLResponse: Sendable {
  /// The certificate, as DER.
  public var certificate: [UInt8]?
  /// The certificate signing request.
  public var request: Request?
  /// The private key, as the text of its PEM file.
  public var key: SecretBytes?

  /// A certificate signing request: one that was made, or a file's own text,
  /// which cfssl gives back byte for byte.
  public enum Request: Hashable, Sendable {
    /// The DER of a request that was made.
    case der([UInt8])
    /// The text of a file that was read.
    case text([UInt8])

    fileprivate var pem: [UInt8] {
      switch self {
      case .der(let der): Array(PEM.encode(der, label: "CERTIFICATE REQUEST").utf8)
      case .text(let text): text
      }
    }
  }

  /// Creates a response from what was made.
  public init(
    certificate: [UInt8]? = nil,
    request: Request? = nil,
    key: SecretBytes? = nil
  ) {
    self.certificate = certificate
    self.request = request
    self.key = key
  }

  /// The JSON on one line and its newline: keys in alphabetical order,
  /// escaped as Go does it.
  ///
  /// A private key in it is a secret, so all of it is.
  public func json() -> SecretBytes {
    let output = SecretBuffer(capacity: capacity)
    var separator: StaticString = "{"
    func append(_ name: StaticString, _ text: SecretBytes) {
      output.append(separator)
      output.append(name)
      JSONEscaping.appendQuoted(text, to: output)
      separator = ","
    }
    if let certificate {
      append("\"cert\":", CFSSLResponse.text(PEM.encode(certificate, label: "CERTIFICATE").utf8))
    }
    if let request { append("\"csr\":", CFSSLResponse.text(request.pem)) }
    if let key { append("\"key\":", key) }
    output.append(certificate == nil && request == nil && key == nil ? "{}\n" : "}\n")
    return output.secretBytes()
  }

  /// Enough for base64 and the escapes of its line ends, so that nothing is
  /// moved while the text grows.
  private var capacity: Int {
    let publicCount = (certificate?.count ?? 0) + (request?.pem.count ?? 0)
    return 512 + publicCount * 3 / 2 + (key?.count ?? 0) * 5 / 4
  }

  private static func text(_ bytes: some Collection<UInt8>) -> SecretBytes {
    Array(bytes).withUnsafeBytes { SecretBytes(copying: $0) }
  }
}
