extension AuditJudges {
  /// A program, and where the files that it names are.
  fileprivate typealias Placed = (program: ComponentInvocation, area: AuditedArea)

  /// Tells what only the programs of all machines show together.
  static let judgePrograms: OfCluster = { digests, terms, findings in
    var placed: [Placed] = []
    for digest in digests where !digest.invocations.isEmpty {
      let area = AuditedArea(kind: digest.kind, files: digest.files)
      placed += digest.invocations.map { ($0, area) }
    }
    let servers = placed.filter { $0.program.program == .kubeAPIServer }
    let members = placed.filter { $0.program.program == .etcd }
    if !isOneByChoice(digests, terms) {
      judgeStoreAuthority(servers, members, &findings)
      judgeMissingProxy(servers, &findings)
    }
    judgeStoreTrust(servers, members, &findings)
    judgePeerTrust(members, &findings)
    judgeMembers(members, servers, &findings)
    judgeServers(servers, isWhole: digests.contains { $0.kind == .operatorSide }, terms, &findings)
    guard !servers.isEmpty else { return }
    judgeKubelets(digests, servers, &findings)
    judgeClients(digests, servers, &findings)
  }

  /// Whether the builder of the cluster has chosen one authority for
  /// everything: the description says so, or the operator has no other.
  private static func isOneByChoice(_ digests: [AreaDigest], _ terms: AuditTerms) -> Bool {
    if let spec = terms.spec { return spec.pki.hierarchy == .single }
    guard let own = digests.first(where: { $0.kind == .operatorSide }) else { return false }
    let authorities = own.files.flatMap(\.certificates).filter(\.isAuthority)
    return Set(authorities.map(\.der)).count == 1
  }

  private static func judgeStoreAuthority(
    _ servers: [Placed],
    _ members: [Placed],
    _ findings: inout AuditFindings
  ) {
    let clients = servers.compactMap { server in
      TrustedBundle("client-ca-file", of: server.program, in: server.area)
    }
    let shared = members.filter { member in
      if let trusted = TrustedBundle("trusted-ca-file", of: member.program, in: member.area) {
        return clients.contains { $0.shares(with: trusted) }
      }
      // Where no file can be seen, one path of one machine is one file.
      guard let path = member.program.known("trusted-ca-file") else { return false }
      return servers.contains {
        $0.program.known("client-ca-file") == path && $0.area.kind == member.area.kind
      }
    }
    guard let first = shared.first else { return }
    findings.add(
      .sharedStoreAuthority,
      at: first.program.place(of: "trusted-ca-file"),
      "etcd lets in whoever has a certificate of the cluster's authority",
      related: shared.dropFirst().map { $0.program.place(of: "trusted-ca-file") }
    )
  }

  private static func judgeMissingProxy(_ servers: [Placed], _ findings: inout AuditFindings) {
    for (server, _) in servers {
      let missing = ["requestheader-client-ca-file", "proxy-client-cert-file"].filter(server.lacks)
      guard !missing.isEmpty else { continue }
      findings.add(
        .noFrontProxy,
        at: server.place(),
        ComponentInvocation.unset(missing)
      )
    }
  }

  private static func judgeStoreTrust(
    _ servers: [Placed],
    _ members: [Placed],
    _ findings: inout AuditFindings
  ) {
    let trusted = members.compactMap { member in
      TrustedBundle("trusted-ca-file", of: member.program, in: member.area)
    }
    let shown = members.compactMap { $0.program.file(of: "cert-file", in: $0.area) }
    for (server, area) in servers {
      if let file = server.file(of: "etcd-certfile", in: area), let own = file.certificates.first,
        let other = trusted.first(where: { !$0.issued(own, with: file.certificates) })
      {
        findings.add(
          .refusedByStore,
          at: server.place(of: "etcd-certfile"),
          "\(Terminal.printable(file.name)) is not issued by "
            + Terminal.quoted(other.file.subjectName),
          related: [file.place(), other.file.place()]
        )
      }
      guard let roots = TrustedBundle("etcd-cafile", of: server, in: area) else { continue }
      let stranger = shown.first { file in
        file.certificates.first.map { !roots.issued($0, with: file.certificates) } ?? false
      }
      guard let stranger else { continue }
      findings.add(
        .strangeStore,
        at: server.place(of: "etcd-cafile"),
        "\(Terminal.printable(stranger.name)) of etcd is not issued by "
          + Terminal.quoted(roots.file.subjectName),
        related: [stranger.place(), roots.file.place()]
      )
    }
  }
}

// MARK: - Members of etcd

extension AuditJudges {
  private static func judgePeerTrust(_ members: [Placed], _ findings: inout AuditFindings) {
    let shown = members.compactMap { $0.program.file(of: "peer-cert-file", in: $0.area) }
    for member in members {
      guard
        let trusted = TrustedBundle("peer-trusted-ca-file", of: member.program, in: member.area),
        let stranger = shown.first(where: { file in
          file.certificates.first.map { !trusted.issued($0, with: file.certificates) } ?? false
        })
      else { continue }
      findings.add(
        .strangePeer,
        at: member.program.place(of: "peer-trusted-ca-file"),
        "\(Terminal.printable(stranger.path)) is not issued by "
          + Terminal.quoted(trusted.file.subjectName),
        related: [stranger.place(), trusted.file.place()]
      )
    }
  }

  private static func judgeMembers(
    _ members: [Placed],
    _ servers: [Placed],
    _ findings: inout AuditFindings
  ) {
    for flag in ["initial-cluster", "initial-cluster-token"] {
      let said = members.compactMap { member in
        member.program.known(flag).map { (value: $0, place: member.program.place(of: flag)) }
      }
      // The order of the list does not matter.
      let parts = said.map { Set($0.value.split(separator: ",")) }
      guard let first = said.first, let other = parts.firstIndex(where: { $0 != parts[0] }) else {
        continue
      }
      findings.add(
        .membersDisagree,
        at: said[other].place,
        "--\(flag) is \(Terminal.quoted(said[other].value)) here and "
          + "\(Terminal.quoted(first.value)) elsewhere",
        related: [first.place]
      )
    }
    let known = Set(
      members.flatMap { member in
        FlagURL.all(in: member.program["advertise-client-urls"])
          + FlagURL.all(in: member.program["listen-client-urls"])
      }
    )
    let hosts = Set(known.map(\.host))
    let isListed = members.allSatisfy { member in
      EtcdMember.list(member.program["initial-cluster"]).map { $0.count == members.count } ?? false
    }
    guard !members.isEmpty, isListed, !hosts.contains("0.0.0.0"), !hosts.contains("::") else {
      return
    }
    for (server, _) in servers {
      let dialled = FlagURL.all(in: server["etcd-servers"])
      let unknown = dialled.first { url in
        // By a name, nobody knows here whose it is.
        !known.contains(url) && url.port != nil
          && (IPAddress(strict: url.host) != nil && !url.isLoopback)
      }
      guard let unknown else { continue }
      findings.add(
        .storeUnknown,
        at: server.place(of: "etcd-servers"),
        "no member serves clients at \(Terminal.printable(unknown.host)), port "
          + "\(unknown.port ?? 0)"
      )
    }
  }
}

// MARK: - API servers

extension AuditJudges {
  private static let commonFlags = [
    "service-cluster-ip-range", "service-account-issuer", "authorization-mode",
  ]

  private static func judgeServers(
    _ servers: [Placed],
    isWhole: Bool,
    _ terms: AuditTerms,
    _ findings: inout AuditFindings
  ) {
    for flag in commonFlags { judgeCommon(flag, servers, &findings) { $0.program.known(flag) } }
    judgeCommon("etcd-servers", servers, &findings) { server in
      server.program.known("etcd-servers").flatMap { list in
        // Each may dial the member beside it.
        FlagURL.all(in: list).contains(where: \.isLoopback)
          ? nil : list.split(separator: ",").sorted().joined(separator: ",")
      }
    }
    judgeCommon("service-account-key-file", servers, &findings) { server in
      let keys = server.program.arguments.filter { $0.name == "service-account-key-file" }
        .compactMap { $0.value.flatMap { server.area.file(at: $0) } }
        .flatMap { file in file.objects.compactMap(\.publicKey) }
      guard !keys.isEmpty else { return nil }
      return keys.map { Hexadecimal.colonSeparated(Array($0.keyIdentifier.prefix(8))) }.sorted()
        .joined(separator: ",")
    }
    guard isWhole || servers.count > 1 else { return }
    for (server, _) in servers {
      if let count = server.known("apiserver-count").flatMap({ Int($0) }), count != servers.count,
        terms.kubernetesVersion.map({ $0.minor <= 10 }) == true
          || server["endpoint-reconciler-type"] == "master-count"
      {
        findings.add(
          .wrongServerCount,
          at: server.place(of: "apiserver-count"),
          "--apiserver-count=\(count), and there are \(servers.count)"
        )
      }
      if isWhole, servers.count == 1, let chance = server.known("goaway-chance"),
        chance.contains(where: { ("1"..."9").contains($0) })
      {
        findings.add(
          .needlessGoaway,
          at: server.place(of: "goaway-chance"),
          "there is one API server, and --goaway-chance=\(Terminal.printable(chance))"
        )
      }
    }
  }

  private static func judgeCommon(
    _ flag: String,
    _ servers: [Placed],
    _ findings: inout AuditFindings,
    _ value: (Placed) -> String?
  ) {
    let said = servers.compactMap { server in
      value(server).map { (value: $0, place: server.program.place(of: flag)) }
    }
    guard let first = said.first, let other = said.first(where: { $0.value != first.value }) else {
      return
    }
    findings.add(
      .serversDisagree,
      at: other.place,
      "--\(flag) is \(Terminal.quoted(other.value)) here and "
        + "\(Terminal.quoted(first.value)) elsewhere",
      related: [first.place]
    )
  }
}

// MARK: - Kubelets and clients

extension AuditJudges {
  private static func judgeKubelets(
    _ digests: [AreaDigest],
    _ servers: [Placed],
    _ findings: inout AuditFindings
  ) {
    let shown = servers.first.flatMap {
      $0.program.file(of: "kubelet-client-certificate", in: $0.area)
    }
    let roots = servers.first.flatMap {
      TrustedBundle("kubelet-certificate-authority", of: $0.program, in: $0.area)
    }
    // One authority is on thousands of nodes.
    var verdicts: [[UInt8]: Bool] = [:]
    for digest in digests {
      let area = AuditedArea(kind: digest.kind, files: digest.files)
      for file in digest.files {
        guard case .documents(.kubelet, let documents) = file.content else { continue }
        for document in documents {
          let field = "authentication.x509.clientCAFile"
          let node = document["authentication"]?["x509"]?["clientCAFile"]
          if let shown, let own = shown.certificates.first, let path = node?.text,
            let bundle = area.file(at: path).flatMap({ TrustedBundle($0) })
          {
            let key = bundle.certificates.flatMap(\.der)
            let isGood = verdicts[key] ?? bundle.issued(own, with: shown.certificates)
            verdicts[key] = isGood
            if !isGood {
              findings.add(
                .refusedByKubelets,
                at: file.place(node?.mark, field: field),
                "\(Terminal.quoted(bundle.file.subjectName)) has not issued "
                  + "\(Terminal.printable(shown.name)) of the API server",
                related: [shown.place(), bundle.file.place()]
              )
            }
          }
          let serving = document["tlsCertFile"]
          guard let roots, let path = serving?.text, let leaf = area.file(at: path),
            let own = leaf.certificates.first, !roots.issued(own, with: leaf.certificates)
          else { continue }
          findings.add(
            .strangeKubelet,
            at: file.place(serving?.mark, field: "tlsCertFile"),
            "\(Terminal.printable(leaf.name)) is not issued by "
              + Terminal.quoted(roots.file.subjectName),
            related: [leaf.place(), roots.file.place()]
          )
        }
      }
    }
  }

  private static func judgeClients(
    _ digests: [AreaDigest],
    _ servers: [Placed],
    _ findings: inout AuditFindings
  ) {
    let bundles = servers.compactMap { server in
      TrustedBundle("client-ca-file", of: server.program, in: server.area)
    }
    guard bundles.count == servers.count else { return }
    for digest in digests {
      for file in digest.files {
        guard case .kubeconfig(let kubeconfig) = file.content, kubeconfig.clusters.count == 1,
          let cluster = kubeconfig.clusters.first?.1,
          let own = try? CertificateReader.certificates(pem: cluster.certificateAuthorityData)
        else { continue }
        for (name, user) in kubeconfig.users {
          let shown = ShownCredential(user, named: name)
          // A certificate of another authority than the kubeconfig's own is told of there.
          guard let certificate = shown.certificate,
            own.contains(where: { $0.signed(certificate) }),
            !bundles.contains(where: { $0.issued(certificate, with: shown.certificates) })
          else { continue }
          findings.add(
            .strangeClient,
            at: file.place(field: "users.\(name)"),
            "\(Terminal.quoted("\(certificate.subject)")) is not issued by "
              + bundles.prefix(1).map { Terminal.quoted($0.file.subjectName) }.joined(),
            related: bundles.prefix(1).map { $0.file.place() }
          )
        }
      }
    }
  }
}
