/// A flag that names a file, and what the file must hold.
struct FileFlag: Hashable {
  /// What a file must hold.
  enum Kind: String, Hashable {
    /// Certificates of authorities.
    case authorities = "certificates of authorities"
    /// A certificate, those of its issuers after it.
    case certificate = "a certificate"
    /// A private key without a passphrase.
    case privateKey = "a private key"
    /// Keys by which tokens are checked.
    case accountKey = "a public key"
    /// A kubeconfig.
    case kubeconfig = "a kubeconfig"
    /// An encryption configuration.
    case encryption = "an encryption configuration"
    /// An audit policy.
    case auditPolicy = "an audit policy"
    /// The program's own configuration.
    case kubelet = "a kubelet's configuration"
    /// The scheduler's configuration.
    case scheduler = "a scheduler's configuration"
    /// kube-proxy's configuration.
    case proxy = "a kube-proxy's configuration"
  }

  /// The flag without dashes.
  let name: String
  /// What the file must hold.
  let kind: Kind

  init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// The flags of a program that name files.
  static func all(of program: ComponentProgram) -> [FileFlag] { table[program] ?? [] }

  /// A certificate and its key: what one flag names fits what the other does.
  static func pairs(of program: ComponentProgram) -> [(certificate: String, key: String)] {
    switch program {
    case .kubeAPIServer:
      [
        ("tls-cert-file", "tls-private-key-file"), ("etcd-certfile", "etcd-keyfile"),
        ("kubelet-client-certificate", "kubelet-client-key"),
        ("proxy-client-cert-file", "proxy-client-key-file"),
      ]
    case .kubeControllerManager:
      [
        ("tls-cert-file", "tls-private-key-file"),
        ("cluster-signing-cert-file", "cluster-signing-key-file"),
      ]
        + signers.map { ("cluster-signing-\($0)-cert-file", "cluster-signing-\($0)-key-file") }
    case .kubeScheduler, .kubelet: [("tls-cert-file", "tls-private-key-file")]
    case .etcd:
      [
        ("cert-file", "key-file"), ("peer-cert-file", "peer-key-file"),
        ("client-cert-file", "client-key-file"),
      ]
    case .kubeProxy, .containerd: []
    }
  }

  private static let signers = [
    "kubelet-serving", "kubelet-client", "kube-apiserver-client", "legacy-unknown",
  ]

  private static let table: [ComponentProgram: [FileFlag]] = Dictionary(
    uniqueKeysWithValues: ComponentProgram.allCases.map { program in
      let pairs = pairs(of: program).flatMap {
        [FileFlag($0.certificate, .certificate), FileFlag($0.key, .privateKey)]
      }
      return (program, pairs + (others[program] ?? []))
    }
  )

  private static let others: [ComponentProgram: [FileFlag]] = [
    .kubeAPIServer: [
      FileFlag("client-ca-file", .authorities),
      FileFlag("etcd-cafile", .authorities),
      FileFlag("kubelet-certificate-authority", .authorities),
      FileFlag("requestheader-client-ca-file", .authorities),
      FileFlag("service-account-key-file", .accountKey),
      FileFlag("service-account-signing-key-file", .privateKey),
      FileFlag("encryption-provider-config", .encryption),
      FileFlag("experimental-encryption-provider-config", .encryption),
      FileFlag("audit-policy-file", .auditPolicy),
    ],
    .kubeControllerManager: [
      FileFlag("kubeconfig", .kubeconfig),
      FileFlag("authentication-kubeconfig", .kubeconfig),
      FileFlag("authorization-kubeconfig", .kubeconfig),
      FileFlag("client-ca-file", .authorities),
      FileFlag("requestheader-client-ca-file", .authorities),
      FileFlag("root-ca-file", .authorities),
      FileFlag("service-account-private-key-file", .privateKey),
    ],
    .kubeScheduler: [
      FileFlag("config", .scheduler),
      FileFlag("kubeconfig", .kubeconfig),
      FileFlag("authentication-kubeconfig", .kubeconfig),
      FileFlag("authorization-kubeconfig", .kubeconfig),
      FileFlag("client-ca-file", .authorities),
      FileFlag("requestheader-client-ca-file", .authorities),
    ],
    .kubelet: [
      FileFlag("config", .kubelet),
      FileFlag("kubeconfig", .kubeconfig),
      FileFlag("bootstrap-kubeconfig", .kubeconfig),
      FileFlag("client-ca-file", .authorities),
    ],
    .kubeProxy: [FileFlag("config", .proxy), FileFlag("kubeconfig", .kubeconfig)],
    .etcd: [
      FileFlag("trusted-ca-file", .authorities), FileFlag("peer-trusted-ca-file", .authorities),
    ],
    .containerd: [],
  ]
}

extension AuditedFile {
  /// Whether a file holds what a flag wants; nil where it cannot be read at
  /// all, which is told by itself.
  func holds(_ kind: FileFlag.Kind) -> Bool? {
    switch (kind, content) {
    case (_, .unreadable): nil
    case (.authorities, .objects), (.certificate, .objects): !certificates.isEmpty
    case (.privateKey, .objects(let objects)):
      objects.contains { if case .privateKey = $0.content { true } else { false } }
    case (.accountKey, .objects(let objects)): objects.contains { $0.publicKey != nil }
    case (.kubeconfig, .kubeconfig), (.encryption, .encryption): true
    case (.auditPolicy, .documents(.auditPolicy, _)): true
    case (.kubelet, .documents(.kubelet, _)), (.scheduler, .documents(.scheduler, _)),
      (.proxy, .documents(.kubeProxy, _)):
      true
    default: false
    }
  }

  /// What the file holds, in words.
  var contentName: String {
    switch content {
    case .objects(let objects):
      switch objects.first?.content {
      case .certificate: "a certificate"
      case .request: "a request for a certificate"
      case .privateKey: "a private key"
      case .encryptedKey: "a private key behind a passphrase"
      case .publicKey: "a public key"
      case nil: "nothing"
      }
    case .kubeconfig: "a kubeconfig"
    case .encryption: "an encryption configuration"
    case .cluster: "a description of a cluster"
    case .unit: "a unit"
    case .documents(let kind, _): kind == .other ? "a document of another kind" : kind.rawValue
    case .script: "a script"
    case .text(let kind, _): "text for \(kind.rawValue)"
    case .unreadable(let kind, _): kind
    case .unknown: "nothing that is known here"
    }
  }
}
