#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A change to a kubeconfig as a user asks for it: certificates and keys are
/// named by their files.
public enum KubeconfigRequest: Hashable, Sendable {
  /// A change that needs no other file.
  case edit(KubeconfigEdit)
  /// Changes a cluster, or creates it.
  case setCluster(String, ClusterChanges, certificateAuthority: String? = nil, embeds: Bool = false)
  /// Changes a user, or creates it.
  case setCredentials(String, UserChanges, CredentialFiles)

  /// Which files a user's certificate and key are in.
  public struct CredentialFiles: Hashable, Sendable {
    /// The client certificate.
    public var certificate: String?
    /// Its private key.
    public var key: String?
    /// Whether the kubeconfig shall hold them itself, not their paths.
    public var embeds: Bool
    /// Whether a program may ask on the terminal, as it was written.
    public var interactiveMode: String?

    /// Creates names of files.
    public init(
      certificate: String? = nil,
      key: String? = nil,
      embeds: Bool = false,
      interactiveMode: String? = nil
    ) {
      self.certificate = certificate
      self.key = key
      self.embeds = embeds
      self.interactiveMode = interactiveMode
    }
  }
}

// MARK: - With the files

extension KubeconfigRequest {
  /// The edit, and what is doubtful about the files that were read for it.
  ///
  /// - Throws: ``KTHWError`` for what kubectl refuses before it looks at any
  ///   kubeconfig.
  func edit(in context: Context) throws -> (edit: KubeconfigEdit, doubts: [Problem]) {
    switch self {
    case .edit(let edit):
      try KubeconfigRequest.refuseEmptyWords(edit)
      return (edit, [])
    case .setCluster(let name, let changes, let file, let embeds):
      return try cluster(name, changes, file, embeds, context)
    case .setCredentials(let name, let changes, let files):
      return try user(name, changes, files, context)
    }
  }

  private static func refuseEmptyWords(_ edit: KubeconfigEdit) throws {
    switch edit {
    case .set(let path, let value, _) where path.isEmpty || value.isEmpty: break
    case .unset(""), .renameContext(_, to: ""), .setContext("", _): break
    default: return
    }
    _ = try edit.outcome(on: Kubeconfig())
  }

  private func cluster(
    _ name: String,
    _ changes: ClusterChanges,
    _ file: String?,
    _ embeds: Bool,
    _ context: Context
  ) throws -> (KubeconfigEdit, [Problem]) {
    var changes = changes
    _ = try KubeconfigEdit.setCluster(name, changes).outcome(on: Kubeconfig())
    if changes.insecureSkipTLSVerify, file?.isEmpty == false {
      changes.certificateAuthority = .path("/")
      _ = try KubeconfigEdit.setCluster(name, changes).outcome(on: Kubeconfig())
    }
    guard let file, !(embeds && file.isEmpty) else {
      guard !embeds else {
        throw KubeconfigEdit.refusal(
          .usage,
          "you must specify a --certificate-authority to embed"
        )
      }
      return (.setCluster(name, changes), [])
    }
    // An empty path is the directory itself to kubectl, and a CA ends
    // insecure mode, even if both were asked for.
    if changes.insecureSkipTLSVerify { changes.insecureSkipTLSVerify = false }
    guard embeds else {
      let path = KubeconfigPath.absolute(file, in: try WorkingDirectory.path(context))
      changes.certificateAuthority = .path(path)
      return (.setCluster(name, changes), [])
    }
    try EmbeddedFile.requirePresence(file, as: "certificate-authority", context)
    var embedded = EmbeddedFile(file, context)
    changes.certificateAuthority = .embedded(embedded.bytes)
    embedded.judgeCertificates()
    return (.setCluster(name, changes), embedded.doubts)
  }

  private func user(
    _ name: String,
    _ changes: UserChanges,
    _ files: CredentialFiles,
    _ context: Context
  ) throws -> (KubeconfigEdit, [Problem]) {
    _ = try KubeconfigEdit.setCredentials(name, changes).outcome(on: Kubeconfig())
    var changes = changes
    if files.embeds { try files.requirePresence(context) }
    if let mode = files.interactiveMode {
      guard let known = ExecCredential.InteractiveMode(rawValue: mode) else {
        throw KubeconfigEdit.refusal(
          .usage,
          "invalid interactive mode type, can be only IfAvailable, Never, Always"
        )
      }
      changes.execInteractiveMode = known
    }
    guard files.embeds else {
      let directory = try WorkingDirectory.path(context)
      changes.clientCertificate = files.certificate.map {
        .path(KubeconfigPath.absolute($0, in: directory))
      }
      changes.clientKey = files.key.map { .path(KubeconfigPath.absolute($0, in: directory)) }
      return (.setCredentials(name, changes), [])
    }
    var certificate = files.certificate.map { EmbeddedFile($0, context) }
    let key = files.key.map { EmbeddedKey($0, context) }
    changes.clientCertificate = certificate.map { .embedded($0.bytes) }
    changes.clientKey = key.map { .embedded($0.bytes) }
    certificate?.judgeCertificates()
    let doubts = (certificate?.doubts ?? []) + (key?.doubts(with: certificate) ?? [])
    return (.setCredentials(name, changes), doubts)
  }
}

extension KubeconfigRequest.CredentialFiles {
  /// Refuses files that are not there, as kubectl does before embedding.
  fileprivate func requirePresence(_ context: Context) throws {
    let given = [(certificate, "client-certificate"), (key, "client-key")].filter {
      $0.0?.isEmpty == false
    }
    guard !given.isEmpty else {
      throw KubeconfigEdit.refusal(
        .usage,
        "you must specify a --client-certificate or --client-key to embed"
      )
    }
    for (file, flag) in given {
      try EmbeddedFile.requirePresence(file ?? "", as: flag, context)
    }
  }
}
