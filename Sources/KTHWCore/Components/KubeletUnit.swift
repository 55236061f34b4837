/// The unit of the kubelet
/// (https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/).
enum KubeletUnit {
  /// The unit on a machine.
  static func unit(at place: Placement) -> SystemdUnit {
    SystemdUnit(
      description: "Kubernetes kubelet, which runs the pods of this node",
      documentation: [KubernetesReference.page(of: .kubelet)],
      // It waits for containerd by itself; pods go on while either is away.
      unit: .afterNetwork("containerd.service", wanting: ["containerd.service"]),
      service: [
        .command("ExecStartPre", Resolver.command),
        .command("ExecStart", flags.command(at: place)),
      ] + .restarting
    )
  }

  /// Everything that the kubelet is started with; the rest is in its file.
  static let flags = FlagTable(
    program: .kubelet,
    flags: [
      Flag("config") { $0.path(.kubeletConfiguration) },
      Flag("kubeconfig", .kubeletKubeconfig),
      // The kubelet writes its kubeconfig itself then.
      Flag("bootstrap-kubeconfig", if: \.usesBootstrapTokens, .kubeletBootstrapKubeconfig),
      Flag("container-runtime", until: 23, "remote"),
      // A field of the file from 1.27 on.
      Flag("container-runtime-endpoint", until: 26, "unix:///run/containerd/containerd.sock"),
      // The node's certificate is for this name, whatever the machine calls
      // itself. There is no field for it.
      Flag("hostname-override") { $0.host.name.text },
      Flag("node-ip") { $0.host.address.description },
      // On by default from 1.11 on.
      Flag("allow-privileged", until: 10, if: \.needsPrivilegedPods, "true"),
    ]
  )
}
