extension TalkFailure {
  /// A refusal in words, with what to change.
  ///
  /// - Parameters:
  ///   - side: who refuses.
  ///   - cause: why.
  ///   - attempt: which connection.
  init(_ side: HandshakeSide, _ cause: HandshakeCause, in attempt: TalkAttempt) {
    let shown = TalkFailure.shown(to: side, in: attempt)
    let trusted = TalkFailure.trusted(by: side, in: attempt)
    let reissue = "issue it anew"
    switch cause {
    case .noCertificate:
      self.init(
        side,
        .noCertificate,
        why: "a certificate is demanded, and none is shown",
        at: attempt.client.place,
        change: "give the client a certificate that the server's CA signed"
      )
    case .unreadable(let why):
      self.init(
        side,
        .unreadable,
        why: "what is shown is no certificate: \(why)",
        at: shown,
        change: reissue
      )
    case .expired(let name, let moment):
      self.init(
        side,
        .expired,
        why: "\(Terminal.quoted(name)) has expired at \(moment)",
        at: shown,
        change: "renew it, or its CA if that is what has expired"
      )
    case .notYetValid(let name, let moment):
      self.init(
        side,
        .notYetValid,
        why: "\(Terminal.quoted(name)) is not valid before \(moment)",
        at: shown,
        change: "look at the clock of whoever signed it, and \(reissue)"
      )
    case .nameMismatch(let dialed, let names, let commonName):
      self.init(
        side,
        .nameMismatch,
        why: TalkFailure.words(dialed: dialed, names, commonName),
        at: shown,
        change: reissue + " with \(TalkFailure.entry(for: dialed)) among its subject"
          + " alternative names"
      )
    case .unknownAuthority(let issuer, let hasNamesake):
      let name = Terminal.quoted(issuer)
      self.init(
        side,
        .unknownAuthority,
        why: hasNamesake
          ? "a CA called \(name) is trusted, but another key signed: the CA was made anew"
          : "nobody who is trusted signed it; its issuer is \(name)",
        at: trusted,
        change: "put the CA that signed \(Terminal.printable(shown.file ?? "the certificate"))"
          + " there, or have the certificate signed by the one that is there"
      )
    case .unfitAuthority(let name, let reason):
      self.init(
        side,
        .forbidden,
        why: "\(Terminal.quoted(name)) must not sign: \(reason)",
        at: trusted,
        change: "sign with a CA certificate"
      )
    case .wrongUsage(let name, let needed, let has):
      let usage = needed == .server ? "serverAuth" : "clientAuth"
      self.init(
        side,
        .wrongUsage,
        why: "\(Terminal.quoted(name)) is for "
          + "\(has.map { $0.description }.joined(separator: ", ")), not for \(usage)",
        at: shown,
        change: "\(reissue) with \(usage) among its extended key usages"
      )
    case .weakAlgorithm(let name, let algorithm):
      self.init(
        side,
        .weakAlgorithm,
        why: "\(Terminal.quoted(name)) has \(algorithm)",
        at: shown,
        change: "\(reissue) with SHA-256 and P-256, or RSA of 2048 bits"
      )
    case .forbidden(let name, let reason):
      self.init(
        side,
        .forbidden,
        why: "\(Terminal.quoted(name)): \(reason)",
        at: shown,
        change: reissue
      )
    case .protocolFailure(let words):
      self.init(
        side,
        .protocolFailure,
        why: "the ends find no common version or algorithm (\(words))",
        at: shown,
        change: "\(reissue) with a key of P-256, or RSA of 2048 bits"
      )
    }
  }

  /// A client that is somebody else than its server needs.
  init(identity seen: String, needed: String, in attempt: TalkAttempt) {
    self.init(
      .server,
      .identity,
      why: "it is \(seen) for the server, which needs \(needed)",
      at: attempt.client.certificate?.artifact ?? attempt.client.place,
      change: "issue its certificate anew for \(needed)"
    )
  }

  /// A server that is somebody else than its client accepts.
  init(server: DistinguishedName, needed: [String], in attempt: TalkAttempt) {
    let names = needed.joined(separator: " or ")
    self.init(
      .client,
      .identity,
      why: "the server is \(Terminal.quoted("\(server)")), and only CN \(names) is accepted",
      at: TalkFailure.shown(to: .client, in: attempt),
      change: "issue its certificate anew for CN \(names), or allow its name"
    )
  }

  /// What the refusing end was shown.
  private static func shown(to side: HandshakeSide, in attempt: TalkAttempt) -> Place {
    switch side {
    case .server: return attempt.client.certificate?.artifact ?? attempt.client.place
    case .client:
      if case .files(let certificate, _) = attempt.server.identity { return certificate.artifact }
      return attempt.server.place
    }
  }

  /// What the refusing end trusts.
  private static func trusted(by side: HandshakeSide, in attempt: TalkAttempt) -> Place {
    switch side {
    case .client:
      switch attempt.client.check {
      case .authority(let source), .authorityOnly(let source): return source.named
      case .none, .system: return attempt.client.place
      }
    case .server:
      switch attempt.server.demand {
      case .certificate(let source), .certificateIfAny(let source): return source.named
      case .nothing: return attempt.server.place
      }
    }
  }

  private static func words(
    dialed: String,
    _ names: [SubjectAlternativeName],
    _ commonName: String?
  ) -> String {
    let isAddress = IPAddress(strict: dialed) != nil
    let fitting = names.compactMap { name -> String? in
      switch name {
      case .dns(let name): isAddress ? nil : name
      case .ip(let address): isAddress ? "\(address)" : nil
      case .email, .uri: nil
      }
    }
    if fitting.isEmpty {
      if !isAddress, commonName == dialed {
        return "\(Terminal.quoted(dialed)) is only its common name, which does not count"
      }
      let misplaced = names.contains { name in
        if case .dns(let text) = name { text == dialed } else { false }
      }
      if misplaced { return "\(dialed) stands among its DNS names, where addresses do not count" }
      return "it has no \(isAddress ? "addresses" : "names") and is not good for "
        + Terminal.quoted(dialed)
    }
    let listed = fitting.prefix(6).joined(separator: ", ") + (fitting.count > 6 ? ", …" : "")
    return "it is good for \(Terminal.printable(listed)), not for \(Terminal.quoted(dialed))"
  }

  private static func entry(for host: String) -> String {
    (IPAddress(strict: host) == nil ? "DNS:" : "IP:") + Terminal.printable(host)
  }
}
