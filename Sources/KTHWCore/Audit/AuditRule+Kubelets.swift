extension AuditRule {
  /// What can be wrong with kubelets' configuration.
  static let kubeletRules = [
    kubeletVersion, kubeletUnknownField, kubeletFieldOfOtherRelease, kubeletAnonymous,
    kubeletOpen, kubeletReadOnlyPort, kubeletWithoutAuthority, podsWithoutDNS, strayClusterDNS,
    kubeletControlGroups, differingControlGroups, resolverLoop, doubledServing, swapBehindGate,
    otherClusterDomain,
  ]

  private static let reference =
    "https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/"

  static let kubeletVersion = AuditRule(
    "KTHW-KUBELET-001",
    .error,
    "a kubelet's configuration is of a version that no kubelet reads",
    subject: "apiVersion of kubelets' configurations",
    reason: "From 1.10 to 1.36 it is kubelet.config.k8s.io/v1beta1; with another the kubelet ends.",
    symptoms: [
      "failed to load kubelet config file, path: …, error: failed to decode: no kind \"KubeletConfiguration\" is registered for version \"…\"",
      "no kind \"KubeletConfiguration\" is registered for version \"…\"",
    ],
    remedy: "Write apiVersion: kubelet.config.k8s.io/v1beta1.",
    source: reference
  )

  static let kubeletUnknownField = AuditRule(
    "KTHW-KUBELET-002",
    .warning,
    "no kubelet knows a field of its configuration",
    subject: "keys of kubelets' configurations",
    reason: """
      A kubelet passes over what it does not know, since 1.17 with a line in its log and before \
      without one. What was meant to be set is left at its default.
      """,
    symptoms: [
      "strict decoding error: unknown field \"…\"",
      "Using lenient decoding as strict decoding failed",
    ],
    remedy: "Correct the name; upper and lower case count.",
    source: reference
  )

  static let kubeletFieldOfOtherRelease = AuditRule(
    "KTHW-KUBELET-003",
    .warning,
    "a kubelet of this release does not know a field of its configuration",
    subject: "keys of kubelets' configurations, against the release",
    reason: "The kubelet passes over the field, and does what it would do without it.",
    symptoms: ["strict decoding error: unknown field \"…\""],
    remedy: "Remove the field, or set the flag that did the same in this release.",
    source: reference
  )

  static let kubeletAnonymous = AuditRule(
    "KTHW-KUBELET-004",
    .error,
    "a kubelet lets strangers in",
    subject: "authentication.anonymous of kubelets' configurations",
    reason: """
      Whoever reaches port 10250 is then asked for no credentials. With any authorization but a \
      strict one that is a shell in every pod of the node.
      """,
    remedy: "Set authentication.anonymous.enabled: false and authentication.webhook.enabled: true.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/"
  )

  static let kubeletOpen = AuditRule(
    "KTHW-KUBELET-005",
    .error,
    "a kubelet lets everybody do everything",
    subject: "authorization.mode of kubelets' configurations",
    reason: """
      AlwaysAllow gives every client with any certificate of the cluster a shell in every pod of \
      the node, with the secrets that are mounted there.
      """,
    remedy: "Set authorization.mode: Webhook.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/"
  )

  static let kubeletReadOnlyPort = AuditRule(
    "KTHW-KUBELET-006",
    .warning,
    "a kubelet tells everybody about its pods",
    subject: "readOnlyPort of kubelets' configurations",
    reason: """
      The port answers without TLS and without credentials: names, images, environment and \
      addresses of all pods of the node.
      """,
    remedy: "Set readOnlyPort: 0, or leave it out.",
    source: reference
  )

  static let kubeletWithoutAuthority = AuditRule(
    "KTHW-KUBELET-007",
    .warning,
    "a kubelet knows no CA of its clients",
    subject: "authentication.x509.clientCAFile of kubelets' configurations",
    reason: """
      API servers show the kubelet a client certificate. Without a CA to check it by they are \
      strangers, and logs, exec and metrics are refused.
      """,
    symptoms: [
      "error: You must be logged in to the server (the server has asked for the client to provide credentials ( pods/log …))",
      "Unauthorized",
    ],
    remedy: "Set authentication.x509.clientCAFile to the cluster's CA.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/"
  )

  static let podsWithoutDNS = AuditRule(
    "KTHW-KUBELET-008",
    .warning,
    "a kubelet gives pods no DNS server of the cluster",
    subject: "clusterDNS of kubelets' configurations",
    reason: "Pods ask the name servers of the machine instead, which know no service.",
    symptoms: [
      "kubelet does not have ClusterDNS IP configured and cannot create Pod using \"ClusterFirst\" policy. Falling back to \"Default\" policy.",
      "MissingClusterDNS",
    ],
    remedy: "Set clusterDNS to the address of the cluster's DNS service, and clusterDomain.",
    source: reference
  )

  static let strayClusterDNS = AuditRule(
    "KTHW-KUBELET-009",
    .error,
    "a kubelet sends pods to a DNS server that cannot be there",
    subject: "clusterDNS of kubelets' configurations, against the cluster's addresses",
    reason: """
      The DNS service has an address of the services' range, and not the first, which is the \
      API server's. At another one no pod gets an answer.
      """,
    symptoms: [
      ";; connection timed out; no servers could be reached",
      "Temporary failure in name resolution",
    ],
    remedy: "Write the address that the service kube-dns has.",
    source: "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/"
  )

  static let kubeletControlGroups = AuditRule(
    "KTHW-KUBELET-010",
    .warning,
    "a kubelet manages control groups beside systemd",
    subject: "cgroupDriver of kubelets' configurations",
    reason: """
      Where nothing is said kubelets up to 1.33 use cgroupfs. On a machine of systemd there are \
      then two who give out memory and CPU, and nodes become unstable under load.
      """,
    symptoms: [
      "failed to run Kubelet: misconfiguration: kubelet cgroup driver: \"…\" is different from docker cgroup driver: \"…\""
    ],
    remedy: "Set cgroupDriver: systemd here and SystemdCgroup = true in containerd's config.toml.",
    source:
      "https://kubernetes.io/docs/setup/production-environment/container-runtimes/#cgroup-drivers"
  )

  static let differingControlGroups = AuditRule(
    "KTHW-KUBELET-011",
    .error,
    "kubelet and containerd manage control groups in two ways",
    subject: "cgroupDriver of kubelets and SystemdCgroup of containerd on one machine",
    reason: """
      Each makes groups where the other does not look: pods are killed for lack of memory that \
      they have, or do not start at all.
      """,
    symptoms: [
      "expected cgroupsPath to be of format \"slice:prefix:name\" for systemd cgroups, got \"…\" instead",
      "Failed to create pod sandbox: … cgroupsPath …",
    ],
    remedy: "Set cgroupDriver: systemd and SystemdCgroup = true.",
    source:
      "https://kubernetes.io/docs/setup/production-environment/container-runtimes/#cgroup-drivers"
  )

  static let resolverLoop = AuditRule(
    "KTHW-KUBELET-012",
    .warning,
    "a kubelet hands on the machine's own resolver",
    subject: "resolvConf of kubelets' configurations",
    reason: """
      Where nothing is said pods of the policy Default get the machine's /etc/resolv.conf. On \
      hosts with systemd-resolved, as Ubuntu's, that is 127.0.0.53: CoreDNS then asks itself, \
      sees the loop and ends.
      """,
    symptoms: [
      "[FATAL] plugin/loop: Loop (127.0.0.1:… -> :53) detected for zone \".\"",
      "plugin/loop: Loop (…) detected for zone \".\", see https://coredns.io/plugins/loop#troubleshooting",
    ],
    remedy: "Set resolvConf: /run/systemd/resolve/resolv.conf; elsewhere, to /etc/resolv.conf.",
    source: "https://coredns.io/plugins/loop/#troubleshooting"
  )

  static let doubledServing = AuditRule(
    "KTHW-KUBELET-013",
    .warning,
    "a kubelet both has a serving certificate and asks for one",
    subject: "serverTLSBootstrap and tlsCertFile of kubelets' configurations",
    reason: """
      The files are what it begins with; then it waits for the one that it asked the cluster \
      for, and nobody approves such requests by itself.
      """,
    remedy: "Choose one: remove serverTLSBootstrap, or tlsCertFile and tlsPrivateKeyFile.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/"
  )

  static let swapBehindGate = AuditRule(
    "KTHW-KUBELET-014",
    .error,
    "a kubelet of this release does not start with memorySwap",
    subject: "memorySwap of kubelets' configurations, against the release",
    reason: "Up to 1.29 the feature NodeSwap is off, and a kubelet refuses its settings then.",
    symptoms: [
      "invalid configuration: memorySwap.swapBehavior cannot be set when NodeSwap feature flag is disabled"
    ],
    remedy: "Leave memorySwap out before 1.30, or set featureGates: {NodeSwap: true}.",
    source: "https://kubernetes.io/docs/concepts/architecture/nodes/#swap-memory"
  )

  static let otherClusterDomain = AuditRule(
    "KTHW-KUBELET-015",
    .error,
    "a kubelet has another domain than the cluster",
    subject: "clusterDomain of kubelets' configurations, against the description of the cluster",
    reason: """
      Pods append the domain to the names of services. The DNS server answers for the \
      cluster's, and the API server's certificate names that one.
      """,
    symptoms: ["no such host"],
    remedy: "Write the domain of cluster.yaml.",
    source: "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/"
  )
}
