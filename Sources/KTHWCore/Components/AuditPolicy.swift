/// What the API server writes into its audit log
/// (https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/).
///
/// Who did what to which object, never what was in it: secrets, tokens and
/// whatever people keep in config maps stay out of the log.
enum AuditPolicy {
  /// The text of the policy.
  static func text(in spec: ClusterSpec) throws -> String {
    try YAMLWriter.text(
      .mapping([
        "apiVersion": .string(apiVersion.word(in: spec.kubernetesVersion)),
        "kind": .string("Policy"),
        // A request is logged when it is answered; twice says nothing more.
        "omitStages": texts("RequestReceived"),
        "rules": .sequence(rules),
      ])
    )
  }

  static let apiVersion = VersionedWord([
    (10, "audit.k8s.io/v1beta1"),
    (12, "audit.k8s.io/v1"),
  ])

  /// The rules, of which the first that fits counts.
  private static let rules: [Node] = [
    // Stands first, so that no rule that is added below logs their contents.
    .mapping([
      "level": .string("Metadata"),
      "resources": .sequence([
        resources("", "secrets", "configmaps", "serviceaccounts/token"),
        resources("authentication.k8s.io", "tokenreviews"),
      ]),
    ]),
    // What programs ask all day long.
    .mapping([
      "level": .string("None"),
      "nonResourceURLs": texts("/healthz*", "/livez*", "/readyz*", "/version"),
    ]),
    .mapping([
      "level": .string("None"),
      "resources": .sequence([
        resources("", "events"), resources("events.k8s.io", "events"),
      ]),
    ]),
    .mapping([
      "level": .string("None"),
      "verbs": texts("get", "list", "watch"),
      "resources": .sequence([resources("coordination.k8s.io", "leases")]),
    ]),
    // Every node says every ten seconds that it is there.
    .mapping([
      "level": .string("None"),
      "userGroups": texts("system:nodes"),
      "verbs": texts("update", "patch"),
      "resources": .sequence([resources("coordination.k8s.io", "leases")]),
      "namespaces": texts("kube-node-lease"),
    ]),
    // Those who lead say every few seconds that they still do.
    .mapping([
      "level": .string("None"),
      "users": texts(
        "system:apiserver",
        "system:kube-controller-manager",
        "system:kube-scheduler"
      ),
      "verbs": texts("update", "patch"),
      "resources": .sequence([resources("coordination.k8s.io", "leases")]),
      "namespaces": texts("kube-system"),
    ]),
    .mapping([
      "level": .string("None"),
      "users": texts("system:kube-proxy"),
      "verbs": texts("get", "list", "watch"),
      "resources": .sequence([
        resources("", "endpoints", "services", "nodes"),
        resources("discovery.k8s.io", "endpointslices"),
      ]),
    ]),
    .mapping(["level": .string("Metadata")]),
  ]

  private static func resources(_ group: String, _ names: String...) -> Node {
    .mapping(["group": .string(group), "resources": .sequence(names.map { .string($0) })])
  }

  private static func texts(_ texts: String...) -> Node {
    .sequence(texts.map { .string($0) })
  }
}
