extension AuditJudges {
  /// Tells what lets in whom nobody wanted to let in.
  static let judgeOpenDoors: OfInvocation = { invocation, context, findings in
    switch invocation.program {
    case .kubeAPIServer:
      judgeInsecurePort(invocation, context, &findings)
      judgeAccess(invocation, context, &findings)
      judgeWatching(invocation, &findings)
    case .kubeControllerManager, .kubeScheduler:
      judgeManagerPort(invocation, context, &findings)
      judgeMaster(invocation, &findings)
      judgeDelegation(invocation, context, &findings)
      if invocation.program == .kubeControllerManager { judgeProfiling(invocation, &findings) }
    case .kubeProxy: judgeMaster(invocation, &findings)
    case .kubelet: judgeKubelet(invocation, &findings)
    case .etcd, .containerd: break
    }
  }

  private static func judgeInsecurePort(
    _ server: ComponentInvocation,
    _ context: FlagContext,
    _ findings: inout AuditFindings
  ) {
    guard !context.release.isSince(20), server["insecure-port"] != "0", server["port"] != "0"
    else { return }
    for flag in ["insecure-bind-address", "address"] {
      guard let address = server.known(flag), !FlagURL.isLoopback(address) else { continue }
      return findings.add(
        .insecureAddress,
        at: server.place(of: flag),
        "everybody who reaches \(Terminal.printable(address)):8080 is cluster administrator"
      )
    }
    guard context.release.isBefore(20), !server.isOpen else { return }
    findings.add(
      .insecurePort,
      at: server.place(of: "insecure-port"),
      "127.0.0.1:\(Terminal.printable(server.known("insecure-port") ?? "8080")) is open to every "
        + "process of the machine"
    )
  }

  private static func judgeAccess(
    _ server: ComponentInvocation,
    _ context: FlagContext,
    _ findings: inout AuditFindings
  ) {
    let modes = server.known("authorization-mode")?.split(separator: ",").map(String.init)
    let isOpenToAll =
      server.lacks("authorization-mode") && server.lacks("authorization-config")
      || modes?.contains("AlwaysAllow") == true
    if isOpenToAll {
      findings.add(
        .alwaysAllow,
        at: server.place(of: "authorization-mode"),
        modes == nil ? "--authorization-mode is not set" : "--authorization-mode has AlwaysAllow"
      )
    } else if !server.isOpen {
      judgeNodeRestriction(server, &findings)
      if server.lacks("client-ca-file"), server.lacks("authentication-config") {
        findings.add(.noClientAuthority, at: server.place(), "--client-ca-file is not set")
      }
    }
    if server.lacks("tls-cert-file"), server.lacks("tls-sni-cert-key") {
      findings.add(.selfSignedServer, at: server.place(), "--tls-cert-file is not set")
    }
    if server.lacks("kubelet-certificate-authority") {
      findings.add(
        .unverifiedKubelets,
        at: server.place(of: "kubelet-client-certificate"),
        "--kubelet-certificate-authority is not set"
      )
    }
  }

  private static func judgeNodeRestriction(
    _ server: ComponentInvocation,
    _ findings: inout AuditFindings
  ) {
    let flags = ["enable-admission-plugins", "admission-control"]
    let values = server.arguments.filter { flags.contains($0.name) }
    let isOn = values.contains { argument in
      let value = argument.value ?? ""
      return !ComponentInvocation.isLiteral(value)
        || value.split(separator: ",").contains("NodeRestriction")
    }
    guard !isOn else { return }
    findings.add(
      .noNodeRestriction,
      at: .file(
        server.file,
        values.last?.mark ?? server.mark,
        field: values.last.map { "--" + $0.name }
      ),
      "the admission plugin NodeRestriction is off"
    )
  }

  private static func judgeWatching(
    _ server: ComponentInvocation,
    _ findings: inout AuditFindings
  ) {
    judgeProfiling(server, &findings)
    if server.argument("audit-log-path") != nil, server.lacks("audit-policy-file") {
      findings.add(
        .auditWithoutPolicy,
        at: server.place(of: "audit-log-path"),
        "--audit-log-path is set and --audit-policy-file is not"
      )
    }
  }

  private static func judgeProfiling(
    _ program: ComponentInvocation,
    _ findings: inout AuditFindings
  ) {
    guard !program.isOpen, program["profiling"] != "false" else { return }
    findings.add(
      .profiling,
      at: program.place(of: "profiling"),
      "\(program.program.rawValue) runs without --profiling=false"
    )
  }
}

// MARK: - The others

extension AuditJudges {
  private static func judgeManagerPort(
    _ program: ComponentInvocation,
    _ context: FlagContext,
    _ findings: inout AuditFindings
  ) {
    let isScheduler = program.program == .kubeScheduler
    let port = isScheduler ? "10251" : "10252"
    guard program["port"] != "0", !context.release.isSince(isScheduler ? 23 : 22) else { return }
    if let address = program.known("address") {
      guard !FlagURL.isLoopback(address) else { return }
      return findings.add(
        .managerPort,
        at: program.place(of: "address"),
        "--address=\(Terminal.printable(address)) opens port \(port) to everybody"
      )
    }
    // Beside a file the scheduler takes the addresses from there.
    guard context.release.isBefore(isScheduler ? 23 : 22), program.lacks("address"),
      !isScheduler || program.lacks("config")
    else { return }
    findings.add(
      .managerPort,
      at: program.place(),
      "port \(port) listens on all addresses unless --port or --address says otherwise"
    )
  }

  private static func judgeMaster(
    _ program: ComponentInvocation,
    _ findings: inout AuditFindings
  ) {
    guard program["master"]?.lowercased().hasPrefix("http://") == true else { return }
    findings.add(
      .plainMaster,
      at: program.place(of: "master"),
      "\(program.program.rawValue) dials \(Terminal.quoted(program["master"] ?? ""))"
    )
  }

  private static func judgeDelegation(
    _ program: ComponentInvocation,
    _ context: FlagContext,
    _ findings: inout AuditFindings
  ) {
    guard context.release.isSince(program.program == .kubeScheduler ? 13 : 12) else { return }
    let missing = ["authentication-kubeconfig", "authorization-kubeconfig"]
      .filter(program.lacks)
    guard !missing.isEmpty else { return }
    findings.add(
      .noDelegation,
      at: program.place(),
      "\(program.program.rawValue) has no "
        + missing.map { "--" + $0 }.joined(separator: " and no ")
    )
  }

  private static func judgeKubelet(
    _ kubelet: ComponentInvocation,
    _ findings: inout AuditFindings
  ) {
    guard kubelet.lacks("config"), kubelet.lacks("config-dir"), !kubelet.isMisnamed else { return }
    let isClosed =
      kubelet["anonymous-auth"] == "false" && kubelet["authorization-mode"] == "Webhook"
    guard !isClosed else { return }
    findings.add(
      .openKubelet,
      at: kubelet.place(),
      "the kubelet has no --config, and lets strangers do everything"
    )
  }
}

extension ComponentInvocation {
  /// Whether the program was written where kubectl was meant.
  var isMisnamed: Bool { program == .kubelet && arguments.first?.name == "" }
}
