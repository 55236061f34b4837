extension AuditRule {
  /// What can be wrong with flags as such, whatever they are for.
  static let flagNameRules = [
    flagNotYet, flagRemoved, flagDeprecated, flagIdle, flagMistyped, strayArgument,
    capitalisedProgram, literalQuotes, valueRefused, valueIdle, oneDash,
  ]

  private static let flagReference =
    "https://kubernetes.io/docs/reference/command-line-tools-reference/"

  /// A flag of a later release.
  static let flagNotYet = AuditRule(
    "KTHW-FLAG-001",
    .error,
    "a flag is not there yet in this release",
    subject: "flags of the cluster's programs",
    reason: "The program prints that it does not know the flag, and ends.",
    symptoms: ["unknown flag: --…", "flag provided but not defined: -…"],
    remedy: "Use what the release has instead, or a later release.",
    source: flagReference
  )

  /// A flag that was removed.
  static let flagRemoved = AuditRule(
    "KTHW-FLAG-002",
    .error,
    "a flag was removed before this release",
    subject: "flags of the cluster's programs",
    reason: """
      The program prints that it does not know the flag, and ends: an upgrade of the program \
      alone stops it. Units of older tutorials have several such flags.
      """,
    symptoms: ["unknown flag: --…", "flag provided but not defined: -…"],
    remedy: "Take the flag away, or use what took its place.",
    source: flagReference
  )

  /// A flag that will be removed.
  static let flagDeprecated = AuditRule(
    "KTHW-FLAG-003",
    .warning,
    "a flag is deprecated",
    subject: "flags of the cluster's programs",
    reason: "The program warns at each start; a later release does not start with the flag.",
    symptoms: ["Flag --… has been deprecated, …"],
    remedy: "Use what took its place, before the upgrade that makes it an error.",
    source: flagReference
  )

  /// A flag that does nothing.
  static let flagIdle = AuditRule(
    "KTHW-FLAG-004",
    .info,
    "a flag does nothing, or nothing good",
    subject: "flags of the cluster's programs",
    reason: """
      It is not read in this release, says what is so anyway, or is better said elsewhere. What \
      does nothing hides what does something, and some such flags end upgrades later.
      """,
    remedy: "Take the flag away.",
    source: flagReference
  )

  /// A flag that nobody has.
  static let flagMistyped = AuditRule(
    "KTHW-FLAG-005",
    .error,
    "a flag is mistyped",
    subject: "flags of the cluster's programs",
    reason: "The program prints that it does not know the flag, and ends.",
    symptoms: ["unknown flag: --…", "flag provided but not defined: -…"],
    remedy: "Write the flag as the program has it.",
    source: flagReference
  )

  /// A word that belongs to no flag.
  static let strayArgument = AuditRule(
    "KTHW-FLAG-006",
    .error,
    "a word belongs to no flag",
    subject: "the commands of the cluster's programs",
    reason: """
      The programs take flags alone. The kubelet refuses any other word, the rest of Kubernetes \
      since 1.19; before, the word was dropped without a sound. Often a dash was copied as a \
      long dash, a blank stands around a comma, or a switch such as --allow-privileged is \
      followed by true instead of =true.
      """,
    symptoms: ["unknown command: …", "unknown command \"…\"", "'…' is not a valid flag"],
    remedy: "Write values as --flag=value, without blanks.",
    source: flagReference
  )

  /// A program that is not called so.
  static let capitalisedProgram = AuditRule(
    "KTHW-FLAG-007",
    .error,
    "a program is written with a capital letter",
    subject: "the commands of the cluster's programs",
    reason: "File names have a case on Linux; the program is not found.",
    symptoms: ["…: command not found", "Failed to locate executable …"],
    remedy: "Write the program's name in small letters.",
    source: flagReference
  )

  /// Quotes that become part of a value.
  static let literalQuotes = AuditRule(
    "KTHW-FLAG-008",
    .warning,
    "quotes stand within an argument",
    subject: "the commands of units and of static pods",
    reason: """
      Nobody takes the quotes away in a static pod, and systemd promises it only for quotes \
      around a whole argument. The program then looks for a group of APIs, or a file, whose name \
      begins with a quote.
      """,
    symptoms: ["unknown api groups 'api/all", "open \"…\": no such file or directory"],
    remedy: "Write the value without quotes; none of them needs any.",
    source: "systemd.service(5), \"Command lines\""
  )

  /// A value that keeps a program from starting.
  static let valueRefused = AuditRule(
    "KTHW-FLAG-009",
    .error,
    "this release does not take the value of a flag",
    subject: "values of flags",
    reason: "The program says so and ends.",
    symptoms: [
      "enable-admission-plugins plugin \"…\" is unknown", "invalid value api/all=",
      "--storage-backend invalid, allowed values: …",
    ],
    remedy: "Take the value away, or use what took its place.",
    source: flagReference
  )

  /// A value that has no effect.
  static let valueIdle = AuditRule(
    "KTHW-FLAG-010",
    .warning,
    "the value of a flag has no effect",
    subject: "values of flags",
    reason: "The program takes it and does something else than the flag was set for.",
    remedy: "Write the value as the release reads it.",
    source: flagReference
  )

  /// A long flag with one dash.
  static let oneDash = AuditRule(
    "KTHW-FLAG-011",
    .error,
    "a flag has one dash",
    subject: "flags of Kubernetes' programs",
    reason: """
      Programs of Kubernetes read each letter after one dash as a flag of its own and refuse the \
      first that they do not have. Only etcd takes one dash as well as two.
      """,
    symptoms: ["unknown shorthand flag: '…' in -…"],
    remedy: "Write two dashes.",
    source: flagReference
  )
}
