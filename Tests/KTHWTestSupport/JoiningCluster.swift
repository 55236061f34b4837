/// A small cluster whose two workers join with tokens, for all that looks at
/// tokens.
public enum JoiningCluster {
  /// Its description.
  public static let description = """
    apiVersion: kthwctl/v1alpha1
    kind: Cluster
    metadata: {name: joined}
    spec:
      kubernetesVersion: "1.36"
      hosts:
        - {name: cp, address: 10.0.0.1, roles: [etcd, control-plane]}
        - {name: node-1, address: 10.0.0.2, roles: [worker]}
        - {name: node-2, address: 10.0.0.3, roles: [worker]}
      pki: {nodeCredentials: bootstrap}
    """

  /// The names of its workers.
  public static let workers = ["node-1", "node-2"]
}
