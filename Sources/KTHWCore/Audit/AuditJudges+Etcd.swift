extension AuditJudges {
  /// Tells what is wrong with a member of etcd by itself.
  static let judgeMember: OfInvocation = { invocation, context, findings in
    if invocation.program == .kubeAPIServer {
      judgeStoreURLs(invocation, context, &findings)
      judgeURLs(["etcd-servers"], of: invocation, &findings)
    }
    guard invocation.program == .etcd else { return }
    judgeURLs(urlFlags, of: invocation, &findings)
    judgeClients(invocation, &findings)
    judgePeers(invocation, &findings)
    judgeMembership(invocation, &findings)
  }

  private static let urlFlags = [
    "listen-client-urls", "listen-peer-urls", "advertise-client-urls",
    "initial-advertise-peer-urls",
  ]

  private static func judgeURLs(
    _ flags: [String],
    of invocation: ComponentInvocation,
    _ findings: inout AuditFindings
  ) {
    for flag in flags {
      for text in (invocation[flag] ?? "").split(separator: ",").map(String.init) {
        guard ComponentInvocation.isLiteral(text), !text.hasPrefix("unix"),
          let fault = fault(in: text)
        else { continue }
        findings.add(
          .memberURL,
          at: invocation.place(of: flag),
          "\(Terminal.quoted(text)) \(fault)"
        )
      }
    }
    for flag in ["listen-client-urls", "listen-peer-urls"] where flags.contains(flag) {
      let named = FlagURL.all(in: invocation[flag]).first { url in
        url.host != "localhost" && IPAddress(strict: url.host) == nil
      }
      guard let named else { continue }
      findings.add(
        .boundByName,
        at: invocation.place(of: flag),
        "etcd is to listen at \(Terminal.quoted(named.host))"
      )
    }
  }

  /// What is wrong with a URL, as a clause; nil for a good one.
  private static func fault(in text: String) -> String? {
    guard let url = FlagURL(text) else { return "is no URL" }
    if !["http", "https"].contains(url.scheme) { return "has neither http nor https" }
    return url.port == nil ? "has no port" : nil
  }

  private static func judgeClients(
    _ member: ComponentInvocation,
    _ findings: inout AuditFindings
  ) {
    let flag = "listen-client-urls"
    let urls = FlagURL.all(in: member[flag])
    if let plain = urls.first(where: { $0.scheme == "http" }) {
      return findings.add(
        .plainStore,
        at: member.place(of: flag),
        "clients are served at http://\(Terminal.printable(plain.host))"
      )
    }
    if member.lacks(flag), member.lacks("cert-file"), member.lacks("auto-tls") {
      return findings.add(.plainStore, at: member.place(), "--cert-file is not set")
    }
    if member.isOn("auto-tls") == true {
      findings.add(
        .selfMadeStoreCertificates,
        at: member.place(of: "auto-tls"),
        "--auto-tls is set"
      )
    }
    guard !member.isOpen, member.isOn("client-cert-auth") != true else { return }
    findings.add(
      .storeForEverybody,
      at: member.place(of: "client-cert-auth"),
      "--client-cert-auth is not set"
    )
  }

  private static func judgePeers(
    _ member: ComponentInvocation,
    _ findings: inout AuditFindings
  ) {
    let flag = "listen-peer-urls"
    let urls = FlagURL.all(in: member[flag])
    if let plain = urls.first(where: { $0.scheme == "http" && !$0.isLoopback }) {
      return findings.add(
        .plainPeers,
        at: member.place(of: flag),
        "members are served at http://\(Terminal.printable(plain.host))"
      )
    }
    if member.isOn("peer-auto-tls") == true {
      findings.add(
        .selfMadeStoreCertificates,
        at: member.place(of: "peer-auto-tls"),
        "--peer-auto-tls is set"
      )
    }
    guard !member.isOpen, member.isOn("peer-client-cert-auth") != true,
      urls.contains(where: { $0.scheme == "https" && !$0.isLoopback })
    else { return }
    findings.add(
      .plainPeers,
      at: member.place(of: "peer-client-cert-auth"),
      "--peer-client-cert-auth is not set"
    )
  }

  private static func judgeStoreURLs(
    _ server: ComponentInvocation,
    _ context: FlagContext,
    _ findings: inout AuditFindings
  ) {
    let flag = "etcd-servers"
    // Where etcd itself is at hand, that is where it is told.
    guard context.all(.etcd).isEmpty,
      let plain = FlagURL.all(in: server[flag]).first(where: { $0.scheme == "http" })
    else { return }
    findings.add(
      .plainStore,
      at: server.place(of: flag),
      "the store is dialled at http://\(Terminal.printable(plain.host))"
    )
  }
}

// MARK: - Members

/// A member as `--initial-cluster` has it.
struct EtcdMember: Hashable {
  /// The member's name; nil where it is a variable.
  let name: String?
  /// The URL for peers; nil where it is a variable, or none.
  let url: FlagURL?
  /// As it is written.
  let text: String

  /// Reads a list; nil where it is not known how many it has.
  static func list(_ text: String?) -> [EtcdMember]? {
    guard let text, !text.isEmpty else { return nil }
    let parts = text.split(separator: ",").map(String.init)
    let members = parts.map { part -> EtcdMember in
      let pieces = part.split(separator: "=", maxSplits: 1).map(String.init)
      let name = pieces.count == 2 && ComponentInvocation.isLiteral(pieces[0]) ? pieces[0] : nil
      let url = pieces.last.flatMap { FlagURL($0) }
      return EtcdMember(name: name, url: url, text: part)
    }
    // A variable alone may be any number of them.
    return members.contains { !$0.text.contains("=") } ? nil : members
  }
}

extension AuditJudges {
  private static func judgeMembership(
    _ member: ComponentInvocation,
    _ findings: inout AuditFindings
  ) {
    let flag = "initial-cluster"
    guard let members = EtcdMember.list(member[flag]) else { return }
    let names = Set(members.map { $0.name ?? $0.text })
    if names.count.isMultiple(of: 2) {
      findings.add(
        .evenMembers,
        at: member.place(of: flag),
        "there are \(names.count) members"
      )
    }
    for listed in members {
      let written = listed.text.split(separator: "=", maxSplits: 1).last.map(String.init) ?? ""
      guard ComponentInvocation.isLiteral(written), let fault = fault(in: written) else { continue }
      findings.add(
        .memberURL,
        at: member.place(of: flag),
        "\(Terminal.quoted(listed.text)) \(fault)"
      )
    }
    judgeOwnEntry(of: member, among: members, &findings)
  }

  private static func judgeOwnEntry(
    of member: ComponentInvocation,
    among members: [EtcdMember],
    _ findings: inout AuditFindings
  ) {
    let name = member.lacks("name") ? "default" : member.known("name")
    guard let name, members.allSatisfy({ $0.name != nil }) else { return }
    let own = members.filter { $0.name == name }
    guard !own.isEmpty else {
      return findings.add(
        .notAMember,
        at: member.place(of: "name"),
        "\(Terminal.quoted(name)) is not among "
          + members.compactMap(\.name).map(Terminal.quoted).joined(separator: ", ")
      )
    }
    let advertised = FlagURL.all(in: member.known("initial-advertise-peer-urls"))
    // A URL that is none is told of already.
    guard !advertised.isEmpty, own.allSatisfy({ $0.url?.port != nil }),
      let other = own.first(where: { listed in !advertised.contains { $0 == listed.url } })
    else { return }
    findings.add(
      .notAMember,
      at: member.place(of: "initial-advertise-peer-urls"),
      "--initial-cluster has \(Terminal.quoted(other.text)), which is not advertised"
    )
  }
}
