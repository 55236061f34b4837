/// Which versions of Kubernetes know what, as their sources say: a second
/// table, apart from those of the renderers, to hold them to.
enum ConfigurationFacts {
  /// The fields at the top of a KubeletConfiguration, and the minor versions
  /// that read them.
  static let kubelet = since([
    10: [
      "apiVersion", "kind", "address", "authentication", "authorization", "cgroupDriver",
      "clusterDNS", "clusterDomain", "failSwapOn", "featureGates", "healthzBindAddress", "maxPods",
      "podCIDR", "port", "readOnlyPort", "resolvConf", "rotateCertificates",
      "runtimeRequestTimeout", "staticPodPath", "tlsCertFile", "tlsPrivateKeyFile",
    ],
    12: ["serverTLSBootstrap", "tlsMinVersion", "tlsCipherSuites"],
    17: ["reservedSystemCPUs"],
    19: ["enableServer", "logging", "providerID"],
    20: ["shutdownGracePeriod"],
    22: ["memorySwap", "seccompDefault", "cpuManagerPolicyOptions"],
    23: ["registerNode", "registerWithTaints"],
    25: ["localStorageCapacityIsolation", "tracing"],
    27: ["containerRuntimeEndpoint", "imageServiceEndpoint", "maxParallelImagePulls"],
    29: ["imageMaximumGCAge"],
    30: ["podLogsDir", "containerLogMaxWorkers"],
    31: ["failCgroupV1"],
    32: ["crashLoopBackOff", "singleProcessOOMKill"],
    33: ["imagePullCredentialsVerificationPolicy", "userNamespaces"],
    36: ["tlsCurvePreferences", "memoryReservationPolicy"],
  ])

  /// Without these a kubelet lets strangers in, or its pods find no names, or
  /// it does not find the runtime.
  static let neededByKubelet = since([
    10: [
      "apiVersion", "kind", "authentication", "authorization", "readOnlyPort", "cgroupDriver",
      "clusterDNS", "clusterDomain", "tlsCertFile", "tlsPrivateKeyFile",
    ],
    27: ["containerRuntimeEndpoint"],
  ])

  /// The fields at the top of a KubeProxyConfiguration.
  static let kubeProxy = merged(
    since([
      10: [
        "apiVersion", "kind", "bindAddress", "clientConnection", "clusterCIDR", "configSyncPeriod",
        "conntrack", "enableProfiling", "featureGates", "healthzBindAddress", "hostnameOverride",
        "iptables", "ipvs", "metricsBindAddress", "mode", "nodePortAddresses", "oomScoreAdj",
        "portRange",
      ],
      14: ["winkernel"], 18: ["detectLocalMode"], 19: ["bindAddressHardFail"],
      24: ["detectLocal"], 28: ["logging"], 29: ["nftables"],
    ]),
    ["resourceContainer": 10...15, "udpIdleTimeout": 10...25]
  )

  /// The fields below `conntrack` of a KubeProxyConfiguration.
  static let conntrack = merged(
    since([
      10: ["maxPerCore", "min", "tcpCloseWaitTimeout", "tcpEstablishedTimeout"],
      29: ["udpTimeout", "udpStreamTimeout", "tcpBeLiberal"],
    ]),
    ["max": 10...14]
  )

  /// The modes that kube-proxy has without a feature gate.
  static let proxyModes: [String: ClosedRange<Int>] = [
    "userspace": 10...25, "iptables": 10...36, "ipvs": 11...34, "nftables": 33...36,
  ]

  /// The API versions in which the scheduler takes its configuration.
  static let scheduler: [String: ClosedRange<Int>] = [
    "componentconfig/v1alpha1": 10...12,
    "kubescheduler.config.k8s.io/v1alpha1": 12...18,
    "kubescheduler.config.k8s.io/v1alpha2": 18...18,
    "kubescheduler.config.k8s.io/v1beta1": 19...22,
    "kubescheduler.config.k8s.io/v1beta2": 22...27,
    "kubescheduler.config.k8s.io/v1beta3": 23...28,
    "kubescheduler.config.k8s.io/v1": 25...36,
  ]

  /// The fields of the scheduler's configuration in the newest of those; the
  /// addresses went with `v1beta3`.
  static let schedulerFields = merged(
    since([
      10: [
        "apiVersion", "kind", "clientConnection", "leaderElection", "enableProfiling",
        "enableContentionProfiling",
      ]
    ]),
    ["healthzBindAddress": 10...22, "metricsBindAddress": 10...22]
  )

  /// The API versions of an audit policy.
  static let audit: [String: ClosedRange<Int>] = [
    "audit.k8s.io/v1beta1": 10...23, "audit.k8s.io/v1": 12...36,
  ]

  /// The newest format of a network's configuration that the library in
  /// containerd 1.1 … 2.2 reads.
  static func networkFormat(containerd: (Int, Int)) -> String {
    if containerd < (1, 3) { return "0.3.1" }
    if containerd < (1, 6) { return "0.4.0" }
    return containerd < (2, 0) ? "1.0.0" : "1.1.0"
  }

  /// The newest form of containerd's own configuration that a release reads.
  static func containerdForm(_ release: (Int, Int)) -> Int {
    release < (1, 3) ? 1 : release < (2, 0) ? 2 : release < (2, 3) ? 3 : 4
  }

  private static func since(_ starts: [Int: [String]]) -> [String: ClosedRange<Int>] {
    var facts: [String: ClosedRange<Int>] = [:]
    for (minor, names) in starts {
      for name in names { facts[name] = minor...36 }
    }
    return facts
  }

  private static func merged(
    _ facts: [String: ClosedRange<Int>],
    _ others: [String: ClosedRange<Int>]
  ) -> [String: ClosedRange<Int>] {
    facts.merging(others) { first, _ in first }
  }
}

extension [String: ClosedRange<Int>] {
  /// What a minor version knows.
  func known(in minor: Int) -> Set<String> {
    Set(filter { $0.value.contains(minor) }.keys)
  }
}
