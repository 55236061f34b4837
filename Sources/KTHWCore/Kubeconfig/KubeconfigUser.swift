/// A user of a kubeconfig: the credentials that a client shows.
///
/// An empty text or array stands for a field that is not there. Descriptions
/// and mirrors tell which credentials there are, never what they are.
public struct KubeconfigUser: Sendable {
  /// The path of the client certificate, PEM.
  public var clientCertificate = ""
  /// The client certificate itself, PEM; wins over the path.
  public var clientCertificateData: [UInt8] = []
  /// The path of the client's private key, PEM.
  public var clientKey = ""
  /// The client's private key itself, PEM; wins over the path.
  public var clientKeyData: SecretBytes?
  /// A bearer token.
  public var token = ""
  /// The path of a file with a bearer token; wins over ``token``.
  public var tokenFile = ""
  /// The user to impersonate.
  public var impersonatedUser = ""
  /// The UID to impersonate.
  public var impersonatedUID = ""
  /// The groups to impersonate.
  public var impersonatedGroups: [String] = []
  /// Further properties to impersonate; nil is a `null` that is kept.
  public var impersonatedExtra: KubeconfigEntries<[String]?> = [:]
  /// The name for basic authentication, which Kubernetes gave up in 1.19.
  public var username = ""
  /// The password for basic authentication.
  public var password = ""
  /// A provider built into clients; most of them are gone since 1.26.
  public var authProvider: AuthProvider?
  /// A program that gives credentials.
  public var exec: ExecCredential?
  /// What other programs keep here, by name, as plain data.
  public var extensions: KubeconfigEntries<Node> = [:]
  /// The file that the user was read from; never written.
  public var origin: String?

  /// An unset map differs from a missing one for kubectl, which then writes.
  var isRewritten = false

  /// Creates a user without credentials.
  public init() {}

  /// Creates a user who shows a client certificate.
  ///
  /// - Parameters:
  ///   - certificate: the certificate, PEM, intermediates after it.
  ///   - key: its private key, PEM.
  public init(certificate: [UInt8], key: SecretBytes) {
    clientCertificateData = certificate
    clientKeyData = key
  }

  /// Creates a user who shows a bearer token.
  public init(token: String) {
    self.token = token
  }

  /// Creates a user whose credentials a program gives.
  public init(exec: ExecCredential) {
    self.exec = exec
  }
}

extension KubeconfigUser: Hashable {
  /// Equal when both would be written the same, wherever they come from.
  public static func == (left: Self, right: Self) -> Bool { left.tree == right.tree }
  /// Hashes what would be written.
  public func hash(into hasher: inout Hasher) { hasher.combine(tree) }
}

extension KubeconfigUser: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The names of the fields that are set: `KubeconfigUser(token, username)`.
  public var description: String {
    "KubeconfigUser(" + tree.fieldNames.joined(separator: ", ") + ")"
  }
  /// The same as ``description``.
  public var debugDescription: String { description }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
