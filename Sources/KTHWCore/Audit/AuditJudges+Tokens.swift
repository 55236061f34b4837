extension AuditJudges {
  /// Tells what the Secret of a bootstrap token shows by itself.
  static let judgeTokenSecret: OfFile = { file, terms, findings in
    for secret in file.tokenSecrets {
      judgeToken(secret, file, &findings)
      judgeEnd(of: secret, file, terms, &findings)
      let groups = file.place(secret.mark(of: "auth-extra-groups"), field: "auth-extra-groups")
      for group in secret.groups where !BootstrapToken.isGroup(group) {
        findings.add(.strangeTokenGroup, at: groups, "the group is \(Terminal.quoted(group))")
      }
      if !secret.authenticates {
        let key = "usage-bootstrap-authentication"
        findings.add(
          .tokenWithoutUse,
          at: file.place(secret.mark(of: key), field: key),
          secret[key].map { "\(key) is \(Terminal.quoted($0))" } ?? "\(key) is not set"
        )
      }
    }
  }

  private static func judgeToken(
    _ secret: BootstrapTokenSecret,
    _ file: AuditedFile,
    _ findings: inout AuditFindings
  ) {
    guard let token = secret.token else {
      let isID = secret["token-id"].map(BootstrapToken.isID) == true
      let key = isID ? "token-secret" : "token-id"
      let fault =
        secret.unreadable.contains(key)
        ? "is no base64"
        : secret[key] == nil
          ? "is not set"
          : "is not of \(isID ? "16" : "6") of "
            + "a-z and 0-9"
      return findings.add(
        .malformedToken,
        at: file.place(secret.mark(of: key), field: key),
        "\(key) \(fault)"
      )
    }
    let name = BootstrapTokenSecret.name(of: token.id)
    if secret.name != name {
      findings.add(
        .misnamedToken,
        at: file.place(secret.mark, field: "metadata.name"),
        "the name is \(Terminal.quoted(secret.name))",
        remedy: "name it \(name)"
      )
    }
    // Without one, kubectl's own namespace decides.
    if secret.namespace != BootstrapTokenSecret.namespace {
      findings.add(
        .misnamedToken,
        at: file.place(secret.mark, field: "metadata.namespace"),
        secret.namespace.isEmpty
          ? "no namespace is set" : "the namespace is \(Terminal.quoted(secret.namespace))",
        remedy: "write namespace: \(BootstrapTokenSecret.namespace)"
      )
    }
  }

  private static func judgeEnd(
    of secret: BootstrapTokenSecret,
    _ file: AuditedFile,
    _ terms: AuditTerms,
    _ findings: inout AuditFindings
  ) {
    let place = file.place(secret.mark(of: "expiration"), field: "expiration")
    switch secret.expiration {
    case .never: findings.add(.endlessToken, at: place, "no expiration is set")
    case .unreadable:
      findings.add(
        .unreadableTokenEnd,
        at: place,
        "\(Terminal.quoted(secret["expiration"] ?? "")) is no date and time"
      )
    case .at(let end) where end <= terms.now:
      let id = secret.token.map(\.id) ?? ""
      findings.add(.endedToken, at: place, "the token \(id) has ended on \(end)")
    case .at: break
    }
  }

  /// Tells of kubelets that have a token and a kubeconfig.
  static let judgeIdleTokens: OfArea = { area, invocations, _, findings in
    var pairs: [(first: AuditedFile, own: AuditedFile)] = []
    let kubelets = invocations.filter { $0.program == .kubelet }
    for kubelet in kubelets {
      guard let first = kubelet.file(of: "bootstrap-kubeconfig", in: area),
        let own = kubelet.file(of: "kubeconfig", in: area)
      else { continue }
      pairs.append((first, own))
    }
    if kubelets.isEmpty {
      for first in area.files where first.name == "bootstrap-kubeconfig" {
        let path = String(first.path.dropLast(first.name.count)) + "kubeconfig"
        guard let own = area.files.first(where: { $0.path == path }) else { continue }
        pairs.append((first, own))
      }
    }
    for (first, own) in pairs where first.path != own.path {
      guard case .kubeconfig(let kubeconfig) = own.content, !first.bootstrapTokens.isEmpty,
        !kubeconfig.isOfJoinedKubelet
      else { continue }
      findings.add(
        .idleToken,
        at: own.place(),
        "lies beside \(Terminal.printable(first.name))",
        related: [first.place()]
      )
    }
  }

  /// Tells of tokens that nobody would know, and of API servers that take none.
  static let judgeTokensTogether: OfCluster = { digests, _, findings in
    let known = Dictionary(
      digests.flatMap { $0.files.flatMap(\.tokenSecrets) }
        .compactMap { $0.token.map { ($0.id, $0) } },
      uniquingKeysWith: { first, _ in first }
    )
    var isShown = false
    for file in digests.flatMap(\.files) {
      for (user, token) in file.bootstrapTokens {
        isShown = true
        guard !known.isEmpty, known[token.id] != token else { continue }
        findings.add(
          .unknownToken,
          at: file.place(field: "users.\(Terminal.printable(user)).token"),
          known[token.id] == nil
            ? "no Secret here is of the token \(token.id)"
            : "the Secret of the token \(token.id) has another secret"
        )
      }
    }
    guard isShown else { return }
    for server in digests.flatMap(\.invocations) where server.program == .kubeAPIServer {
      guard server.isOn("enable-bootstrap-token-auth") != true else { continue }
      findings.add(
        .tokensRefused,
        at: server.place(of: "enable-bootstrap-token-auth"),
        "--enable-bootstrap-token-auth is not on"
      )
    }
  }
}

extension AuditedFile {
  /// The Secrets of bootstrap tokens in it.
  var tokenSecrets: [BootstrapTokenSecret] {
    manifestObjects.compactMap(BootstrapTokenSecret.init)
  }

  /// The bootstrap tokens that users of a kubeconfig show.
  var bootstrapTokens: [(user: String, token: BootstrapToken)] {
    guard case .kubeconfig(let kubeconfig) = content else { return [] }
    return kubeconfig.users.compactMap { name, user in
      (try? BootstrapToken(user.token)).map { (name, $0) }
    }
  }
}

extension Kubeconfig {
  /// Whether a kubelet wrote it when it had joined: it names the certificate
  /// that the kubelet exchanges by itself.
  fileprivate var isOfJoinedKubelet: Bool {
    users.contains { $0.value.clientCertificate.hasSuffix("/kubelet-client-current.pem") }
  }
}
