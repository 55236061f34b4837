/// A certificate, request or key that was found in a file.
public struct InspectedObject: Hashable, Sendable {
  /// The file as its user named it.
  public var file: String
  /// Which object of the file it is, from 1.
  public var position: Int
  /// Where it begins in its file, which DER does not say.
  public var mark: SourceMark?
  /// What it is.
  public var content: Content
  /// The SHA-256 of a certificate as upper-case hexadecimal pairs joined by
  /// colons, as `openssl x509 -fingerprint -sha256` prints it.
  public var fingerprint: String?

  /// What a file can hold.
  public enum Content: Hashable, Sendable {
    /// A certificate.
    case certificate(CertificateFacts)
    /// A certificate signing request.
    case request(RequestFacts)
    /// A private key, by its public half.
    case privateKey(PublicKey)
    /// A private key behind a passphrase, of which nothing can be seen but how
    /// it is encrypted; nil for a way that is unknown here.
    case encryptedKey(KeyEncryption?)
    /// A public key.
    case publicKey(PublicKey)
  }

  /// The public key, where it can be seen.
  public var publicKey: PublicKey? {
    switch content {
    case .certificate(let facts): facts.publicKey
    case .request(let facts): facts.publicKey
    case .privateKey(let key), .publicKey(let key): key
    case .encryptedKey: nil
    }
  }

  /// What it says, where it is a certificate.
  public var certificate: CertificateFacts? {
    if case .certificate(let facts) = content { facts } else { nil }
  }
}
