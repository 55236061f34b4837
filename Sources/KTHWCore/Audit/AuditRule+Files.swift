extension AuditRule {
  /// What can be wrong with a file as such.
  static let fileRules = [unreadableFile, looseSecret]

  /// What looks like a file of a known kind cannot be read as one.
  static let unreadableFile = AuditRule(
    "KTHW-FILE-001",
    .error,
    "a file cannot be read as what it looks like",
    subject: "every file of a known kind",
    reason: """
      The program that needs the file will fail on it as well, often long after it was copied, \
      and some only say that something is missing.
      """,
    symptoms: [
      "unable to load client CA provider: error reading …: data does not contain any valid …",
      "tls: failed to find any PEM data in certificate input",
      "error loading config file \"…\": yaml: line …",
    ],
    remedy: "Make the file again, or copy it again from where it was made.",
    source: "RFC 7468; the reader of each format"
  )

  /// Others than the owner may read or write a secret.
  static let looseSecret = AuditRule(
    "KTHW-FILE-002",
    .warning,
    "others than its owner may read or write a secret",
    subject: "private keys, kubeconfigs with credentials, encryption configurations",
    reason: """
      Whoever has a private key is whom its certificate names; whoever has the encryption \
      configuration reads every Secret of a backup of etcd. Every user and every broken service \
      of the machine can read the file as it is.
      """,
    symptoms: ["Kubernetes configuration file is group-readable. This is insecure."],
    remedy: "Take the rights away with chmod 0600, and make a new key if strangers had access.",
    source: "https://kubernetes.io/docs/setup/best-practices/certificates/#certificate-paths"
  )
}
