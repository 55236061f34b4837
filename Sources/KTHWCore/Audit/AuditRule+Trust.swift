extension AuditRule {
  /// Who trusts whom through what flags name, and should not, or does not.
  static let trustRules = [
    sharedStoreAuthority, strangeSigner, strangeRoot, sharedFrontProxy, frontProxyOfClients,
    strangeFrontProxy, frontProxyName, refusedByStore, strangeStore, wrongPurpose,
    storeWithoutClientUse, refusedByKubelets, strangeKubelet, strangeClient, serversDisagree,
    strangePeer,
  ]

  private static let certificatePage =
    "https://kubernetes.io/docs/setup/best-practices/certificates/"
  private static let aggregationPage =
    "https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/"

  /// One authority for etcd and everybody else.
  static let sharedStoreAuthority = AuditRule(
    "KTHW-TRUST-001",
    .error,
    "every certificate of the cluster is root of the store",
    subject: "--trusted-ca-file of etcd and --client-ca-file of API servers",
    reason: """
      etcd asks for a certificate of the authority that it trusts, and for nothing else: who has \
      one reads and writes every key. Where that is the cluster's authority, every kubelet, \
      kube-proxy and user can read all Secrets and make himself administrator, past RBAC.
      """,
    remedy: """
      Make an authority for etcd alone; issue the certificates of its members and of the API \
      servers' client with it.
      """,
    source: "https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/"
  )

  /// A signer that the API server does not know.
  static let strangeSigner = AuditRule(
    "KTHW-TRUST-002",
    .error,
    "certificates that the controller manager signs are not accepted",
    subject: "--cluster-signing-cert-file and the API server's --client-ca-file",
    reason: """
      Approved requests are signed by an authority that the API server does not trust: kubelets \
      that renew their certificates, or join with a token, are strangers afterwards.
      """,
    symptoms: ["x509: certificate signed by unknown authority", "Unauthorized"],
    remedy: "Sign with the authority in --client-ca-file, or add the other one to that file.",
    source: certificatePage
  )

  /// Pods that cannot check the API server.
  static let strangeRoot = AuditRule(
    "KTHW-TRUST-003",
    .error,
    "pods do not trust the API server",
    subject: "--root-ca-file of controller managers and the API server's certificate",
    reason: """
      The file is handed to every pod, which checks the API server by it; another authority has \
      issued that one's certificate.
      """,
    symptoms: ["x509: certificate signed by unknown authority"],
    remedy: "Name the authority of the API server's serving certificate with --root-ca-file.",
    source: certificatePage
  )

  /// Everybody may be anybody.
  static let sharedFrontProxy = AuditRule(
    "KTHW-TRUST-004",
    .error,
    "every client may say that it is somebody else",
    subject: "--requestheader-client-ca-file and --client-ca-file of API servers",
    reason: """
      Whoever shows a certificate of the front proxy's authority is believed in who he speaks \
      for. Where that is also the authority of the clients, and --requestheader-allowed-names is \
      not set, each of them is cluster administrator by adding a header.
      """,
    symptoms: [
      "--requestheader-client-ca-file and --client-ca-file contain overlapping certificates; …"
    ],
    remedy: "Make an authority for the front proxy alone.",
    source: aggregationPage
  )

  /// One name between a client and everything.
  static let frontProxyOfClients = AuditRule(
    "KTHW-TRUST-005",
    .warning,
    "the front proxy's authority is also that of the clients",
    subject: "--requestheader-client-ca-file and --client-ca-file of API servers",
    reason: """
      Only the names in --requestheader-allowed-names keep clients from speaking for others; \
      whoever gets a certificate of that name from the cluster's authority may.
      """,
    remedy: "Make an authority for the front proxy alone.",
    source: aggregationPage
  )

  /// A front proxy of another authority.
  static let strangeFrontProxy = AuditRule(
    "KTHW-TRUST-006",
    .error,
    "the front proxy's certificate is of another authority",
    subject: "--proxy-client-cert-file and --requestheader-client-ca-file of API servers",
    reason: "Aggregated API servers do not believe the API server who asks, and refuse everybody.",
    symptoms: ["x509: certificate signed by unknown authority", "Unauthorized"],
    remedy: "Issue the certificate with the authority in --requestheader-client-ca-file.",
    source: aggregationPage
  )

  /// A front proxy of another name.
  static let frontProxyName = AuditRule(
    "KTHW-TRUST-007",
    .error,
    "the front proxy's name is not among those allowed",
    subject: "--proxy-client-cert-file and --requestheader-allowed-names of API servers",
    reason: "Aggregated API servers refuse requests of an API server with this common name.",
    symptoms: ["x509: subject with cn=… is not in the allowed list"],
    remedy: "Add the certificate's common name to --requestheader-allowed-names.",
    source: aggregationPage
  )

  /// An API server that etcd does not let in.
  static let refusedByStore = AuditRule(
    "KTHW-TRUST-008",
    .error,
    "etcd does not let the API server in",
    subject: "--etcd-certfile of API servers and --trusted-ca-file of etcd",
    reason: "Another authority has issued the certificate that the API server shows to etcd.",
    symptoms: [
      "remote error: tls: bad certificate", "rejected connection from … error \"tls: …\"",
      "tls: failed to verify client certificate: x509: certificate signed by unknown authority",
    ],
    remedy: "Issue the API server's client certificate with etcd's authority.",
    source: certificatePage
  )

  /// An etcd that the API server does not trust.
  static let strangeStore = AuditRule(
    "KTHW-TRUST-009",
    .error,
    "the API server does not trust etcd",
    subject: "--etcd-cafile of API servers and --cert-file of etcd",
    reason: "Another authority has issued etcd's serving certificate.",
    symptoms: ["transport: authentication handshake failed: x509: certificate signed by unknown …"],
    remedy: "Name etcd's authority with --etcd-cafile.",
    source: certificatePage
  )

  /// A certificate for something else.
  static let wrongPurpose = AuditRule(
    "KTHW-TRUST-010",
    .error,
    "a certificate may not be used for what a flag uses it for",
    subject: "certificates that flags name, and their extended key usages",
    reason: """
      The other side looks at the purposes in the certificate: a server needs serverAuth, a \
      client clientAuth, and a member of etcd both towards the others.
      """,
    symptoms: ["x509: certificate specifies an incompatible key usage", "incompatible key usage"],
    remedy: "Issue the certificate again with the purpose that is missing.",
    source: "RFC 5280 §4.2.1.12"
  )

  /// etcd's gateway cannot dial etcd.
  static let storeWithoutClientUse = AuditRule(
    "KTHW-TRUST-011",
    .warning,
    "etcd cannot dial itself",
    subject: "--cert-file of etcd without clientAuth and without --client-cert-file",
    reason: """
      etcd's gateway for JSON shows the serving certificate as a client: without clientAuth it \
      answers 503 and writes a line to the log each second. API servers are not affected.
      """,
    symptoms: ["incompatible key usage"],
    remedy: "Issue the certificate for serverAuth and clientAuth, or set --client-cert-file.",
    source: "https://etcd.io/docs/latest/op-guide/security/"
  )

  /// An API server that kubelets do not let in.
  static let refusedByKubelets = AuditRule(
    "KTHW-TRUST-012",
    .error,
    "kubelets do not let the API server in",
    subject: "--kubelet-client-certificate of API servers and clientAuth of kubelets",
    reason:
      "kubectl logs, exec and port-forward fail: to the kubelet the API server is a stranger.",
    symptoms: [
      "error: You must be logged in to the server (the server has asked for the client …)"
    ],
    remedy: "Issue the certificate with the authority in the kubelets' clientCAFile.",
    source: certificatePage
  )

  /// A kubelet that the API server does not trust.
  static let strangeKubelet = AuditRule(
    "KTHW-TRUST-013",
    .error,
    "the API server does not trust a kubelet",
    subject: "--kubelet-certificate-authority of API servers and the kubelets' certificates",
    reason: "kubectl logs, exec and port-forward fail for the pods of this node.",
    symptoms: ["error dialing backend: x509: certificate signed by unknown authority"],
    remedy: "Issue the kubelet's serving certificate with that authority.",
    source: certificatePage
  )

  /// A client of another authority.
  static let strangeClient = AuditRule(
    "KTHW-TRUST-014",
    .error,
    "the API server does not know the authority of a client",
    subject: "client certificates in kubeconfigs and --client-ca-file of API servers",
    reason: "The API server lets nobody in with a certificate of another authority.",
    symptoms: ["Unauthorized", "x509: certificate signed by unknown authority"],
    remedy: "Issue the certificate with the authority in --client-ca-file.",
    source: certificatePage
  )

  /// API servers that differ.
  static let serversDisagree = AuditRule(
    "KTHW-TRUST-015",
    .error,
    "API servers of a cluster disagree",
    subject: "what all API servers of a cluster must have in common",
    reason: """
      Clients reach now one, now another: what one has encrypted the other cannot read, tokens \
      of one are refused by the other, services get addresses of two ranges.
      """,
    symptoms: [
      "no matching key was found for the provided …", "invalid bearer token",
      "the cluster IP … is not within the service CIDR …; please recreate service",
    ],
    remedy: "Give all API servers the same files and the same values.",
    source: "https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/"
  )

  /// Members of different authorities.
  static let strangePeer = AuditRule(
    "KTHW-TRUST-016",
    .error,
    "a member of etcd does not trust another",
    subject: "--peer-trusted-ca-file and --peer-cert-file of the members of etcd",
    reason: """
      The two cannot talk: the member does not join, and with fewer than half of the members etcd \
      answers nobody.
      """,
    symptoms: [
      "rejected connection from \"…\" (error \"remote error: tls: bad certificate\"",
      "prober detected unhealthy status",
      "x509: certificate signed by unknown authority",
    ],
    remedy: "Give all members the authority that issued their peer certificates.",
    source: "https://etcd.io/docs/v3.6/op-guide/security/"
  )
}
