extension AuditRule {
  /// What can be wrong with what certificates and trees are made from.
  static let sourceRules = [
    refusedRequest, ignoredKey, everyUsage, endlessLeaf, doubtfulName, powerlessRequest,
    doubtfulCluster,
  ]

  private static let cfssl = "https://github.com/cloudflare/cfssl#signing"

  static let refusedRequest = AuditRule(
    "KTHW-CFSSL-001",
    .error,
    "cfssl does not take a file",
    subject: "requests and signing policies of cfssl",
    reason: "cfssl ends with an error before anything is made.",
    symptoms: [
      "{\"code\":5200,\"message\":\"…\"}",
      "Failed to load config file: {\"code\":5200,\"message\":\"…\"}",
      "{\"code\":2400,\"message\":\"…\"}",
    ],
    remedy: "Correct what is named; cfssl print-defaults shows how the files are written.",
    source: cfssl
  )

  static let ignoredKey = AuditRule(
    "KTHW-CFSSL-002",
    .warning,
    "cfssl passes over something in a file",
    subject: "keys, usages and constraints of cfssl's requests and signing policies",
    reason: "What cfssl does not know it leaves out without a word, and makes another certificate.",
    remedy: "Correct the name, or put the key where it belongs.",
    source: cfssl
  )

  static let everyUsage = AuditRule(
    "KTHW-CFSSL-003",
    .warning,
    "one profile makes certificates for servers and clients alike",
    subject: "profiles of cfssl's signing policies",
    reason: """
      A kubelet's or an administrator's certificate can then stand in for a server, and an API \
      server's key opens etcd as a client.
      """,
    remedy:
      "Write one profile with \"server auth\" and one with \"client auth\"; etcd's peers need both.",
    source: "RFC 5280 §4.2.1.12"
  )

  static let endlessLeaf = AuditRule(
    "KTHW-CFSSL-004",
    .warning,
    "a profile makes certificates that hardly ever end",
    subject: "expiry of profiles of cfssl's signing policies that make no CAs",
    reason: "Kubernetes revokes nothing: a stolen certificate is good until it ends.",
    remedy: "Write \"expiry\": \"8760h\" and renew every year.",
    source: "https://kubernetes.io/docs/setup/best-practices/certificates/"
  )

  static let doubtfulName = AuditRule(
    "KTHW-CFSSL-005",
    .warning,
    "a host of a request becomes a name that nobody has",
    subject: "hosts of cfssl's requests",
    reason: "cfssl signs whatever is there, and clients find out when they compare names.",
    symptoms: ["x509: certificate is valid for …, not …"],
    remedy: "Write host names and addresses alone: no port, no prefix, no spaces.",
    source: "RFC 9525 §6.3"
  )

  static let powerlessRequest = AuditRule(
    "KTHW-CFSSL-006",
    .error,
    "a request asks for somebody who has no rights",
    subject: "CN and names of cfssl's requests",
    reason: """
      API servers take the user from CN and the groups from O, letter by letter. A name that \
      only looks right is let in and may do nothing.
      """,
    symptoms: ["is forbidden: User \"…\" cannot …", "Unable to register node with API server"],
    remedy: "Write the CN and O that kthwctl identities lists.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#core-component-roles"
  )

  static let doubtfulCluster = AuditRule(
    "KTHW-SPEC-001",
    .warning,
    "a description of a cluster asks for what its owner may regret",
    subject: "cluster.yaml, before a tree is made of it",
    reason: "It can be built as it is, and will fail or be in danger at what is named.",
    remedy: "Change what is named, or leave it where it is meant so.",
    source: "Docs/cluster-yaml.md"
  )
}
