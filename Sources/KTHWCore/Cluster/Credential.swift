/// A key, and the certificate for it where it has one.
public struct Credential: Hashable, Sendable {
  /// The base name of its files below `pki`: `kube-apiserver`,
  /// `node-1-kubelet`.
  public var name: String
  /// What it is.
  public var kind: Kind
  /// Whom it names; empty for a bare key pair.
  public var subject: DistinguishedName
  /// The names that it is valid for.
  public var names: [SubjectAlternativeName]
  /// How long a certificate lasts when it is made.
  public var lifetime: GoDuration
  /// The machine that alone has it; nil for what is shared.
  public var host: String?

  /// Creates a credential from its parts.
  public init(
    name: String,
    kind: Kind,
    subject: DistinguishedName,
    names: [SubjectAlternativeName] = [],
    lifetime: GoDuration,
    host: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.subject = subject
    self.names = names
    self.lifetime = lifetime
    self.host = host
  }

  /// What a credential is.
  public enum Kind: Hashable, Sendable {
    /// An authority, which signs itself.
    case authority
    /// A certificate that the authority of that name signs.
    case certificate(CertificatePurpose, authority: String)
    /// A key pair that nobody signs.
    case keyPair
  }

  /// What the certificate is for; nil for a bare key pair.
  public var purpose: CertificatePurpose? {
    switch kind {
    case .authority: .authority
    case .certificate(let purpose, _): purpose
    case .keyPair: nil
    }
  }

  /// The name of the authority that signs it; nil where nobody else does.
  public var authority: String? {
    if case .certificate(_, let authority) = kind { authority } else { nil }
  }
}

extension Credential {
  /// Where the certificate lies below the tree: `pki/ca.pem`.
  public var certificatePath: String { "pki/\(name).pem" }
  /// Where the private key lies below the tree: `pki/ca-key.pem`.
  public var keyPath: String { "pki/\(name)-key.pem" }
  /// Where the signing request lies below the tree: `pki/ca.csr`.
  public var requestPath: String { "pki/\(name).csr" }
  /// Where the public key of a bare key pair lies below the tree:
  /// `pki/service-account.pub`.
  public var publicKeyPath: String { "pki/\(name).pub" }

  /// The files that it consists of, the key first.
  var artifacts: [Artifact] {
    let key = Artifact(path: keyPath, permissions: 0o600, content: .privateKey(name))
    guard purpose != nil else {
      return [key, Artifact(path: publicKeyPath, permissions: 0o644, content: .publicKey(name))]
    }
    return [
      key,
      Artifact(path: certificatePath, permissions: 0o644, content: .certificate(name)),
      Artifact(path: requestPath, permissions: 0o644, content: .request(name)),
    ]
  }

  /// What an authority grants to it, whatever its request may say.
  ///
  /// - Parameter key: the kind of its key.
  /// - Returns: the profile; that of a client for a bare key pair, which no
  ///   authority ever sees.
  func profile(for key: KeySpecification) -> IssuanceProfile {
    let purpose = purpose ?? .client
    // Nothing stands between these authorities and what they sign.
    guard purpose != .authority else { return .authority(lifetime: lifetime, pathLength: 0) }
    return IssuanceProfile(
      keyUsage: purpose.keyUsage(with: key),
      extendedKeyUsages: purpose.extendedKeyUsages,
      lifetime: lifetime
    )
  }
}
