extension AuditJudges {
  /// Tells of flags whose files are not there, or are not what they should be.
  static let judgeReferences: OfInvocation = { invocation, context, findings in
    for flag in FileFlag.all(of: invocation.program) {
      for argument in invocation.arguments where argument.name == flag.name {
        judgeReference(flag, argument, of: invocation, in: context.area, &findings)
      }
    }
    for pair in FileFlag.pairs(of: invocation.program) {
      judgePair(pair, of: invocation, in: context.area, &findings)
    }
    switch invocation.program {
    case .kubeAPIServer: judgeAccounts(of: invocation, context, &findings)
    case .kubeControllerManager where invocation.lacks("service-account-private-key-file"):
      findings.add(
        .noAccountKey,
        at: invocation.place(),
        "--service-account-private-key-file is not set"
      )
    case .kubelet: judgeRuntime(of: invocation, context, &findings)
    default: break
    }
  }

  private static func judgeReference(
    _ flag: FileFlag,
    _ argument: ComponentInvocation.Argument,
    of invocation: ComponentInvocation,
    in area: AuditedArea,
    _ findings: inout AuditFindings
  ) {
    guard let path = argument.value, !path.isEmpty, ComponentInvocation.isLiteral(path) else {
      return
    }
    let place = Place.file(invocation.file, argument.mark, field: "--" + flag.name)
    guard let file = area.file(at: path) else {
      // The kubelet writes its own once it has been let in.
      let isMade =
        invocation.program == .kubelet && flag.name == "kubeconfig"
        && invocation.argument("bootstrap-kubeconfig") != nil
      guard area.isComplete, path.hasPrefix("/"), !isMade else { return }
      let name = area.machine.map(Terminal.printable) ?? ""
      return findings.add(
        .namedFileMissing,
        at: place,
        "\(name) does not get \(Terminal.printable(path))"
      )
    }
    guard let fits = file.holds(flag.kind) else { return }
    guard fits else {
      return findings.add(
        .otherKind,
        at: place,
        "\(Terminal.printable(path)) holds \(file.contentName), not \(flag.kind.rawValue)",
        related: [file.place()]
      )
    }
    if flag.kind == .authorities, !file.certificates.contains(where: \.mayBeAuthority) {
      findings.add(
        .noAuthority,
        at: place,
        "\(Terminal.printable(path)) is of \(Terminal.quoted(file.subjectName)), no authority",
        related: [file.place()]
      )
    }
    if flag.name == "service-account-key-file", file.holds(.privateKey) == true {
      findings.add(
        .accountKeyPrivate,
        at: place,
        "\(Terminal.printable(path)) holds a private key",
        related: [file.place()]
      )
    }
  }

  private static func judgePair(
    _ pair: (certificate: String, key: String),
    of invocation: ComponentInvocation,
    in area: AuditedArea,
    _ findings: inout AuditFindings
  ) {
    guard let certificateFile = invocation.file(of: pair.certificate, in: area),
      let keyFile = invocation.file(of: pair.key, in: area),
      let certificate = certificateFile.certificates.first,
      let key = keyFile.privateKey, certificate.publicKey != key
    else { return }
    findings.add(
      .pairMismatch,
      at: invocation.place(of: pair.certificate),
      "\(Terminal.printable(keyFile.name)) is not the key of \(Terminal.printable(certificateFile.name))",
      related: [certificateFile.place(), keyFile.place()]
    )
  }
}

// MARK: - Service accounts

extension AuditJudges {
  private static func judgeAccounts(
    of server: ComponentInvocation,
    _ context: FlagContext,
    _ findings: inout AuditFindings
  ) {
    let needed = [
      "service-account-issuer", "service-account-key-file", "service-account-signing-key-file",
    ]
    let missing = needed.filter(server.lacks)
    if context.release.isSince(20), !missing.isEmpty {
      findings.add(
        .noAccountIssuer,
        at: server.place(of: needed.first { !server.lacks($0) }),
        missing.map { "--" + $0 }.joined(separator: ", ")
          + (missing.count == 1 ? " is not set" : " are not set")
      )
    }
    // Without a key of its own the server checks by that of its TLS.
    let names = server.arguments.filter { $0.name == "service-account-key-file" }
    let files = names.compactMap { name in
      name.value.flatMap { context.area.file(at: $0) }
    }
    guard !files.isEmpty, files.count == names.count else { return }
    let accepted = files.flatMap { file in file.objects.compactMap(\.publicKey) }
    guard !accepted.isEmpty else { return }
    let signers =
      [(server, "service-account-signing-key-file")]
      + context.all(.kubeControllerManager).map { ($0, "service-account-private-key-file") }
    for (signer, flag) in signers {
      guard let file = signer.file(of: flag, in: context.area), let key = file.privateKey,
        !accepted.contains(key)
      else { continue }
      findings.add(
        .accountKeyMismatch,
        at: signer.place(of: flag),
        "\(Terminal.printable(file.name)) is not the private half of "
          + files.map { Terminal.printable($0.name) }.joined(separator: " or "),
        related: files.map { $0.place() }
      )
    }
  }
}

// MARK: - Runtimes

extension AuditJudges {
  private static func judgeRuntime(
    of kubelet: ComponentInvocation,
    _ context: FlagContext,
    _ findings: inout AuditFindings
  ) {
    guard context.release.isSince(24), !kubelet.isMisnamed else { return }
    if kubelet.known("container-runtime") == "docker" {
      return findings.add(
        .dockerRuntime,
        at: kubelet.place(of: "container-runtime"),
        "--container-runtime=docker"
      )
    }
    guard kubelet.lacks("container-runtime-endpoint"),
      let file = kubelet.file(of: "config", in: context.area),
      case .documents(.kubelet, let documents) = file.content,
      documents.allSatisfy({ $0["containerRuntimeEndpoint"] == nil })
    else { return }
    let unit = context.area.files.first { $0.path == kubelet.file }
    let wanted = unit?.units.flatMap { unit in
      unit.unit.settings.filter { ["Requires", "Wants", "BindsTo"].contains($0.name) }
    }
    if let docker = wanted?.first(where: { $0.value.contains("docker.service") }) {
      findings.add(
        .dockerRuntime,
        at: .file(kubelet.file, docker.mark, field: docker.name),
        "the unit wants docker.service, and no runtime is named"
      )
    } else {
      findings.add(
        .noRuntime,
        at: kubelet.place(),
        "neither a flag nor \(Terminal.printable(file.name)) names a runtime",
        related: [file.place()]
      )
    }
  }
}

extension ComponentInvocation {
  /// The file that a flag names, where it can be seen.
  func file(of flag: String, in area: AuditedArea) -> AuditedFile? {
    known(flag).flatMap { area.file(at: $0) }
  }
}

extension AuditedFile {
  /// The public half of the one private key in it.
  var privateKey: PublicKey? {
    let keys = objects.compactMap { object -> PublicKey? in
      if case .privateKey(let key) = object.content { key } else { nil }
    }
    return keys.count == 1 ? keys[0] : nil
  }

  /// Whom the first certificate is for.
  var subjectName: String { certificates.first.map { "\($0.subject)" } ?? "" }
}

extension CertificateFacts {
  /// Whether others may be signed with it: it says so, or is of a time when
  /// nothing was said.
  var mayBeAuthority: Bool { isAuthority || basicConstraints == nil && issuerDER == subjectDER }
}
