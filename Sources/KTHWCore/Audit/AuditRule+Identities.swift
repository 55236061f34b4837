extension AuditRule {
  /// What can be wrong with whom a certificate names.
  static let identityRules = [
    misspeltIdentity, otherIdentity, powerlessAdministrator, otherNode, sharedNodeCertificate,
    borrowedIdentity,
  ]

  /// What can be wrong with the hosts that a certificate names.
  static let nameRules = [
    invalidName, addressAsName, missingDialledName, missingServiceName, missingMemberName,
    missingPeerName, missingNodeName, pointlessName, missingNames,
  ]

  /// A user or group that is nearly one with rights.
  static let misspeltIdentity = AuditRule(
    "KTHW-ID-001",
    .error,
    "a user or group is misspelt, so nothing is granted to it",
    subject: "subjects of client certificates and requests",
    reason: """
      The API server compares users (CN) and groups (O) to the letter. Whoever is nearly \
      system:node:NAME in system:nodes has no rights at all.
      """,
    symptoms: [
      "User \"…\" cannot … resource \"…\" in API group \"…\" at the cluster scope",
      "Forbidden (user=…, verb=get, resource=nodes, subresource=proxy)",
      "nodes \"…\" is forbidden: User \"system:nodes:…\" cannot get resource \"nodes\" …",
      "Unable to register node with API server",
    ],
    remedy: "Issue the certificate again with the exact names.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/node/"
  )

  /// The file says one thing, the certificate another.
  static let otherIdentity = AuditRule(
    "KTHW-ID-002",
    .error,
    "a certificate names somebody else than its file says",
    subject: "certificates in files and kubeconfigs with the name of a component",
    reason: "The component acts as the wrong user: it lacks its rights, or has another's.",
    symptoms: [
      "User \"system:…\" cannot … resource \"leases\" in API group \"coordination.k8s.io\""
    ],
    remedy: "Look which file was written over, and issue the certificate again.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#core-component-roles"
  )

  /// An administrator without a group.
  static let powerlessAdministrator = AuditRule(
    "KTHW-ID-003",
    .warning,
    "an administrator's certificate has no group",
    subject: "certificates of administrators",
    reason: "Rights come from the group (O); the name admin means nothing to an API server.",
    symptoms: ["Error from server (Forbidden): nodes is forbidden: User \"admin\" cannot list …"],
    remedy: "Issue it with O=system:masters, or with a group that a binding gives cluster-admin.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles"
  )

  /// A node's certificate on another node.
  static let otherNode = AuditRule(
    "KTHW-ID-004",
    .error,
    "a kubelet's certificate is for another node than it registers as",
    subject: "certificates of kubelets with their machines and kubeconfigs",
    reason: """
      The Node authorizer lets a kubelet touch only the node of its certificate's name. The node \
      never registers, or its status is never updated.
      """,
    symptoms: [
      "nodes \"…\" is forbidden: node \"…\" is not allowed to modify node \"…\"",
      "Unable to register node with API server",
    ],
    remedy: "Issue it with CN=system:node:NAME, where NAME is what kubectl get nodes will show.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/node/"
  )

  /// One certificate for several kubelets.
  static let sharedNodeCertificate = AuditRule(
    "KTHW-ID-005",
    .warning,
    "several nodes share one kubelet certificate",
    subject: "certificates of kubelets on several machines",
    reason: """
      To the API server they are one node: each may read the others' Secrets, which NodeRestriction \
      is there to prevent, and all but one cannot register.
      """,
    symptoms: ["node \"…\" is not allowed to modify node \"…\""],
    remedy: "Issue one for each node, with its own name.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/node/"
  )

  /// A program with another's kubeconfig.
  static let borrowedIdentity = AuditRule(
    "KTHW-ID-006",
    .error,
    "a program shows the API server the certificate of another one",
    subject:
      "kubeconfigs that kubelets, kube-proxies, schedulers and controller managers are given",
    reason: """
      Each of them may do what it needs and no more. With another's certificate it is let in, and \
      then refused whatever the other does not need.
      """,
    symptoms: [
      "User \"system:kube-…\" cannot list resource \"…\" in API group \"…\" at the cluster scope",
      "nodes \"…\" is forbidden: User \"system:kube-proxy\" cannot get resource \"nodes\"",
    ],
    remedy: "Give it its own kubeconfig; look whether two files were exchanged.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#core-component-roles"
  )

  /// A DNS name that is none.
  static let invalidName = AuditRule(
    "KTHW-SAN-001",
    .warning,
    "an alternative name is not a host name",
    subject: "alternative names of certificates and requests",
    reason: """
      No client can ever ask for it, and some refuse the whole certificate. Blanks and line breaks \
      come from lists that a shell put together.
      """,
    symptoms: ["x509: SAN dNSName is malformed", "x509: cannot parse dnsName \"…\""],
    remedy: "Write each name by itself, without blanks, ports and prefixes.",
    source: "RFC 5280 §4.2.1.6"
  )

  /// An address written as a name.
  static let addressAsName = AuditRule(
    "KTHW-SAN-002",
    .error,
    "an IP address stands among the DNS names",
    subject: "alternative names of certificates and requests",
    reason: "Clients that dial an address look for it among the addresses only.",
    symptoms: ["x509: cannot validate certificate for … because it doesn't contain any IP SANs"],
    remedy: "Write it as an address: IP:10.0.0.1 for OpenSSL; cfssl does so by itself.",
    source: "RFC 9525 §6.2"
  )

  /// An API server is dialled under a name that its certificate lacks.
  static let missingDialledName = AuditRule(
    "KTHW-SAN-003",
    .error,
    "the API server's certificate lacks a name or address that clients dial",
    subject: "certificates that API servers show",
    reason: """
      Every client that dials it ends the connection. Pods dial the first address of the service \
      range, kubeconfigs what their server says, and other API servers the advertised address.
      """,
    symptoms: [
      "x509: certificate is valid for …, not …",
      "Unable to connect to the server: x509: certificate is valid for …, not …",
      "tls: failed to verify certificate: x509: certificate is valid for …, not …",
    ],
    remedy: "Issue the certificate again with all names, and restart the API servers.",
    source: "https://kubernetes.io/docs/setup/best-practices/certificates/#all-certificates"
  )

  /// A name of the service inside the cluster.
  static let missingServiceName = AuditRule(
    "KTHW-SAN-004",
    .warning,
    "the API server's certificate lacks a name of its service",
    subject: "certificates that API servers show",
    reason: """
      Programs in pods that use the name of the service kubernetes instead of its address are \
      refused, and so are checks on the machine itself.
      """,
    symptoms: [
      "x509: certificate is valid for …, not kubernetes.default.svc",
      "x509: certificate is valid for …, not kubernetes.default.svc.cluster.local",
      "x509: certificate is valid for …, not localhost",
    ],
    remedy: """
      Add kubernetes, kubernetes.default, kubernetes.default.svc and, with the cluster's domain, \
      kubernetes.default.svc.cluster.local.
      """,
    source: "https://kubernetes.io/docs/setup/best-practices/certificates/#all-certificates"
  )

  /// A member of etcd is dialled under a name that its certificate lacks.
  static let missingMemberName = AuditRule(
    "KTHW-SAN-005",
    .error,
    "a certificate of etcd lacks a name or address that clients dial",
    subject: "certificates that members of etcd show to clients",
    reason: "API servers cannot reach the store through that address.",
    symptoms: [
      "transport: authentication handshake failed: x509: certificate is valid for …, not …",
      "remote error: tls: bad certificate",
    ],
    remedy: "Issue it again with every host of --advertise-client-urls and --etcd-servers.",
    source: "https://etcd.io/docs/v3.5/op-guide/security/"
  )

  /// A member of etcd that its peers refuse.
  static let missingPeerName = AuditRule(
    "KTHW-SAN-006",
    .error,
    "a peer certificate of etcd lacks the member's name or address",
    subject: "certificates that members of etcd show to each other",
    reason: "The other members refuse it, and it never joins.",
    symptoms: ["rejected connection from …", "x509: certificate is valid for …, not …"],
    remedy: "Issue it again with the host of --initial-advertise-peer-urls.",
    source: "https://etcd.io/docs/v3.5/op-guide/security/"
  )

  /// A kubelet is dialled under a name that its certificate lacks.
  static let missingNodeName = AuditRule(
    "KTHW-SAN-007",
    .warning,
    "a kubelet's serving certificate lacks the node's name or address",
    subject: "certificates that kubelets serve with",
    reason: "An API server that verifies kubelets cannot fetch logs or run commands there.",
    symptoms: [
      "Error from server: Get \"https://…:10250/containerLogs/…\": x509: certificate is valid …",
      "x509: cannot validate certificate for … because it doesn't contain any IP SANs",
    ],
    remedy: "Issue it again with the node's name and every address of it.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/"
  )

  /// A name that means nothing.
  static let pointlessName = AuditRule(
    "KTHW-SAN-008",
    .info,
    "an alternative name of the API server means nothing",
    subject: "certificates that API servers show",
    reason: "Nobody resolves it. It usually stands where a name that matters should.",
    remedy: "Leave it out, and see whether kubernetes.default.svc.cluster.local was meant.",
    source: "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/"
  )

  /// A server without names.
  static let missingNames = AuditRule(
    "KTHW-SAN-009",
    .error,
    "a server's certificate has no alternative names",
    subject: "certificates of servers",
    reason: """
      The common name has not counted as a host since Go 1.15, which is Kubernetes 1.19: every \
      client refuses the server.
      """,
    symptoms: ["x509: certificate relies on legacy Common Name field, use SANs instead"],
    remedy: "Issue it again with the names and addresses that clients dial.",
    source: "RFC 9525 §2"
  )
}
