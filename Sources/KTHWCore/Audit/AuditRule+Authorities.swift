extension AuditRule {
  /// What can be wrong with authorities.
  static let authorityRules = [
    unmarkedAuthority, looseConstraints, authorityWithoutSigning, missingAuthorityUsage,
    oddNameConstraints, leafNameConstraints, authorityKeyOnServer, sharedEtcdAuthority,
    sharedFrontProxyAuthority, busyAuthority, looseAuthorityUsage,
  ]

  /// It signs certificates, and does not say that it may.
  static let unmarkedAuthority = AuditRule(
    "KTHW-CA-001",
    .error,
    "a certificate that signs others does not say CA:TRUE",
    subject: "certificates of authorities",
    reason: "Every verifier refuses what it has signed.",
    symptoms: [
      "x509: invalid basic constraints",
      "x509: certificate signed by unknown authority (possibly because of \"x509: invalid …",
    ],
    remedy: "Make the authority again with basicConstraints critical, CA:TRUE.",
    source: "RFC 5280 §4.2.1.9"
  )

  /// basicConstraints is not critical.
  static let looseConstraints = AuditRule(
    "KTHW-CA-002",
    .warning,
    "an authority's basicConstraints are not critical",
    subject: "certificates of authorities",
    reason: """
      Strict verifiers refuse everything that it has signed: OpenSSL with -x509_strict, and Python \
      from 3.13 on by default, with which many operators and tools talk to the API server.
      """,
    symptoms: ["certificate verify failed: Basic Constraints of CA cert not marked critical"],
    remedy: "Issue the authority's certificate again for the same key, with them critical.",
    source: "RFC 5280 §4.2.1.9"
  )

  /// keyUsage without keyCertSign.
  static let authorityWithoutSigning = AuditRule(
    "KTHW-CA-003",
    .error,
    "an authority's key usage does not allow signing certificates",
    subject: "certificates of authorities",
    reason: "Every verifier that looks at key usages refuses what it has signed.",
    symptoms: ["x509: certificate signed by unknown authority", "invalid CA certificate"],
    remedy: "Issue the authority's certificate again with the usage \"cert sign\".",
    source: "RFC 5280 §4.2.1.3"
  )

  /// No keyUsage.
  static let missingAuthorityUsage = AuditRule(
    "KTHW-CA-004",
    .warning,
    "an authority has no key usage",
    subject: "certificates of authorities",
    reason: "Strict verifiers refuse what it has signed.",
    symptoms: ["certificate verify failed: CA cert does not include key usage extension"],
    remedy: "Issue the authority's certificate again with critical usages cert sign and crl sign.",
    source: "RFC 5280 §4.2.1.3"
  )

  /// Name constraints that are malformed or not critical.
  static let oddNameConstraints = AuditRule(
    "KTHW-CA-005",
    .warning,
    "an authority's name constraints are malformed or not critical",
    subject: "authorities with name constraints",
    reason: """
      Whoever does not know constraints that are not critical passes them over; whoever does and \
      cannot read them refuses everything below.
      """,
    symptoms: ["x509: … is not permitted by any constraint", "x509: invalid NameConstraints"],
    remedy: "Issue the authority again with critical constraints, or without.",
    source: "RFC 5280 §4.2.1.10"
  )

  /// Name constraints in a leaf.
  static let leafNameConstraints = AuditRule(
    "KTHW-CA-006",
    .warning,
    "name constraints stand in a certificate that is no authority's",
    subject: "certificates of servers and clients",
    reason: "They constrain what it signs, and it signs nothing; strict verifiers refuse it.",
    remedy: "Issue it again without them.",
    source: "RFC 5280 §4.2.1.10"
  )

  /// An authority's key lies where nothing signs.
  static let authorityKeyOnServer = AuditRule(
    "KTHW-CA-007",
    .error,
    "an authority's key lies on a machine where nothing signs with it",
    subject: "private keys of authorities among the files of a machine",
    reason: """
      Whoever gets into the machine can make certificates for anybody, also for the group \
      system:masters, and nothing but a new authority ends that.
      """,
    remedy: """
      Remove the key from the machine and keep it offline. Only a controller manager that signs \
      requests (--cluster-signing-key-file) needs the cluster's, and nobody etcd's.
      """,
    source: "https://kubernetes.io/docs/setup/best-practices/certificates/#single-root-ca"
  )

  /// etcd's certificates and the cluster's come from one authority.
  static let sharedEtcdAuthority = AuditRule(
    "KTHW-CA-008",
    .error,
    "one authority signs for etcd and for the cluster's clients",
    subject: "certificates of etcd",
    reason: """
      etcd has no rights of its own: whoever has any certificate of the authority that it trusts \
      reads and writes everything, Secrets included. That is every kubelet then.
      """,
    remedy: "Make an authority of its own for etcd, its members and the API server's client.",
    source: "https://etcd.io/docs/v3.5/op-guide/security/"
  )

  /// The front proxy's client comes from the authority of all clients.
  static let sharedFrontProxyAuthority = AuditRule(
    "KTHW-CA-009",
    .error,
    "one authority signs for the front proxy and for the cluster's clients",
    subject: "certificates of front proxies",
    reason: """
      Whoever has a certificate of the front proxy's authority may claim to be anybody in the \
      headers of a request, unless --requestheader-allowed-names stops it.
      """,
    remedy: "Make an authority of its own for the front proxy.",
    source: "https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/"
  )

  /// An authority that may do more than sign.
  static let busyAuthority = AuditRule(
    "KTHW-CA-010",
    .info,
    "an authority's key may do more than sign certificates",
    subject: "certificates of authorities",
    reason: "Nothing breaks; an authority that is also a server or a client is used too often.",
    remedy: "Leave the authority cert sign and crl sign alone, and no extended usages.",
    source: "RFC 3279 §2.3.1"
  )

  /// keyUsage that is not critical.
  static let looseAuthorityUsage = AuditRule(
    "KTHW-CA-011",
    .info,
    "an authority's key usage is not critical",
    subject: "certificates of authorities",
    reason: "Nothing breaks; whoever does not know the extension would not be stopped by it.",
    remedy: "Make the key usage critical when the authority is issued again.",
    source: "RFC 5280 §4.2.1.3"
  )
}
