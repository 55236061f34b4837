extension AuditRule {
  /// What can be wrong with a tree of generate as a whole.
  static let treeRules = [
    changedText, missingFile, strangeCopy, staleCertificate, leftOverFile, unusableTree,
  ]

  private static let treeSource = "kthwctl generate --help; the section \"Out\" of Docs/tree.md"

  /// A text is not what the description makes of it.
  static let changedText = AuditRule(
    "KTHW-TREE-001",
    .warning,
    "a file is not what the description of the cluster makes",
    subject: "every text in a tree of generate, against its cluster.yaml",
    reason: """
      Somebody changed the file by hand, or its description without running generate. The next \
      run makes it anew, and a change that a machine needs is lost without a word.
      """,
    remedy: """
      Put what you want into cluster.yaml (extraArgs has the last word on flags), and run \
      kthwctl generate; --diff shows what it would change.
      """,
    source: treeSource
  )

  /// A file that the description makes is not there.
  static let missingFile = AuditRule(
    "KTHW-TREE-002",
    .error,
    "a file that the description of the cluster makes is missing",
    subject: "every file of a tree of generate, against its cluster.yaml",
    reason: "A program on one of the machines is told to read it, and will not start.",
    symptoms: ["open …: no such file or directory"],
    remedy: "Run kthwctl generate again: it makes what is missing and keeps the rest.",
    source: treeSource
  )

  /// A machine's copy is another than the operator's file.
  static let strangeCopy = AuditRule(
    "KTHW-TREE-003",
    .error,
    "a copy of a key, certificate or kubeconfig is not what was made for it",
    subject: "copies on machines in a tree of generate, against pki and kubeconfigs",
    reason: """
      What a machine shows and what the others were told to expect no longer belong together. A \
      damaged copy of a key or certificate keeps its program from starting, another one makes it \
      somebody else.
      """,
    symptoms: ["tls: private key does not match public key"],
    remedy: "Run kthwctl generate again: it copies from pki and kubeconfigs.",
    source: treeSource
  )

  /// A certificate does not say what the description asks for.
  static let staleCertificate = AuditRule(
    "KTHW-TREE-004",
    .warning,
    "a certificate does not say what the description of the cluster asks for",
    subject: "certificates in pki of a tree of generate, against its cluster.yaml",
    reason: """
      The description was changed since: names, subjects, usages or the authority are others. \
      Programs go on with the old certificate, and fail where the change matters.
      """,
    remedy: "Run kthwctl generate again, and copy the overlays of the machines that it names.",
    source: treeSource
  )

  /// A file is of a machine or a role that is gone.
  static let leftOverFile = AuditRule(
    "KTHW-TREE-005",
    .info,
    "a file is of a machine or a role that the description no longer has",
    subject: "every file of a tree of generate, against its cluster.yaml",
    reason: """
      Nothing reads it any more. Credentials of a machine that is gone are good until they end, \
      for whoever has them.
      """,
    remedy: "Remove it with kthwctl generate --prune.",
    source: treeSource
  )

  /// A run would fail.
  static let unusableTree = AuditRule(
    "KTHW-TREE-006",
    .error,
    "the tree cannot be brought up to date",
    subject: "trees of generate, against their cluster.yaml",
    reason: "The next run of generate would stop here, so that nothing could be renewed or added.",
    remedy: "Mend or remove what is named; an authority's key must come from a backup.",
    source: treeSource
  )
}
