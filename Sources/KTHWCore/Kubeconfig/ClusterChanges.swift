/// Where a certificate comes from: a path to write, or bytes to embed.
public enum CertificateSource: Hashable, Sendable {
  /// A path, absolute as kubectl makes it; see ``KubeconfigPath``.
  case path(String)
  /// The file's bytes; none where kubectl could not read the file.
  case embedded([UInt8])
}

/// What `set-cluster` changes; what is nil stays as it is.
public struct ClusterChanges: Hashable, Sendable {
  /// The URL; a given one clears the TLS server name.
  public var server: String?
  /// The name to expect in the server's certificate.
  public var tlsServerName: String?
  /// Whether to check no certificate; true clears the CA, and false is what
  /// kubectl takes where nothing is said of it.
  public var insecureSkipTLSVerify: Bool
  /// The CA; it clears the other form of it, and does not go with insecure
  /// mode.
  public var certificateAuthority: CertificateSource?
  /// The URL of a proxy.
  public var proxyURL: String?

  /// Creates changes.
  public init(
    server: String? = nil,
    tlsServerName: String? = nil,
    insecureSkipTLSVerify: Bool = false,
    certificateAuthority: CertificateSource? = nil,
    proxyURL: String? = nil
  ) {
    self.server = server
    self.tlsServerName = tlsServerName
    self.insecureSkipTLSVerify = insecureSkipTLSVerify
    self.certificateAuthority = certificateAuthority
    self.proxyURL = proxyURL
  }

  /// Refuses what contradicts itself.
  func check() throws {
    guard insecureSkipTLSVerify, certificateAuthority != nil else { return }
    throw KubeconfigEdit.refusal(
      .usage,
      "you cannot specify a certificate authority and insecure mode at the same time"
    )
  }

  func applied(to cluster: KubeconfigCluster) -> KubeconfigCluster {
    var cluster = cluster
    if let server {
      // The old name was for the old server.
      cluster.server = server
      cluster.tlsServerName = ""
    }
    if let tlsServerName { cluster.tlsServerName = tlsServerName }
    cluster.insecureSkipTLSVerify = insecureSkipTLSVerify
    if insecureSkipTLSVerify {
      cluster.certificateAuthority = ""
      cluster.certificateAuthorityData = []
    }
    switch certificateAuthority {
    case .path(let path):
      cluster.certificateAuthority = path
      if !path.isEmpty { cluster.certificateAuthorityData = [] }
    case .embedded(let bytes):
      cluster.certificateAuthority = ""
      cluster.certificateAuthorityData = bytes
    case nil: break
    }
    if let proxyURL { cluster.proxyURL = proxyURL }
    return cluster
  }
}

/// What `set-context` changes; what is nil stays as it is, and an empty text
/// clears.
public struct ContextChanges: Hashable, Sendable {
  /// The name of the cluster.
  public var cluster: String?
  /// The name of the user.
  public var user: String?
  /// The namespace.
  public var namespace: String?

  /// Creates changes.
  public init(cluster: String? = nil, user: String? = nil, namespace: String? = nil) {
    self.cluster = cluster
    self.user = user
    self.namespace = namespace
  }

  func applied(to context: KubeconfigContext) -> KubeconfigContext {
    var context = context
    if let cluster { context.cluster = cluster }
    if let user { context.user = user }
    if let namespace { context.namespace = namespace }
    return context
  }
}
