/// What `kubectl config view` shows of a kubeconfig.
///
/// ```swift
/// let shown = try KubeconfigView(minifies: true).applied(to: kubeconfig)
/// ```
public struct KubeconfigView: Hashable, Sendable {
  /// Whether only the current context is left, with its cluster and user.
  public var minifies = false
  /// The context to take for the current one when minifying; empty is none.
  public var context = ""
  /// Whether the files that paths name take the place of the paths.
  public var flattens = false
  /// Whether secrets are shown.
  public var isRaw = false

  /// Creates a view.
  public init(
    minifies: Bool = false,
    context: String = "",
    flattens: Bool = false,
    isRaw: Bool = false
  ) {
    self.minifies = minifies
    self.context = context
    self.flattens = flattens
    self.isRaw = isRaw
  }

  /// What is left of a kubeconfig.
  ///
  /// - Parameters:
  ///   - kubeconfig: the kubeconfig, its stanzas with their origins.
  ///   - directory: where relative origins start, absolute.
  ///   - readFile: gives the bytes of a file by its absolute path; only
  ///     flattening asks for any.
  /// - Returns: the kubeconfig; flattening shows secrets, as in kubectl.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/notFound`` where there is
  ///   no such context; what `readFile` throws.
  public func applied(
    to kubeconfig: Kubeconfig,
    directory: String = "/",
    readFile: (String) throws -> [UInt8] = { path in
      throw KTHWError(.notFound, "no file \(Terminal.quoted(path))")
    }
  ) throws -> Kubeconfig {
    var shown = kubeconfig
    if minifies { shown = try shown.minified(to: context) }
    if flattens { return try shown.flattened(directory: directory, readFile: readFile) }
    return isRaw ? shown : shown.redacted()
  }
}

extension Kubeconfig {
  /// The current context with its cluster and user, preferences and
  /// extensions, and nothing else.
  ///
  /// - Parameter context: the context to make the current one; empty stands
  ///   for the one that is.
  /// - Returns: the smaller kubeconfig.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/notFound``.
  public func minified(to context: String = "") throws -> Kubeconfig {
    let name = context.isEmpty ? currentContext : context
    guard !name.isEmpty else {
      throw KubeconfigEdit.refusal(.notFound, "current-context must exist in order to minify")
    }
    guard let context = contexts[name] else {
      throw KubeconfigEdit.refusal(.notFound, "cannot locate context \(name)")
    }
    var minified = self
    minified.currentContext = name
    minified.contexts = [name: context]
    minified.clusters = [:]
    minified.users = [:]
    if !context.cluster.isEmpty {
      guard let cluster = clusters[context.cluster] else {
        throw KubeconfigEdit.refusal(.notFound, "cannot locate cluster \(context.cluster)")
      }
      minified.clusters[context.cluster] = cluster
    }
    if !context.user.isEmpty {
      guard let user = users[context.user] else {
        throw KubeconfigEdit.refusal(.notFound, "cannot locate user \(context.user)")
      }
      minified.users[context.user] = user
    }
    return minified
  }

  /// The kubeconfig with the contents of files in place of their paths.
  ///
  /// CA, client certificate and key are embedded; token files and programs
  /// stay paths, and an empty file leaves nothing.
  /// - Parameters:
  ///   - directory: where relative origins of stanzas start, absolute.
  ///   - readFile: gives the bytes of a file by its absolute path.
  /// - Returns: a kubeconfig that can be moved elsewhere.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue`` where a
  ///   stanza has path and contents; what `readFile` throws.
  public func flattened(
    directory: String = "/",
    readFile: (String) throws -> [UInt8]
  ) throws -> Kubeconfig {
    func embed(_ path: inout String, hasData: Bool, _ origin: String?) throws -> [UInt8]? {
      guard !path.isEmpty else { return nil }
      guard !hasData else {
        throw KubeconfigEdit.refusal(
          .invalidValue,
          "cannot have values for both path and contents",
          hint: "remove \(Terminal.quoted(path)) or the data beside it"
        )
      }
      let file = origin.flatMap { $0.isEmpty ? nil : $0 } ?? "kubeconfig"
      let absolute = KubeconfigPath.resolved(path, inKubeconfig: file, directory: directory)
      let bytes = try readFile(absolute)
      path = ""
      return bytes
    }
    var flattened = self
    flattened.users = try users.mapValues { user in
      var user = user
      let hasCertificate = !user.clientCertificateData.isEmpty
      if let bytes = try embed(&user.clientCertificate, hasData: hasCertificate, user.origin) {
        user.clientCertificateData = bytes
      }
      let hasKey = (user.clientKeyData?.count ?? 0) > 0
      if let bytes = try embed(&user.clientKey, hasData: hasKey, user.origin) {
        user.clientKeyData = bytes.withUnsafeBytes { SecretBytes(copying: $0) }
      }
      return user
    }
    flattened.clusters = try clusters.mapValues { cluster in
      var cluster = cluster
      let hasData = !cluster.certificateAuthorityData.isEmpty
      if let bytes = try embed(&cluster.certificateAuthority, hasData: hasData, cluster.origin) {
        cluster.certificateAuthorityData = bytes
      }
      return cluster
    }
    return flattened
  }

  /// The kubeconfig with kubectl's stand-ins for tokens, passwords, keys and
  /// certificates.
  ///
  /// As in kubectl, settings of providers and the environment of programs are
  /// shown; see ``redacted(strictly:)``.
  public func redacted() -> Kubeconfig { redacted(strictly: false) }

  /// The kubeconfig without its secrets.
  ///
  /// - Parameter isStrict: whether the settings of providers and the arguments
  ///   and environment of programs count as secrets too.
  /// - Returns: the kubeconfig, fit to be shown.
  public func redacted(strictly isStrict: Bool) -> Kubeconfig {
    var redacted = self
    redacted.clusters = clusters.mapValues { cluster in
      var cluster = cluster
      if !cluster.certificateAuthorityData.isEmpty {
        cluster.certificateAuthorityData = Kubeconfig.omittedData
      }
      return cluster
    }
    redacted.users = users.mapValues { user in
      var user = user
      if !user.clientCertificateData.isEmpty { user.clientCertificateData = Kubeconfig.omittedData }
      if (user.clientKeyData?.count ?? 0) > 0 {
        user.clientKeyData = Kubeconfig.omittedData.withUnsafeBytes { SecretBytes(copying: $0) }
      }
      if !user.token.isEmpty { user.token = Kubeconfig.redactedText }
      if !user.password.isEmpty { user.password = Kubeconfig.redactedText }
      guard isStrict else { return user }
      if var provider = user.authProvider {
        provider.config = provider.config?.mapValues { _ in Kubeconfig.redactedText }
        user.authProvider = provider
      }
      if var exec = user.exec {
        exec.arguments = exec.arguments?.map { _ in Kubeconfig.redactedText }
        exec.environment = exec.environment?.map { variable in
          ExecCredential.EnvironmentVariable(variable.name, Kubeconfig.redactedText)
        }
        user.exec = exec
      }
      return user
    }
    return redacted
  }

  private static let redactedText = "REDACTED"
  /// The bytes whose base64 is `DATA+OMITTED`.
  private static let omittedData: [UInt8] = [
    0x0C, 0x04, 0xC0, 0xF8, 0xE3, 0x08, 0x4D, 0x31, 0x03,
  ]
}
