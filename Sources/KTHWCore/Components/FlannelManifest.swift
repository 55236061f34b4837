/// flannel: a daemon on every machine that carries packets between pods of
/// different machines, and tells the runtime how pods get addresses.
enum FlannelManifest {
  static let namespace = "kube-flannel"
  static let configuration = "kube-flannel-cfg"
  private static let name = "flannel"

  /// - Throws: ``KTHWError`` with ``KTHWError/Code/unsupported`` where the
  ///   pods' addresses are IPv6 and the release has none.
  static func manifest(for spec: ClusterSpec) throws -> Manifest {
    let release = FlannelRelease(number: spec.versions.flannel)
    guard spec.network.podCIDR.network.isIPv4 || release.hasIPv6 else {
      throw KTHWError(
        .unsupported,
        "flannel \(release.number) has no IPv6, which podCIDR \(spec.network.podCIDR) is",
        hint: "use flannel 0.15 or later"
      )
    }
    var manifest = Manifest()
    manifest.add(
      .object("Namespace", "v1", namespace, labels: labels(spec.kubernetesVersion.minor)),
      why: "The network between pods: flannel \(release.number), in a namespace of its own."
    )
    manifest.add(.object("ServiceAccount", "v1", name, namespace: namespace), why: "Who it is.")
    manifest.add(
      .clusterRole(name, rules: rules),
      why: "It must see every machine's block of addresses, and notes on each how to reach it."
    )
    manifest.add(
      .clusterRoleBinding(name, of: name, to: .subject(serviceAccount: name, in: namespace)),
      why: "That it may."
    )
    manifest.add(
      try settings(for: spec),
      why: """
        net-conf.json is for the daemon; its network is the controller manager's
        --cluster-cidr. cni-conf.json is put into /etc/cni/net.d of every machine.
        """
    )
    for daemonSet in FlannelDaemonSet.objects(for: spec, release) {
      manifest.add(daemonSet, why: why(release))
    }
    return manifest
  }

  // It works on the machines' own network, which namespaces forbid by default
  // where their cluster enforces it.
  private static func labels(_ minor: Int) -> KeyValuePairs<String, String> {
    minor >= 23 ? ["pod-security.kubernetes.io/enforce": "privileged"] : [:]
  }

  private static let rules: [Node] = [
    .rule(on: ["pods"], ["get"]),
    .rule(on: ["nodes"], ["get", "list", "watch"]),
    .rule(on: ["nodes/status"], ["patch"]),
  ]

  private static func why(_ release: FlannelRelease) -> String {
    let daemon = "The daemon, on every machine."
    guard release.pluginImage == nil else { return daemon }
    return daemon + """
       This release does not bring the CNI plugin named flannel:
      it must be in /opt/cni/bin, and is in containernetworking/plugins up to 0.9.1.
      """
  }

  private static func settings(for spec: ClusterSpec) throws -> Node {
    .object(
      "ConfigMap",
      "v1",
      configuration,
      namespace: namespace,
      [
        "data": .texts([
          "cni-conf.json": JSONWriter.indented(plugins) + "\n",
          "net-conf.json": JSONWriter.indented(network(spec.network.podCIDR)) + "\n",
        ])
      ]
    )
  }

  private static func network(_ block: CIDRBlock) -> Node {
    let backend: Node = .texts(["Type": "vxlan"])
    guard !block.network.isIPv4 else {
      return .mapping(["Network": .string(block.description), "Backend": backend])
    }
    return .mapping([
      "EnableIPv4": .boolean(false),
      "EnableIPv6": .boolean(true),
      "IPv6Network": .string(block.description),
      "Backend": backend,
    ])
  }

  // 0.3.1 is what flannel itself writes in all of its releases, and what the
  // plugins and runtimes of every Kubernetes version read.
  private static let plugins: Node = .mapping([
    "name": .string("cbr0"),
    "cniVersion": .string("0.3.1"),
    "plugins": .sequence([
      .mapping([
        "type": .string("flannel"),
        "delegate": .mapping([
          "hairpinMode": .boolean(true), "isDefaultGateway": .boolean(true),
        ]),
      ]),
      .mapping([
        "type": .string("portmap"),
        "capabilities": .mapping(["portMappings": .boolean(true)]),
      ]),
    ]),
  ])
}
