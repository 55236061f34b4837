extension AuditJudges {
  /// Tells what nginx's configuration shows.
  static let judgeNginx: OfFile = { file, terms, findings in
    guard case .text(.nginx, let text) = file.content else { return }
    let document = NginxText(text)
    judgeStreams(of: document, file, terms, &findings)
    judgeHealth(of: document, file, terms, &findings)
  }

  private static func judgeStreams(
    of document: NginxText,
    _ file: AuditedFile,
    _ terms: AuditTerms,
    _ findings: inout AuditFindings
  ) {
    guard let stream = document.directives.first(where: { $0.name == "stream" }) else { return }
    let isMain = document.directives.contains { $0.name == "events" }
    let loads = document.directives.contains { directive in
      directive.name == "load_module"
        || directive.name == "include" && directive.value.contains("modules")
    }
    if isMain, !loads {
      findings.add(
        .streamModule,
        at: file.place(stream.mark),
        "nothing loads a module before stream"
      )
    }
    let isTimed = !stream.all("proxy_connect_timeout").isEmpty
    var timedUpstreams: Set<String> = []
    for server in stream.all("server") where !server.all("proxy_connect_timeout").isEmpty {
      timedUpstreams.formUnion(server.all("proxy_pass").map(\.value))
    }
    for upstream in stream.all("upstream") {
      let servers = upstream.all("server")
      for server in servers {
        judgeBackend(server.value, file.place(server.mark), terms, &findings)
      }
      let timed = isTimed || timedUpstreams.contains(upstream.value)
      let counts = servers.allSatisfy { server in
        server.arguments.contains { $0.hasPrefix("max_fails=") || $0.hasPrefix("fail_timeout=") }
      }
      guard servers.count > 1, !timed || !counts else { continue }
      findings.add(
        .slowFailover,
        at: file.place(upstream.mark),
        timed
          ? "no server of \(Terminal.quoted(upstream.value)) says max_fails"
          : "\(Terminal.quoted(upstream.value)) is used without proxy_connect_timeout"
      )
    }
    for timeout in stream.block + stream.all("server").flatMap(\.block)
    where timeout.name == "proxy_timeout" {
      guard let seconds = nginxSeconds(timeout.value), seconds < 600 else { continue }
      findings.add(
        .shortTimeouts,
        at: file.place(timeout.mark),
        "proxy_timeout is \(Terminal.printable(timeout.value))"
      )
    }
  }

  /// Seconds of a time: a number alone counts seconds.
  private static func nginxSeconds(_ text: String) -> Int? {
    Int(text) ?? HAProxyText.seconds(text)
  }

  private static func judgeHealth(
    of document: NginxText,
    _ file: AuditedFile,
    _ terms: AuditTerms,
    _ findings: inout AuditFindings
  ) {
    let passes = document.everywhere("proxy_pass").filter { pass in
      pass.directive.value.hasPrefix("https://") && Dialled(pass.directive.value).isAPIServer
    }
    for (pass, around) in passes {
      let target = Dialled(pass.value)
      func setting(_ name: String) -> NginxText.Directive? {
        around.reversed().lazy.compactMap { $0.all(name).last }.first
      }
      guard setting("proxy_ssl_verify")?.value == "on" else {
        findings.add(
          .unverifiedHealth,
          at: file.place(pass.mark),
          setting("proxy_ssl_trusted_certificate") == nil
            ? "nothing checks who answers"
            : "a CA is given, and without proxy_ssl_verify on nobody looks at it"
        )
        continue
      }
      if setting("proxy_ssl_name") == nil, IPAddress(strict: target.authority.host) != nil {
        findings.add(
          .unnamedHealth,
          at: file.place(pass.mark),
          "\(Terminal.quoted(target.authority.host)) is an address, and nginx looks for a DNS name"
        )
      }
    }
    let paths = passes.map { Dialled($0.directive.value).path }
    if let minor = terms.kubernetesVersion?.minor, minor >= 16, !paths.contains("/readyz"),
      let old = passes.first(where: { Dialled($0.directive.value).path == "/healthz" })
    {
      findings.add(.oldHealthPath, at: file.place(old.directive.mark), "asks at /healthz")
    }
  }
}

/// What `proxy_pass` dials.
private struct Dialled {
  let authority: HostAndPort
  let path: String

  init(_ url: String) {
    let rest = url.dropFirst("https://".count)
    let host = rest.prefix { $0 != "/" }
    authority = HostAndPort(String(host))
    path = String(rest.dropFirst(host.count))
  }

  /// Whether that is an API server, by its port or by the path.
  var isAPIServer: Bool {
    authority.port == 6443 || ["/healthz", "/livez", "/readyz"].contains(path)
  }
}
