/// Where a private key comes from: a path to write, or bytes to embed.
public enum PrivateKeySource: Hashable, Sendable {
  /// A path, absolute as kubectl makes it; see ``KubeconfigPath``.
  case path(String)
  /// The file's bytes; nil where kubectl could not read the file.
  case embedded(SecretBytes?)

  /// Equal when path or bytes are.
  public static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.path(let left), .path(let right)): left == right
    case (.embedded(let left?), .embedded(let right?)): left.hasSameBytes(as: right)
    case (.embedded(nil), .embedded(nil)): true
    default: false
    }
  }

  /// Hashes a path, or how many bytes there are.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .path(let path): hasher.combine(path)
    case .embedded(let key): hasher.combine(key?.count)
    }
  }
}

/// A change to a list of names with values: `k=v` sets, `k-` removes.
public enum PairChange: Hashable, Sendable {
  /// Gives a name a value, which may be empty.
  case set(String, String)
  /// Takes a name away.
  case remove(String)

  /// Reads `k=v` or `k-`.
  ///
  /// - Parameters:
  ///   - text: the change, divided at its first `=`.
  ///   - flag: the flag that it came with, for the message: `exec-env`.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/usage``.
  public init(_ text: String, flag: String) throws {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, !parts[0].isEmpty {
      self = .set(String(parts[0]), String(parts[1]))
    } else if parts.count == 1, text.utf8.count > 1, text.utf8.last == UInt8(ascii: "-") {
      self = .remove(String(text.dropLast()))
    } else {
      throw KubeconfigEdit.refusal(.usage, "invalid \(flag) format: \(text)")
    }
  }
}

/// What `set-credentials` changes; what is nil or empty stays as it is.
public struct UserChanges: Sendable {
  /// The client certificate; it clears the other form of it.
  public var clientCertificate: CertificateSource?
  /// The private key; it clears the other form of it.
  public var clientKey: PrivateKeySource?
  /// The bearer token; one that is not empty clears name and password.
  public var token: String?
  /// The name for basic authentication; one that is not empty clears the token.
  public var username: String?
  /// The password; one that is not empty clears the token.
  public var password: String?
  /// The provider; another name than the present one drops its settings.
  public var authProvider: String?
  /// Changes to the provider's settings; without a provider they are ignored.
  public var authProviderArguments: [PairChange] = []
  /// The program; changing it drops its arguments unless they are given too.
  public var execCommand: String?
  /// The version of the program's protocol; like all that follows it is
  /// ignored where there is no program.
  public var execAPIVersion: String?
  /// The program's arguments, in place of those it has.
  public var execArguments: [String] = []
  /// Changes to the program's environment; new variables go to its end.
  public var execEnvironment: [PairChange] = []
  /// Whether the program may ask on the terminal.
  public var execInteractiveMode: ExecCredential.InteractiveMode?
  /// Whether the program is told of the cluster.
  public var execProvideClusterInfo: Bool?

  /// Creates changes that change nothing.
  public init() {}

  private var setsToken: Bool { token?.isEmpty == false }
  private var setsBasic: Bool { username?.isEmpty == false || password?.isEmpty == false }

  /// Refuses what contradicts itself.
  func check() throws {
    guard setsToken, setsBasic else { return }
    throw KubeconfigEdit.refusal(
      .usage,
      "you cannot specify more than one authentication method at the same time: --token, "
        + "--username/--password"
    )
  }

  func applied(to user: KubeconfigUser) -> KubeconfigUser {
    var user = user
    changeCertificate(of: &user)
    if let token { user.token = token }
    if let username { user.username = username }
    if let password { user.password = password }
    changeAuthProvider(of: &user)
    changeExec(of: &user)
    if setsToken {
      user.username = ""
      user.password = ""
    } else if setsBasic {
      user.token = ""
    }
    return user
  }

  private func changeCertificate(of user: inout KubeconfigUser) {
    switch clientCertificate {
    case .path(let path):
      user.clientCertificate = path
      if !path.isEmpty { user.clientCertificateData = [] }
    case .embedded(let bytes):
      user.clientCertificate = ""
      user.clientCertificateData = bytes
    case nil: break
    }
    switch clientKey {
    case .path(let path):
      user.clientKey = path
      if !path.isEmpty { user.clientKeyData = nil }
    case .embedded(let bytes):
      user.clientKey = ""
      user.clientKeyData = bytes
    case nil: break
    }
  }

  private func changeAuthProvider(of user: inout KubeconfigUser) {
    if let authProvider, user.authProvider?.name.hasSameBytes(as: authProvider) != true {
      user.authProvider = AuthProvider(name: authProvider)
    }
    guard user.authProvider != nil else { return }
    var config = user.authProvider?.config ?? [:]
    for case .remove(let name) in authProviderArguments { config[name] = nil }
    for case .set(let name, let value) in authProviderArguments { config[name] = value }
    // kubectl makes a map here, whether anything goes into it or not.
    user.authProvider?.config = config
  }

  private func changeExec(of user: inout KubeconfigUser) {
    if let execCommand {
      var exec = user.exec ?? ExecCredential(command: "", apiVersion: "", interactiveMode: nil)
      exec.command = execCommand
      exec.arguments = nil
      user.exec = exec
    }
    guard var exec = user.exec else { return }
    if let execAPIVersion { exec.apiVersion = execAPIVersion }
    if !execArguments.isEmpty { exec.arguments = execArguments }
    if let execInteractiveMode { exec.interactiveMode = execInteractiveMode.rawValue }
    if let execProvideClusterInfo { exec.provideClusterInfo = execProvideClusterInfo }
    exec.environment = changedEnvironment(exec.environment)
    user.exec = exec
  }

  private func changedEnvironment(
    _ environment: [ExecCredential.EnvironmentVariable]?
  ) -> [ExecCredential.EnvironmentVariable]? {
    var variables = environment
    let removals = execEnvironment.compactMap { change in
      if case .remove(let name) = change { name } else { nil }
    }
    if !removals.isEmpty {
      variables = (environment ?? []).filter { variable in
        !removals.contains { $0.hasSameBytes(as: variable.name) }
      }
    }
    var added: KubeconfigEntries<String> = [:]
    for case .set(let name, let value) in execEnvironment { added[name] = value }
    // kubectl appends several new variables in random order; we in byte order.
    for (name, value) in added {
      if let index = variables?.firstIndex(where: { $0.name.hasSameBytes(as: name) }) {
        variables?[index].value = value
      } else {
        variables = (variables ?? []) + [ExecCredential.EnvironmentVariable(name, value)]
      }
    }
    return variables
  }
}

extension UserChanges: Hashable, CustomStringConvertible, CustomReflectable {
  /// How it is shown: without any of its values.
  public var description: String { "UserChanges" }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension PairChange: CustomStringConvertible, CustomReflectable {
  /// The name alone; its value may be secret.
  public var description: String {
    switch self {
    case .set(let name, _): "PairChange.set(\(Terminal.quoted(name)))"
    case .remove(let name): "PairChange.remove(\(Terminal.quoted(name)))"
    }
  }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
