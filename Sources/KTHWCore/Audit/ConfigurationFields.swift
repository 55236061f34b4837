/// The fields that a mapping of a component's configuration may have, and the
/// releases of Kubernetes that know them.
///
/// Fields of 1.12 are taken for those of 1.10 as well: there is no older list.
struct ConfigurationFields: Sendable {
  private let minors: [String: ClosedRange<Int>]
  private let inner: [String: ConfigurationFields]

  /// Creates a list.
  ///
  /// - Parameters:
  ///   - text: the names; `logging:19` is there from 1.19 on, and
  ///     `resourceContainer:12-15` is gone in 1.16.
  ///   - inner: the mappings below that have lists of their own.
  init(_ text: String, _ inner: [String: ConfigurationFields] = [:]) {
    var minors: [String: ClosedRange<Int>] = [:]
    for word in text.split(whereSeparator: \.isWhitespace) {
      let parts = word.split(separator: ":")
      let ends = parts.count > 1 ? parts[1].split(separator: "-").compactMap { Int($0) } : []
      let first = ends.first.map { $0 <= 12 ? 10 : $0 } ?? 10
      minors[String(parts[0])] = first...(ends.count > 1 ? ends[1] : Int.max)
    }
    self.minors = minors
    self.inner = inner
  }

  /// What is wrong with a key.
  enum Fault: Hashable, Sendable {
    /// No release knows it.
    case unknown(nearest: String?)
    /// It comes with a later release.
    case notYet(first: Int)
    /// It went with an earlier one.
    case gone(last: Int)
  }

  /// Looks through a mapping and those below it.
  ///
  /// - Parameters:
  ///   - node: the mapping.
  ///   - minor: the release; nil lets everything be that any release knows,
  ///     but for what the newest does not.
  ///   - path: where the mapping stands.
  /// - Returns: every key that does not belong there.
  func faults(
    in node: Node,
    minor: Int?,
    below path: String = ""
  ) -> [(field: String, mark: SourceMark?, fault: Fault)] {
    var faults: [(field: String, mark: SourceMark?, fault: Fault)] = []
    for entry in node.entries ?? [] {
      let field = path.isEmpty ? entry.key : path + "." + entry.key
      if let fault = fault(of: entry.key, minor: minor) {
        faults.append((field, entry.keyMark, fault))
      } else if let list = inner[entry.key] {
        faults += list.faults(in: entry.value, minor: minor, below: field)
      }
    }
    return faults
  }

  private func fault(of key: String, minor: Int?) -> Fault? {
    guard let range = minors[key] else {
      return .unknown(nearest: Spelling.nearest(to: key, among: minors.keys.sorted()))
    }
    let newest = KubernetesVersion.newest.minor
    if let minor, minor < range.lowerBound { return .notYet(first: range.lowerBound) }
    return (minor ?? newest) > range.upperBound ? .gone(last: range.upperBound) : nil
  }
}

extension ConfigurationFields {
  private static let clientConnection = ConfigurationFields(
    "kubeconfig acceptContentTypes contentType qps burst"
  )

  /// What kubelets read: `kubelet.config.k8s.io/v1beta1`.
  static let kubelet = ConfigurationFields(
    """
    apiVersion kind
    address allowedUnsafeSysctls:16 authentication authorization cgroupDriver cgroupRoot \
    cgroupsPerQOS clusterDNS clusterDomain configMapAndSecretChangeDetectionStrategy \
    containerLogMaxFiles containerLogMaxSize containerLogMaxWorkers:30 \
    containerLogMonitorInterval:30 containerRuntimeEndpoint:27 contentType cpuCFSQuota \
    cpuCFSQuotaPeriod cpuManagerPolicy cpuManagerPolicyOptions:22 cpuManagerReconcilePeriod \
    crashLoopBackOff:32 defaultPodSysctls:37 enableContentionProfiling \
    enableControllerAttachDetach enableDebugFlagsHandler:21 enableDebuggingHandlers \
    enableProfilingHandler:21 enableServer:19 enableSystemLogHandler:19 enableSystemLogQuery:27 \
    enforceNodeAllocatable eventBurst eventRecordQPS evictionHard evictionMaxPodGracePeriod \
    evictionMinimumReclaim evictionPressureTransitionPeriod evictionSoft evictionSoftGracePeriod \
    failCgroupV1:31 failSwapOn featureGates fileCheckFrequency hairpinMode healthzBindAddress \
    healthzPort httpCheckFrequency imageGCHighThresholdPercent imageGCLowThresholdPercent \
    imageMaximumGCAge:29 imageMinimumGCAge imagePullCredentialsVerificationPolicy:33 \
    imageServiceEndpoint:27 iptablesDropBit iptablesMasqueradeBit kernelMemcgNotification:19 \
    kubeAPIBurst kubeAPIQPS kubeReserved kubeReservedCgroup kubeletCgroups \
    localStorageCapacityIsolation:25 logging:19 makeIPTablesUtilChains maxOpenFiles \
    maxParallelImagePulls:27 maxPods memoryManagerPolicy:21 memoryReservationPolicy:36 \
    memorySwap:22 memoryThrottlingFactor:22 mergeDefaultEvictionSettings:33 \
    nodeLeaseDurationSeconds nodeStatusMaxImages:19 nodeStatusReportFrequency:13 \
    nodeStatusUpdateFrequency oomScoreAdj podCIDR podLogsDir:30 podPidsLimit podsPerCore port \
    preloadedImagesVerificationAllowlist:33 protectKernelDefaults providerID:19 qosReserved \
    readOnlyPort registerNode:23 registerWithTaints:23 registryBurst registryPullQPS \
    reservedMemory:21 reservedSystemCPUs:17 resolvConf rotateCertificates runOnce:19 \
    runtimeRequestTimeout seccompDefault:22 serializeImagePulls serverTLSBootstrap \
    showHiddenMetricsForVersion:18 shutdownGracePeriod:20 shutdownGracePeriodByPodPriority:23 \
    shutdownGracePeriodCriticalPods:20 singleProcessOOMKill:32 staticPodPath staticPodURL \
    staticPodURLHeader streamingConnectionIdleTimeout syncFrequency systemCgroups systemReserved \
    systemReservedCgroup tlsCertFile tlsCipherSuites tlsCurvePreferences:36 tlsMinVersion \
    tlsPrivateKeyFile topologyManagerPolicy:16 topologyManagerPolicyOptions:26 \
    topologyManagerScope:20 tracing:25 userNamespaces:33 volumePluginDir:19 \
    volumeStatsAggPeriod
    """,
    [
      "authentication": ConfigurationFields(
        "x509 webhook anonymous",
        [
          "x509": ConfigurationFields("clientCAFile"),
          "webhook": ConfigurationFields("enabled cacheTTL"),
          "anonymous": ConfigurationFields("enabled"),
        ]
      ),
      "authorization": ConfigurationFields("mode webhook"),
    ]
  )

  /// What kube-proxy reads: `kubeproxy.config.k8s.io/v1alpha1`.
  static let kubeProxy = ConfigurationFields(
    """
    apiVersion kind bindAddress bindAddressHardFail:19 clientConnection clusterCIDR \
    configSyncPeriod conntrack detectLocal:24 detectLocalMode:18 enableProfiling featureGates \
    healthzBindAddress hostnameOverride iptables ipvs logging:28 metricsBindAddress mode \
    nftables:29 nodePortAddresses oomScoreAdj portRange resourceContainer:12-15 \
    showHiddenMetricsForVersion:18 udpIdleTimeout:12-25 windowsRunAsService:31 winkernel:14
    """,
    [
      "clientConnection": clientConnection,
      "iptables": ConfigurationFields(
        "localhostNodePorts:26 masqueradeAll masqueradeBit minSyncPeriod syncPeriod"
      ),
      "ipvs": ConfigurationFields(
        """
        excludeCIDRs minSyncPeriod scheduler strictARP:15 syncPeriod tcpFinTimeout:18 \
        tcpTimeout:18 udpTimeout:18
        """
      ),
      "nftables": ConfigurationFields("masqueradeAll masqueradeBit minSyncPeriod syncPeriod"),
      "conntrack": ConfigurationFields(
        """
        max:12-14 maxPerCore min tcpBeLiberal:29 tcpCloseWaitTimeout tcpEstablishedTimeout \
        udpStreamTimeout:29 udpTimeout:29
        """
      ),
    ]
  )

  /// What schedulers read, by the version that a file says it is of.
  static func scheduler(_ apiVersion: String) -> ConfigurationFields? {
    guard let version = apiVersion.split(separator: "/").last,
      let names = schedulerFields[String(version)]
    else { return nil }
    return ConfigurationFields(
      """
      apiVersion kind clientConnection leaderElection enableProfiling enableContentionProfiling \
      percentageOfNodesToScore \(names)
      """,
      [
        "clientConnection": clientConnection,
        "leaderElection": ConfigurationFields(
          """
          leaderElect leaseDuration lockObjectName lockObjectNamespace renewDeadline \
          resourceLock resourceName resourceNamespace retryPeriod
          """
        ),
      ]
    )
  }

  private static let schedulerFields = [
    "v1alpha1": """
    algorithmSource bindTimeoutSeconds disablePreemption failureDomains \
    hardPodAffinitySymmetricWeight healthzBindAddress metricsBindAddress pluginConfig plugins \
    podInitialBackoffSeconds podMaxBackoffSeconds schedulerName
    """,
    "v1alpha2": """
    bindTimeoutSeconds disablePreemption extenders healthzBindAddress metricsBindAddress \
    podInitialBackoffSeconds podMaxBackoffSeconds profiles
    """,
    "v1beta1": """
    extenders healthzBindAddress metricsBindAddress parallelism podInitialBackoffSeconds \
    podMaxBackoffSeconds profiles
    """,
    "v1beta2": """
    extenders healthzBindAddress metricsBindAddress parallelism podInitialBackoffSeconds \
    podMaxBackoffSeconds profiles
    """,
    "v1beta3": "extenders parallelism podInitialBackoffSeconds podMaxBackoffSeconds profiles",
    "v1": """
    delayCacheUntilActive:28 extenders parallelism podInitialBackoffSeconds \
    podMaxBackoffSeconds profiles
    """,
  ]
}
