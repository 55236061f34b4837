/// The unit of the API server
/// (https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/).
enum APIServerUnit {
  /// The unit on a machine.
  static func unit(at place: Placement) -> SystemdUnit {
    SystemdUnit(
      description: "Kubernetes API server",
      documentation: [KubernetesReference.page(of: .kubeAPIServer)],
      unit: .afterNetwork("etcd.service"),
      service: [
        .text("Type", "notify"),
        .command("ExecStart", flags.command(at: place)),
        // /var/log/kubernetes, which holds who did what.
        .text("LogsDirectory", "kubernetes"),
        .text("LogsDirectoryMode", "0700"),
        .text("LimitNOFILE", "1048576"),
        .text("NoNewPrivileges", "true"),
      ] + .restarting
    )
  }

  /// Everything that the API server is started with.
  static let flags = FlagTable(
    program: .kubeAPIServer,
    flags: addresses + store + identities + access + nodes + aggregation + audit + behaviour
  )

  private static let addresses = [
    // What the endpoints of the service `kubernetes` say: never guessed.
    Flag("advertise-address") { $0.host.address.description },
    Flag("bind-address") { $0.unspecifiedAddress },
    Flag("secure-port") { String($0.spec.network.apiServerPort) },
    // Everybody on the machine is a cluster's administrator at this port,
    // which is 8080 unless it is closed.
    Flag("insecure-port", until: 19, "0"),
    Flag("service-cluster-ip-range") { $0.spec.network.serviceCIDR.description },
    // Read by the only way that 1.10 has to keep track of its servers.
    Flag("apiserver-count", until: 10) { String($0.spec.hosts.having(.controlPlane).count) },
  ]

  private static let store = [
    Flag("etcd-servers") { place in
      place.etcdMembers.map(EtcdUnit.clientURL).joined(separator: ",")
    },
    Flag("etcd-cafile", .etcdCA),
    Flag("etcd-certfile", .etcdClientCertificate),
    Flag("etcd-keyfile", .etcdClientKey),
    Flag(
      "experimental-encryption-provider-config",
      until: 12,
      if: \.encryptsSecrets,
      .encryptionConfiguration
    ),
    Flag(
      "encryption-provider-config",
      from: 13,
      if: \.encryptsSecrets,
      .encryptionConfiguration
    ),
  ]

  private static let identities = [
    Flag("tls-cert-file", .apiServerCertificate),
    Flag("tls-private-key-file", .apiServerKey),
    Flag("client-ca-file", .clusterCA),
    Flag("enable-bootstrap-token-auth", if: \.usesBootstrapTokens, "true"),
    Flag("service-account-key-file", .serviceAccountPublicKey),
    Flag("service-account-signing-key-file", from: 20, .serviceAccountKey),
    // Tokens are meant for their issuer unless they say otherwise.
    Flag("service-account-issuer", from: 20) {
      "https://kubernetes.default.svc.\($0.spec.network.clusterDomain)"
    },
  ]

  private static let access = [
    // Everybody may do everything where this is not said.
    Flag("authorization-mode", "Node,RBAC"),
    // Off by default in every release; the others that matter are on.
    Flag("enable-admission-plugins", "NodeRestriction"),
    Flag("allow-privileged", if: \.needsPrivilegedPods, "true"),
  ]

  private static let nodes = [
    // No kubelet is checked without it.
    Flag("kubelet-certificate-authority", .clusterCA),
    Flag("kubelet-client-certificate", .kubeletClientCertificate),
    Flag("kubelet-client-key", .kubeletClientKey),
    // Addresses need no DNS that knows the nodes.
    Flag(
      "kubelet-preferred-address-types",
      "InternalIP,InternalDNS,Hostname,ExternalIP,ExternalDNS"
    ),
  ]

  private static let aggregation = [
    // With the cluster's own authority here every client could be anybody.
    Flag("requestheader-client-ca-file", if: \.hasSeparateAuthorities, .frontProxyCA),
    Flag("requestheader-allowed-names", if: \.hasSeparateAuthorities, "front-proxy-client"),
    Flag("requestheader-username-headers", if: \.hasSeparateAuthorities, "X-Remote-User"),
    Flag("requestheader-group-headers", if: \.hasSeparateAuthorities, "X-Remote-Group"),
    Flag(
      "requestheader-extra-headers-prefix",
      if: \.hasSeparateAuthorities,
      "X-Remote-Extra-"
    ),
    Flag("proxy-client-cert-file", if: \.hasSeparateAuthorities, .frontProxyClientCertificate),
    Flag("proxy-client-key-file", if: \.hasSeparateAuthorities, .frontProxyClientKey),
    Flag("enable-aggregator-routing", if: \.lacksServiceAddresses, "true"),
  ]

  // Without a policy nothing is written, in any release.
  private static let audit = [
    Flag("audit-policy-file") { $0.path(.auditPolicy) },
    Flag("audit-log-path", "/var/log/kubernetes/audit.log"),
    Flag("audit-log-maxage", "30"),
    Flag("audit-log-maxbackup", "10"),
    Flag("audit-log-maxsize", "100"),
  ]

  private static let behaviour = [
    Flag("profiling", "false"),
    // One request in a thousand has its client connect anew, so that a server
    // that was away gets its share again.
    Flag("goaway-chance", from: 18, if: \.isBalanced, "0.001"),
  ]
}
