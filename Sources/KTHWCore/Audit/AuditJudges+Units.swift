extension AuditJudges {
  /// Tells of units that systemd reads otherwise than they were meant.
  static let judgeUnits: OfFile = { file, _, findings in
    if let shell = file.script?.shell { judgeDocuments(of: shell, in: file, &findings) }
    for unit in file.units {
      if unit.isWhole { judgeLines(of: unit, &findings) }
      let invocations = unit.invocations
      guard let program = invocations.first?.program else { continue }
      judgeSwallowing(invocations, &findings)
      judgeService(unit, program, &findings)
    }
  }

  private static func judgeDocuments(
    of script: ShellScript,
    in file: AuditedFile,
    _ findings: inout AuditFindings
  ) {
    for document in script.documents where AuditedUnit(document, in: file) != nil {
      if !document.isEnded {
        findings.add(
          .endlessDocument,
          at: file.place(document.mark),
          "no line is \(Terminal.quoted(document.delimiter)) and nothing else"
        )
      }
      for mark in document.strayBackslashes {
        findings.add(
          .loneBackslash,
          at: file.place(mark),
          "the shell takes this backslash and joins the lines"
        )
      }
    }
  }

  private static func judgeLines(of unit: AuditedUnit, _ findings: inout AuditFindings) {
    // What follows a lost flag is lost with it.
    if let lost = unit.unit.settings.first(where: { $0.name.hasPrefix("-") }) {
      findings.add(
        .flagAsSetting,
        at: unit.place(lost.mark, field: lost.name),
        "\(Terminal.quoted(lost.name)) stands where systemd expects a setting"
      )
      return
    }
    if let stray = unit.unit.strayLines.first {
      let others = unit.unit.strayLines.count - 1
      findings.add(
        .strayUnitLine,
        at: unit.place(stray),
        "systemd ignores this line" + (others > 0 ? " and \(others) more" : "")
      )
    }
  }

  private static func judgeSwallowing(
    _ invocations: [ComponentInvocation],
    _ findings: inout AuditFindings
  ) {
    for invocation in invocations {
      guard let argument = invocation.swallowed else { continue }
      findings.add(
        .swallowedSetting,
        at: .file(invocation.file, argument.mark),
        "\(invocation.program.rawValue) gets \(Terminal.quoted(argument.text)) as an argument"
      )
    }
  }

  private static func judgeService(
    _ unit: AuditedUnit,
    _ program: ComponentProgram,
    _ findings: inout AuditFindings
  ) {
    let start = unit.value(of: "ExecStart")
    let type = unit.value(of: "Type")
    switch (program, type?.value) {
    case (.etcd, "notify"), (.etcd, "notify-reload"): break
    case (_, "forking"), (_, "oneshot"), (_, "dbus"),
      (.kubeControllerManager, "notify"), (.kubeScheduler, "notify"), (.kubeProxy, "notify"):
      findings.add(
        .wrongUnitType,
        at: unit.place(type?.mark, field: "Type"),
        "\(program.rawValue) is started with Type=\(Terminal.printable(type?.value ?? ""))"
      )
    case (.etcd, _):
      findings.add(
        .storeUnitType,
        at: unit.place(type?.mark ?? start?.mark, field: "Type"),
        "etcd tells when it is ready, and systemd does not listen"
      )
    default: break
    }
    let path = unit.machinePath ?? unit.file
    if path.contains("lib/systemd/system/") {
      findings.add(
        .vendorUnitDirectory,
        at: unit.place(start?.mark),
        "\(Terminal.quoted(unit.name)) is in a directory of packages"
      )
    }
    // A setting that the command swallowed is told of already.
    let isSwallowed = unit.invocations.contains { $0.swallowed != nil }
    let restart = unit.value(of: "Restart")?.value ?? "no"
    if restart == "no", !isSwallowed, type?.value != "oneshot" {
      findings.add(
        .notRestarted,
        at: unit.place(unit.value(of: "Restart")?.mark ?? start?.mark, field: "Restart"),
        "\(program.rawValue) stays down once it has ended"
      )
    }
  }
}

extension ComponentInvocation {
  /// The setting of systemd that became an argument: `Restart=on-failure`.
  var swallowed: (text: String, mark: SourceMark?)? {
    for argument in arguments {
      guard let value = argument.value else { continue }
      // The value of a flag that stands for itself is no word of its own.
      let name = value.prefix { $0 != "=" }
      if name.count < value.count, ComponentInvocation.settings.contains(String(name)) {
        return (value, argument.mark)
      }
    }
    return nil
  }

  private static let settings: Set<String> = [
    "Restart", "RestartSec", "Type", "User", "Group", "Environment", "EnvironmentFile",
    "ExecStartPre", "ExecStartPost", "ExecStop", "ExecReload", "LimitNOFILE", "LimitNPROC",
    "LimitCORE", "LimitMEMLOCK", "Delegate", "KillMode", "OOMScoreAdjust", "TasksMax",
    "TimeoutStartSec", "TimeoutStopSec", "StartLimitIntervalSec", "StartLimitInterval",
    "StartLimitBurst", "WorkingDirectory", "StateDirectory", "NoNewPrivileges", "WantedBy",
    "SuccessExitStatus", "StandardOutput", "StandardError", "SyslogIdentifier", "WatchdogSec",
  ]
}
