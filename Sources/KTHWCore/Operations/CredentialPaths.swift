/// Where a certificate, its key and its request are written.
public struct CredentialPaths: Hashable, Sendable {
  /// The certificate, PEM, for everybody to read.
  public var certificate: String
  /// The private key, PEM, mode 0600.
  public var key: String
  /// The request, PEM, for everybody to read; nil leaves it out.
  public var request: String?

  /// Creates paths.
  public init(certificate: String, key: String, request: String?) {
    self.certificate = certificate
    self.key = key
    self.request = request
  }

  /// The names that cfssljson gives: `BASE.pem`, `BASE-key.pem`, `BASE.csr`.
  public init(base: String) {
    self.init(certificate: base + ".pem", key: base + "-key.pem", request: base + ".csr")
  }

  /// All of the paths, the key first.
  var all: [String] { [key, certificate] + (request.map { [$0] } ?? []) }
}
