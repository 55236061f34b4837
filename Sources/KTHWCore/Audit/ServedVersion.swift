/// A version of an API that newer releases do not serve
/// (https://kubernetes.io/docs/reference/using-api/deprecation-guide/).
struct ServedVersion: Hashable, Sendable {
  /// The version: `rbac.authorization.k8s.io/v1beta1`.
  let version: String
  /// The kinds; none are all of them.
  let kinds: [String]
  /// The minor release that does not serve it any more.
  let gone: Int
  /// What took its place.
  let successor: String
  /// The minor release from which that is there.
  let successorFrom: Int

  /// Whether it is about a kind.
  func holds(_ kind: String) -> Bool { kinds.isEmpty || kinds.contains(kind) }

  private init(_ version: String, _ kinds: [String], _ gone: Int, _ successor: String, _ from: Int)
  {
    self.version = version
    self.kinds = kinds
    self.gone = gone
    self.successor = successor
    successorFrom = from
  }

  /// Every version that went between 1.10 and 1.36 and that people still have
  /// in their files.
  static let all: [ServedVersion] = [
    ServedVersion("extensions/v1beta1", ["Ingress"], 22, "networking.k8s.io/v1", 19),
    ServedVersion("extensions/v1beta1", ["NetworkPolicy"], 16, "networking.k8s.io/v1", 10),
    ServedVersion("extensions/v1beta1", ["PodSecurityPolicy"], 16, "policy/v1beta1", 10),
    ServedVersion("extensions/v1beta1", [], 16, "apps/v1", 10),
    ServedVersion("apps/v1beta1", [], 16, "apps/v1", 10),
    ServedVersion("apps/v1beta2", [], 16, "apps/v1", 10),
    ServedVersion("rbac.authorization.k8s.io/v1alpha1", [], 23, rbac, 10),
    ServedVersion("rbac.authorization.k8s.io/v1beta1", [], 22, rbac, 10),
    ServedVersion("certificates.k8s.io/v1beta1", [], 22, "certificates.k8s.io/v1", 19),
    ServedVersion("apiextensions.k8s.io/v1beta1", [], 22, "apiextensions.k8s.io/v1", 16),
    ServedVersion("apiregistration.k8s.io/v1beta1", [], 22, "apiregistration.k8s.io/v1", 10),
    ServedVersion(
      "admissionregistration.k8s.io/v1beta1",
      ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"],
      22,
      "admissionregistration.k8s.io/v1",
      16
    ),
    ServedVersion("networking.k8s.io/v1beta1", ["Ingress", "IngressClass"], 22, networking, 19),
    ServedVersion("scheduling.k8s.io/v1beta1", [], 22, "scheduling.k8s.io/v1", 14),
    ServedVersion("storage.k8s.io/v1beta1", ["StorageClass"], 22, "storage.k8s.io/v1", 10),
    ServedVersion("coordination.k8s.io/v1beta1", [], 22, "coordination.k8s.io/v1", 14),
    ServedVersion("policy/v1beta1", ["PodDisruptionBudget"], 25, "policy/v1", 21),
    ServedVersion(
      "policy/v1beta1",
      ["PodSecurityPolicy"],
      25,
      "labels of pod-security.kubernetes.io on namespaces",
      23
    ),
    ServedVersion("batch/v1beta1", ["CronJob"], 25, "batch/v1", 21),
    ServedVersion("discovery.k8s.io/v1beta1", [], 25, "discovery.k8s.io/v1", 21),
    ServedVersion("node.k8s.io/v1beta1", [], 25, "node.k8s.io/v1", 20),
    ServedVersion("autoscaling/v2beta1", [], 25, "autoscaling/v2", 23),
    ServedVersion("autoscaling/v2beta2", [], 26, "autoscaling/v2", 23),
    ServedVersion("flowcontrol.apiserver.k8s.io/v1beta2", [], 29, flowControl, 29),
    ServedVersion("flowcontrol.apiserver.k8s.io/v1beta3", [], 32, flowControl, 29),
  ]

  private static let rbac = "rbac.authorization.k8s.io/v1"
  private static let networking = "networking.k8s.io/v1"
  private static let flowControl = "flowcontrol.apiserver.k8s.io/v1"
}

/// The roles that every API server makes at its start
/// (https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings).
enum BuiltInRoles {
  static let all: Set<String> = [
    "admin", "cluster-admin", "edit", "view", "system:aggregate-to-admin",
    "system:aggregate-to-edit", "system:aggregate-to-view", "system:auth-delegator",
    "system:basic-user", "system:discovery", "system:heapster", "system:kube-aggregator",
    "system:kube-controller-manager", "system:kube-dns", "system:kube-scheduler",
    "system:kubelet-api-admin", "system:monitoring", "system:node",
    "system:node-bootstrapper", "system:node-problem-detector", "system:node-proxier",
    "system:persistent-volume-provisioner", "system:public-info-viewer",
    "system:service-account-issuer-discovery", "system:volume-scheduler",
  ]
}
