/// What a certificate does in a cluster.
enum CertificateJob: Hashable, Sendable, CaseIterable {
  case apiServer
  case apiServerToKubelet
  case apiServerToEtcd
  case frontProxyClient
  case etcdServer
  case etcdPeer
  case etcdClient
  case kubeletClient
  case kubeletServing
  case controllerManager
  case scheduler
  case proxy
  case administrator
  case serviceAccount
  case clusterAuthority
  case etcdAuthority
  case frontProxyAuthority

  /// Whether it is to sign others.
  var isAuthority: Bool {
    self == .clusterAuthority || self == .etcdAuthority || self == .frontProxyAuthority
  }

  /// The row of the components' table that says who it must be; nil where the
  /// name does not matter.
  var component: ComponentIdentity? {
    switch self {
    case .controllerManager: ComponentIdentity.named("kube-controller-manager")
    case .scheduler: ComponentIdentity.named("kube-scheduler")
    case .proxy: ComponentIdentity.named("kube-proxy")
    default: nil
    }
  }

  /// The usages that it needs, and those that it may have.
  var usages: (needed: [ExtendedKeyUsage], allowed: [ExtendedKeyUsage])? {
    let (server, client) = (
      ExtendedKeyUsage.serverAuthentication, ExtendedKeyUsage.clientAuthentication
    )
    switch self {
    case .apiServer, .kubeletServing: return ([server], [server])
    // Its gateway is a client of itself.
    case .etcdServer: return ([server], [server, client])
    case .etcdPeer: return ([server, client], [server, client])
    case .apiServerToKubelet, .apiServerToEtcd, .frontProxyClient, .etcdClient, .kubeletClient,
      .controllerManager, .scheduler, .proxy, .administrator:
      return ([client], [client])
    case .serviceAccount, .clusterAuthority, .etcdAuthority, .frontProxyAuthority: return nil
    }
  }

  /// The authority that should have signed it.
  var authority: CertificateJob? {
    switch self {
    case .etcdServer, .etcdPeer, .etcdClient, .apiServerToEtcd: .etcdAuthority
    case .frontProxyClient: .frontProxyAuthority
    case .serviceAccount, .clusterAuthority, .etcdAuthority, .frontProxyAuthority: nil
    // Kubelets and API servers may serve with certificates of other authorities.
    case .apiServer, .kubeletServing: nil
    default: .clusterAuthority
    }
  }

  /// What stops when the certificate ends.
  var consequence: String {
    switch self {
    case .apiServer: "no client can reach the API server"
    case .apiServerToKubelet: "kubectl logs, exec and port-forward fail"
    case .apiServerToEtcd: "the API server cannot reach etcd, and the control plane stops"
    case .frontProxyClient: "aggregated APIs such as metrics fail"
    case .etcdServer: "no API server can reach this member of etcd"
    case .etcdPeer: "this member of etcd cannot reach the others"
    case .etcdClient: "health checks and backups of etcd fail"
    case .kubeletClient: "the kubelet cannot renew its lease, and the node turns NotReady"
    case .kubeletServing: "kubectl logs and exec fail for pods of the node"
    case .controllerManager: "the controller manager stops: nothing is repaired or scaled"
    case .scheduler: "the scheduler stops: new pods stay pending"
    case .proxy: "kube-proxy no longer learns of services"
    case .administrator: "whoever uses it cannot log in"
    case .serviceAccount: "nothing, for only its key is used"
    case .clusterAuthority: "everything that it has signed ends with it: the whole cluster"
    case .etcdAuthority: "everything that it has signed ends with it: etcd and its clients"
    case .frontProxyAuthority: "aggregated APIs such as metrics fail"
    }
  }
}

// MARK: - By flags

extension CertificateJob {
  /// What the certificate does that a flag of a program names.
  init?(flag: String, of program: ComponentProgram) {
    switch (program, flag) {
    case (.kubeAPIServer, "tls-cert-file"): self = .apiServer
    case (.kubeAPIServer, "kubelet-client-certificate"): self = .apiServerToKubelet
    case (.kubeAPIServer, "etcd-certfile"): self = .apiServerToEtcd
    case (.kubeAPIServer, "proxy-client-cert-file"): self = .frontProxyClient
    case (.kubeAPIServer, "client-ca-file"), (.kubelet, "client-ca-file"): self = .clusterAuthority
    case (.kubeAPIServer, "etcd-cafile"), (.etcd, "trusted-ca-file"): self = .etcdAuthority
    case (.kubeAPIServer, "requestheader-client-ca-file"): self = .frontProxyAuthority
    case (.etcd, "cert-file"): self = .etcdServer
    case (.etcd, "peer-cert-file"): self = .etcdPeer
    case (.etcd, "peer-trusted-ca-file"): self = .etcdAuthority
    case (.kubelet, "tls-cert-file"): self = .kubeletServing
    default: return nil
    }
  }
}

// MARK: - By name

extension CertificateJob {
  /// What a file says by its name that its certificate does, in the manner of
  /// cfssl, kubeadm, tutorials and trees of our own.
  init?(path: String) {
    let parts = path.split(separator: "/").map(String.init)
    guard let name = parts.last else { return nil }
    let directory = parts.dropLast().last ?? ""
    let base = CertificateJob.base(of: name)
    switch (directory, base) {
    case ("etcd", "server"): self = .etcdServer
    case ("etcd", "peer"): self = .etcdPeer
    case ("etcd", "ca"): self = .etcdAuthority
    case ("etcd", "healthcheck-client"): self = .etcdClient
    case ("kube-proxy", "kubeconfig"): self = .proxy
    default:
      if let row = ComponentIdentity.named(base), let job = CertificateJob(row: row.name) {
        self = job
      } else if let suffix = CertificateJob.suffixes.first(where: { base.hasSuffix($0.0) }) {
        self = suffix.1
      } else {
        return nil
      }
    }
  }

  private init?(row: String) {
    switch row {
    case "ca": self = .clusterAuthority
    case "etcd-ca": self = .etcdAuthority
    case "front-proxy-ca": self = .frontProxyAuthority
    case "admin", "cluster-admin", "break-glass": self = .administrator
    case "kube-apiserver": self = .apiServer
    case "kube-apiserver-kubelet-client": self = .apiServerToKubelet
    case "kube-apiserver-etcd-client": self = .apiServerToEtcd
    case "front-proxy-client": self = .frontProxyClient
    case "kube-controller-manager": self = .controllerManager
    case "kube-scheduler": self = .scheduler
    case "kube-proxy": self = .proxy
    case "service-account": self = .serviceAccount
    case "etcd": self = .etcdServer
    case "etcd-peer": self = .etcdPeer
    case "etcd-client": self = .etcdClient
    // A file "kubelet" may hold either; its subject and usages decide.
    default: return nil
    }
  }

  /// How files of one node's certificates end.
  static let suffixes: [(String, CertificateJob)] = [
    ("-kubelet-serving", .kubeletServing), ("-kubelet-server", .kubeletServing),
    ("-kubelet-client", .kubeletClient), ("-kubelet", .kubeletClient),
    ("-etcd-peer", .etcdPeer), ("-etcd-server", .etcdServer), ("-etcd", .etcdServer),
  ]

  /// A file's name without what says that it is a certificate or kubeconfig.
  static func base(of name: String) -> String {
    for ending in [".pem", ".crt", ".cer", ".cert", ".kubeconfig", ".conf", ".csr", ".der"]
    where name.hasSuffix(ending) && name.count > ending.count {
      return String(name.dropLast(ending.count))
    }
    return name
  }
}

// MARK: - By subject

extension CertificateJob {
  /// What a certificate does whose file says nothing.
  static func jobs(of certificate: CertificateFacts) -> Set<CertificateJob> {
    guard let user = certificate.subject.commonName else { return [] }
    if certificate.isAuthority {
      if user == "etcd-ca" { return [.etcdAuthority] }
      return user.hasPrefix("front-proxy-ca") ? [.frontProxyAuthority] : []
    }
    if user.hasPrefix(RBACIdentity.nodeUserPrefix)
      || certificate.subject.organizations.contains(RBACIdentity.nodesGroup)
    {
      let client: Set<CertificateJob> = certificate.worksForClients ? [.kubeletClient] : []
      return certificate.worksForServers ? client.union([.kubeletServing]) : client
    }
    switch user {
    case "system:kube-controller-manager": return [.controllerManager]
    case "system:kube-scheduler": return [.scheduler]
    case "system:kube-proxy": return [.proxy]
    case "kube-apiserver", "kubernetes": return certificate.worksForServers ? [.apiServer] : []
    case "kube-apiserver-kubelet-client": return [.apiServerToKubelet]
    case "kube-apiserver-etcd-client": return [.apiServerToEtcd]
    case "front-proxy-client": return [.frontProxyClient]
    case "kube-etcd-peer": return [.etcdPeer]
    case "kube-etcd": return [.etcdServer]
    default: return []
    }
  }
}
