extension AuditRule {
  /// What can be wrong with files that flags name.
  static let referenceRules = [
    namedFileMissing, otherKind, pairMismatch, accountKeyMismatch, accountKeyPrivate, noAuthority,
    noAccountIssuer, noAccountKey, dockerRuntime, noRuntime,
  ]

  private static let certificatePage =
    "https://kubernetes.io/docs/setup/best-practices/certificates/"
  private static let accountPage =
    "https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/"

  /// A file that is not there.
  static let namedFileMissing = AuditRule(
    "KTHW-REF-001",
    .error,
    "a flag names a file that the machine does not get",
    subject: "flags that name files, in complete overlays of machines",
    reason: "The program does not start, or starts without what the file was for.",
    symptoms: ["open …: no such file or directory", "stat …: no such file or directory"],
    remedy: "Correct the path, or add the file to the machine's overlay.",
    source: certificatePage
  )

  /// A file of another kind.
  static let otherKind = AuditRule(
    "KTHW-REF-002",
    .error,
    "a flag names a file of another kind",
    subject: "flags that name files",
    reason: """
      Two paths were mixed up. The program does not start: a key where a certificate belongs is \
      the most frequent case, a key behind a passphrase the next.
      """,
    symptoms: [
      "tls: failed to find certificate PEM data in certificate input, but did find a private key; "
        + "PEM inputs may have been switched",
      "tls: failed to parse private key", "data does not contain any valid RSA or ECDSA …",
      "no kind \"…\" is registered for version \"…\"",
    ],
    remedy: "Name the file that the flag is for.",
    source: certificatePage
  )

  /// Key and certificate of two pairs.
  static let pairMismatch = AuditRule(
    "KTHW-REF-003",
    .error,
    "a certificate and the key beside it do not belong together",
    subject: "pairs of flags that name a certificate and its key",
    reason: """
      The certificate is for another key: one of the two was made anew, or copied from another \
      pair. The program does not start.
      """,
    symptoms: ["tls: private key does not match public key"],
    remedy: "Issue the certificate for this key, or copy both files from one pair.",
    source: certificatePage
  )

  /// Tokens that nobody accepts.
  static let accountKeyMismatch = AuditRule(
    "KTHW-REF-004",
    .error,
    "tokens of service accounts are signed with a key that the API server does not accept",
    subject: """
      --service-account-key-file and the keys that sign, of API servers and controller managers
      """,
    reason: """
      Every pod shows a token. Where the key that signed it is not the private half of one that \
      the API server checks by, all pods are strangers: DNS, networks and controllers fail at \
      once.
      """,
    symptoms: [
      "invalid bearer token", "Unable to authenticate the request due to an error: …",
      "square/go-jose: error in cryptographic primitive",
    ],
    remedy: """
      Name the public half of the signing key with --service-account-key-file on every API \
      server; the flag may be repeated while keys change.
      """,
    source: accountPage
  )

  /// A private key where a public one is enough.
  static let accountKeyPrivate = AuditRule(
    "KTHW-REF-005",
    .warning,
    "tokens are checked by a private key",
    subject: "--service-account-key-file of API servers",
    reason: """
      It works, because the public half is in it. But whoever reads the file signs tokens for \
      every service account; for checking them the public half is enough.
      """,
    remedy: "Name the public half (openssl pkey -in … -pubout), and keep the key for signing.",
    source: accountPage
  )

  /// A leaf where an authority belongs.
  static let noAuthority = AuditRule(
    "KTHW-REF-006",
    .error,
    "a certificate is named as an authority and is none",
    subject: "flags that name authorities",
    reason: "A certificate that may not sign others has signed nobody; nobody will be trusted.",
    symptoms: ["x509: certificate signed by unknown authority"],
    remedy: "Name the certificate of the authority that issued the others.",
    source: "RFC 5280 §4.2.1.9"
  )

  /// No issuer or no signing key.
  static let noAccountIssuer = AuditRule(
    "KTHW-FLAG-061",
    .error,
    "the API server cannot issue tokens for service accounts",
    subject: "API servers from 1.20 on",
    reason: """
      --service-account-issuer, --service-account-signing-key-file and \
      --service-account-key-file are all needed; without one of them the server does not start.
      """,
    symptoms: [
      "service-account-issuer is a required flag, --service-account-signing-key-file and "
        + "--service-account-issuer are required flags",
      "[service-account-issuer is a required flag, …]",
    ],
    remedy: """
      Add --service-account-issuer=https://kubernetes.default.svc.cluster.local and both keys.
      """,
    source: accountPage
  )

  /// Nobody signs tokens.
  static let noAccountKey = AuditRule(
    "KTHW-FLAG-062",
    .warning,
    "the controller manager has no key for service accounts",
    subject: "controller managers without --service-account-private-key-file",
    reason: """
      It makes the tokens that lie in Secrets, which are all that pods have before 1.21. Without \
      them no pod is created in a namespace; turning off automountServiceAccountToken hides \
      that, and leaves pods that cannot talk to the API.
      """,
    symptoms: [
      "No API token found for service account \"default\", retry after the token is automatically "
        + "created and added to the service account"
    ],
    remedy: "Add --service-account-private-key-file with the key that signs tokens.",
    source: accountPage
  )

  /// Docker's runtime.
  static let dockerRuntime = AuditRule(
    "KTHW-FLAG-063",
    .error,
    "the kubelet is to run containers with Docker, which it no longer can",
    subject: "kubelets from 1.24 on",
    reason: """
      What spoke to Docker was taken out of the kubelet in 1.24. It finds no runtime and does \
      not start, or every pod of the node stays pending.
      """,
    symptoms: ["failed to run Kubelet: validate service connection: …"],
    remedy: """
      Install containerd and name its socket with containerRuntimeEndpoint, \
      unix:///run/containerd/containerd.sock.
      """,
    source: "https://kubernetes.io/docs/tasks/administer-cluster/migrating-from-dockershim/"
  )

  /// No runtime at all.
  static let noRuntime = AuditRule(
    "KTHW-FLAG-064",
    .error,
    "the kubelet does not know where its container runtime is",
    subject: "kubelets from 1.24 on",
    reason: """
      Neither --container-runtime-endpoint nor containerRuntimeEndpoint in the file says where \
      the runtime listens, and there is no default.
      """,
    symptoms: ["the container runtime endpoint address was not specified or empty"],
    remedy: """
      Set containerRuntimeEndpoint from 1.27 on, before that the flag, to \
      unix:///run/containerd/containerd.sock.
      """,
    source: "https://kubernetes.io/docs/setup/production-environment/container-runtimes/"
  )
}
