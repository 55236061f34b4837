extension AuditRule {
  /// What can be wrong with one certificate, whatever it is for.
  static let profileRules = [
    oldVersion, negativeSerial, oddSerial, guessableSerial, weakSignature, unknownCritical,
    missingSubject, looseKeyUsage, oddKeyIdentifiers, encipheringCurve, unusualPEM, strayPathLength,
    malformedExtension, criticalNames,
  ]

  /// X.509 version 1.
  static let oldVersion = AuditRule(
    "KTHW-CERT-001",
    .warning,
    "a certificate is of version 1, which has no extensions",
    subject: "certificates",
    reason: """
      Without extensions it says neither for what it is nor for which hosts. Servers with it are \
      refused, because no host name is in it, and strict clients refuse it altogether. It is what \
      openssl x509 -req makes without -extfile.
      """,
    symptoms: ["x509: certificate relies on legacy Common Name field, use SANs instead"],
    remedy: "Issue it again with extensions: usages, key identifiers and alternative names.",
    source: "RFC 5280 §4.1.2.1"
  )

  /// A serial number below zero.
  static let negativeSerial = AuditRule(
    "KTHW-CERT-002",
    .error,
    "a serial number is negative",
    subject: "certificates",
    reason: "Programs built with Go 1.23 or later, as Kubernetes is, refuse to read it.",
    symptoms: ["x509: negative serial number"],
    remedy: "Issue the certificate again; its number must be positive.",
    source: "RFC 5280 §4.1.2.2"
  )

  /// A serial number of zero, or too long.
  static let oddSerial = AuditRule(
    "KTHW-CERT-003",
    .warning,
    "a serial number is zero or longer than 20 octets",
    subject: "certificates",
    reason: """
      Strict verifiers refuse the certificate, and tools that keep lists of numbers cannot hold \
      one that is too long.
      """,
    remedy: "Issue the certificate again with a random number of 64 to 159 bits.",
    source: "RFC 5280 §4.1.2.2"
  )

  /// A serial number that was counted, not drawn.
  static let guessableSerial = AuditRule(
    "KTHW-CERT-004",
    .info,
    "a serial number was counted, not drawn by chance",
    subject: "certificates that an authority has signed",
    reason: """
      Chance in the number keeps others from preparing a certificate with the same hash. With \
      SHA-256 nobody can do that today.
      """,
    remedy: "Let the authority draw numbers of at least 64 random bits.",
    source: "CA/Browser Forum Baseline Requirements §7.1"
  )

  /// MD5, SHA-1 and older.
  static let weakSignature = AuditRule(
    "KTHW-CERT-005",
    .error,
    "a certificate is signed with MD5 or SHA-1",
    subject: "certificates that an authority has signed",
    reason: """
      Two certificates with the same such hash can be made, so programs built with Go 1.18 or \
      later, which is Kubernetes from 1.24 on, refuse them.
      """,
    symptoms: [
      "x509: cannot verify signature: insecure algorithm …",
      "x509: certificate signed by unknown authority",
    ],
    remedy: "Issue the certificate again with SHA-256 or better.",
    source: "https://go.dev/doc/go1.18#sha1"
  )

  /// A critical extension that programs do not know.
  static let unknownCritical = AuditRule(
    "KTHW-CERT-006",
    .error,
    "an extension is critical that no program of the cluster knows",
    subject: "certificates",
    reason: "Whoever does not know a critical extension must refuse the certificate, and does.",
    symptoms: ["x509: unhandled critical extension"],
    remedy: "Issue the certificate again without the extension, or with it not critical.",
    source: "RFC 5280 §4.2"
  )

  /// No subject, or no issuer.
  static let missingSubject = AuditRule(
    "KTHW-CERT-007",
    .warning,
    "a certificate does not say whose it is or who signed it",
    subject: "certificates",
    reason: """
      An API server takes the user from the common name and refuses a client without one. An \
      authority without a name signs certificates whose issuer nobody can find.
      """,
    symptoms: ["Unable to authenticate the request"],
    remedy: "Issue the certificate again with a common name; an authority needs one as well.",
    source: "RFC 5280 §4.1.2.4 and §4.1.2.6"
  )

  /// keyUsage is not there, or not critical.
  static let looseKeyUsage = AuditRule(
    "KTHW-CERT-008",
    .info,
    "the key usage of a certificate is missing or not critical",
    subject: "certificates of servers and clients",
    reason: "Nothing says what the key may be used for, so everything may be done with it.",
    remedy: "Issue it with a critical key usage: digital signature.",
    source: "RFC 5280 §4.2.1.3"
  )

  /// Key identifiers that are missing, critical or contradict.
  static let oddKeyIdentifiers = AuditRule(
    "KTHW-CERT-009",
    .warning,
    "a key identifier is missing, critical or says something else than the key's",
    subject: "certificates",
    reason: """
      Verifiers find an issuer by its key identifier. OpenSSL's strict mode, which Python uses by \
      default from 3.13 on, refuses a chain in which one is missing.
      """,
    symptoms: [
      "certificate verify failed: Missing Subject Key Identifier",
      "certificate verify failed: Missing Authority Key Identifier",
    ],
    remedy: "Issue it again with subject and authority key identifiers that are not critical.",
    source: "RFC 5280 §4.2.1.1 and §4.2.1.2"
  )

  /// keyEncipherment with an elliptic key.
  static let encipheringCurve = AuditRule(
    "KTHW-CERT-010",
    .info,
    "a certificate with an elliptic key says that it may encrypt keys",
    subject: "certificates with ECDSA or Ed25519 keys",
    reason: "Only RSA keys can encrypt keys. Nothing breaks, but linters call it an error.",
    remedy: "Leave \"key encipherment\" out of the profile where keys are elliptic.",
    source: "RFC 8813 §3"
  )

  /// PEM that is not as its makers write it.
  static let unusualPEM = AuditRule(
    "KTHW-CERT-011",
    .info,
    "a PEM file holds something beside its blocks, or lines out of shape",
    subject: "files with certificates, requests and keys",
    reason: """
      Text around blocks, odd lengths of lines and mixed line ends are read by some programs and \
      refused by others. They can also be the trace of a damaged copy.
      """,
    symptoms: ["tls: failed to find any PEM data in certificate input"],
    remedy: "Write the file anew: openssl x509 -in FILE (or pkey, req) prints nothing else.",
    source: "RFC 7468 §2 and §3"
  )

  /// A path length where there is no authority.
  static let strayPathLength = AuditRule(
    "KTHW-CERT-012",
    .warning,
    "a path length is given to a certificate that is no authority's",
    subject: "certificates with basicConstraints",
    reason: "The two contradict each other, and strict verifiers refuse the certificate.",
    remedy: "Issue it again: as an authority with CA:TRUE, or without a path length.",
    source: "RFC 5280 §4.2.1.9"
  )

  /// An extension that cannot be what it says.
  static let malformedExtension = AuditRule(
    "KTHW-CERT-013",
    .error,
    "an extension is malformed",
    subject: "certificates",
    reason: "Programs that look into the extension refuse the whole certificate.",
    symptoms: ["x509: invalid …", "x509: malformed …"],
    remedy: "Issue the certificate again with another tool.",
    source: "RFC 5280 §4.2"
  )

  /// Whether subjectAltName is critical does not go with the subject.
  static let criticalNames = AuditRule(
    "KTHW-CERT-014",
    .warning,
    "an empty subject and alternative names that are not critical",
    subject: "certificates without a subject",
    reason: "The names are then all that says whose it is; strict verifiers want them critical.",
    remedy: "Give it a common name, or make the alternative names critical.",
    source: "RFC 5280 §4.2.1.6"
  )
}
