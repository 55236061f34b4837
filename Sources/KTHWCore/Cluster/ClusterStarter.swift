/// A cluster.yaml to begin with: the shape of a well-known tutorial, with
/// comments that say why it is as it is.
///
/// The raw value is the word by which a user asks for it.
public enum ClusterStarter: String, Hashable, Sendable, CaseIterable {
  /// One control-plane host and two workers: what most need first.
  case standard
  /// Everything on one machine.
  case singleNode = "single-node"
  /// Two machines: the smallest cluster in which pods of different machines
  /// meet, with everything that keeps it closed to strangers.
  case minimal
  /// Two masters behind nginx, two workers.
  case multiMaster = "multi-master"
  /// Three controllers behind HAProxy, three workers.
  case haHAProxy = "ha-haproxy"
  /// Two controllers that answer health checks in plain HTTP, behind nginx,
  /// and two workers.
  case twoControllers = "two-controllers"

  /// The text of the file.
  ///
  /// - Parameter kubernetesVersion: the version that it asks for.
  /// - Returns: YAML that is read without a problem, ending with a newline.
  public func text(kubernetesVersion: KubernetesVersion = .newest) -> String {
    let parts = [
      introduction,
      """
      apiVersion: kthwctl/v1alpha1
      kind: Cluster
      metadata:
        name: \(clusterName)  # the cluster's name in every kubeconfig
      spec:
        kubernetesVersion: "\(kubernetesVersion)"  # everything that is made fits this version
      """,
      endpoint,
      hosts,
      network,
      balancer,
      ClusterStarter.security,
    ]
    return parts.compactMap { $0 }.joined(separator: "\n\n") + "\n"
  }

  private var clusterName: String {
    switch self {
    case .standard, .haHAProxy, .twoControllers: "kubernetes-the-hard-way"
    case .singleNode: "single-node"
    case .minimal: "minimal"
    case .multiMaster: "multi-master"
    }
  }

  /// What else may be said, with the values that hold where it is not.
  private static let security = """
      # What else may be said, with what holds unless you say so. Docs/cluster-yaml.md has all of it.
      #
      # pki:
      #   hierarchy: separate            # one authority each for cluster, etcd and aggregated APIs
      #   key: {algo: ecdsa, size: 256}  # small, fast and strong; rsa works as well
      #   subject: {}                    # C, ST, L and OU as you like; never an O, which is a group
      #   expiry: {ca: 87600h, leaf: 8760h, renewBefore: 720h}  # a later run renews in time
      # encryption:
      #   provider: secretbox            # etcd keeps Secrets encrypted with a key made for you
      # layout: hard-way                 # or kubeadm, which has /etc/kubernetes/pki
      # extraArgs: {}                    # your own flags, as kubelet: {v: "2"}; they come last
    """
}
