extension AuditJudges {
  /// Tells what haproxy's configuration shows.
  static let judgeHAProxy: OfFile = { file, terms, findings in
    guard case .text(.haproxy, let text) = file.content else { return }
    let document = HAProxyText(text)
    for section in document.sections {
      judgeStatistics(of: section, file, &findings)
      guard !section.servers.isEmpty, section.isForAPIServers else { continue }
      judgeChecks(of: section, in: document, file, terms, &findings)
      judgeTimeouts(of: section, in: document, file, &findings)
      for server in section.servers {
        judgeBackend(server.words[2], file.place(server.mark), terms, &findings)
      }
    }
  }

  private static func judgeChecks(
    of section: HAProxyText.Section,
    in document: HAProxyText,
    _ file: AuditedFile,
    _ terms: AuditTerms,
    _ findings: inout AuditFindings
  ) {
    let name = Terminal.quoted(section.name)
    let checksAll =
      document.effective("default-server", in: section)?.words.contains("check") == true
    if let server = section.servers.first(where: { !$0.words.contains("check") }), !checksAll {
      findings.add(
        .noChecks,
        at: file.place(server.mark),
        "the server \(Terminal.quoted(server.words[1])) of \(name) is not checked"
      )
      return
    }
    guard let question = document.effective("option", "httpchk", in: section) else {
      findings.add(
        .connectionChecks,
        at: file.place(section.servers[0].mark),
        "the servers of \(name) are checked for connections alone"
      )
      return
    }
    let asks = [question] + section.lines.filter { $0.begins(with: "http-check") }
    if let minor = terms.kubernetesVersion?.minor, minor >= 16,
      let old = asks.first(where: { $0.words.contains { $0.hasSuffix("/healthz") } })
    {
      findings.add(.oldHealthPath, at: file.place(old.mark), "asks at /healthz")
    }
  }

  private static func judgeTimeouts(
    of section: HAProxyText.Section,
    in document: HAProxyText,
    _ file: AuditedFile,
    _ findings: inout AuditFindings
  ) {
    if let tunnel = document.effective("timeout", "tunnel", in: section),
      tunnel.words.count > 2, (HAProxyText.seconds(tunnel.words[2]) ?? 0) >= shortestSilence
    {
      return
    }
    guard let line = document.effective("timeout", "server", in: section), line.words.count > 2,
      let seconds = HAProxyText.seconds(line.words[2]), seconds < shortestSilence
    else { return }
    findings.add(
      .shortTimeouts,
      at: file.place(line.mark),
      "timeout server is \(Terminal.printable(line.words[2])): \(seconds) seconds"
    )
  }

  /// How many seconds of silence a watch may be in need of.
  private static let shortestSilence = 600

  private static func judgeStatistics(
    of section: HAProxyText.Section,
    _ file: AuditedFile,
    _ findings: inout AuditFindings
  ) {
    guard let stats = section.lines.first(where: { $0.begins(with: "stats") }),
      section.kind == "listen" || section.kind == "frontend", section.last("stats", "auth") == nil
    else { return }
    let binds = section.lines.filter { $0.words.count > 1 && $0.begins(with: "bind") }
    let isOpen = binds.contains { bind in
      let address = HostAndPort(bind.words[1]).host
      return !bind.words[1].hasPrefix("/") && address != "localhost"
        && IPAddress(strict: address)?.isLoopback != true
    }
    guard isOpen else { return }
    findings.add(
      .openStatistics,
      at: file.place(binds.first?.mark ?? stats.mark),
      "\(Terminal.quoted(section.name)) listens at \(Terminal.quoted(binds.first?.words[1] ?? ""))"
    )
  }

  /// Tells of a server that is none of the cluster's.
  static func judgeBackend(
    _ address: String,
    _ place: Place,
    _ terms: AuditTerms,
    _ findings: inout AuditFindings
  ) {
    guard let spec = terms.spec, !address.hasPrefix("unix:"), !address.hasPrefix("/") else {
      return
    }
    let authority = HostAndPort(address)
    let isKnown = spec.hosts.having(.controlPlane).contains { host in
      if let address = IPAddress(strict: authority.host) {
        return address.isLoopback || ([host.address] + host.addresses).contains(address)
      }
      return ([host.name.text] + host.hostnames).contains(authority.host.lowercased())
    }
    if !isKnown {
      findings.add(
        .strangeBackend,
        at: place,
        "\(Terminal.quoted(address)) is no API server of \(spec.name)"
      )
    } else if let port = authority.port, port != spec.network.apiServerPort {
      findings.add(
        .strangeBackend,
        at: place,
        "the API servers of \(spec.name) listen at \(spec.network.apiServerPort), not \(port)"
      )
    }
  }
}

extension HAProxyText.Section {
  /// Whether it hands clients on to API servers, by port or by name.
  fileprivate var isForAPIServers: Bool {
    let words = ["kube", "k8s", "api", "master", "controller"]
    let lowered = name.lowercased()
    return words.contains(where: lowered.contains)
      || servers.contains { HostAndPort($0.words[2]).port == 6443 }
  }
}
