extension HostLayout {
  /// The absolute path of a file on a machine.
  ///
  /// - Parameters:
  ///   - file: the file.
  ///   - hierarchy: with one authority, files that would be the same are one.
  /// - Returns: such as `/var/lib/kubernetes/ca.pem`.
  public func path(of file: HostFile, in hierarchy: PKISettings.Hierarchy) -> String {
    let meant = hierarchy == .single ? file.inSingleHierarchy : file
    return switch self {
    case .hardWay: meant.hardWayPath(isSingle: hierarchy == .single)
    case .kubeadm: meant.kubeadmPath(isSingle: hierarchy == .single)
    }
  }

  /// The directory of the configuration of kube-scheduler and the like.
  public var configurationDirectory: String {
    self == .hardWay ? "/etc/kubernetes/config" : "/etc/kubernetes"
  }
}

extension HostFile {
  /// The file that takes this one's part where one authority signs everything
  /// and one certificate serves API server and etcd.
  var inSingleHierarchy: HostFile {
    switch self {
    case .etcdCA, .frontProxyCA: .clusterCA
    case .kubeletClientCertificate, .etcdClientCertificate, .frontProxyClientCertificate:
      .apiServerCertificate
    case .kubeletClientKey, .etcdClientKey, .frontProxyClientKey: .apiServerKey
    case .etcdPeerCertificate, .etcdHealthCertificate: .etcdServerCertificate
    case .etcdPeerKey, .etcdHealthKey: .etcdServerKey
    default: self
    }
  }

  fileprivate func hardWayPath(isSingle: Bool) -> String {
    let api = isSingle ? "kubernetes" : "kube-apiserver"
    let etcd = isSingle ? "kubernetes" : "etcd"
    return switch self {
    case .clusterCA: "/var/lib/kubernetes/ca.pem"
    case .clusterCAKey: "/var/lib/kubernetes/ca-key.pem"
    case .etcdCA: "/var/lib/kubernetes/etcd-ca.pem"
    case .frontProxyCA: "/var/lib/kubernetes/front-proxy-ca.pem"
    case .apiServerCertificate: "/var/lib/kubernetes/\(api).pem"
    case .apiServerKey: "/var/lib/kubernetes/\(api)-key.pem"
    case .kubeletClientCertificate: "/var/lib/kubernetes/kube-apiserver-kubelet-client.pem"
    case .kubeletClientKey: "/var/lib/kubernetes/kube-apiserver-kubelet-client-key.pem"
    case .etcdClientCertificate: "/var/lib/kubernetes/kube-apiserver-etcd-client.pem"
    case .etcdClientKey: "/var/lib/kubernetes/kube-apiserver-etcd-client-key.pem"
    case .frontProxyClientCertificate: "/var/lib/kubernetes/front-proxy-client.pem"
    case .frontProxyClientKey: "/var/lib/kubernetes/front-proxy-client-key.pem"
    case .serviceAccountPublicKey: "/var/lib/kubernetes/service-account.pub"
    case .serviceAccountKey: "/var/lib/kubernetes/service-account-key.pem"
    case .encryptionConfiguration: "/var/lib/kubernetes/encryption-config.yaml"
    case .controllerManagerKubeconfig: "/var/lib/kubernetes/kube-controller-manager.kubeconfig"
    case .schedulerKubeconfig: "/var/lib/kubernetes/kube-scheduler.kubeconfig"
    case .etcdMemberCA: "/etc/etcd/ca.pem"
    case .etcdServerCertificate: "/etc/etcd/\(etcd).pem"
    case .etcdServerKey: "/etc/etcd/\(etcd)-key.pem"
    case .etcdPeerCertificate: "/etc/etcd/etcd-peer.pem"
    case .etcdPeerKey: "/etc/etcd/etcd-peer-key.pem"
    case .etcdHealthCertificate: "/etc/etcd/etcd-client.pem"
    case .etcdHealthKey: "/etc/etcd/etcd-client-key.pem"
    case .kubeletKubeconfig: "/var/lib/kubelet/kubeconfig"
    case .kubeletBootstrapKubeconfig: "/var/lib/kubelet/bootstrap-kubeconfig"
    case .kubeletServingCertificate: "/var/lib/kubelet/kubelet.pem"
    case .kubeletServingKey: "/var/lib/kubelet/kubelet-key.pem"
    case .kubeProxyKubeconfig: "/var/lib/kube-proxy/kubeconfig"
    case .loadBalancerCA: "/etc/kubernetes/load-balancer/ca.pem"
    }
  }

  fileprivate func kubeadmPath(isSingle: Bool) -> String {
    let api = isSingle ? "kubernetes" : "apiserver"
    let etcd = isSingle ? "kubernetes" : "server"
    return switch self {
    case .clusterCA: "/etc/kubernetes/pki/ca.crt"
    case .clusterCAKey: "/etc/kubernetes/pki/ca.key"
    case .etcdCA, .etcdMemberCA: "/etc/kubernetes/pki/etcd/ca.crt"
    case .frontProxyCA: "/etc/kubernetes/pki/front-proxy-ca.crt"
    case .apiServerCertificate: "/etc/kubernetes/pki/\(api).crt"
    case .apiServerKey: "/etc/kubernetes/pki/\(api).key"
    case .kubeletClientCertificate: "/etc/kubernetes/pki/apiserver-kubelet-client.crt"
    case .kubeletClientKey: "/etc/kubernetes/pki/apiserver-kubelet-client.key"
    case .etcdClientCertificate: "/etc/kubernetes/pki/apiserver-etcd-client.crt"
    case .etcdClientKey: "/etc/kubernetes/pki/apiserver-etcd-client.key"
    case .frontProxyClientCertificate: "/etc/kubernetes/pki/front-proxy-client.crt"
    case .frontProxyClientKey: "/etc/kubernetes/pki/front-proxy-client.key"
    case .serviceAccountPublicKey: "/etc/kubernetes/pki/sa.pub"
    case .serviceAccountKey: "/etc/kubernetes/pki/sa.key"
    case .encryptionConfiguration: "/etc/kubernetes/encryption-config.yaml"
    case .controllerManagerKubeconfig: "/etc/kubernetes/controller-manager.kubeconfig"
    case .schedulerKubeconfig: "/etc/kubernetes/scheduler.kubeconfig"
    case .etcdServerCertificate: "/etc/kubernetes/pki/etcd/\(etcd).crt"
    case .etcdServerKey: "/etc/kubernetes/pki/etcd/\(etcd).key"
    case .etcdPeerCertificate: "/etc/kubernetes/pki/etcd/peer.crt"
    case .etcdPeerKey: "/etc/kubernetes/pki/etcd/peer.key"
    case .etcdHealthCertificate: "/etc/kubernetes/pki/etcd/healthcheck-client.crt"
    case .etcdHealthKey: "/etc/kubernetes/pki/etcd/healthcheck-client.key"
    case .kubeletKubeconfig: "/var/lib/kubelet/kubeconfig"
    case .kubeletBootstrapKubeconfig: "/var/lib/kubelet/bootstrap-kubeconfig"
    case .kubeletServingCertificate: "/var/lib/kubelet/pki/kubelet.crt"
    case .kubeletServingKey: "/var/lib/kubelet/pki/kubelet.key"
    case .kubeProxyKubeconfig: "/var/lib/kube-proxy/kubeconfig"
    case .loadBalancerCA: "/etc/kubernetes/load-balancer/ca.crt"
    }
  }
}

extension ClusterSpec {
  /// The absolute path of a file on this cluster's machines.
  public func path(of file: HostFile) -> String { layout.path(of: file, in: pki.hierarchy) }
}
