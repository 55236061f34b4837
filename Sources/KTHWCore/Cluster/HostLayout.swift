/// Where a cluster's files lie on its machines.
public enum HostLayout: String, Hashable, Sendable, CaseIterable {
  /// `/var/lib/kubernetes`, `/etc/etcd`, as tutorials have it.
  case hardWay = "hard-way"
  /// `/etc/kubernetes/pki`, as kubeadm has it.
  case kubeadm
}

/// A file with a certificate, a key or what is made of them, on a machine.
public enum HostFile: String, Hashable, Sendable, CaseIterable {
  /// The cluster's authority.
  case clusterCA
  /// The key of the cluster's authority, where something signs.
  case clusterCAKey
  /// The authority by which API servers know etcd.
  case etcdCA
  /// The authority of whoever passes requests on for others.
  case frontProxyCA
  /// What an API server shows to its clients.
  case apiServerCertificate
  /// The key to it.
  case apiServerKey
  /// What an API server shows to kubelets.
  case kubeletClientCertificate
  /// The key to it.
  case kubeletClientKey
  /// What an API server shows to etcd.
  case etcdClientCertificate
  /// The key to it.
  case etcdClientKey
  /// What an API server shows to aggregated ones.
  case frontProxyClientCertificate
  /// The key to it.
  case frontProxyClientKey
  /// What tokens of service accounts are verified with.
  case serviceAccountPublicKey
  /// What tokens of service accounts are signed with.
  case serviceAccountKey
  /// What encrypts Secrets in etcd.
  case encryptionConfiguration
  /// How the controller manager reaches its API server.
  case controllerManagerKubeconfig
  /// How the scheduler reaches its API server.
  case schedulerKubeconfig
  /// etcd's own copy of its authority, in its own directory.
  case etcdMemberCA
  /// What a member of etcd shows to its clients.
  case etcdServerCertificate
  /// The key to it.
  case etcdServerKey
  /// What a member of etcd shows to the others.
  case etcdPeerCertificate
  /// The key to it.
  case etcdPeerKey
  /// What health checks and backups show to etcd.
  case etcdHealthCertificate
  /// The key to it.
  case etcdHealthKey
  /// How a kubelet reaches the API servers.
  case kubeletKubeconfig
  /// The token by which a kubelet gets its first certificate.
  case kubeletBootstrapKubeconfig
  /// What a kubelet shows to API servers.
  case kubeletServingCertificate
  /// The key to it.
  case kubeletServingKey
  /// How kube-proxy reaches the API servers.
  case kubeProxyKubeconfig
  /// The cluster's authority where a load balancer checks the API servers.
  case loadBalancerCA
}
