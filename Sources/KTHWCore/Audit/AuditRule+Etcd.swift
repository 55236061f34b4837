extension AuditRule {
  /// What can be wrong with the flags of etcd.
  static let etcdRules = [
    plainStore, storeForEverybody, plainPeers, evenMembers, memberURL, notAMember,
    membersDisagree, storeUnknown, boundByName, selfMadeStoreCertificates,
  ]

  private static let security = "https://etcd.io/docs/latest/op-guide/security/"
  private static let clustering = "https://etcd.io/docs/latest/op-guide/clustering/"

  /// The store without TLS.
  static let plainStore = AuditRule(
    "KTHW-ETCD-001",
    .error,
    "the store is served without TLS",
    subject: "URLs for clients of etcd",
    reason: """
      etcd holds every Secret and decides nothing by itself: over http:// every process of the \
      machine, and everybody on the network where it listens there, reads and changes the whole \
      cluster, past the API server and without a trace.
      """,
    symptoms: [
      "serving insecure client requests on …, this is strongly discouraged!",
      "serving client traffic insecurely; this is strongly discouraged!",
    ],
    remedy: """
      Give etcd a certificate and an authority of its own, use https:// in all URLs, and \
      --client-cert-auth.
      """,
    source: security
  )

  /// Clients without certificates.
  static let storeForEverybody = AuditRule(
    "KTHW-ETCD-002",
    .error,
    "etcd serves clients without certificates",
    subject: "etcd with https:// and without --client-cert-auth",
    reason: """
      TLS alone says who etcd is, not who the client is: everybody who reaches the port is root \
      of the store. --trusted-ca-file does nothing without --client-cert-auth.
      """,
    remedy: "Add --client-cert-auth and --trusted-ca-file.",
    source: security
  )

  /// Members without certificates.
  static let plainPeers = AuditRule(
    "KTHW-ETCD-003",
    .error,
    "members of etcd do not check each other",
    subject: "URLs for peers of etcd, and --peer-client-cert-auth",
    reason: """
      Whoever reaches the port for peers can act as a member: read the whole log, and write it.
      """,
    remedy: """
      Use https:// in all URLs for peers, and --peer-client-cert-auth with \
      --peer-trusted-ca-file.
      """,
    source: security
  )

  /// Two members.
  static let evenMembers = AuditRule(
    "KTHW-ETCD-004",
    .warning,
    "etcd has an even number of members",
    subject: "--initial-cluster of etcd",
    reason: """
      More than half of the members must agree. Of two, losing either stops the store, which is \
      worse than one alone; four stand no more failures than three.
      """,
    symptoms: ["etcdserver: no leader", "etcdserver: request timed out"],
    remedy: "Use one, three or five members.",
    source: "https://etcd.io/docs/latest/faq/"
  )

  /// A URL that etcd refuses.
  static let memberURL = AuditRule(
    "KTHW-ETCD-005",
    .error,
    "a URL of etcd has no port, no scheme or no host",
    subject: "URLs of etcd, and --etcd-servers of API servers",
    reason: """
      etcd does not start with such a URL, and an API server finds nobody there. A variable of a \
      shell that was set without its end is the usual cause.
      """,
    symptoms: [
      "URL address does not have the form \"host:port\": …",
      "URL scheme must be http, https, unix, or unixs: …",
    ],
    remedy: "Write https://HOST:2380 for peers and https://HOST:2379 for clients.",
    source: clustering
  )

  /// A member that the list does not know.
  static let notAMember = AuditRule(
    "KTHW-ETCD-006",
    .error,
    "a member of etcd is not in its own list of members",
    subject: "--name, --initial-advertise-peer-urls and --initial-cluster of etcd",
    reason: """
      A member looks for its own name in --initial-cluster and compares the URL there with the \
      one that it advertises; where they differ it does not start. Without --name the name is \
      "default".
      """,
    symptoms: [
      "couldn't find local name \"…\" in the initial cluster configuration",
      "--initial-cluster has … but missing from --initial-advertise-peer-urls=…",
    ],
    remedy: "Use the same name and the same URL in all three flags.",
    source: clustering
  )

  /// Members with different lists.
  static let membersDisagree = AuditRule(
    "KTHW-ETCD-007",
    .error,
    "members of etcd disagree about who they are",
    subject: "--initial-cluster and --initial-cluster-token of all members",
    reason: """
      The cluster's identity is computed from the list and the token: members that have \
      different ones refuse each other, and none gets a majority.
      """,
    symptoms: ["request cluster ID mismatch (got … want …)", "cluster ID mismatch"],
    remedy: "Give all members the same list and the same token.",
    source: clustering
  )

  /// A store that nobody runs.
  static let storeUnknown = AuditRule(
    "KTHW-ETCD-008",
    .error,
    "an API server dials an etcd that is not there",
    subject: "--etcd-servers of API servers, and what members of etcd listen at",
    reason: """
      No member listens for clients at this address and port: 2380 is for members, and an \
      address may have changed. With others in the list the server comes up and waits at every \
      turn; with none it does not.
      """,
    symptoms: ["transport: Error while dialing dial tcp …:2379: connect: connection refused"],
    remedy: "Name the URLs that the members advertise to clients.",
    source: "https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/"
  )

  /// A name where an address must be.
  static let boundByName = AuditRule(
    "KTHW-ETCD-009",
    .error,
    "etcd is to listen at a name",
    subject: "--listen-client-urls and --listen-peer-urls of etcd",
    reason: "etcd listens at addresses only and does not look names up for it.",
    symptoms: ["expected IP in URL for binding (…)"],
    remedy: "Write the machine's address; names are for the URLs that are advertised.",
    source: "https://etcd.io/docs/latest/op-guide/configuration/"
  )

  /// Certificates that nobody can check.
  static let selfMadeStoreCertificates = AuditRule(
    "KTHW-ETCD-010",
    .warning,
    "etcd makes certificates for itself",
    subject: "--auto-tls and --peer-auto-tls of etcd",
    reason: "Nobody has issued them, so nobody can tell etcd from somebody else.",
    remedy: "Issue certificates of an authority for etcd and name them.",
    source: security
  )
}
