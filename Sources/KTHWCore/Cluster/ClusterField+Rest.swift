extension ClusterField {
  /// Where files lie, which releases run, and the last word.
  static let rest: [ClusterField] =
    [
      ClusterField(
        "spec.layout",
        .choice(HostLayout.allCases.map(\.rawValue)),
        .text("hard-way"),
        "Where files lie on the machines.",
        notes: """
          `hard-way` has `/var/lib/kubernetes` and `/etc/etcd`, `kubeadm` has \
          `/etc/kubernetes/pki`.
          """
      ),
      ClusterField(
        "spec.programDirectory",
        .text(.path),
        .text("/usr/local/bin"),
        "The directory of the programs on every machine."
      ),
      ClusterField(
        "spec.versions",
        .section,
        .nothing,
        "Which releases of other people's programs run.",
        notes: "What a program's configuration may say depends on its release."
      ),
      release("etcd", "etcd"),
      release("containerd", "containerd"),
      release("coreDNS", "CoreDNS"),
      release("pause", "The image that holds a pod's namespaces"),
      release("flannel", "flannel"),
      ClusterField(
        "spec.extraArgs",
        .section,
        .nothing,
        "Flags that you add to a program's own, or put in the place of one.",
        notes: """
          Flags without dashes; they come last, in this order. A number or a truth value is taken \
          as it is written.
          """
      ),
    ]
    + programs.map {
      ClusterField("spec.extraArgs.\($0)", .flags, .nothing, "Flags of \($0): `v: \"2\"`.")
    }

  /// The programs whose flags may be added to.
  static let programs = [
    "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet", "kube-proxy", "etcd",
  ]

  private static func release(_ key: String, _ program: String) -> ClusterField {
    ClusterField(
      "spec.versions.\(key)",
      .text(.release),
      .derived("what goes with `kubernetesVersion`"),
      "\(program), such as `\(ComponentVersions.example(of: key))`."
    )
  }
}

extension ComponentVersions {
  /// A release that goes with the newest Kubernetes.
  fileprivate static func example(of key: String) -> String {
    let newest = ComponentVersions.recommended(for: .newest)
    let release =
      switch key {
      case "etcd": newest.etcd
      case "containerd": newest.containerd
      case "coreDNS": newest.coreDNS
      case "pause": newest.pause
      default: newest.flannel
      }
    return release.description
  }
}
