/// The cluster's own DNS: CoreDNS behind the service that every pod asks.
enum CoreDNSManifest {
  static let namespace = "kube-system"
  static let name = "coredns"
  /// Older than CoreDNS, and what everybody selects by.
  static let label: KeyValuePairs = ["k8s-app": "kube-dns"]
  private static let role = "system:coredns"

  static func manifest(for spec: ClusterSpec) -> Manifest {
    var manifest = Manifest()
    manifest.add(
      .object("ServiceAccount", "v1", name, namespace: namespace),
      why: "The cluster's DNS: CoreDNS \(spec.versions.coreDNS), and this is who it is."
    )
    manifest.add(.clusterRole(role, rules: rules), why: "What it must see to answer.")
    manifest.add(
      .clusterRoleBinding(
        role,
        of: role,
        to: .subject(serviceAccount: name, in: namespace)
      ),
      why: "That it may."
    )
    manifest.add(
      configuration(for: spec),
      why: "What it answers for. A change is taken up within two minutes."
    )
    manifest.add(
      CoreDNSDeployment.object(for: spec),
      why: "Where it runs: on any machines, but not all on one."
    )
    manifest.add(
      service(for: spec),
      why: """
        Where pods ask it. Every kubelet tells them this address (clusterDNS), so that it
        must be the same in both places.
        """
    )
    return manifest
  }

  // The slices took over from endpoints with 1.8.1 of CoreDNS, as far as the
  // API server has them; the right to the other ones does no harm.
  private static let rules: [Node] = [
    .rule(on: ["endpoints", "services", "pods", "namespaces"], ["list", "watch"]),
    .rule(on: ["endpointslices"], of: "discovery.k8s.io", ["list", "watch"]),
  ]

  private static func configuration(for spec: ClusterSpec) -> Node {
    let corefile = Corefile.text(
      for: spec.versions.coreDNS,
      clusterDomain: spec.network.clusterDomain
    )
    return .object(
      "ConfigMap",
      "v1",
      name,
      namespace: namespace,
      ["data": .texts(["Corefile": corefile])]
    )
  }

  private static func service(for spec: ClusterSpec) -> Node {
    .object(
      "Service",
      "v1",
      "kube-dns",
      namespace: namespace,
      labels: [
        "k8s-app": "kube-dns", "kubernetes.io/cluster-service": "true",
        "kubernetes.io/name": "CoreDNS",
      ],
      annotations: ["prometheus.io/port": "9153", "prometheus.io/scrape": "true"],
      [
        "spec": .mapping([
          "clusterIP": .string(spec.network.clusterDNS.description),
          "ports": .sequence([
            port("dns", 53, "UDP"), port("dns-tcp", 53, "TCP"), port("metrics", 9153, "TCP"),
          ]),
          "selector": .texts(label),
        ])
      ]
    )
  }

  private static func port(_ name: String, _ number: Int, _ transport: String) -> Node {
    .mapping([
      "name": .string(name),
      "port": .integer(number),
      "protocol": .string(transport),
      "targetPort": .integer(number),
    ])
  }
}
