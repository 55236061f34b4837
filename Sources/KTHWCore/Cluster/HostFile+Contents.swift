extension HostFile {
  /// The files with keys and certificates that a machine gets: what its roles
  /// need and nothing else.
  ///
  /// No machine gets another one's key, an administrator's credentials, or
  /// the key of an authority, unless it signs for the cluster with it.
  static func files(on host: ClusterHost, in spec: ClusterSpec) -> [HostFile] {
    var files: [HostFile] = []
    if host.has(.etcd) { files += etcd }
    if host.has(.controlPlane) {
      files += controlPlane
      if spec.pki.clusterSigning { files.append(.clusterCAKey) }
      if spec.encryption.provider != .none { files.append(.encryptionConfiguration) }
    }
    if host.has(.worker) { files += worker(in: spec.pki) }
    if host.has(.loadBalancer) { files.append(.loadBalancerCA) }
    return files
  }

  private static let etcd: [HostFile] = [
    .etcdMemberCA, .etcdServerCertificate, .etcdServerKey, .etcdPeerCertificate, .etcdPeerKey,
    .etcdHealthCertificate, .etcdHealthKey,
  ]

  private static let controlPlane: [HostFile] = [
    .clusterCA, .etcdCA, .frontProxyCA, .apiServerCertificate, .apiServerKey,
    .kubeletClientCertificate, .kubeletClientKey, .etcdClientCertificate, .etcdClientKey,
    .frontProxyClientCertificate, .frontProxyClientKey, .serviceAccountPublicKey,
    .serviceAccountKey, .controllerManagerKubeconfig, .schedulerKubeconfig,
  ]

  private static func worker(in pki: PKISettings) -> [HostFile] {
    // The kubelet asks for a certificate only where it has no kubeconfig yet.
    let client: HostFile =
      pki.nodeCredentials == .bootstrap ? .kubeletBootstrapKubeconfig : .kubeletKubeconfig
    let serving: [HostFile] =
      pki.nodeServing == .bootstrap ? [] : [.kubeletServingCertificate, .kubeletServingKey]
    return [.clusterCA, client] + serving + [.kubeProxyKubeconfig]
  }

  /// What the file holds on a machine.
  func content(on host: ClusterHost, in spec: ClusterSpec) -> Artifact.Content {
    let isSingle = spec.pki.hierarchy == .single
    let meant = isSingle ? inSingleHierarchy : self
    let api = isSingle ? "kubernetes" : "kube-apiserver"
    let member = isSingle ? "kubernetes" : "\(host.name)-etcd"
    let isShared = isSingle && spec.pki.nodeCredentials == .certificates
    let serving = isShared ? "\(host.name)-kubelet" : "\(host.name)-kubelet-serving"
    return switch meant {
    // etcd keeps a copy of its own, which in one hierarchy is the only one.
    case .clusterCA, .loadBalancerCA: .certificate("ca")
    case .etcdCA, .etcdMemberCA: .certificate(isSingle ? "ca" : "etcd-ca")
    case .frontProxyCA: .certificate("front-proxy-ca")
    case .clusterCAKey: .privateKey("ca")
    case .apiServerCertificate: .certificate(api)
    case .apiServerKey: .privateKey(api)
    case .kubeletClientCertificate: .certificate("kube-apiserver-kubelet-client")
    case .kubeletClientKey: .privateKey("kube-apiserver-kubelet-client")
    case .etcdClientCertificate: .certificate("kube-apiserver-etcd-client")
    case .etcdClientKey: .privateKey("kube-apiserver-etcd-client")
    case .frontProxyClientCertificate: .certificate("front-proxy-client")
    case .frontProxyClientKey: .privateKey("front-proxy-client")
    case .serviceAccountPublicKey: .publicKey("service-account")
    case .serviceAccountKey: .privateKey("service-account")
    case .encryptionConfiguration: .encryptionConfiguration
    case .controllerManagerKubeconfig:
      .kubeconfig(spec.componentKubeconfig("kube-controller-manager"))
    case .schedulerKubeconfig: .kubeconfig(spec.componentKubeconfig("kube-scheduler"))
    case .kubeProxyKubeconfig: .kubeconfig(spec.componentKubeconfig("kube-proxy"))
    case .etcdServerCertificate: .certificate(member)
    case .etcdServerKey: .privateKey(member)
    case .etcdPeerCertificate: .certificate("\(host.name)-etcd-peer")
    case .etcdPeerKey: .privateKey("\(host.name)-etcd-peer")
    case .etcdHealthCertificate: .certificate("etcd-client")
    case .etcdHealthKey: .privateKey("etcd-client")
    case .kubeletKubeconfig: .kubeconfig(spec.kubeletKubeconfig(on: host))
    case .kubeletBootstrapKubeconfig: .bootstrapKubeconfig(host: host.name.text)
    case .kubeletServingCertificate: .certificate(serving)
    case .kubeletServingKey: .privateKey(serving)
    }
  }
}
