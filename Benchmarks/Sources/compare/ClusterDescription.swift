/// The cluster whose making is measured.
///
/// A load balancer, three controllers and a range of workers; `floor` knows
/// its names.
struct ClusterDescription {
  /// Which kind of key every credential has.
  enum Key: String, CaseIterable {
    case p256 = "P-256"
    case rsa = "RSA-2048"

    /// What `floor` calls it.
    var word: String { self == .p256 ? "p256" : "rsa" }
    /// What the peers' scripts call it.
    var peerWords: [String] { self == .p256 ? ["ecdsa", "256"] : ["rsa", "2048"] }

    fileprivate var setting: String {
      self == .p256 ? "{algo: ecdsa, size: 256}" : "{algo: rsa, size: 2048}"
    }
  }

  var workers: Int
  var key = Key.p256
  /// One authority and one certificate for each worker, as tutorials have it
  /// and `floor` makes it; otherwise three authorities and two certificates.
  var isSingle = false

  var text: String {
    """
    apiVersion: kthwctl/v1alpha1
    kind: Cluster
    metadata: {name: large}
    spec:
      kubernetesVersion: "1.36"
      hosts:
        - {name: balancer, address: 10.0.0.10, roles: [load-balancer]}
        - {name: controller-1, address: 10.0.0.11, roles: [etcd, control-plane]}
        - {name: controller-2, address: 10.0.0.12, roles: [etcd, control-plane]}
        - {name: controller-3, address: 10.0.0.13, roles: [etcd, control-plane]}
      hostRanges:
        - {name: "node-%05d", count: \(workers), firstAddress: 10.1.0.1, roles: [worker]}
      network: {podCIDR: 10.128.0.0/9}
      pki: {hierarchy: \(isSingle ? "single" : "separate"), key: \(key.setting)}

    """
  }

  /// A word of its own, for names of files.
  var name: String { "\(isSingle ? "single" : "separate")-\(key.word)-\(workers)" }
}
