extension AuditRule {
  /// What can be wrong with where a kubeconfig lies, and with where it leads.
  static let kubeconfigPlaceRules = [
    administratorOnServer, administratorAtLoopback, loopbackWithoutServer, foreignServer,
    foreignNode, sharedNodeCredential,
  ]

  static let administratorOnServer = AuditRule(
    "KTHW-KC-030",
    .warning,
    "an administrator's kubeconfig lies on a machine of the cluster",
    subject: "kubeconfigs of groups that may do everything, in the files of a machine",
    reason: """
      No component needs it. Whoever gets into the machine gets the cluster with it, and a \
      certificate of system:masters cannot be taken back before it ends.
      """,
    remedy: "Keep it where people work, and out of what is copied to machines.",
    source: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege"
  )

  static let administratorAtLoopback = AuditRule(
    "KTHW-KC-031",
    .warning,
    "an administrator's kubeconfig dials the machine it lies on",
    subject: "servers of kubeconfigs of administrators",
    reason: """
      At 127.0.0.1 there is an API server only on a control-plane machine, so people have to \
      work there, beside the CA and the store, and on one of several servers only.
      """,
    symptoms: [
      "The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?"
    ],
    remedy: "Write the address of the load balancer, or of the API server, and work elsewhere.",
    source: "https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/"
  )

  static let loopbackWithoutServer = AuditRule(
    "KTHW-KC-032",
    .error,
    "a kubeconfig dials its own machine, which has neither API server nor load balancer",
    subject: "servers of kubeconfigs in the files of a machine",
    reason: "Nothing listens there: the component tries for ever, and a node never registers.",
    symptoms: [
      "dial tcp 127.0.0.1:6443: connect: connection refused",
      "dial tcp [::1]:6443: connect: connection refused",
    ],
    remedy: "Write the address of the load balancer, or of an API server.",
    source: "https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/"
  )

  static let foreignServer = AuditRule(
    "KTHW-KC-033",
    .warning,
    "a kubeconfig dials neither the cluster's endpoint nor one of its API servers",
    subject: "servers of kubeconfigs, against the description of the cluster",
    reason: """
      Machines get other addresses when they are made anew, and kubeconfigs are not made anew \
      with them. It leads nowhere, or to another cluster.
      """,
    symptoms: [
      "dial tcp …: i/o timeout",
      "dial tcp …: connect: no route to host",
      "x509: certificate is valid for …, not …",
    ],
    remedy: "Write the endpoint: kubectl config set-cluster NAME --server=… --kubeconfig=FILE.",
    source: "https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/"
  )

  static let foreignNode = AuditRule(
    "KTHW-KC-034",
    .error,
    "a machine has the kubeconfig of another node",
    subject: "kubeconfigs of kubelets in the files of machines",
    reason: """
      The Node authorizer lets a kubelet touch the node of its name alone. With another's \
      credential it may not register, and may read the Secrets of the other's pods.
      """,
    symptoms: [
      "nodes \"…\" is forbidden: node \"…\" is not allowed to modify node \"…\"",
      "Unable to register node with API server\" err=\"nodes \\\"…\\\" is forbidden: node \\\"…\\\" is not allowed to modify node \\\"…\\\"",
    ],
    remedy: "Copy each node's own kubeconfig to it.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/node/"
  )

  static let sharedNodeCredential = AuditRule(
    "KTHW-KC-035",
    .error,
    "several machines have the kubeconfig of one node",
    subject: "kubeconfigs of kubelets in the files of machines",
    reason: """
      To the API server all of them are the same node: what one reports the others overwrite, \
      and the authorizer cannot keep their pods' Secrets apart.
      """,
    symptoms: ["nodes \"…\" is forbidden: node \"…\" is not allowed to modify node \"…\""],
    remedy: "Give each node a certificate and kubeconfig of its own, with its name in the CN.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/node/"
  )
}
