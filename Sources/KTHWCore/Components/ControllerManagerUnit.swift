/// The unit of the controller manager
/// (https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/).
enum ControllerManagerUnit {
  /// The unit on a machine.
  static func unit(at place: Placement) -> SystemdUnit {
    SystemdUnit(
      description: "Kubernetes controller manager",
      documentation: [KubernetesReference.page(of: .kubeControllerManager)],
      unit: .afterNetwork("kube-apiserver.service"),
      // It ends where it loses its lease, and has to be started again.
      service: [
        .command("ExecStart", flags.command(at: place)), .text("NoNewPrivileges", "true"),
      ] + .restarting
    )
  }

  /// Everything that the controller manager is started with.
  static let flags = FlagTable(
    program: .kubeControllerManager,
    flags: addresses + identities + signing + podAddresses + behaviour
  )

  private static let addresses = [
    // Plain HTTP for everybody who reaches it: first only on the machine
    // itself, then not at all.
    Flag("address", until: 11, "127.0.0.1"),
    Flag("port", from: 12, until: 21, "0"),
    Flag("bind-address", from: 12, "127.0.0.1"),
  ]

  private static let identities = [
    Flag("kubeconfig", .controllerManagerKubeconfig),
    Flag("authentication-kubeconfig", from: 12, .controllerManagerKubeconfig),
    Flag("authorization-kubeconfig", from: 12, .controllerManagerKubeconfig),
    Flag("client-ca-file", from: 12, .clusterCA),
    Flag("requestheader-client-ca-file", from: 12, if: \.hasSeparateAuthorities, .frontProxyCA),
    // Without a front proxy's authority it would ask the API server for one:
    // once in vain, which ends it, and then every minute.
    Flag("authentication-skip-lookup", from: 12, if: \.hasOneAuthority, "true"),
    Flag("use-service-account-credentials", "true"),
    Flag("service-account-private-key-file", .serviceAccountKey),
    Flag("root-ca-file", .clusterCA),
  ]

  private static let signing = [
    Flag("cluster-signing-cert-file", if: \.signsCertificates, .clusterCA),
    Flag("cluster-signing-key-file", if: \.signsCertificates, .clusterCAKey),
    Flag(
      "experimental-cluster-signing-duration",
      until: 18,
      if: \.signsCertificates,
      leafLifetime
    ),
    Flag("cluster-signing-duration", from: 19, if: \.signsCertificates, leafLifetime),
    // Both are off unless they are named.
    Flag("controllers", if: \.usesBootstrapTokens, "*,bootstrapsigner,tokencleaner"),
  ]

  // The ranges are read only where blocks are given out to nodes.
  private static let podAddresses = [
    Flag("allocate-node-cidrs", if: \.allocatesPodCIDRs, "true"),
    Flag("cluster-cidr", if: \.allocatesPodCIDRs) { $0.spec.network.podCIDR.description },
    Flag("node-cidr-mask-size", if: \.allocatesPodCIDRs) {
      String($0.spec.network.nodePrefixLength)
    },
    Flag("service-cluster-ip-range", if: \.allocatesPodCIDRs) {
      $0.spec.network.serviceCIDR.description
    },
  ]

  private static let behaviour = [Flag("profiling", "false")]

  @Sendable private static func leafLifetime(at place: Placement) -> String {
    let pki = place.spec.pki
    // What approves itself every time must not last for years.
    return (place.usesBootstrapTokens ? min(pki.leafLifetime, .hours(8760)) : pki.leafLifetime)
      .description
  }
}
