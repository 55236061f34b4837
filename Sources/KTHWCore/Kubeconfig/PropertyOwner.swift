/// A field of a stanza, as a property path reaches it.
enum Property<Stanza> {
  case text(WritableKeyPath<Stanza, String>)
  case flag(WritableKeyPath<Stanza, Bool>)
  case bytes((inout Stanza, [UInt8]) -> Void)
  case list((inout Stanza) -> Void)
  case map(names: (Stanza) -> [String], clear: (inout Stanza) -> Void)
  case structure(String, clear: (inout Stanza) -> Void)
  /// kubectl's own note of the file that a stanza comes from.
  case origin

  /// Refuses a path that goes on where it has to end.
  func checkRest(_ target: KubeconfigProperty.Target, _ path: String) throws {
    guard !target.rest.isEmpty else { return }
    guard case .map = self else { return try target.expectEnd(path) }
    guard target.field == "extensions" else {
      throw KTHWError(
        .unsupported,
        "a single property of act-as-user-extra cannot be set or unset",
        peerWords: PeerWords("string is not of type struct")
      )
    }
    throw PropertyChange.insideExtensions
  }
}

/// A stanza whose fields have paths.
protocol PropertyOwner: KubeconfigStanza {
  /// The fields, by the names that paths use.
  static var propertyNames: [String] { get }
  /// A field by its name.
  static func property(_ name: String) -> Property<Self>?
}

extension KubeconfigCluster: PropertyOwner {
  static let propertyNames = [
    "-", "server", "tls-server-name", "insecure-skip-tls-verify", "certificate-authority",
    "certificate-authority-data", "proxy-url", "disable-compression", "extensions",
  ]

  static func property(_ name: String) -> Property<Self>? {
    switch name {
    case "-": .origin
    case "server": .text(\.server)
    case "tls-server-name": .text(\.tlsServerName)
    case "insecure-skip-tls-verify": .flag(\.insecureSkipTLSVerify)
    case "certificate-authority": .text(\.certificateAuthority)
    case "certificate-authority-data": .bytes { $0.certificateAuthorityData = $1 }
    case "proxy-url": .text(\.proxyURL)
    case "disable-compression": .flag(\.disableCompression)
    case "extensions": .map(names: \.extensions.names) { $0.extensions = [:] }
    default: nil
    }
  }
}

extension KubeconfigContext: PropertyOwner {
  static let propertyNames = ["-", "cluster", "user", "namespace", "extensions"]

  static func property(_ name: String) -> Property<Self>? {
    switch name {
    case "-": .origin
    case "cluster": .text(\.cluster)
    case "user": .text(\.user)
    case "namespace": .text(\.namespace)
    case "extensions": .map(names: \.extensions.names) { $0.extensions = [:] }
    default: nil
    }
  }
}

extension KubeconfigUser: PropertyOwner {
  static let propertyNames = [
    "-", "client-certificate", "client-certificate-data", "client-key", "client-key-data", "token",
    "tokenFile", "act-as", "act-as-uid", "act-as-groups", "act-as-user-extra", "username",
    "password", "auth-provider", "exec", "extensions",
  ]

  static func property(_ name: String) -> Property<Self>? {
    switch name {
    case "-": .origin
    case "client-certificate": .text(\.clientCertificate)
    case "client-certificate-data": .bytes { $0.clientCertificateData = $1 }
    case "client-key": .text(\.clientKey)
    case "client-key-data":
      .bytes { user, bytes in
        user.clientKeyData =
          bytes.isEmpty ? nil : bytes.withUnsafeBytes { SecretBytes(copying: $0) }
      }
    case "token": .text(\.token)
    case "tokenFile": .text(\.tokenFile)
    case "act-as": .text(\.impersonatedUser)
    case "act-as-uid": .text(\.impersonatedUID)
    case "act-as-groups": .list { $0.impersonatedGroups = [] }
    case "act-as-user-extra":
      .map(names: \.impersonatedExtra.names) { $0.impersonatedExtra = [:] }
    case "username": .text(\.username)
    case "password": .text(\.password)
    case "auth-provider": .structure("auth-provider") { $0.authProvider = nil }
    case "exec": .structure("exec") { $0.exec = nil }
    case "extensions": .map(names: \.extensions.names) { $0.extensions = [:] }
    default: nil
    }
  }
}
