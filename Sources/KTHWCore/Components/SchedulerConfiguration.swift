/// What kube-scheduler reads: KubeSchedulerConfiguration
/// (https://kubernetes.io/docs/reference/config-api/kube-scheduler-config.v1/).
enum SchedulerConfiguration {
  /// The text of the file.
  static func text(on host: ClusterHost, in spec: ClusterSpec) throws -> String {
    try YAMLWriter.text(VersionedField.mapping(fields, on: host, in: spec))
  }

  /// The newest form that each version reads.
  static let apiVersion = VersionedWord([
    (10, "componentconfig/v1alpha1"),
    (12, "kubescheduler.config.k8s.io/v1alpha1"),
    (18, "kubescheduler.config.k8s.io/v1alpha2"),
    (19, "kubescheduler.config.k8s.io/v1beta1"),
    (22, "kubescheduler.config.k8s.io/v1beta2"),
    (23, "kubescheduler.config.k8s.io/v1beta3"),
    (25, "kubescheduler.config.k8s.io/v1"),
  ])

  /// What stands in the file.
  static let fields: [VersionedField] = [
    VersionedField("apiVersion") { _, spec in
      .string(apiVersion.word(in: spec.kubernetesVersion))
    },
    VersionedField("kind", .string("KubeSchedulerConfiguration")),
    VersionedField("clientConnection") { _, spec in
      .mapping(["kubeconfig": .string(spec.path(of: .schedulerKubeconfig))])
    },
    VersionedField("leaderElection", .mapping(["leaderElect": .boolean(true)])),
    // Plain HTTP for everybody who reaches it, on all addresses unless it is
    // said here: beside a file --port is not read.
    VersionedField("healthzBindAddress", until: 22) { _, _ in insecureAddress },
    VersionedField("metricsBindAddress", until: 22) { _, _ in insecureAddress },
    // The flag of that name is not read where there is a file.
    VersionedField("enableProfiling", .boolean(false)),
  ]

  private static let insecureAddress: Node = .string("127.0.0.1:10251")
}
