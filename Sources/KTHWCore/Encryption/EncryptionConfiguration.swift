/// How an API server keeps what it stores in etcd
/// (https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/).
///
/// For each resource the first rule that names it counts. The first provider
/// of the rule writes, with its first key; all of them are tried for reading.
/// Every API server of a cluster needs the same file.
public struct EncryptionConfiguration: Hashable, Sendable {
  /// What is kept how.
  public var rules: [Rule]
  /// Under which kind and version the file goes.
  public var form: Form

  /// Creates a configuration from its rules.
  public init(rules: [Rule], form: Form = .current) {
    self.rules = rules
    self.form = form
  }

  /// Some resources and the ways in which they are kept.
  public struct Rule: Hashable, Sendable {
    /// The resources: `secrets`, `deployments.apps`, `*.*`.
    public var resources: [String]
    /// The ways, the first of which writes.
    public var providers: [EncryptionProvider]

    /// Creates a rule.
    public init(resources: [String], providers: [EncryptionProvider]) {
      self.resources = resources
      self.providers = providers
    }
  }

  /// The kinds and versions under which the file went in the course of time.
  public enum Form: Hashable, Sendable, CaseIterable {
    /// `EncryptionConfig` of `v1`: all there was up to 1.12, and still read.
    case original
    /// `EncryptionConfiguration` of `apiserver.config.k8s.io/v1`: from 1.13.
    case current

    /// The form to write for a version.
    public init(for version: KubernetesVersion) {
      self = version.minor < 13 ? .original : .current
    }

    /// The document's kind.
    public var kind: String { self == .original ? "EncryptionConfig" : "EncryptionConfiguration" }

    /// The document's API version.
    public var apiVersion: String { self == .original ? "v1" : "apiserver.config.k8s.io/v1" }
  }

  /// The API server's flag that takes the file's path.
  public static func flag(for version: KubernetesVersion) -> String {
    version.minor < 13
      ? "--experimental-encryption-provider-config" : "--encryption-provider-config"
  }
}

// MARK: - Making

extension EncryptionConfiguration {
  /// A configuration with one new key that encrypts what is written from now
  /// on, and still reads what was stored in plain text before.
  ///
  /// - Parameters:
  ///   - resources: what is encrypted.
  ///   - cipher: how; ``LocalCipher/secretbox`` unless there is a reason.
  ///   - version: the cluster's version, which decides the file's form.
  ///   - random: gives a number of octets that nobody can guess.
  /// - Returns: the configuration.
  /// - Throws: ``KTHWError`` where `resources` cannot be encrypted in that
  ///   version, or what `random` throws.
  public static func encrypting(
    _ resources: [String] = ["secrets"],
    with cipher: LocalCipher = .secretbox,
    for version: KubernetesVersion = .newest,
    using random: (_ count: Int) throws -> [UInt8]
  ) throws -> EncryptionConfiguration {
    let key = try EncryptionKey(name: "key1", using: random)
    return try EncryptionConfiguration(
      rules: [Rule(resources: resources, providers: [.local(cipher, [key]), .identity])],
      form: Form(for: version)
    ).checked(for: version)
  }

  /// A configuration with which a key management service encrypts.
  ///
  /// - Parameters:
  ///   - resources: what is encrypted.
  ///   - service: the service.
  ///   - version: the cluster's version.
  /// - Returns: the configuration.
  /// - Throws: ``KTHWError`` where that version cannot do so.
  public static func encrypting(
    _ resources: [String] = ["secrets"],
    with service: KeyService,
    for version: KubernetesVersion = .newest
  ) throws -> EncryptionConfiguration {
    try EncryptionConfiguration(
      rules: [Rule(resources: resources, providers: [.keyService(service), .identity])],
      form: Form(for: version)
    ).checked(for: version)
  }

  /// The configuration itself, where an API server would take it.
  private func checked(for version: KubernetesVersion) throws -> EncryptionConfiguration {
    if let error = KTHWError(problems(for: version)) { throw error }
    return self
  }
}
