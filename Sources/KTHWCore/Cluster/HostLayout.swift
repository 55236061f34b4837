/// Where a cluster's files lie on its machines.
public enum HostLayout: String, Hashable, Sendable, CaseIterable {
  /// `/var/lib/kubernetes`, `/etc/etcd`, as tutorials have it.
  case hardWay = "hard-way"
  /// `/etc/kubernetes/pki`, as kubeadm has it.
  case kubeadm
}

/// A file with a certificate, a key or what is made of them, on a machine.
public enum HostFile: String, Hashable, Sendable, CaseIterable {
  case clusterCA, clusterCAKey, etcdCA, frontProxyCA
  case apiServerCertificate, apiServerKey
  case kubeletClientCertificate, kubeletClientKey
  case etcdClientCertificate, etcdClientKey
  case frontProxyClientCertificate, frontProxyClientKey
  case serviceAccountPublicKey, serviceAccountKey
  case encryptionConfiguration
  case controllerManagerKubeconfig, schedulerKubeconfig
  /// etcd's own copy of its authority, in its own directory.
  case etcdMemberCA
  case etcdServerCertificate, etcdServerKey
  case etcdPeerCertificate, etcdPeerKey
  case etcdHealthCertificate, etcdHealthKey
  case kubeletKubeconfig
  case kubeletServingCertificate, kubeletServingKey
  case kubeProxyKubeconfig
  /// The cluster's authority where a load balancer checks the API servers.
  case loadBalancerCA
}
