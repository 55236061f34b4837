extension AuditJudges {
  /// Tells what a program's own flags show of trust that is misplaced.
  static let judgeTrust: OfInvocation = { invocation, context, findings in
    judgePurposes(of: invocation, context, &findings)
    switch invocation.program {
    case .kubeAPIServer: judgeFrontProxy(of: invocation, context, &findings)
    case .kubeControllerManager: judgeSigner(invocation, context, &findings)
    default: break
    }
  }

  private static func judgeFrontProxy(
    of server: ComponentInvocation,
    _ context: FlagContext,
    _ findings: inout AuditFindings
  ) {
    let flag = "requestheader-client-ca-file"
    guard let proxies = TrustedBundle(flag, of: server, in: context.area) else { return }
    let names = server["requestheader-allowed-names"].map {
      $0.split(separator: ",").map(String.init)
    }
    if let clients = TrustedBundle("client-ca-file", of: server, in: context.area),
      proxies.shares(with: clients)
    {
      findings.add(
        names?.isEmpty == false ? .frontProxyOfClients : .sharedFrontProxy,
        at: server.place(of: flag),
        "\(Terminal.quoted(proxies.file.subjectName)) is also the authority of clients",
        related: [proxies.file.place(), clients.file.place()]
      )
    }
    guard let file = server.file(of: "proxy-client-cert-file", in: context.area),
      let shown = file.certificates.first
    else { return }
    if !proxies.issued(shown, with: file.certificates) {
      findings.add(
        .strangeFrontProxy,
        at: server.place(of: "proxy-client-cert-file"),
        "\(Terminal.quoted(file.subjectName)) is not issued by "
          + Terminal.quoted(proxies.file.subjectName),
        related: [file.place(), proxies.file.place()]
      )
    } else if let names, !names.isEmpty, names.allSatisfy(ComponentInvocation.isLiteral),
      let name = shown.subject.commonName, !names.contains(name)
    {
      findings.add(
        .frontProxyName,
        at: server.place(of: "requestheader-allowed-names"),
        "the certificate is of \(Terminal.quoted(name))",
        related: [file.place()]
      )
    }
  }

  private static func judgeSigner(
    _ manager: ComponentInvocation,
    _ context: FlagContext,
    _ findings: inout AuditFindings
  ) {
    guard let server = context.all(.kubeAPIServer).first else { return }
    if let signer = TrustedBundle("cluster-signing-cert-file", of: manager, in: context.area),
      let clients = TrustedBundle("client-ca-file", of: server, in: context.area),
      !signer.shares(with: clients), !signer.certificates.contains(where: { clients.issued($0) })
    {
      findings.add(
        .strangeSigner,
        at: manager.place(of: "cluster-signing-cert-file"),
        "\(Terminal.quoted(signer.file.subjectName)) is not in the API server's --client-ca-file",
        related: [signer.file.place(), clients.file.place()]
      )
    }
    if let roots = TrustedBundle("root-ca-file", of: manager, in: context.area),
      let file = server.file(of: "tls-cert-file", in: context.area),
      let shown = file.certificates.first, !roots.issued(shown, with: file.certificates)
    {
      findings.add(
        .strangeRoot,
        at: manager.place(of: "root-ca-file"),
        "\(Terminal.quoted(roots.file.subjectName)) has not issued the API server's certificate",
        related: [roots.file.place(), file.place()]
      )
    }
  }
}

// MARK: - Purposes

extension AuditJudges {
  /// What certificates are used for by the flags that name them.
  private static let purposes: [ComponentProgram: [(String, [ExtendedKeyUsage])]] = [
    .kubeAPIServer: [
      ("tls-cert-file", [.serverAuthentication]), ("etcd-certfile", [.clientAuthentication]),
      ("kubelet-client-certificate", [.clientAuthentication]),
      ("proxy-client-cert-file", [.clientAuthentication]),
    ],
    .kubeControllerManager: [("tls-cert-file", [.serverAuthentication])],
    .kubeScheduler: [("tls-cert-file", [.serverAuthentication])],
    .kubelet: [("tls-cert-file", [.serverAuthentication])],
    .etcd: [
      ("cert-file", [.serverAuthentication]),
      ("peer-cert-file", [.serverAuthentication, .clientAuthentication]),
      ("client-cert-file", [.clientAuthentication]),
    ],
  ]

  private static func judgePurposes(
    of invocation: ComponentInvocation,
    _ context: FlagContext,
    _ findings: inout AuditFindings
  ) {
    for (flag, usages) in purposes[invocation.program] ?? [] {
      guard let file = invocation.file(of: flag, in: context.area),
        let shown = file.certificates.first
      else { continue }
      let missing = usages.filter { !shown.allows($0) }
      guard missing.isEmpty else {
        let names = missing.map { $0 == .serverAuthentication ? "serverAuth" : "clientAuth" }
        findings.add(
          .wrongPurpose,
          at: invocation.place(of: flag),
          "\(Terminal.printable(file.name)) is not for \(names.joined(separator: " and "))",
          related: [file.place()]
        )
        continue
      }
      if invocation.program == .etcd, flag == "cert-file", invocation.lacks("client-cert-file"),
        invocation.isOn("client-cert-auth") == true, !shown.allows(.clientAuthentication)
      {
        findings.add(
          .storeWithoutClientUse,
          at: invocation.place(of: flag),
          "\(Terminal.printable(file.name)) is not for clientAuth",
          related: [file.place()]
        )
      }
    }
  }
}
