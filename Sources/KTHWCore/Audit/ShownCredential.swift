/// What a user of a kubeconfig shows to servers, read: embedded, or in the
/// files that the kubeconfig names.
struct ShownCredential: Sendable {
  /// The certificate's or the key's own field, and why it cannot be read.
  typealias Failure = (field: String, error: KTHWError)

  /// The user's name in the kubeconfig.
  let user: String
  /// The client certificates, the client's own first.
  private(set) var certificates: [CertificateFacts] = []
  /// The public half of the client's key.
  private(set) var key: PublicKey?
  /// What could not be read.
  private(set) var failures: [Failure] = []
  /// Whether the certificate stands in the kubeconfig itself.
  let isEmbedded: Bool
  /// Files that are named and not there.
  private(set) var missing: [(field: String, path: String)] = []

  /// The client's own certificate.
  var certificate: CertificateFacts? { certificates.first }

  /// Whom an API server takes the client for.
  var identity: RBACIdentity? { certificate.flatMap { RBACIdentity($0.subject) } }

  /// Reads the credential of a user.
  ///
  /// - Parameters:
  ///   - user: the user.
  ///   - name: its name.
  ///   - area: where files that are named may be; nil looks for none.
  init(_ user: KubeconfigUser, named name: String, in area: AuditedArea? = nil) {
    self.user = name
    isEmbedded = !user.clientCertificateData.isEmpty
    let field = "users.\(name)."
    if !user.clientCertificateData.isEmpty {
      certificates =
        read(field + "client-certificate-data") {
          try CertificateReader.certificates(pem: user.clientCertificateData)
        } ?? []
    } else if let file = file(user.clientCertificate, field + "client-certificate", area) {
      certificates = file.certificates
    }
    if let data = user.clientKeyData, data.count > 0 {
      key = read(field + "client-key-data") { try PrivateKey(pem: data).publicKey }
    } else if let file = file(user.clientKey, field + "client-key", area) {
      key =
        file.objects.lazy.compactMap { object in
          if case .privateKey(let key) = object.content { key } else { nil }
        }.first
    }
  }

  private mutating func read<Value>(_ field: String, _ body: () throws -> Value) -> Value? {
    do {
      return try body()
    } catch let error as KTHWError {
      failures.append((field, error))
    } catch {
      failures.append((field, KTHWError(.syntax, "cannot be read")))
    }
    return nil
  }

  /// The file at a path, where a client on the machine would open it.
  private mutating func file(
    _ path: String,
    _ field: String,
    _ area: AuditedArea?
  ) -> AuditedFile? {
    guard let area, path.hasPrefix("/") else { return nil }
    let file = area.file(at: path)
    // Kubelets write and rotate what is in their own folder.
    if file == nil, area.isComplete, area.links[path] == nil,
      !path.hasPrefix("/var/lib/kubelet/pki/")
    {
      missing.append((field, path))
    }
    return file
  }
}

extension KubeconfigUser {
  /// Whom an API server takes the user for by the embedded certificate.
  var embeddedIdentity: RBACIdentity? {
    guard !clientCertificateData.isEmpty else { return nil }
    let certificates = try? CertificateReader.certificates(pem: clientCertificateData)
    return certificates?.first.flatMap { RBACIdentity($0.subject) }
  }
}

extension Kubeconfig {
  /// The credentials of all users.
  func credentials(in area: AuditedArea? = nil) -> [ShownCredential] {
    users.map { ShownCredential($0.value, named: $0.name, in: area) }
  }

  /// The cluster and credential that belong together in some context, each
  /// pair once.
  func pairs(
    of credentials: [ShownCredential]
  ) -> [(cluster: String, credential: ShownCredential)] {
    var seen: Set<[String]> = []
    let byUser = Dictionary(
      credentials.map { ($0.user, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    return contexts.compactMap { _, context in
      guard clusters.contains(name: context.cluster),
        let credential = byUser[context.user],
        seen.insert([context.cluster, context.user]).inserted
      else { return nil }
      return (context.cluster, credential)
    }
  }
}

extension RBACIdentity {
  /// Whether the identity may do everything by what clusters begin with, or
  /// by what kubeadm and this program bind.
  var isAdministrator: Bool {
    let groups = [
      RBACIdentity.mastersGroup, RBACIdentity.administratorsGroup, "kubeadm:cluster-admins",
    ]
    return self.groups.contains { groups.contains($0) }
  }
}
