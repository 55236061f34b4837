/// A file as judges see it: where it is, who may read it, what it holds.
public struct AuditedFile: Sendable {
  /// The path as its user knows it.
  public let path: String
  /// The absolute path on the machine that the file is meant for, where that
  /// is known.
  public let machinePath: String?
  /// The permission bits.
  public let permissions: UInt16
  /// What it holds.
  public let content: AuditedContent
  /// The YAML or JSON that the content was read from, for the places of its
  /// fields; it may hold secrets.
  let document: Node?
  /// Where the entries of a kubeconfig stand in ``document``.
  let index: KubeconfigIndex?
  /// What is odd about the form of PEM in it, where something is.
  var oddity: PEMOddity?

  /// Creates a file.
  public init(
    path: String,
    machinePath: String? = nil,
    permissions: UInt16,
    content: AuditedContent
  ) {
    self.init(path: path, machinePath: machinePath, permissions: permissions, (content, nil))
  }

  /// Creates a file as it was recognised.
  init(
    path: String,
    machinePath: String?,
    permissions: UInt16,
    _ recognized: FileRecognition.Recognized
  ) {
    self.path = path
    self.machinePath = machinePath
    self.permissions = permissions
    content = recognized.content
    document = recognized.document
    if case .kubeconfig = recognized.content {
      index = recognized.document.map(KubeconfigIndex.init)
    } else {
      index = nil
    }
  }

  /// The file without what only judging it by itself needs.
  var digest: AuditedFile {
    AuditedFile(
      path: path,
      machinePath: machinePath,
      permissions: permissions,
      content: content
    )
  }

  /// The last part of its path.
  public var name: String { String(path.split(separator: "/").last ?? "") }

  /// A place in it.
  func place(_ mark: SourceMark? = nil, field: String? = nil) -> Place {
    .file(path, mark, field: field)
  }

  /// The certificates, requests and keys in it.
  var objects: [InspectedObject] {
    if case .objects(let objects) = content { objects } else { [] }
  }

  /// The script that it is.
  var script: AuditedScript? { if case .script(let script) = content { script } else { nil } }

  /// The certificates in it.
  var certificates: [CertificateFacts] { objects.compactMap(\.certificate) }
}

/// What a file holds, read as what it was recognised to be.
public enum AuditedContent: Sendable {
  /// Certificates, requests and keys, in PEM or DER.
  case objects([InspectedObject])
  /// A kubeconfig.
  case kubeconfig(Kubeconfig)
  /// An encryption configuration.
  case encryption(EncryptionConfiguration)
  /// A description of a cluster, for `kthwctl generate`, and what its owner
  /// may regret.
  case cluster(ClusterSpec, doubts: [Problem])
  /// A unit of systemd.
  case unit(UnitFile)
  /// Documents in YAML or JSON.
  case documents(DocumentKind, [Node])
  /// Text in a form of its own.
  case text(TextKind, String)
  /// A script for a shell.
  case script(AuditedScript)
  /// It looks like something, and cannot be read as that.
  case unreadable(as: String, KTHWError)
  /// Nothing that is known here.
  case unknown

  /// A kind of document in YAML or JSON.
  public enum DocumentKind: String, Hashable, Sendable, CaseIterable {
    /// A kubelet's configuration.
    case kubelet = "KubeletConfiguration"
    /// A scheduler's configuration.
    case scheduler = "KubeSchedulerConfiguration"
    /// A kube-proxy's configuration.
    case kubeProxy = "KubeProxyConfiguration"
    /// What an API server writes into its audit log.
    case auditPolicy = "Policy"
    /// A static pod, by which a kubelet runs a component.
    case staticPod = "Pod"
    /// Objects for `kubectl apply`.
    case manifest = "manifest"
    /// A network for pods, or a list of them.
    case containerNetwork = "CNI"
    /// What cfssl is asked for.
    case cfsslRequest = "cfssl request"
    /// By which rules cfssl signs.
    case cfsslPolicy = "cfssl policy"
    /// Something else.
    case other
  }

  /// A form of text.
  public enum TextKind: String, Hashable, Sendable, CaseIterable {
    /// containerd's configuration.
    case containerd
    /// haproxy's configuration.
    case haproxy
    /// nginx's configuration.
    case nginx
    /// Names and addresses, as in `/etc/hosts`.
    case hosts
    /// Settings of the kernel, as in `/etc/sysctl.d`.
    case sysctl
    /// Names of kernel modules, as in `/etc/modules-load.d`.
    case modules
  }
}
