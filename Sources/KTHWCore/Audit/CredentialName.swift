/// Which component's credential a file is, told from its path alone.
///
/// Knows the paths of both layouts, the names below `pki` and `kubeconfigs`,
/// cfssl's names (`X.pem`, `X-key.pem`, `X.csr`, `X-csr.json`), those of
/// tutorials that call openssl (`X-crt.pem`) and those of kubeadm (`X.crt`,
/// `X.key`, `X.conf`).
struct CredentialName: Hashable, Sendable {
  /// Which part of a credential a file holds.
  enum Part: String, Hashable, Sendable {
    /// The certificate.
    case certificate
    /// The private key.
    case privateKey
    /// The public key.
    case publicKey
    /// The signing request.
    case request
    /// What cfssl is asked for, in JSON.
    case requestDescription
    /// A kubeconfig with certificate and key inside.
    case kubeconfig
  }

  /// The component; nil where the name says only which part it is.
  let component: ComponentIdentity?
  /// The machine's or node's name, where the file's name has it.
  let host: String?
  /// The part.
  let part: Part
  /// The file of a machine that has exactly this place, where one has.
  let hostFile: HostFile?

  /// Looks at a path.
  ///
  /// - Parameter path: absolute, relative, or a name alone.
  init?(_ path: String) {
    if let (file, machine) = CredentialName.hostFile(at: path) {
      let (name, part) = SampleCluster.credential(in: file)
      component = ComponentIdentity.named(name)
      host = component?.isPerNode == true ? machine : nil
      self.part = part
      hostFile = file
      return
    }
    let parts = path.split(separator: "/").map(String.init)
    guard let name = parts.last, let (base, part) = CredentialName.split(name) else { return nil }
    self.part = part
    hostFile = nil
    let isOfEtcd = parts.dropLast().last == "etcd"
    (component, host) = CredentialName.owner(of: base, part, isOfEtcd: isOfEtcd)
  }

  /// The file of a machine whose path this is, or ends in, and the machine.
  private static func hostFile(at path: String) -> (HostFile, String?)? {
    guard let match = hostPaths.first(where: { path == $0.path || path.hasSuffix($0.path) })
    else { return nil }
    let before = path.dropLast(match.path.utf8.count).split(separator: "/")
    return (match.file, before.suffix(2).first == "hosts" ? before.last.map(String.init) : nil)
  }

  /// Every path of both layouts; what separate authorities have comes first.
  private static let hostPaths: [(path: String, file: HostFile)] = {
    var seen: Set<String> = []
    var paths: [(path: String, file: HostFile)] = []
    for hierarchy in [PKISettings.Hierarchy.separate, .single] {
      for layout in HostLayout.allCases {
        for file in HostFile.allCases {
          let path = layout.path(of: file, in: hierarchy)
          if seen.insert(path).inserted { paths.append((path, file)) }
        }
      }
    }
    return paths
  }()

  /// A file's name without what says which part it is.
  private static func split(_ name: String) -> (base: String, part: Part)? {
    for (ending, part) in endings where name.hasSuffix(ending) && name != ending {
      return (String(name.dropLast(ending.count)), part)
    }
    return nil
  }

  /// The longest first.
  private static let endings: [(String, Part)] = [
    ("-csr.json", .requestDescription), ("-key.pem", .privateKey), (".key.pem", .privateKey),
    ("-crt.pem", .certificate), ("-cert.pem", .certificate), ("-csr.pem", .request),
    (".kubeconfig", .kubeconfig), (".pem", .certificate), (".crt", .certificate),
    (".cer", .certificate), (".key", .privateKey), (".csr", .request), (".pub", .publicKey),
    (".conf", .kubeconfig),
  ]

  /// Whose a base name is: a component's, or a machine's own of a component.
  private static func owner(
    of base: String,
    _ part: Part,
    isOfEtcd: Bool
  ) -> (ComponentIdentity?, String?) {
    if isOfEtcd, let name = kubeadmNames[base] { return (ComponentIdentity.named(name), nil) }
    if let component = ComponentIdentity.named(base), !component.isPerNode {
      return (component, nil)
    }
    for (ending, name) in [
      ("-kubelet-serving", "kubelet-serving"), ("-etcd-peer", "etcd-peer"),
      ("-kubelet", "kubelet"), ("-etcd", "etcd"),
    ] where base.hasSuffix(ending) {
      return (ComponentIdentity.named(name), String(base.dropLast(ending.count)))
    }
    // What kubelets show has this name on machines; their client certificate
    // is in their kubeconfig.
    if base == "kubelet", part != .kubeconfig {
      return (ComponentIdentity.named("kubelet-serving"), nil)
    }
    return (ComponentIdentity.named(base), nil)
  }

  /// kubeadm's names below a folder named `etcd`.
  private static let kubeadmNames = [
    "ca": "etcd-ca", "server": "etcd", "peer": "etcd-peer", "healthcheck-client": "etcd-client",
  ]
}

/// A cluster that has everything, to be asked what real ones have.
enum SampleCluster {
  /// Three controllers behind HAProxy, three workers.
  static let spec: ClusterSpec? = {
    let text = ClusterStarter.haHAProxy.text()
    var spec = try? ClusterSpec(reading: Array(text.utf8))
    spec?.pki.clusterSigning = true
    return spec
  }()

  /// Whose credential a file of a machine is a part of, and which part.
  static func credential(in file: HostFile) -> (name: String, part: CredentialName.Part) {
    guard let spec,
      let host = spec.hosts.first(where: { HostFile.files(on: $0, in: spec).contains(file) })
    else { return ("", .certificate) }
    func shared(_ name: String) -> String {
      let prefix = host.name.text + "-"
      return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
    }
    switch file.content(on: host, in: spec) {
    case .certificate(let name): return (shared(name), .certificate)
    case .request(let name): return (shared(name), .request)
    case .privateKey(let name): return (shared(name), .privateKey)
    case .publicKey(let name): return (shared(name), .publicKey)
    case .kubeconfig(let recipe): return (shared(recipe.credential), .kubeconfig)
    default: return ("", .certificate)
    }
  }
}
