extension AuditRule {
  /// What can be wrong with how secrets are kept in etcd.
  static let encryptionRules = [
    refusedEncryption, nothingEncrypted, weakCipher, publishedKey, secretsLeftOut,
    shadowedResource, repeatedKey, oldEncryptionForm, doubtfulKeyService, differingEncryption,
  ]

  private static let page =
    "https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/"

  static let refusedEncryption = AuditRule(
    "KTHW-ENC-001",
    .error,
    "no API server starts with this encryption configuration",
    subject: "encryption configurations: keys and their lengths, names, resources, services",
    reason: """
      The API server reads the file before it opens its port, and ends at the first thing that \
      it cannot use: a key of 31 bytes, two keys of one name, a kind of another release.
      """,
    symptoms: [
      "error while parsing file: resources[0].providers[0].….keys[0].secret: Invalid value: …: secret is not of the expected length, got …, expected one of [16 24 32]",
      "error: no kind \"EncryptionConfiguration\" is registered for version \"apiserver.config.k8s.io/v1\"",
      "secret is not of the expected length, got …, expected one of …",
    ],
    remedy:
      "Make a key with head -c 32 /dev/urandom | base64, or the file with kthwctl encryption-config.",
    source: page
  )

  static let nothingEncrypted = AuditRule(
    "KTHW-ENC-002",
    .error,
    "identity comes first, so nothing is encrypted",
    subject: "the first provider of each rule of encryption configurations",
    reason: """
      The first provider writes, the others only read. With identity in front every Secret goes \
      to etcd and its backups as plain text, and nothing says so.
      """,
    remedy: "Put identity last, restart the API servers, and write all Secrets again.",
    source: page
  )

  static let weakCipher = AuditRule(
    "KTHW-ENC-003",
    .warning,
    "secrets are written with a weak cipher",
    subject: "the first provider of each rule of encryption configurations",
    reason: """
      aescbc has no authentication: who can change what is stored can find out what is in it \
      (padding oracle). aesgcm draws nonces at random and needs a new key within 200 000 writes.
      """,
    remedy: """
      Rotate to secretbox: kthwctl encryption-config --rotate. The old provider behind it still \
      reads what is there.
      """,
    source: page + "#providers"
  )

  static let publishedKey = AuditRule(
    "KTHW-ENC-004",
    .error,
    "an encryption key is known to everybody, or can be guessed",
    subject: "keys of encryption configurations",
    reason: """
      A key that a tutorial prints, that is one byte over and over, or that somebody typed \
      protects a backup of etcd from nobody.
      """,
    remedy: "Make a random one and rotate: kthwctl encryption-config --rotate FILE.",
    source: page
  )

  static let secretsLeftOut = AuditRule(
    "KTHW-ENC-005",
    .warning,
    "an encryption configuration leaves secrets out",
    subject: "resources of encryption configurations",
    reason: "What no rule names is stored as plain text, whatever else is encrypted.",
    remedy: "Add secrets to the resources of a rule.",
    source: page
  )

  static let shadowedResource = AuditRule(
    "KTHW-ENC-006",
    .warning,
    "an earlier rule of an encryption configuration already has this resource",
    subject: "resources of encryption configurations",
    reason: "Of several rules for a resource the first alone counts; the later one is never used.",
    remedy: "Remove the resource from one of the two rules.",
    source: page + "#understanding-the-encryption-at-rest-configuration"
  )

  static let repeatedKey = AuditRule(
    "KTHW-ENC-007",
    .warning,
    "two encryption keys are the same",
    subject: "keys of one provider of encryption configurations",
    reason: "A rotation to the same key changes nothing: who had the old one has the new one.",
    remedy: "Make a new key with head -c 32 /dev/urandom | base64.",
    source: page + "#rotating-a-decryption-key"
  )

  static let oldEncryptionForm = AuditRule(
    "KTHW-ENC-008",
    .warning,
    "an encryption configuration is of a kind that is deprecated",
    subject: "kind and apiVersion of encryption configurations",
    reason: """
      EncryptionConfig of v1 is what releases before 1.13 read. Later ones still take it by an \
      oversight that nobody promises to keep.
      """,
    remedy: "Write kind EncryptionConfiguration and apiVersion apiserver.config.k8s.io/v1.",
    source: "https://kubernetes.io/docs/reference/config-api/apiserver-config.v1/"
  )

  static let doubtfulKeyService = AuditRule(
    "KTHW-ENC-009",
    .warning,
    "the release does not offer this protocol of key services by itself",
    subject: "kms providers of encryption configurations",
    reason: "KMS v1 is off by default since 1.29; v2 is alpha, and off, before 1.27.",
    symptoms: [
      "KMSv1 is deprecated and will only receive security updates going forward. Use KMSv2 instead. Set --feature-gates=KMSv1=true to use the deprecated KMSv1 feature."
    ],
    remedy: "Use v2 from 1.29 on, or turn the feature on with --feature-gates.",
    source: "https://kubernetes.io/docs/tasks/administer-cluster/kms-provider/"
  )

  static let differingEncryption = AuditRule(
    "KTHW-ENC-010",
    .error,
    "API servers have different encryption keys",
    subject: "encryption configurations of all machines, and the operator's",
    reason: """
      What one API server writes the other cannot read: depending on which of them answers, \
      Secrets are there or are not, and lists of them fail altogether.
      """,
    symptoms: [
      "Internal error occurred: unable to transform key \"/registry/secrets/…\": no matching prefix found",
      "unable to transform key \"/registry/secrets/…\": output array was not large enough for encryption",
      "no matching key was found for the provided AESCBC transformer",
    ],
    remedy: "Copy one file to every control-plane machine, and restart the API servers in turn.",
    source: page
  )
}
