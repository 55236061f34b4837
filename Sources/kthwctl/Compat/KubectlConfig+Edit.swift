import KTHWCore

/// The subcommands that change files: flags into a request, one operation,
/// one line.
extension KubectlConfig {
  static func edit(_ invocation: Invocation) throws {
    let request = try request(invocation)
    let output = try EditKubeconfig.run(
      EditKubeconfig.Input(request, kubeconfig: invocation.file),
      in: .system
    )
    if let warning = output.warning { KubectlFailure.warn(warning) }
    try StandardStream.output.write(output.message + "\n")
    KubectlFailure.advise(output.doubts)
  }

  private static func request(_ invocation: Invocation) throws -> KubeconfigRequest {
    let words = invocation.words
    switch invocation.command {
    case .setCluster:
      try require(1, invocation)
      return cluster(words[0], invocation.values)
    case .setCredentials:
      try require(1, invocation, "unexpected args")
      return try user(words[0], invocation)
    case .setContext: return try context(invocation)
    case .useContext:
      try require(1, invocation)
      return .edit(.useContext(words[0]))
    case .renameContext:
      try require(2, invocation)
      return .edit(.renameContext(words[0], to: words[1]))
    case .set:
      try require(2, invocation)
      let isRaw = invocation.values.boolean("set-raw-bytes") ?? false
      return .edit(.set(words[0], to: words[1], isRaw: isRaw))
    case .unset:
      try require(1, invocation)
      return .edit(.unset(words[0]))
    case .deleteCluster, .deleteContext, .deleteUser: return .edit(try deletion(invocation))
    case .currentContext, .getClusters, .getContexts, .getUsers, .view:
      throw KTHWError(.unsupported, "\(invocation.command.rawValue) changes nothing")
    }
  }

  /// Refuses another number of words.
  private static func require(
    _ count: Int,
    _ invocation: Invocation,
    _ complaint: String = "Unexpected args"
  ) throws {
    guard invocation.words.count != count else { return }
    throw try refuse(invocation, "\(complaint): [\(invocation.words.joined(separator: " "))]")
  }

  /// Deletions look at the files before they look at their words.
  private static func deletion(_ invocation: Invocation) throws -> KubeconfigEdit {
    let words = invocation.words
    guard words.count == 1 else {
      _ = try LoadKubeconfig.run(LoadKubeconfig.Input(kubeconfig: invocation.file), in: .system)
      guard invocation.command != .deleteUser else {
        throw pointAtHelp(invocation, "user to delete is required")
      }
      try StandardStream.output.write(KubectlHelp.text(for: invocation.command))
      throw KubectlEnd(status: 0)
    }
    switch invocation.command {
    case .deleteCluster: return .deleteCluster(words[0])
    case .deleteContext: return .deleteContext(words[0])
    default: return .deleteUser(words[0])
    }
  }

  private static func cluster(_ name: String, _ values: PosixFlags.Values) -> KubeconfigRequest {
    let changes = ClusterChanges(
      server: values.text("server"),
      tlsServerName: values.text("tls-server-name"),
      insecureSkipTLSVerify: values.boolean("insecure-skip-tls-verify") ?? false,
      proxyURL: values.text("proxy-url")
    )
    return .setCluster(
      name,
      changes,
      certificateAuthority: values.text("certificate-authority"),
      embeds: values.boolean("embed-certs") ?? false
    )
  }

  private static func user(_ name: String, _ invocation: Invocation) throws -> KubeconfigRequest {
    let values = invocation.values
    var changes = UserChanges()
    changes.token = values.text("token")
    changes.username = values.text("username")
    changes.password = values.text("password")
    changes.authProvider = values.text("auth-provider")
    changes.authProviderArguments = try pairs("auth-provider-arg", invocation)
    changes.execCommand = values.text("exec-command")
    changes.execAPIVersion = values.text("exec-api-version")
    changes.execArguments = values.list("exec-arg") ?? []
    changes.execEnvironment = try pairs("exec-env", invocation)
    changes.execProvideClusterInfo = values.boolean("exec-provide-cluster-info")
    let files = KubeconfigRequest.CredentialFiles(
      certificate: values.text("client-certificate"),
      key: values.text("client-key"),
      embeds: values.boolean("embed-certs") ?? false,
      interactiveMode: values.text("exec-interactive-mode")
    )
    return .setCredentials(name, changes, files)
  }

  private static func pairs(_ flag: String, _ invocation: Invocation) throws -> [PairChange] {
    do {
      return try (invocation.values.list(flag) ?? []).map { try PairChange($0, flag: flag) }
    } catch let error as KTHWError {
      throw try refuse(invocation, error.problems[0].peerWords?.text ?? error.description)
    }
  }

  private static func context(_ invocation: Invocation) throws -> KubeconfigRequest {
    let words = invocation.words
    let values = invocation.values
    if words.count > 1 { try require(1, invocation) }
    let isCurrent = values.boolean("current") ?? false
    let name = words.first ?? ""
    guard !isCurrent || name.isEmpty else {
      throw KTHWError(.usage, "you cannot specify both a context name and --current")
    }
    let changes = ContextChanges(
      cluster: values.text("cluster"),
      user: values.text("user"),
      namespace: values.text("namespace")
    )
    return .edit(isCurrent ? .setCurrentContext(changes) : .setContext(name, changes))
  }
}
