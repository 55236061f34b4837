/// How the cluster's certificates are made.
public struct PKISettings: Hashable, Sendable {
  /// Which authorities there are.
  public var hierarchy: Hierarchy
  /// The kind of every key.
  public var key: KeySpecification
  /// What stands in every subject beside the name and the groups.
  ///
  /// Country, province, locality, organizational unit; never an organization,
  /// which Kubernetes reads as a group.
  public var subject: [NameAttribute]
  /// How long authorities are valid.
  public var authorityLifetime: GoDuration
  /// How long all other certificates are valid.
  public var leafLifetime: GoDuration
  /// How long before its end a certificate is made anew.
  public var renewBefore: GoDuration
  /// How long a token is good with which a machine joins.
  public var tokenLifetime: GoDuration
  /// How machines get what they show to the API server.
  public var nodeCredentials: NodeCredentials
  /// How kubelets get what they show to whoever calls them.
  public var nodeServing: NodeCredentials
  /// Whether the controller manager signs approved certificate signing
  /// requests, for which it has the key of the cluster's authority.
  public var clusterSigning: Bool

  /// Which authorities there are.
  public enum Hierarchy: String, Hashable, Sendable, CaseIterable {
    /// One for the cluster, one for etcd, one for aggregated API servers.
    case separate
    /// One for everything, and one certificate for all that API servers and
    /// etcd do, as the old tutorials have it.
    case single
  }

  /// How machines get their kubelets' certificates.
  public enum NodeCredentials: String, Hashable, Sendable, CaseIterable {
    /// Each has a certificate, made with all others.
    case certificates
    /// Each asks the cluster for one (TLS bootstrapping): the first time with
    /// a token, then as the node that it is.
    case bootstrap
  }
}

/// How secrets are kept in etcd.
public struct EncryptionSettings: Hashable, Sendable {
  /// What encrypts them.
  public var provider: Provider
  /// What is encrypted, as `secrets` or `pandas.awesome.bears.example`.
  public var resources: [String]

  /// Creates settings.
  public init(provider: Provider = .local(.secretbox), resources: [String] = ["secrets"]) {
    self.provider = provider
    self.resources = resources
  }

  /// What encrypts.
  public enum Provider: Hashable, Sendable {
    /// A key in the configuration file itself.
    case local(LocalCipher)
    /// A key management service.
    case keyService(KeyService)
    /// Nothing.
    case none
  }
}
