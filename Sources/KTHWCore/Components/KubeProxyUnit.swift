/// The unit of kube-proxy
/// (https://kubernetes.io/docs/reference/command-line-tools-reference/kube-proxy/).
enum KubeProxyUnit {
  /// The unit on a machine.
  static func unit(at place: Placement) -> SystemdUnit {
    SystemdUnit(
      description: "Kubernetes proxy, which sends services' packets to pods",
      documentation: [KubernetesReference.page(of: .kubeProxy)],
      // It asks the API server for its node, which the kubelet registers.
      unit: .afterNetwork("kubelet.service"),
      service: [.command("ExecStart", flags.command(at: place))] + .restarting
    )
  }

  /// What kube-proxy is started with.
  ///
  /// All else is in its file, which flags of the same meaning do not override.
  static let flags = FlagTable(
    program: .kubeProxy,
    flags: [Flag("config") { $0.path(.kubeProxyConfiguration) }]
  )
}
