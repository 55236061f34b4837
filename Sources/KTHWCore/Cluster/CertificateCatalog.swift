/// Every key and certificate of a cluster, as a list to be read.
///
/// Which there are depends on ``PKISettings/Hierarchy-swift.enum``; what they
/// say is `spec`'s. Authorities come first, then what the whole cluster
/// shares; what belongs to one machine is listed machine by machine.
public struct CertificateCatalog: Sendable {
  /// The cluster.
  public let spec: ClusterSpec

  /// Creates the catalogue of a cluster.
  public init(_ spec: ClusterSpec) {
    self.spec = spec
  }
}

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
  /// The machine that alone has it; nil for what is shared.
  public var host: String?

  /// What a credential is.
  public enum Kind: Hashable, Sendable {
    /// An authority, which signs itself.
    case authority
    /// A certificate that the authority of that name signs.
    case certificate(CertificatePurpose, authority: String)
    /// A key pair that nobody signs.
    case keyPair
  }
}
