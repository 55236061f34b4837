extension AuditRule {
  /// What can be wrong with units, before their flags are looked at.
  static let unitRules = [
    strayUnitLine, swallowedSetting, flagAsSetting, endlessDocument, loneBackslash,
    storeUnitType, wrongUnitType, vendorUnitDirectory, notRestarted,
  ]

  private static let unitSource = "systemd.syntax(7), systemd.service(5)"

  /// A line that means nothing to systemd.
  static let strayUnitLine = AuditRule(
    "KTHW-UNIT-001",
    .error,
    "a line of a unit is neither a section nor a setting",
    subject: "units, and those that scripts write",
    reason: """
      systemd says so in its log and goes on without the line. Where it was part of a command, \
      the program starts without the flags that stood there; an end mark of a shell that became \
      part of the file usually means that the rest was pasted into the wrong place.
      """,
    symptoms: ["…: Missing '=', ignoring line.", "…:…: Missing '='."],
    remedy: "Write the unit again from where it was copied, in one piece.",
    source: unitSource
  )

  /// A backslash that takes the next setting into the command.
  static let swallowedSetting = AuditRule(
    "KTHW-UNIT-002",
    .error,
    "a command takes the setting after it in as an argument",
    subject: "the commands of units",
    reason: """
      A backslash at the end of the last flag continues the command: the next line, such as \
      Restart=on-failure, reaches the program as an argument. The kubelet refuses to start then, \
      and so do the other programs from 1.19 on; those that start are not started again when \
      they end.
      """,
    symptoms: ["unknown command: \"Restart=on-failure\"", "unknown command …"],
    remedy: "Take the backslash away from the last line of the command.",
    source: unitSource
  )

  /// A flag that stands where a setting should.
  static let flagAsSetting = AuditRule(
    "KTHW-UNIT-003",
    .error,
    "a flag is cut off from its command",
    subject: "units, and those that scripts write",
    reason: """
      The line before it does not end in exactly one backslash: there is none, there are two as \
      within an unquoted document of a shell, or a blank follows it. systemd takes the flag for \
      a setting that it does not know, and starts the program without it and all flags after it.
      """,
    symptoms: ["Unknown key name '--…' in section 'Service', ignoring.", "Unknown lvalue '--…'"],
    remedy: "End each line of the command but the last in one backslash, with nothing after it.",
    source: unitSource
  )

  /// A document of a script without its end.
  static let endlessDocument = AuditRule(
    "KTHW-UNIT-004",
    .error,
    "the end mark of a document in a script is missing",
    subject: "scripts that write units",
    reason: """
      The shell takes everything up to the end of the script for the contents of the file: the \
      unit ends in commands, and the commands never run. An end mark counts only where it is \
      all of its line, without blanks before or after it.
      """,
    symptoms: ["warning: here-document at line … delimited by end-of-file (wanted `EOF')"],
    remedy: "Put the end mark on a line of its own, from the first column on.",
    source: "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_07_04"
  )

  /// One backslash among doubled ones.
  static let loneBackslash = AuditRule(
    "KTHW-UNIT-005",
    .warning,
    "a line of a unit in a script ends in one backslash among doubled ones",
    subject: "documents of scripts whose end mark is not quoted",
    reason: """
      The shell takes the single backslash for itself and joins the two lines. Within a command \
      that is harmless as long as a blank stands between the flags; elsewhere two settings \
      become one.
      """,
    remedy: "Double the backslash, or quote the end mark (<<'EOF') and double none.",
    source: "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_07_04"
  )

  /// etcd's unit without a type.
  static let storeUnitType = AuditRule(
    "KTHW-UNIT-006",
    .info,
    "the unit of etcd does not say Type=notify",
    subject: "units of etcd",
    reason: """
      etcd tells systemd when it serves clients. Without Type=notify systemd takes it for \
      started at once, and what comes after it, such as the API server, starts before there is a \
      store. The API server can tell as well.
      """,
    remedy: "Add Type=notify to [Service].",
    source: "https://github.com/etcd-io/etcd/blob/main/contrib/systemd/etcd.service"
  )

  /// A type that a program does not live up to.
  static let wrongUnitType = AuditRule(
    "KTHW-UNIT-007",
    .error,
    "a unit has a type that its program does not live up to",
    subject: "units of the cluster's programs",
    reason: """
      With Type=notify systemd waits for a word that controller manager, scheduler and \
      kube-proxy never send, with Type=forking and oneshot for an end that no server comes to; \
      after 90 seconds it stops the program and starts over.
      """,
    symptoms: ["…: start operation timed out. Terminating."],
    remedy: "Leave Type away, or use Type=notify where the program is etcd or the API server.",
    source: unitSource
  )

  /// A unit where packages put theirs.
  static let vendorUnitDirectory = AuditRule(
    "KTHW-UNIT-008",
    .warning,
    "a unit lies where packages put theirs",
    subject: "units of the cluster's programs",
    reason: """
      /lib/systemd/system and /usr/lib/systemd/system belong to the package manager: a package \
      of the same name overwrites the unit, and some systems mount them read-only. What an \
      administrator writes belongs into /etc/systemd/system, which comes first.
      """,
    remedy: "Move the unit to /etc/systemd/system and run systemctl daemon-reload.",
    source: "systemd.unit(5), \"Unit File Load Path\""
  )

  /// A program that stays down.
  static let notRestarted = AuditRule(
    "KTHW-UNIT-009",
    .warning,
    "a program is not started again when it ends",
    subject: "units of the cluster's programs",
    reason: """
      Controller manager and scheduler end themselves whenever they lose their lease, for \
      instance while the API server starts anew. Without Restart= they stay down, and from then \
      on no pod is scheduled and no controller works.
      """,
    symptoms: ["leaderelection lost", "failed to renew lease …"],
    remedy: "Add Restart=always (or on-failure) and RestartSec=5 to [Service].",
    source: "systemd.service(5)"
  )
}
