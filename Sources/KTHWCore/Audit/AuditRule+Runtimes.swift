extension AuditRule {
  /// What can be wrong with containerd and with the network of pods.
  static let runtimeRules = [
    strangeSections, newerForm, ageingRuntime, deadRuntime, openStreams, noPodNetwork,
    networkVersion, networkName, networkAddress, networkKey, overlappingPods, podsOutside,
  ]

  private static let containerd =
    "https://github.com/containerd/containerd/blob/main/docs/cri/config.md"
  private static let specification = "https://www.cni.dev/docs/spec/#configuration-format"

  static let strangeSections = AuditRule(
    "KTHW-CRI-001",
    .error,
    "containerd passes over sections of its configuration",
    subject: "the version and the sections of config.toml",
    reason: """
      The names of the sections go with the version at the top: plugins.cri without one, \
      io.containerd.grpc.v1.cri with 2, io.containerd.cri.v1.runtime and .images with 3. Sections \
      of another version are passed over without a word, and with them systemd's control groups, \
      the pause image and the directories of the network.
      """,
    remedy: "Write the version that goes with the sections; containerd config migrate does it.",
    source: containerd
  )

  static let newerForm = AuditRule(
    "KTHW-CRI-002",
    .error,
    "containerd of this release does not read this version of its configuration",
    subject: "the version of config.toml, against the release of containerd",
    reason: "containerd does not start: 1.3 reads version 2, 2.0 version 3, and 2.3 version 4.",
    symptoms: ["containerd: expected containerd config version equal to or less than `…`, got `…`"],
    remedy: "Write the version of the release, or use a newer containerd.",
    source: containerd
  )

  static let ageingRuntime = AuditRule(
    "KTHW-CRI-003",
    .warning,
    "containerd is told to run containers in a way that is gone in 2.0",
    subject: "runtime types and default_runtime of config.toml",
    reason: """
      The shims io.containerd.runtime.v1.linux and io.containerd.runc.v1 are deprecated since \
      1.4, and default_runtime is no section since 2.0. After an upgrade no container starts.
      """,
    remedy: """
      Name a runtime instead: default_runtime_name = "runc", and runtimes.runc with \
      runtime_type = "io.containerd.runc.v2".
      """,
    source: "https://github.com/containerd/containerd/blob/main/RELEASES.md#deprecated-features"
  )

  static let deadRuntime = AuditRule(
    "KTHW-CRI-004",
    .error,
    "containerd of this release cannot run containers in this way",
    subject: "runtime types and default_runtime of config.toml, against the release of containerd",
    reason: "containerd 2.0 has neither the first shims nor default_runtime: no container starts.",
    symptoms: [
      "failed to get sandbox runtime: no runtime for \"…\" is configured",
      "unsupported runtime \"io.containerd.runtime.v1.linux\"",
    ],
    remedy: """
      Name a runtime instead: default_runtime_name = "runc", and runtimes.runc with \
      runtime_type = "io.containerd.runc.v2".
      """,
    source: "https://github.com/containerd/containerd/blob/main/RELEASES.md#deprecated-features"
  )

  static let openStreams = AuditRule(
    "KTHW-CRI-005",
    .warning,
    "containerd offers shells in containers to the network",
    subject: "stream_server_address of config.toml",
    reason: """
      exec, attach and port-forward go over this server, which asks for no credentials: the \
      address and a token that is easily seen are all it takes. The kubelet reaches it at \
      127.0.0.1.
      """,
    remedy: "Leave stream_server_address out, or set it to 127.0.0.1.",
    source: containerd
  )

  static let noPodNetwork = AuditRule(
    "KTHW-CNI-001",
    .error,
    "nothing connects the pods of a machine",
    subject: "machines with a kubelet: files of /etc/cni/net.d, DaemonSets that put one there",
    reason: """
      Without a configuration of the network no pod gets an address, and the node stays NotReady \
      for ever.
      """,
    symptoms: [
      "container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized",
      "network plugin is not ready: cni config uninitialized",
      "runtime network not ready: NetworkReady=false",
    ],
    remedy: "Put one file into /etc/cni/net.d, or apply the manifest of a pod network.",
    source:
      "https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/"
  )

  static let networkVersion = AuditRule(
    "KTHW-CNI-002",
    .error,
    "the version of a pod network is missing or not known",
    subject: "cniVersion of network configurations, against the releases",
    reason: """
      Runtime and plugins compare it with what they know: 0.3.1 with containerd up to 1.2, 0.4.0 \
      up to 1.5, 1.0.0 up to 1.7, then 1.1.0. With another one pods get no address.
      """,
    symptoms: [
      "incompatible CNI versions; config is \"…\", plugin supports [\"…\"]",
      "plugin … does not support config version \"…\"",
    ],
    remedy: "Write \"cniVersion\": \"1.0.0\" (0.4.0 before 1.24, 0.3.1 before 1.19).",
    source: specification
  )

  static let networkName = AuditRule(
    "KTHW-CNI-003",
    .error,
    "a pod network has no name",
    subject: "name of network configurations",
    reason: "The plugins keep addresses by that name; from 0.4.0 on the file is refused without.",
    symptoms: ["error parsing configuration list: no name", "missing network name"],
    remedy: "Write \"name\": and a name.",
    source: specification
  )

  static let networkAddress = AuditRule(
    "KTHW-CNI-004",
    .error,
    "a pod network has addresses that are none",
    subject: "subnets and routes of network configurations",
    reason: "The plugin ends, and no pod of the node gets an address.",
    symptoms: ["invalid CIDR address: …", "failed to load netconf: invalid CIDR address: …"],
    remedy: "Write a network and the length of its prefix: 10.200.0.0/24.",
    source: "https://www.cni.dev/plugins/current/ipam/host-local/"
  )

  static let networkKey = AuditRule(
    "KTHW-CNI-005",
    .warning,
    "no plugin knows a key of a pod network",
    subject: "keys of the plugins bridge, host-local and portmap",
    reason: "Plugins pass over what they do not know: pods have no way out, or no way back.",
    remedy: "Correct the name; upper and lower case count.",
    source: "https://www.cni.dev/plugins/current/main/bridge/"
  )

  static let overlappingPods = AuditRule(
    "KTHW-CNI-006",
    .error,
    "pods of two machines may have the same address",
    subject: "subnets of network configurations of all machines",
    reason: """
      Every machine gives out its addresses by itself. Where two have the same, packets go to \
      the pod that is nearer, or to the machine whose route was set first.
      """,
    remedy: "Give every machine a block of its own.",
    source: "https://kubernetes.io/docs/concepts/cluster-administration/networking/"
  )

  static let podsOutside = AuditRule(
    "KTHW-CNI-007",
    .warning,
    "pods of a machine have addresses that the cluster takes for strangers'",
    subject: "subnets of network configurations, against clusterCIDR and the description",
    reason: """
      kube-proxy and the controller manager know pods by their range. What comes from elsewhere \
      gets the node's address, and no route leads back.
      """,
    remedy: "Take the machine's block out of the cluster's podCIDR.",
    source: "https://kubernetes.io/docs/concepts/cluster-administration/networking/"
  )
}
