extension AuditRule {
  /// What can be wrong with addresses, ranges and counts in flags.
  static let flagNetworkRules = [
    loopbackAdvertised, nothingAdvertised, defaultServices, rangesDisagree, idlePodRange,
    rangesOverlap, boundElsewhere, brokenRange, wrongServerCount, needlessGoaway,
  ]

  private static let serverReference =
    "https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/"
  private static let managerReference =
    "https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/"

  /// An address that only the machine itself knows.
  static let loopbackAdvertised = AuditRule(
    "KTHW-FLAG-041",
    .error,
    "the API server advertises an address that nobody else can reach",
    subject: "--advertise-address of API servers",
    reason: """
      The address becomes the endpoint of the service kubernetes, by which pods reach the API \
      server. Endpoints may not be loopback addresses: the service stays without any, and every \
      pod that talks to the API fails. From 1.37 on the server does not start.
      """,
    symptoms: [
      "Endpoints \"kubernetes\" is invalid: subsets[0].addresses[0].ip: Invalid value: …: may not"
        + " be in the loopback range"
    ],
    remedy: "Advertise the address at which the other machines reach this one.",
    source: serverReference
  )

  /// No address said.
  static let nothingAdvertised = AuditRule(
    "KTHW-FLAG-042",
    .warning,
    "the API server guesses which address it advertises",
    subject: "API servers without --advertise-address",
    reason: """
      Where it listens on all addresses it takes that of the default route. On machines with two \
      networks, virtual ones above all, that is often the one by which the others cannot reach \
      it, and pods time out at the service kubernetes.
      """,
    symptoms: ["dial tcp 10.…:443: i/o timeout"],
    remedy: "Add --advertise-address with the machine's address in the cluster's network.",
    source: serverReference
  )

  /// Services get addresses that nobody chose.
  static let defaultServices = AuditRule(
    "KTHW-FLAG-043",
    .warning,
    "nobody says which addresses services get",
    subject: "API servers without --service-cluster-ip-range",
    reason: """
      Services get 10.0.0.0/24 then, and the API server's own one 10.0.0.1: for that address \
      hardly any tutorial's certificate is valid, and kubelets hand out the DNS address of \
      another range.
      """,
    symptoms: ["x509: certificate is valid for …, not 10.0.0.1"],
    remedy:
      "Add --service-cluster-ip-range with the range whose first address the certificate has.",
    source: serverReference
  )

  /// Two programs have two ranges.
  static let rangesDisagree = AuditRule(
    "KTHW-FLAG-044",
    .error,
    "programs disagree about the addresses of services or pods",
    subject: "address ranges of API servers, controller managers and kube-proxy",
    reason: """
      The API server gives out addresses of one range while the controller manager keeps another \
      one free: nodes may get addresses of services for their pods, and kube-proxy takes \
      strangers for pods.
      """,
    remedy: "Give all programs the same range.",
    source: managerReference
  )

  /// A range that nobody reads.
  static let idlePodRange = AuditRule(
    "KTHW-FLAG-045",
    .warning,
    "a range of pod addresses is set and not used",
    subject: "--cluster-cidr of controller managers without --allocate-node-cidrs",
    reason: """
      --cluster-cidr and --service-cluster-ip-range are read only where the controller manager \
      gives each node a block. Without --allocate-node-cidrs nodes have no podCIDR, and networks \
      that read it, such as flannel, do not start.
      """,
    symptoms: ["Error registering network: failed to acquire lease: node … pod cidr not assigned"],
    remedy: "Add --allocate-node-cidrs=true, or take the ranges away.",
    source: managerReference
  )

  /// Ranges that share addresses.
  static let rangesOverlap = AuditRule(
    "KTHW-FLAG-046",
    .error,
    "services, pods and machines share addresses",
    subject: "address ranges in flags, and the addresses of machines",
    reason: """
      An address can mean one thing only: packets to a service of that address reach a pod or a \
      machine, or the other way round. It shows when the address is given out, weeks later.
      """,
    remedy: "Choose ranges that share no address with each other or with the machines' network.",
    source: "https://kubernetes.io/docs/concepts/cluster-administration/networking/"
  )

  /// A server that does not listen where it is dialled.
  static let boundElsewhere = AuditRule(
    "KTHW-FLAG-047",
    .warning,
    "the API server does not listen where it is dialled",
    subject: "--bind-address of API servers, and kubeconfigs beside them",
    reason: """
      Bound to one address of the machine, the server does not answer at 127.0.0.1, whatever \
      names its certificate has.
      """,
    symptoms: ["dial tcp 127.0.0.1:6443: connect: connection refused"],
    remedy: "Bind to 0.0.0.0 or ::, or let the kubeconfigs name the address that is bound.",
    source: serverReference
  )

  /// A range that is none.
  static let brokenRange = AuditRule(
    "KTHW-FLAG-048",
    .error,
    "a range of addresses is none",
    subject: "address ranges in flags",
    reason: "The program does not start, or from 1.36 on refuses what older releases rounded down.",
    symptoms: ["invalid CIDR address: …", "must not have bits set beyond the prefix length"],
    remedy: "Write the network's first address and the length of its prefix, as 10.32.0.0/24.",
    source: serverReference
  )

  /// A number of servers that is wrong, or not read.
  static let wrongServerCount = AuditRule(
    "KTHW-FLAG-049",
    .warning,
    "the number of API servers is not what it is said to be",
    subject: "--apiserver-count of API servers",
    reason: """
      Up to 1.10 servers count each other by it: with too large a number, addresses of servers \
      that are gone stay in the service kubernetes; with too small a one, servers throw each \
      other out. From 1.11 on it is not read.
      """,
    remedy: "Take it away from 1.11 on; before, say how many API servers there are.",
    source: serverReference
  )

  /// A balance for one.
  static let needlessGoaway = AuditRule(
    "KTHW-FLAG-050",
    .warning,
    "clients are sent away without another server to go to",
    subject: "--goaway-chance of API servers",
    reason: """
      It makes clients connect anew so that a balancer spreads them. A single server only tears \
      its clients' connections, and above 0.02 it does not start.
      """,
    symptoms: ["--goaway-chance can not be less than 0 or greater than 0.02"],
    remedy: "Take it away for a single server; else use 0.001.",
    source: serverReference
  )
}
