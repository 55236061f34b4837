/// The unit of the scheduler
/// (https://kubernetes.io/docs/reference/command-line-tools-reference/kube-scheduler/).
enum SchedulerUnit {
  /// The unit on a machine.
  static func unit(at place: Placement) -> SystemdUnit {
    SystemdUnit(
      description: "Kubernetes scheduler",
      documentation: [KubernetesReference.page(of: .kubeScheduler)],
      unit: .afterNetwork("kube-apiserver.service"),
      // It ends where it loses its lease, and has to be started again.
      service: [
        .command("ExecStart", flags.command(at: place)), .text("NoNewPrivileges", "true"),
      ] + .restarting
    )
  }

  /// Everything that the scheduler is started with; the rest is in its file.
  static let flags = FlagTable(
    program: .kubeScheduler,
    flags: [
      Flag("config") { $0.path(.schedulerConfiguration) },
      // The file says where plain HTTP is served; whoever takes the file away
      // does not open it to everybody.
      Flag("port", from: 13, until: 22, "0"),
      Flag("bind-address", from: 13, "127.0.0.1"),
      Flag("authentication-kubeconfig", from: 13, .schedulerKubeconfig),
      Flag("authorization-kubeconfig", from: 13, .schedulerKubeconfig),
      // Otherwise it asks the API server for them, once: started before that
      // one answers, it would take everybody for a stranger from then on.
      Flag("client-ca-file", from: 13, .clusterCA),
      Flag("requestheader-client-ca-file", from: 13, if: \.hasSeparateAuthorities, .frontProxyCA),
      Flag("authentication-skip-lookup", from: 13, if: \.hasOneAuthority, "true"),
    ]
  )
}
