/// What a file of a cluster is, who reads it by which flag, what breaks
/// without it, and where it comes from.
public struct ArtifactExplanation: Hashable, Sendable {
  /// What it is, as a noun: "the API server's certificate".
  public let title: String
  /// What it does: whole sentences.
  public let what: String
  /// Who reads it, by which flag or key.
  public let readers: [String]
  /// Which machines have it; empty for what stays with the operator.
  public let roles: [HostRole]
  /// Where it lies on them, in either layout.
  public let paths: [String]
  /// What breaks without it: whole sentences.
  public let without: String
  /// The steps of tutorials that make it.
  public let steps: [TutorialStep]

  /// Explains a file by its path or name alone.
  ///
  /// - Parameter path: absolute, relative, in a tree of `generate`, or a name:
  ///   `ca.pem`, `kubelet`, `kube-apiserver.service`, `kubeconfigs/admin.kubeconfig`.
  /// - Returns: nil for a name that says nothing.
  public static func of(path: String) -> ArtifactExplanation? {
    let name = String(path.split(separator: "/").last ?? "")
    if let file = rendered(path, name) { return ArtifactExplanation(file) }
    if let special = special[name] { return special }
    if name.hasPrefix("encryption-config") { return encryption }
    if let found = CredentialName(path) {
      if found.hostFile == .encryptionConfiguration { return encryption }
      if let component = found.component {
        return ArtifactExplanation(component, part: found.part, node: found.host)
      }
      if found.part == .kubeconfig { return ArtifactExplanation(kubeconfigOf: nil, node: nil) }
    }
    guard !path.contains("/"), let component = ComponentIdentity.named(path) else { return nil }
    return ArtifactExplanation(
      component,
      part: component.purpose == nil ? .privateKey : .certificate
    )
  }

  /// Explains a file that was read: what is in it counts, its name helps.
  ///
  /// - Parameter file: the file.
  /// - Returns: nil for what is nothing of a cluster.
  public static func of(_ file: AuditedFile) -> ArtifactExplanation? {
    let byName = of(path: file.path)
    switch file.content {
    case .objects(let objects): return of(objects, byName, file) ?? byName
    case .kubeconfig(let kubeconfig): return of(kubeconfig, byName)
    case .encryption: return encryption
    case .cluster: return special["cluster.yaml"]
    case .documents(let kind, _):
      return byName ?? rendered[kind].map(ArtifactExplanation.init) ?? of(kind)
    case .unit(let unit): return byName ?? of(unit)
    case .text(let kind, _): return byName ?? texts[kind].map(ArtifactExplanation.init)
    case .script, .unreadable, .unknown: return byName
    }
  }

  /// The known name that is nearest to a mistyped one.
  public static func nearestName(to name: String) -> String? {
    let components = ComponentIdentity.all.flatMap { row in
      [row.name, "\(row.name).pem", "\(row.name)-key.pem", "\(row.name).kubeconfig"]
    }
    return Spelling.nearest(
      to: name,
      among: RenderedFile.allCases.map(\.rawValue) + special.keys.sorted() + components
    )
  }
}

// MARK: - By name

extension ArtifactExplanation {
  /// The file of text that a path means: its place, its name, or a unit's
  /// program.
  private static func rendered(_ path: String, _ name: String) -> RenderedFile? {
    RenderedFile.allCases.first { file in
      if name == file.rawValue || path == file.unitName { return true }
      guard !file.isClusterWide else { return false }
      return HostLayout.allCases.contains { path.hasSuffix(file.path(in: $0)) }
    }
  }
}

// MARK: - By content

extension ArtifactExplanation {
  private static func of(
    _ objects: [InspectedObject],
    _ byName: ArtifactExplanation?,
    _ file: AuditedFile
  ) -> ArtifactExplanation? {
    guard let first = objects.first else { return byName }
    let name = CredentialName(file.path)
    switch first.content {
    case .certificate(let facts):
      let role = CertificateRole(facts, at: file.path)
      guard let component = role.component else { return ArtifactExplanation(stranger: role) }
      // etcd's and the API server's may be one certificate; its place decides.
      if let named = name?.component, name?.hostFile != nil, named != component {
        return byName
      }
      return ArtifactExplanation(component, part: .certificate, node: role.node)
    case .request(let facts):
      let identity = RBACIdentity(facts.subject)
      let role = CertificateRole(identity)
      return role.component.map { ArtifactExplanation($0, part: .request, node: role.node) }
    case .privateKey, .encryptedKey: return byName ?? special["-key.pem"]
    case .publicKey: return byName ?? special[".pub"]
    }
  }

  private static func of(
    _ kubeconfig: Kubeconfig,
    _ byName: ArtifactExplanation?
  ) -> ArtifactExplanation {
    let context = kubeconfig.contexts[kubeconfig.currentContext]
    let user = context.flatMap { kubeconfig.users[$0.user] } ?? kubeconfig.users.first?.value
    guard let user else { return ArtifactExplanation(kubeconfigOf: nil, node: nil) }
    if let leaf = try? CertificateReader.certificates(pem: user.clientCertificateData, file: nil)
      .first
    {
      let role = CertificateRole(leaf)
      return ArtifactExplanation(kubeconfigOf: role.component, node: role.node)
    }
    return byName ?? ArtifactExplanation(kubeconfigOf: nil, node: nil)
  }

  private static func of(_ unit: UnitFile) -> ArtifactExplanation? {
    let programs = unit.values(of: "ExecStart").compactMap { setting in
      setting.words.first?.text.split(separator: "/").last.map(String.init)
    }
    let file = programs.compactMap { name in RenderedFile.allCases.first { $0.unitName == name } }
      .first
    return file.map(ArtifactExplanation.init)
  }

  private static func of(_ kind: AuditedContent.DocumentKind) -> ArtifactExplanation? {
    switch kind {
    case .cfsslPolicy: special["ca-config.json"]
    case .cfsslRequest: special["-csr.json"]
    case .staticPod: special["static pod"]
    case .manifest: special["manifest"]
    default: nil
    }
  }

  private static let rendered: [AuditedContent.DocumentKind: RenderedFile] = [
    .kubelet: .kubeletConfiguration, .scheduler: .schedulerConfiguration,
    .kubeProxy: .kubeProxyConfiguration, .auditPolicy: .auditPolicy,
    .containerNetwork: .cniConfiguration,
  ]

  private static let texts: [AuditedContent.TextKind: RenderedFile] = [
    .containerd: .containerdConfiguration, .haproxy: .haproxyConfiguration,
    .nginx: .nginxLoadBalancer, .hosts: .hostEntries, .sysctl: .sysctl, .modules: .modules,
  ]
}
