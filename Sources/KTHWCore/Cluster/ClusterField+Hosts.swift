extension ClusterField {
  /// What every document of this kind begins with.
  static let document: [ClusterField] = [
    ClusterField(
      "apiVersion",
      .constant("kthwctl/v1alpha1"),
      .required,
      "The version of this file's form."
    ),
    ClusterField("kind", .constant("Cluster"), .required, "What this file describes."),
    ClusterField("metadata", .section, .nothing, "What the cluster is called."),
    ClusterField(
      "metadata.name",
      .text(.objectName),
      .text("kubernetes-the-hard-way"),
      "The cluster's name in every kubeconfig.",
      notes: "Lower-case letters, digits, `-` and `.`, at most 253 of them."
    ),
    ClusterField("spec", .section, .required, "What the cluster is made of."),
    ClusterField(
      "spec.kubernetesVersion",
      .text(.kubernetesVersion),
      .required,
      "The version that everything is made for, 1.10 to 1.36.",
      notes: """
        A patch level is allowed and changes nothing. Quotes are not needed: the digits are taken \
        as they are written, so 1.30 is 1.30.
        """
    ),
    ClusterField(
      "spec.endpoint",
      .text(.url),
      .derived(
        "the first load balancer, else the one control-plane host, at `network.apiServerPort`"
      ),
      "The URL that kubelets, kube-proxies and people dial.",
      notes: """
        Its host is in the API servers' certificates, and its port is the one at which the load \
        balancers listen.
        """
    ),
  ]

  /// The machines, one by one and by the thousand.
  static let machines: [ClusterField] = [
    ClusterField(
      "spec.hosts",
      .sections,
      .nothing,
      "The machines that are described one by one.",
      notes: "There must be machines, here or in `hostRanges`."
    ),
    ClusterField(
      "spec.hosts[].name",
      .text(.nodeName),
      .required,
      "The name under which the machine registers, and that of its folder in the tree.",
      notes: """
        Lower case, as kubelets register. No two machines share one, and those that name a shared \
        credential (`admin`, `kube-proxy` and the like) are taken.
        """
    ),
    ClusterField(
      "spec.hosts[].address",
      .text(.address),
      .required,
      "The address at which the other machines reach it."
    ),
    ClusterField(
      "spec.hosts[].hostnames",
      .list(.text(.dnsName)),
      .text("[]"),
      "More DNS names of it, for its certificates."
    ),
    ClusterField(
      "spec.hosts[].addresses",
      .list(.text(.address)),
      .text("[]"),
      "More addresses of it, for its certificates.",
      notes: "An address that two load balancers hand to each other stands at both."
    ),
    ClusterField(
      "spec.hosts[].roles",
      .list(.choice(HostRole.allCases.map(\.rawValue))),
      .required,
      "What the machine does.",
      notes: """
        One or several: a cluster of one machine has all of them but `load-balancer`. An odd \
        number of machines should have `etcd`.
        """
    ),
    ClusterField(
      "spec.hosts[].podCIDR",
      .text(.block),
      .derived("the next free block of `network.podCIDR`"),
      "Where the pods of this worker get their addresses from.",
      notes: """
        Only with `network.podNetwork: routes`; else the cluster gives blocks out itself. Blocks \
        go to listed workers first and then to ranges, each in order, past what is written down; \
        write it down where a block must never change.
        """
    ),
    ClusterField(
      "spec.hostRanges",
      .sections,
      .nothing,
      "Machines of one kind, by the thousand.",
      notes: "At most 100,000 machines in all."
    ),
    ClusterField(
      "spec.hostRanges[].name",
      .text(.rangeName),
      .required,
      "The machines' names, with one `%d` or `%04d` where the number goes.",
      notes: "`%04d` fills up to four digits with zeros: `node-%04d` begins with node-0001."
    ),
    ClusterField(
      "spec.hostRanges[].count",
      .integer(1...HostRange.largestCount),
      .required,
      "How many machines there are."
    ),
    ClusterField(
      "spec.hostRanges[].firstNumber",
      .integer(0...HostRange.largestNumber),
      .text("1"),
      "The number of the first."
    ),
    ClusterField(
      "spec.hostRanges[].firstAddress",
      .text(.address),
      .required,
      "The address of the first; the others' follow it without a gap."
    ),
    ClusterField(
      "spec.hostRanges[].roles",
      .list(.choice(HostRole.allCases.map(\.rawValue))),
      .required,
      "What each of them does."
    ),
    ClusterField(
      "spec.hostRanges[].firstPodCIDR",
      .text(.block),
      .derived("the next free run of blocks of `network.podCIDR`"),
      "Where the pods of the first get their addresses from; the others' blocks follow it.",
      notes: "Only with `network.podNetwork: routes`."
    ),
  ]
}
