/// What the kubelet reads: KubeletConfiguration
/// (https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/).
enum KubeletConfiguration {
  /// The text of the file.
  static func text(on host: ClusterHost, in spec: ClusterSpec) throws -> String {
    try YAMLWriter.text(VersionedField.mapping(fields, on: host, in: spec))
  }

  /// What stands in the file.
  ///
  /// Who may ask the kubelet is written out although a kubelet with a file
  /// has the same defaults: one without has others, and they let everybody
  /// in. A block of addresses (`podCIDR`) is never there: with an API server
  /// the kubelet would not read it.
  static let fields: [VersionedField] = [
    VersionedField("apiVersion", .string("kubelet.config.k8s.io/v1beta1")),
    VersionedField("kind", .string("KubeletConfiguration")),
    VersionedField("address") { host, _ in host.address.isIPv4 ? nil : .string("::") },
    VersionedField("readOnlyPort", .integer(0)),
    VersionedField("authentication") { _, spec in
      .mapping([
        "anonymous": .mapping(["enabled": .boolean(false)]),
        "webhook": .mapping(["enabled": .boolean(true)]),
        "x509": .mapping(["clientCAFile": .string(spec.path(of: .clusterCA))]),
      ])
    },
    VersionedField("authorization", .mapping(["mode": .string("Webhook")])),
    VersionedField("tlsCertFile") { _, spec in
      spec.pki.nodeServing == .bootstrap ? nil : .string(spec.path(of: .kubeletServingCertificate))
    },
    VersionedField("tlsPrivateKeyFile") { _, spec in
      spec.pki.nodeServing == .bootstrap ? nil : .string(spec.path(of: .kubeletServingKey))
    },
    // Somebody must approve what it asks for: kthwctl csr check.
    VersionedField("serverTLSBootstrap", from: PKISettings.firstServingMinor) { _, spec in
      spec.pki.nodeServing == .bootstrap ? .boolean(true) : nil
    },
    VersionedField("rotateCertificates") { _, spec in
      // Without somebody who signs, a request for a new one waits for ever.
      .boolean(spec.pki.clusterSigning)
    },
    VersionedField("clusterDomain") { _, spec in .string(spec.network.clusterDomain) },
    VersionedField("clusterDNS") { _, spec in
      .sequence([.string(spec.network.clusterDNS.description)])
    },
    VersionedField("resolvConf", .string(ResolverLink.path)),
    // Before 1.27 a flag says it.
    VersionedField("containerRuntimeEndpoint", from: 27) { _, _ in
      .string(ContainerdConfiguration.endpoint)
    },
    // containerd's configuration must say the same.
    VersionedField("cgroupDriver", .string("systemd")),
    VersionedField("failSwapOn", .boolean(true)),
    VersionedField("maxPods") { host, spec in podLimit(on: host, in: spec).map { .integer($0) } },
  ]

  /// How many pods a machine has addresses for, where that is less than what
  /// a kubelet allows by itself.
  private static func podLimit(on host: ClusterHost, in spec: ClusterSpec) -> Int? {
    let given = spec.network.podNetwork == .flannel ? spec.network.nodePrefixLength : nil
    guard let prefix = host.podCIDR?.prefixLength ?? given else { return nil }
    let hostBits = spec.network.podCIDR.network.octets.count * 8 - prefix
    guard (2..<7).contains(hostBits) else { return nil }
    // The block itself, its broadcast address and the bridge are no pods.
    return (1 << hostBits) - 3
  }
}
