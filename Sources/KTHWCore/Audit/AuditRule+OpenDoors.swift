extension AuditRule {
  /// What lets in whom nobody wanted to let in.
  static let openDoorRules = [
    insecurePort, insecureAddress, managerPort, plainMaster, alwaysAllow, noNodeRestriction,
    openKubelet, profiling, auditWithoutPolicy, unverifiedKubelets, noDelegation, noFrontProxy,
    noClientAuthority, selfSignedServer,
  ]

  private static let hardening = "https://kubernetes.io/docs/concepts/security/"
  private static let serverReference =
    "https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/"

  /// The old port of the API server, on the machine itself.
  static let insecurePort = AuditRule(
    "KTHW-FLAG-021",
    .error,
    "the API server serves administrators without asking who they are",
    subject: "API servers before 1.20",
    reason: """
      Until 1.19 an API server also listens on 127.0.0.1:8080, without TLS, without asking who \
      comes and whether he may, unless --insecure-port=0 is said. Every process of the machine, \
      and every pod of its network, is cluster administrator there. Scripts that call kubectl \
      without a kubeconfig often depend on it, and fail from 1.20 on.
      """,
    symptoms: [
      "The connection to the server localhost:8080 was refused - did you specify the right host "
        + "or port?"
    ],
    remedy: "Add --insecure-port=0, and give kubectl a kubeconfig.",
    source: hardening
  )

  /// The old port of the API server, for everybody.
  static let insecureAddress = AuditRule(
    "KTHW-FLAG-022",
    .error,
    "the API server serves administrators to the whole network without asking",
    subject: "API servers with --insecure-bind-address or --address",
    reason: """
      Whoever reaches port 8080 of this address is cluster administrator, without TLS and \
      without a password. From 1.20 on the port is gone, from 1.24 on the server does not start \
      with the flag.
      """,
    symptoms: ["unknown flag: --address", "unknown flag: --insecure-bind-address"],
    remedy: "Take the flag away, add --insecure-port=0 before 1.20, and use --bind-address.",
    source: hardening
  )

  /// Plain HTTP of controller manager and scheduler.
  static let managerPort = AuditRule(
    "KTHW-FLAG-023",
    .warning,
    "metrics and profiles are served to the whole network over plain HTTP",
    subject: "controller managers before 1.22, schedulers before 1.23",
    reason: """
      Port 10252 of the controller manager and port 10251 of the scheduler ask nobody who he is. \
      The default address is all of them; --bind-address is about the other port and does not \
      touch it.
      """,
    remedy: "Add --port=0 from 1.12 and 1.13 on, before that --address=127.0.0.1.",
    source: hardening
  )

  /// A server that is dialled without TLS.
  static let plainMaster = AuditRule(
    "KTHW-FLAG-024",
    .error,
    "a program dials the API server without TLS",
    subject: "--master of controller managers, schedulers and proxies",
    reason: """
      http:// is the old port, at which everybody is administrator; it is gone since 1.20. The \
      program shows nobody who it is, and checks nobody.
      """,
    symptoms: ["dial tcp 127.0.0.1:8080: connect: connection refused"],
    remedy: "Take --master away and give the program a kubeconfig of its own.",
    source: hardening
  )

  /// No authorization.
  static let alwaysAllow = AuditRule(
    "KTHW-FLAG-025",
    .error,
    "everybody may do everything",
    subject: "--authorization-mode of API servers",
    reason: """
      Without --authorization-mode, and with AlwaysAllow in it, the API server allows every \
      request of everybody whom it lets in. The default is AlwaysAllow in every release.
      """,
    remedy: "Add --authorization-mode=Node,RBAC.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/authorization/"
  )

  /// No confinement of kubelets.
  static let noNodeRestriction = AuditRule(
    "KTHW-FLAG-026",
    .error,
    "any kubelet may change any node and any pod",
    subject: "admission plugins of API servers",
    reason: """
      The Node authorizer lets kubelets write nodes and the status of pods; that it is their own \
      node and pods is the business of the admission plugin NodeRestriction, which is off by \
      default in every release. Whoever takes over one worker can draw pods and their Secrets to \
      it.
      """,
    remedy: "Add --enable-admission-plugins=NodeRestriction.",
    source:
      "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction"
  )

  /// A kubelet without a file.
  static let openKubelet = AuditRule(
    "KTHW-FLAG-027",
    .error,
    "anybody may run commands in the pods of a node",
    subject: "kubelets without --config",
    reason: """
      A kubelet that has flags alone lets in strangers and allows them everything: port 10250 \
      runs commands in every pod for whoever asks, and port 10255 tells everything without TLS. \
      With a file the defaults are the other way round.
      """,
    remedy: """
      Give it --config with a KubeletConfiguration that turns anonymous authentication off and \
      has authorization.mode Webhook.
      """,
    source: "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/"
  )

  /// Profiles for whoever asks.
  static let profiling = AuditRule(
    "KTHW-FLAG-028",
    .warning,
    "profiling is on",
    subject: "API servers and controller managers",
    reason: """
      /debug/pprof shows stacks and memory of the program and lets others keep it busy. Nobody \
      needs it before there is something to be found out.
      """,
    remedy: "Add --profiling=false.",
    source: serverReference
  )

  /// A log that stays empty.
  static let auditWithoutPolicy = AuditRule(
    "KTHW-FLAG-029",
    .warning,
    "the audit log stays empty",
    subject: "API servers with --audit-log-path",
    reason: """
      What is logged is what a policy says, in every release: without --audit-policy-file not \
      one request is written, and nobody is told.
      """,
    remedy: "Write an audit policy and name it with --audit-policy-file.",
    source: "https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/"
  )

  /// Kubelets that are believed.
  static let unverifiedKubelets = AuditRule(
    "KTHW-FLAG-030",
    .warning,
    "the API server does not check who the kubelets are",
    subject: "API servers without --kubelet-certificate-authority",
    reason: """
      Logs, exec and port-forward go to whoever answers at the node's address, any certificate \
      is good. He sees what people type into their pods.
      """,
    remedy: """
      Give kubelets serving certificates and name their authority with \
      --kubelet-certificate-authority.
      """,
    source:
      "https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/"
  )

  /// Nobody is let in.
  static let noDelegation = AuditRule(
    "KTHW-FLAG-031",
    .warning,
    "a program has nobody to ask who its clients are",
    subject: "controller managers from 1.12, schedulers from 1.13 on",
    reason: """
      Without --authentication-kubeconfig and --authorization-kubeconfig the secure port knows \
      nobody: metrics are refused to everyone, also to a monitoring system with a good \
      certificate.
      """,
    symptoms: [
      "Authentication is disabled", "Authorization is disabled",
      "No authentication-kubeconfig provided in order to lookup client-ca-file in configmap/"
        + "extension-apiserver-authentication in kube-system, so client certificate "
        + "authentication won't work.",
    ],
    remedy: "Name the program's own kubeconfig with both flags.",
    source: "https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/"
  )

  /// No front proxy.
  static let noFrontProxy = AuditRule(
    "KTHW-FLAG-032",
    .warning,
    "aggregated API servers cannot work",
    subject: "API servers without --requestheader-client-ca-file and --proxy-client-cert-file",
    reason: """
      An aggregated API, metrics-server's for instance, is told by the API server who asks, and \
      believes it because of the front proxy's certificate. Without one every such request is \
      refused: kubectl top and autoscaling do not work.
      """,
    symptoms: [
      "Unable to get metrics: the server is currently unable to handle the request",
      "missing content for CA bundle \"client-ca::kube-system::extension-apiserver-authentication"
        + "::requestheader-client-ca-file\"",
    ],
    remedy: """
      Make an authority for the front proxy alone and a client certificate of it; name them with \
      --requestheader-client-ca-file, --requestheader-allowed-names, --proxy-client-cert-file \
      and --proxy-client-key-file.
      """,
    source: "https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/"
  )

  /// No client certificates.
  static let noClientAuthority = AuditRule(
    "KTHW-FLAG-033",
    .error,
    "the API server knows no client certificates",
    subject: "API servers without --client-ca-file",
    reason: """
      Kubelets, controllers and administrators show certificates; without --client-ca-file the \
      server looks at none of them, and all are strangers.
      """,
    symptoms: ["error: You must be logged in to the server (Unauthorized)", "Unauthorized"],
    remedy: "Name the cluster's authority with --client-ca-file.",
    source: serverReference
  )

  /// A certificate that nobody trusts.
  static let selfSignedServer = AuditRule(
    "KTHW-FLAG-034",
    .warning,
    "the API server makes a certificate for itself",
    subject: "API servers without --tls-cert-file",
    reason: """
      Without --tls-cert-file and --tls-private-key-file the server signs a certificate for \
      itself, which no kubeconfig's authority has issued.
      """,
    symptoms: ["x509: certificate signed by unknown authority"],
    remedy: "Issue a serving certificate and name it, and its key, with the two flags.",
    source: serverReference
  )
}
