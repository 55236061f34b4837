extension HealthCheckEnds {
  /// The checks that haproxy makes by TLS:
  /// `server NAME HOST:PORT check check-ssl verify required ca-file FILE`.
  static func ofHAProxy(
    _ text: String,
    _ file: AuditedFile,
    _ area: AuditedArea
  ) -> [HealthCheckEnds] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .compactMap { index, line in
        let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
        guard words.count > 3, words[0] == "server", words.contains("check"),
          words.contains("check-ssl") || words.contains("ssl")
        else { return nil }
        let place = file.place(SourceMark(line: index + 1, column: 1), field: "ca-file")
        func value(_ name: String) -> String? {
          words.firstIndex(of: name).flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
        }
        var check = TalkClient.Check.none
        if value("verify") == "required" {
          check =
            value("ca-file").map { path in
              let source = TalkScope.source(path, named: place, in: area)
              // Without verifyhost any name will do.
              return value("verifyhost") == nil ? .authorityOnly(source) : .authority(source)
            } ?? .system
        }
        return HealthCheckEnds(
          client: TalkClient(
            party: TalkParty("haproxy", on: area.machine),
            check: check,
            serverName: value("verifyhost"),
            place: place
          ),
          host: DialedHost(words[2])
        )
      }
  }

  /// What nginx passes on by TLS: `proxy_pass https://HOST:PORT` with
  /// `proxy_ssl_trusted_certificate`, `proxy_ssl_verify` and `proxy_ssl_name`.
  static func ofNginx(
    _ text: String,
    _ file: AuditedFile,
    _ area: AuditedArea
  ) -> [HealthCheckEnds] {
    var settings: [String: (value: String, line: Int)] = [:]
    var hosts: [String] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let words = line.prefix { $0 != "#" }.split { " \t;{}".contains($0) }.map(String.init)
      guard words.count > 1 else { continue }
      if words[0] == "proxy_pass", words[1].hasPrefix("https://") { hosts.append(words[1]) }
      if words[0].hasPrefix("proxy_ssl_") { settings[words[0]] = (words[1], index + 1) }
    }
    let trusted = settings["proxy_ssl_trusted_certificate"]
    let place = file.place(
      trusted.map { SourceMark(line: $0.line, column: 1) },
      field: "proxy_ssl_trusted_certificate"
    )
    var check = TalkClient.Check.none
    if settings["proxy_ssl_verify"]?.value == "on", let trusted {
      check = .authority(TalkScope.source(trusted.value, named: place, in: area))
    }
    var seen: Set<String> = []
    return hosts.filter { seen.insert($0).inserted }.map { host in
      // nginx looks for an address among the DNS names alone; a last dot makes
      // it a name here as well.
      let dialed = DialedHost(host).name
      let name = IPAddress(strict: dialed) == nil ? nil : dialed + "."
      return HealthCheckEnds(
        client: TalkClient(
          party: TalkParty("nginx", on: area.machine),
          check: check,
          serverName: settings["proxy_ssl_name"]?.value ?? name,
          place: place
        ),
        host: DialedHost(host)
      )
    }
  }
}
