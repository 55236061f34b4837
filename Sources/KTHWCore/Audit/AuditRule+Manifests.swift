extension AuditRule {
  /// What can be wrong with objects for `kubectl apply`.
  static let manifestRules = [
    strangeSubject, recreatedRole, unboundKubeletClient, strangeRole, openBinding, unservedVersion,
    ageingVersion, oldNameService,
  ]

  private static let rbac = "https://kubernetes.io/docs/reference/access-authn-authz/rbac/"

  static let strangeSubject = AuditRule(
    "KTHW-RBAC-001",
    .error,
    "a binding names a user that no certificate has",
    subject: "subjects of bindings, against the certificates and Kubernetes' own names",
    reason: """
      A binding is taken whatever it names. One letter too many, and the rights go to nobody: \
      the user that was meant is refused.
      """,
    symptoms: [
      "Error from server (Forbidden): Forbidden (user=kubernetes, verb=get, resource=nodes, subresource=proxy)",
      "Forbidden (user=…, verb=…, resource=nodes, subresource=…)",
    ],
    remedy: "Write the common name of the certificate, letter by letter.",
    source: rbac + "#referring-to-subjects"
  )

  static let recreatedRole = AuditRule(
    "KTHW-RBAC-002",
    .warning,
    "a manifest makes a role that every cluster has",
    subject: "names of ClusterRoles and ClusterRoleBindings",
    reason: """
      API servers bring their own roles up to date at every start. What the manifest takes out \
      comes back, and what it leaves out of a newer release is missing until then.
      """,
    remedy: "Leave it out; for other rights make a role of another name.",
    source: rbac + "#auto-reconciliation"
  )

  static let unboundKubeletClient = AuditRule(
    "KTHW-RBAC-003",
    .error,
    "nothing is bound to the user that API servers are to kubelets",
    subject: "bindings, against --kubelet-client-certificate of API servers",
    reason: """
      Kubelets ask the cluster whether the API server may fetch logs and open shells. Without a \
      binding nobody may: pods run, and nobody gets to see what they say.
      """,
    symptoms: [
      "Error from server (Forbidden): Forbidden (user=kube-apiserver-kubelet-client, verb=get, resource=nodes, subresource=proxy)",
      "Forbidden (user=…, verb=get, resource=nodes, subresource=proxy) ( pods/log …)",
    ],
    remedy: "Bind the user of the certificate to the ClusterRole system:kubelet-api-admin.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/"
  )

  static let strangeRole = AuditRule(
    "KTHW-RBAC-004",
    .error,
    "a binding names a role that does not exist",
    subject: "roleRef of bindings",
    reason: "The binding is taken and grants nothing, and what it names cannot be changed later.",
    symptoms: ["clusterrole.rbac.authorization.k8s.io \"…\" not found"],
    remedy: "Correct the name; delete the binding before it is applied again.",
    source: rbac + "#default-roles-and-role-bindings"
  )

  static let openBinding = AuditRule(
    "KTHW-RBAC-005",
    .error,
    "a binding makes administrators of strangers",
    subject: "bindings of cluster-admin",
    reason: "Everybody who reaches the API server, or every pod, may do everything.",
    remedy: "Bind a group of people instead.",
    source: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/"
  )

  static let unservedVersion = AuditRule(
    "KTHW-MANIFEST-001",
    .error,
    "API servers of this release do not serve the version of a manifest",
    subject: "apiVersion of manifests, against the release",
    reason: "kubectl apply refuses the document, and goes on with the others.",
    symptoms: [
      "error: resource mapping not found for name: \"…\" namespace: \"\" from \"…\": no matches for kind \"…\" in version \"…\"",
      "no matches for kind \"ClusterRoleBinding\" in version \"rbac.authorization.k8s.io/v1beta1\"",
    ],
    remedy: "Write the version that took its place.",
    source: "https://kubernetes.io/docs/reference/using-api/deprecation-guide/"
  )

  static let ageingVersion = AuditRule(
    "KTHW-MANIFEST-002",
    .warning,
    "newer releases do not serve the version of a manifest",
    subject: "apiVersion of manifests",
    reason: "What is applied today cannot be applied again after an upgrade.",
    symptoms: ["Warning: … is deprecated in v1.…+, unavailable in v1.…+; use …"],
    remedy: "Write the version that took its place; it is there in this release already.",
    source: "https://kubernetes.io/docs/reference/using-api/deprecation-guide/"
  )

  static let oldNameService = AuditRule(
    "KTHW-MANIFEST-003",
    .warning,
    "a manifest runs kube-dns",
    subject: "images of Deployments",
    reason: """
      CoreDNS took its place in 1.11. Its images are old, with known holes, and it knows no \
      EndpointSlices.
      """,
    remedy: "Run CoreDNS; its Service keeps the name kube-dns and the address.",
    source: "https://kubernetes.io/docs/tasks/administer-cluster/coredns/"
  )
}
