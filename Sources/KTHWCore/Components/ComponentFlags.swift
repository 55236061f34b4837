/// What is known of the flags of the cluster's programs in all releases, for
/// judging what others have written (kubernetes/kubernetes and etcd-io/etcd,
/// their change logs and the sources of each release).
///
/// Independent of what is rendered here, so that each can be held against the
/// other. A flag that is not listed is not known to be wrong.
struct ComponentFlags: Sendable {
  /// The program.
  let program: ComponentProgram
  /// Its flags, each at most once.
  let facts: [FlagFact]
  /// Values of its flags.
  let values: [FlagValueFact]

  /// Finds a flag by its name without dashes.
  func fact(named name: String) -> FlagFact? { facts.first { $0.name == name } }

  /// What is known of a flag's value in a release: of the whole, or of what
  /// commas separate in it.
  func facts(ofValue value: String, for flag: String, in minor: Int) -> [FlagValueFact] {
    let parts = value.split(separator: ",").map(String.init) + [value]
    return values.filter {
      $0.flag == flag && $0.minors.contains(minor) && parts.contains($0.value)
    }
  }

  /// What is known of a program's flags.
  static func table(for program: ComponentProgram) -> ComponentFlags {
    switch program {
    case .etcd: ComponentFlags(program: program, facts: etcd, values: [])
    case .kubeAPIServer:
      ComponentFlags(program: program, facts: kubeAPIServer + logging, values: apiServerValues)
    case .kubeControllerManager:
      ComponentFlags(program: program, facts: kubeControllerManager + logging, values: [])
    case .kubeScheduler:
      ComponentFlags(program: program, facts: kubeScheduler + logging, values: [])
    case .kubelet: ComponentFlags(program: program, facts: kubelet + logging, values: [])
    case .kubeProxy: ComponentFlags(program: program, facts: kubeProxy + logging, values: [])
    case .containerd: ComponentFlags(program: program, facts: containerd, values: [])
    }
  }

  private static let containerd = [
    FlagFact("config"), FlagFact("log-level"), FlagFact("address"), FlagFact("root"),
    FlagFact("state"),
  ]

  /// What every program of Kubernetes had from klog
  /// (https://kubernetes.io/docs/concepts/cluster-administration/system-logs/).
  private static let logging =
    [
      "add-dir-header", "alsologtostderr", "log-backtrace-at", "log-dir", "log-file",
      "log-file-max-size", "logtostderr", "one-output", "skip-headers", "skip-log-headers",
      "stderrthreshold",
    ].map {
      FlagFact(
        avoiding: $0,
        until: 25,
        deprecated: 23,
        "programs log to standard error, which systemd keeps"
      )
    } + [FlagFact("v"), FlagFact("vmodule"), FlagFact("logging-format", from: 19)]
}
