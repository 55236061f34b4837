extension AuditRule {
  /// What can be wrong between a certificate and its authority.
  static let chainRules = [
    orphanedCertificate, absentAuthority, outlivedAuthority, signedByLeaf, refusedChain,
    brokenSelfSignature, ownAuthority, authoritysName, wrongAuthority,
  ]

  /// What can be wrong with what certificates are for.
  static let usageRules = [
    sharedCertificate, unlimitedUsage, wideUsage, servingClient, missingUsage, signingLeaf,
    leafAuthority, accountCertificate,
  ]

  /// An authority of that name is there, and did not sign it.
  static let orphanedCertificate = AuditRule(
    "KTHW-CHAIN-001",
    .error,
    "a certificate was signed by another key than that of the authority beside it",
    subject: "certificates whose issuer's name is among the authorities",
    reason: """
      The authority was made again after it had signed this certificate, or the files are of two \
      clusters. Whoever trusts the authority refuses the certificate.
      """,
    symptoms: [
      "x509: certificate signed by unknown authority (possibly because of \"crypto/rsa: …",
      "x509: certificate signed by unknown authority (possibly because of \"x509: ECDSA …",
      "tls: unknown certificate authority",
    ],
    remedy: "Bring the authority's old files back, or issue all of its certificates again.",
    source: "RFC 5280 §6.1.3"
  )

  /// Its authority is not among the files.
  static let absentAuthority = AuditRule(
    "KTHW-CHAIN-002",
    .info,
    "the authority of a certificate is not among the files",
    subject: "certificates beside authorities",
    reason: "Nothing here can say whether the certificate is good: none of these signed it.",
    symptoms: ["x509: certificate signed by unknown authority"],
    remedy: "Name the authority's file as well, or look whether this one is of another cluster.",
    source: "RFC 5280 §6.1"
  )

  /// It ends after its authority.
  static let outlivedAuthority = AuditRule(
    "KTHW-CHAIN-003",
    .warning,
    "a certificate is meant to be good for longer than its authority",
    subject: "certificates and their authorities",
    reason: "It ends with its authority all the same, and its date misleads whoever watches it.",
    symptoms: ["x509: certificate has expired or is not yet valid"],
    remedy: "Renew the authority first, or give the certificate a shorter life.",
    source: "RFC 5280 §6.1.3"
  )

  /// What signed it is no authority.
  static let signedByLeaf = AuditRule(
    "KTHW-CHAIN-004",
    .error,
    "a certificate was signed with one that may not sign",
    subject: "certificates whose issuer is no authority",
    reason: "Every verifier refuses it. cfssl signs with any certificate that it is given.",
    symptoms: ["x509: invalid signature: parent certificate cannot sign this kind of certificate"],
    remedy: "Sign with the authority's certificate and key.",
    source: "RFC 5280 §4.2.1.9"
  )

  /// OpenSSL refuses the chain for another reason.
  static let refusedChain = AuditRule(
    "KTHW-CHAIN-005",
    .error,
    "a certificate does not verify under its authority",
    subject: "certificates and their authorities",
    reason: "OpenSSL's strict verification refuses it: path lengths, name constraints, policies.",
    symptoms: [
      "x509: too many intermediates for path length constraint",
      "x509: a root or intermediate certificate is not authorized to sign for this name: …",
    ],
    remedy: "Issue the certificate again within what the authority allows.",
    source: "RFC 5280 §6.1"
  )

  /// A certificate that signs itself, and does not.
  static let brokenSelfSignature = AuditRule(
    "KTHW-CHAIN-006",
    .error,
    "the signature of a self-signed certificate does not hold",
    subject: "certificates that are their own issuers",
    reason: """
      The file was changed or damaged. Programs that trust it do not look at the signature, and \
      then refuse everything else, or trust what nobody made.
      """,
    symptoms: ["x509: certificate signed by unknown authority"],
    remedy: "Copy the certificate again from where it was made.",
    source: "RFC 5280 §6.1"
  )

  /// A leaf that signs itself.
  static let ownAuthority = AuditRule(
    "KTHW-CHAIN-007",
    .warning,
    "a certificate of a server or client signs itself",
    subject: "self-signed certificates that are no authority's",
    reason: "Nobody trusts it, so clients must be told not to look at all.",
    symptoms: ["x509: certificate signed by unknown authority", "self-signed certificate"],
    remedy: "Have it signed by the cluster's authority.",
    source: "RFC 5280 §3.2"
  )

  /// Leaf and authority share one subject.
  static let authoritysName = AuditRule(
    "KTHW-CHAIN-008",
    .warning,
    "a certificate has the same subject as the authority that signed it",
    subject: "certificates and their authorities",
    reason: """
      Verifiers take it for self-signed and look no further. Some tools then trust it as an \
      authority, others refuse it.
      """,
    symptoms: ["self-signed certificate", "x509: certificate signed by unknown authority"],
    remedy: "Give the authority a common name of its own, such as kubernetes-ca.",
    source: "RFC 5280 §3.2"
  )

  /// It comes from the authority of somebody else.
  static let wrongAuthority = AuditRule(
    "KTHW-CHAIN-009",
    .error,
    "a certificate comes from another authority than its peers trust",
    subject: "certificates of clusters with several authorities",
    reason: "Whom it is shown to trusts another authority and ends the connection.",
    symptoms: ["remote error: tls: bad certificate", "tls: unknown certificate authority"],
    remedy: "Issue it again with the right authority: etcd's for etcd and for its clients.",
    source: "https://kubernetes.io/docs/setup/best-practices/certificates/#all-certificates"
  )

  /// One certificate does everything.
  static let sharedCertificate = AuditRule(
    "KTHW-USE-001",
    .warning,
    "one certificate serves several purposes of different trust",
    subject: "certificates that flags name for API server, etcd and clients",
    reason: """
      Whoever has the key of the API server is then also root of etcd and master of every kubelet, \
      and none of these can be renewed or taken back alone.
      """,
    remedy: "Make five: API server, its client at kubelets, its client at etcd, etcd, its peers.",
    source: "https://kubernetes.io/docs/setup/best-practices/certificates/#all-certificates"
  )

  /// No extended key usage.
  static let unlimitedUsage = AuditRule(
    "KTHW-USE-002",
    .warning,
    "a certificate is not limited to any purpose",
    subject: "certificates of servers and clients",
    reason: """
      Without an extended key usage a server's certificate works as a client's as well: whoever \
      takes a key from a server can also speak as its user. openssl x509 -req makes such \
      certificates unless told otherwise.
      """,
    remedy: "Issue it with the extended key usage that it needs: server auth or client auth.",
    source: "RFC 5280 §4.2.1.12"
  )

  /// More purposes than needed.
  static let wideUsage = AuditRule(
    "KTHW-USE-003",
    .warning,
    "a certificate may be used for more than it is for",
    subject: "certificates whose purpose is known",
    reason: """
      One profile with every usage makes servers of clients and clients of servers: a stolen key \
      of a scheduler then also serves as a host that it names.
      """,
    remedy: "Use one profile for servers, one for clients, and both only for etcd's members.",
    source: "https://kubernetes.io/docs/setup/best-practices/certificates/#all-certificates"
  )

  /// A kubelet serves with its client certificate.
  static let servingClient = AuditRule(
    "KTHW-USE-004",
    .warning,
    "a kubelet's certificate is client and server at once",
    subject: "certificates of nodes",
    reason: """
      It carries host names, with which no request for its renewal is signed by itself, and its \
      key serves a port while it also is the node.
      """,
    remedy: "Make two: one for the API server without names, one to serve with, without a user.",
    source: "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/"
  )

  /// The purpose that it needs is not among its usages.
  static let missingUsage = AuditRule(
    "KTHW-USE-005",
    .error,
    "a certificate lacks the usage that it is for",
    subject: "certificates whose purpose is known",
    reason: "The other side looks for the usage and ends the connection.",
    symptoms: [
      "x509: certificate specifies an incompatible key usage",
      "certificate specifies an incompatible key usage",
      "tls: bad certificate",
    ],
    remedy: "Issue it again with the usage that is named; etcd's members need both.",
    source: "https://kubernetes.io/docs/setup/best-practices/certificates/#all-certificates"
  )

  /// A leaf that may sign.
  static let signingLeaf = AuditRule(
    "KTHW-USE-006",
    .warning,
    "a certificate may sign others and is no authority's",
    subject: "certificates of servers and clients",
    reason: "Usage and constraints contradict each other, and strict verifiers refuse it.",
    symptoms: ["certificate verify failed: Basic Constraints … keyCertSign"],
    remedy: "Leave \"cert sign\" out of the profile for servers and clients.",
    source: "RFC 5280 §4.2.1.3"
  )

  /// A leaf that is an authority.
  static let leafAuthority = AuditRule(
    "KTHW-USE-007",
    .error,
    "the certificate of a server or client is an authority's",
    subject: "certificates whose purpose is known",
    reason: "Whoever has its key makes certificates for anybody, which the cluster trusts.",
    remedy: "Issue it again with CA:FALSE, and replace the authority if the key was shared.",
    source: "RFC 5280 §4.2.1.9"
  )

  /// A service-account key that is also a client.
  static let accountCertificate = AuditRule(
    "KTHW-USE-008",
    .warning,
    "the key that signs tokens has a certificate that works as a client's",
    subject: "certificates of service-account keys",
    reason: """
      Tokens need a bare key pair. With the certificate, whoever has the key also logs in as its \
      user, and people take the user for one with rights, which it is not.
      """,
    remedy: "Make a bare key pair: openssl genpkey, and openssl pkey -pubout for the public half.",
    source: "https://kubernetes.io/docs/setup/best-practices/certificates/#service-account-key-pair"
  )
}
