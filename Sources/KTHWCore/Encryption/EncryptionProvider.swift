/// One way to keep what is stored in etcd.
public enum EncryptionProvider: Hashable, Sendable {
  /// As it is, for everybody who can read etcd.
  case identity
  /// With keys that stand in the file itself, the first of which writes.
  case local(LocalCipher, [EncryptionKey])
  /// With a key management service behind a socket.
  case keyService(KeyService)

  /// The name of the provider in the file: `secretbox`, `kms`.
  public var name: String {
    switch self {
    case .identity: "identity"
    case .local(let cipher, _): cipher.rawValue
    case .keyService: "kms"
    }
  }

  /// The keys that stand in the file.
  public var keys: [EncryptionKey] {
    if case .local(_, let keys) = self { keys } else { [] }
  }
}

/// A key management service that an API server asks over a socket
/// (https://kubernetes.io/docs/tasks/administer-cluster/kms-provider/).
public struct KeyService: Hashable, Sendable {
  /// Which of the two protocols it speaks.
  public var version: Version
  /// Its name, which is stored with everything that it encrypted.
  public var name: String
  /// Its socket, such as `unix:///run/kms.sock`.
  public var endpoint: String
  /// How many data keys the API server keeps; only of the first protocol.
  public var cacheSize: Int?
  /// How long the API server waits for an answer; nil is 3 seconds.
  public var timeout: GoDuration?

  /// Creates a service from what is known of it.
  public init(
    version: Version,
    name: String,
    endpoint: String,
    cacheSize: Int? = nil,
    timeout: GoDuration? = nil
  ) {
    self.version = version
    self.name = name
    self.endpoint = endpoint
    self.cacheSize = cacheSize
    self.timeout = timeout
  }

  /// The protocols of key management services.
  public enum Version: String, Hashable, Sendable, CaseIterable {
    /// Deprecated in 1.28, off unless asked for from 1.29.
    case v1
    /// Alpha in 1.25, beta in 1.27, general from 1.29.
    case v2
  }
}
