extension ClusterField {
  /// Addresses and what carries packets.
  static let network: [ClusterField] = [
    ClusterField("spec.network", .section, .nothing, "Addresses, names and the pod network."),
    ClusterField(
      "spec.network.podCIDR",
      .text(.block),
      .text("10.200.0.0/16"),
      "Where every pod's address comes from."
    ),
    ClusterField(
      "spec.network.nodePodPrefix",
      .integer(1...126),
      .derived("24, or 64 where `podCIDR` is of IPv6"),
      "How many leading bits each machine's block of pod addresses has.",
      notes: "24 leaves 254 addresses to a machine, whose kubelet runs 110 pods at most."
    ),
    ClusterField(
      "spec.network.serviceCIDR",
      .text(.block),
      .text("10.32.0.0/24"),
      "Where the services' virtual addresses come from.",
      notes: """
        At least 8 addresses and at most 2^20. Its first address is the API server's own service \
        and stands in the API servers' certificates.
        """
    ),
    ClusterField(
      "spec.network.clusterDomain",
      .text(.dnsName),
      .text("cluster.local"),
      "The domain under which services have names."
    ),
    ClusterField(
      "spec.network.clusterDNS",
      .text(.address),
      .derived("the tenth address of `serviceCIDR`, the second where it has eight"),
      "The address of the cluster's DNS service, within `serviceCIDR`."
    ),
    ClusterField(
      "spec.network.podNetwork",
      .choice(ClusterNetwork.PodNetwork.allCases.map(\.rawValue)),
      .text("routes"),
      "What carries packets between the pods of different machines.",
      notes: """
        `routes` is a bridge on every machine and a route to every other one, for machines in one \
        network segment. `flannel` runs the flannel daemon as pods. `none` leaves it to you: \
        machines stay NotReady until you have installed a network.
        """
    ),
    ClusterField(
      "spec.network.apiServerPort",
      .integer(1...65_535),
      .text("6443"),
      "The port at which every API server listens on its own machine."
    ),
    ClusterField(
      "spec.loadBalancer",
      .section,
      .nothing,
      "The program on the machines with the role `load-balancer`."
    ),
    ClusterField(
      "spec.loadBalancer.kind",
      .choice(LoadBalancer.Kind.allCases.map(\.rawValue)),
      .text("haproxy"),
      "Which program hands clients on to the API servers.",
      notes: "Either checks the API servers and leaves TLS to them; haproxy checks better."
    ),
    ClusterField(
      "spec.loadBalancer.healthProxy",
      .boolean,
      .text("false"),
      "Whether an nginx on every control-plane machine answers health checks on port 80.",
      notes: "For balancers that can check plain HTTP alone."
    ),
  ]
}
