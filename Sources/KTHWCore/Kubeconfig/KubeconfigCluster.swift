/// A cluster of a kubeconfig: where its API server is and how to trust it.
///
/// An empty text or array stands for a field that is not there.
public struct KubeconfigCluster: Sendable {
  /// The URL of the API server: `https://10.0.0.1:6443`.
  public var server: String
  /// The name to expect in the server's certificate instead of the URL's.
  public var tlsServerName = ""
  /// Whether the server's certificate is not checked at all.
  public var insecureSkipTLSVerify = false
  /// The path of the file with the CA certificates, PEM.
  public var certificateAuthority = ""
  /// The CA certificates themselves, PEM; wins over the path.
  public var certificateAuthorityData: [UInt8]
  /// The URL of a proxy for all requests: `http:`, `https:` or `socks5:`.
  public var proxyURL = ""
  /// Whether responses are asked for without compression.
  public var disableCompression = false
  /// What other programs keep here, by name, as plain data.
  public var extensions: KubeconfigEntries<Node> = [:]
  /// The file that the cluster was read from; never written.
  public var origin: String?

  /// An unset map differs from a missing one for kubectl, which then writes.
  var isRewritten = false

  /// Creates a cluster.
  public init(server: String = "", certificateAuthorityData: [UInt8] = []) {
    self.server = server
    self.certificateAuthorityData = certificateAuthorityData
  }
}

extension KubeconfigCluster: Hashable {
  /// Equal when both would be written the same, wherever they come from.
  public static func == (left: Self, right: Self) -> Bool { left.tree == right.tree }
  /// Hashes what would be written.
  public func hash(into hasher: inout Hasher) { hasher.combine(tree) }
}

/// A context of a kubeconfig: a cluster, a user and a namespace, by name.
public struct KubeconfigContext: Sendable {
  /// The name of the cluster.
  public var cluster: String
  /// The name of the user.
  public var user: String
  /// The namespace for requests that name none; empty stands for `default`.
  public var namespace: String
  /// What other programs keep here, by name, as plain data.
  public var extensions: KubeconfigEntries<Node> = [:]
  /// The file that the context was read from; never written.
  public var origin: String?

  /// An unset map differs from a missing one for kubectl, which then writes.
  var isRewritten = false

  /// Creates a context.
  public init(cluster: String = "", user: String = "", namespace: String = "") {
    self.cluster = cluster
    self.user = user
    self.namespace = namespace
  }
}

extension KubeconfigContext: Hashable {
  /// Equal when both would be written the same, wherever they come from.
  public static func == (left: Self, right: Self) -> Bool { left.tree == right.tree }
  /// Hashes what would be written.
  public func hash(into hasher: inout Hasher) { hasher.combine(tree) }
}
