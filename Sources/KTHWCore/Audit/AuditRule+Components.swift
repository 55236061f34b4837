extension AuditRule {
  /// What can be wrong with the configuration of kube-proxy, schedulers and
  /// audit logs, and with files that configurations name.
  static let componentRules = [
    missingNamedFile, wrongNamedFile, mismatchedNamedPair, proxyVersion, proxyUnknownField,
    proxyFieldOfOtherRelease, proxyMode, proxyAgeingMode, proxyLoopback, proxyOtherPods,
    schedulerVersion, schedulerUnknownField, auditVersion, auditEmpty, auditLevel, auditSecrets,
  ]

  private static let proxyReference =
    "https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/"
  private static let schedulerReference =
    "https://kubernetes.io/docs/reference/config-api/kube-scheduler-config.v1/"
  private static let auditReference = "https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/"

  static let missingNamedFile = AuditRule(
    "KTHW-CONF-001",
    .error,
    "a file that a configuration names is not on the machine",
    subject: "kubeconfigs, certificates and keys that configurations of components name",
    reason: "The component opens it when it starts, and ends.",
    symptoms: [
      "unable to load client CA file …: open …: no such file or directory",
      "stat …: no such file or directory",
      "error: invalid configuration: no configuration has been provided",
      "open /var/lib/kube-proxy/kubeconfig: no such file or directory",
    ],
    remedy: "Copy the file there, or correct the path.",
    source: "https://kubernetes.io/docs/reference/config-api/"
  )

  static let wrongNamedFile = AuditRule(
    "KTHW-CONF-002",
    .error,
    "a file that a configuration names is of another kind",
    subject: "kubeconfigs, certificates and keys that configurations of components name",
    reason: "Certificate and key were mixed up, or another file was copied to the place.",
    symptoms: [
      "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched",
      "tls: found a certificate rather than a key in the PEM for the private key",
    ],
    remedy: "Write the path of the file that is meant.",
    source: "https://kubernetes.io/docs/reference/config-api/"
  )

  static let mismatchedNamedPair = AuditRule(
    "KTHW-CONF-003",
    .error,
    "certificate and key that a configuration names do not belong together",
    subject: "tlsCertFile and tlsPrivateKeyFile of kubelets' configurations",
    reason: "The kubelet compares the two when it starts, and ends.",
    symptoms: ["tls: private key does not match public key"],
    remedy: "Copy both files of the same pair.",
    source: "https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/"
  )

  static let proxyVersion = AuditRule(
    "KTHW-PROXY-001",
    .error,
    "kube-proxy's configuration is of a version that no kube-proxy reads",
    subject: "apiVersion of kube-proxy's configurations",
    reason: "Up to 1.36 it is kubeproxy.config.k8s.io/v1alpha1; with another kube-proxy ends.",
    symptoms: ["no kind \"KubeProxyConfiguration\" is registered for version \"…\""],
    remedy: "Write apiVersion: kubeproxy.config.k8s.io/v1alpha1.",
    source: proxyReference
  )

  static let proxyUnknownField = AuditRule(
    "KTHW-PROXY-002",
    .warning,
    "no kube-proxy knows a field of its configuration",
    subject: "keys of kube-proxy's configurations",
    reason: "kube-proxy passes over it, and what was meant to be set is left at its default.",
    symptoms: [
      "strict decoding error: unknown field \"…\"",
      "Using lenient decoding as strict decoding failed",
    ],
    remedy: "Correct the name; upper and lower case count.",
    source: proxyReference
  )

  static let proxyFieldOfOtherRelease = AuditRule(
    "KTHW-PROXY-003",
    .warning,
    "kube-proxy of this release does not know a field of its configuration",
    subject: "keys of kube-proxy's configurations, against the release",
    reason: "kube-proxy passes over the field, and does what it would do without it.",
    symptoms: ["strict decoding error: unknown field \"…\""],
    remedy: "Remove the field.",
    source: proxyReference
  )

  static let proxyMode = AuditRule(
    "KTHW-PROXY-004",
    .error,
    "kube-proxy of this release has no such mode",
    subject: "mode of kube-proxy's configurations, against the release",
    reason: """
      userspace went with 1.26; nftables came with 1.29, behind the gate NFTablesProxyMode until \
      1.31. kube-proxy ends, and no service of the node answers.
      """,
    symptoms: [
      "KubeProxyConfiguration.Mode: Invalid value: \"…\": must be … or blank (blank means the best-available proxy [currently iptables])"
    ],
    remedy: "Write mode: iptables.",
    source: "https://kubernetes.io/docs/reference/networking/virtual-ips/"
  )

  static let proxyAgeingMode = AuditRule(
    "KTHW-PROXY-005",
    .warning,
    "kube-proxy's mode ipvs is deprecated",
    subject: "mode of kube-proxy's configurations, from 1.35 on",
    reason: "A coming release will not have it any more, and kube-proxy will not start.",
    remedy: "Write mode: nftables, or iptables where the kernel is older than 5.13.",
    source: "https://kubernetes.io/docs/reference/networking/virtual-ips/#proxy-mode-ipvs"
  )

  static let proxyLoopback = AuditRule(
    "KTHW-PROXY-006",
    .warning,
    "kube-proxy takes 127.0.0.1 for the address of its node",
    subject: "bindAddress of kube-proxy's configurations",
    reason: """
      From the address follows which family of addresses comes first, and since 1.29 what counts \
      as local. It opens no port there.
      """,
    remedy: "Leave bindAddress out.",
    source: proxyReference
  )

  static let proxyOtherPods = AuditRule(
    "KTHW-PROXY-007",
    .warning,
    "kube-proxy takes other addresses for pods' than the cluster",
    subject: "clusterCIDR of kube-proxy's configurations, against the description of the cluster",
    reason: """
      What comes from outside of the range is taken for a stranger's packet and gets the node's \
      address. Pods then see nodes instead of each other, and network policies fail.
      """,
    remedy: "Write the cluster's podCIDR.",
    source: proxyReference
  )

  static let schedulerVersion = AuditRule(
    "KTHW-SCHED-001",
    .error,
    "a scheduler of this release does not read this version of its configuration",
    subject: "apiVersion of schedulers' configurations, against the release",
    reason: """
      The version of the file changed eight times: componentconfig/v1alpha1 up to 1.12, v1alpha1 \
      up to 1.18, v1alpha2 in 1.18 alone, v1beta1 from 1.19 to 1.22, v1beta2 from 1.22 to 1.27, \
      v1beta3 from 1.23 to 1.28, v1 from 1.25 on. With another the scheduler ends.
      """,
    symptoms: [
      "no kind \"KubeSchedulerConfiguration\" is registered for version \"…\" in scheme",
      "no kind \"KubeSchedulerConfiguration\" is registered for version \"componentconfig/v1alpha1\"",
    ],
    remedy: "Write the version that the release reads.",
    source: schedulerReference
  )

  static let schedulerUnknownField = AuditRule(
    "KTHW-SCHED-002",
    .error,
    "the version of a scheduler's configuration has no such field",
    subject: "keys of schedulers' configurations",
    reason: "Schedulers read their file strictly, and end at the first key that they do not know.",
    symptoms: ["strict decoding error: unknown field \"…\""],
    remedy: "Correct the name, or remove the field: versions after v1alpha1 have profiles instead.",
    source: schedulerReference
  )

  static let auditVersion = AuditRule(
    "KTHW-AUDIT-001",
    .error,
    "an API server of this release does not read this version of an audit policy",
    subject: "apiVersion of audit policies, against the release",
    reason: "audit.k8s.io/v1 came with 1.12, and v1beta1 went with 1.24. The API server ends.",
    symptoms: [
      "loading audit policy file: failed decoding file \"…\": no kind \"Policy\" is registered for version \"audit.k8s.io/…\"",
      "failed decoding: no kind \"Policy\" is registered for version \"…\"",
    ],
    remedy: "Write apiVersion: audit.k8s.io/v1 (v1beta1 before 1.12).",
    source: auditReference
  )

  static let auditEmpty = AuditRule(
    "KTHW-AUDIT-002",
    .error,
    "an audit policy has no rules",
    subject: "rules of audit policies",
    reason: "The API server takes it for a mistake and does not start.",
    symptoms: ["loading audit policy file: loaded illegal policy with 0 rules from file …"],
    remedy: "Write at least one rule, such as - level: Metadata.",
    source: auditReference
  )

  static let auditLevel = AuditRule(
    "KTHW-AUDIT-003",
    .error,
    "an audit policy has a rule of no known level",
    subject: "levels of audit policies",
    reason: "The API server does not start.",
    symptoms: [
      "audit policy: rules[…].level: Unsupported value: \"…\": supported values: \"None\", \"Metadata\", \"Request\", \"RequestResponse\""
    ],
    remedy: "Write None, Metadata, Request or RequestResponse.",
    source: auditReference
  )

  static let auditSecrets = AuditRule(
    "KTHW-AUDIT-004",
    .warning,
    "an audit policy writes down what is in Secrets",
    subject: "the first rule of audit policies that is for all requests about secrets",
    reason: "The log then holds every password in plain text, whatever etcd is encrypted with.",
    remedy: "Put a rule of level Metadata for secrets and configmaps before the others.",
    source: auditReference
  )
}
