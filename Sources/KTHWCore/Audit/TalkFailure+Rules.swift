extension TalkFailure {
  /// The same failure with the rule of `verify` that tells of it, where one
  /// does.
  func linked(in attempt: TalkAttempt) -> TalkFailure {
    let ids = rules(in: attempt)
    return TalkFailure(
      side,
      cause,
      why: why,
      at: place,
      change: change,
      rule: ids.lazy.compactMap { AuditRule.named($0) }.first
    )
  }

  /// The names of rules that may fit, the closest first.
  private func rules(in attempt: TalkAttempt) -> [String] {
    let isEmbedded: Bool =
      switch attempt.client.certificate?.content {
      case .text: side == .server || place.file == attempt.client.place.file
      default: false
      }
    // Whatever names the file at fault: a flag, or a field of a configuration.
    let source = attempt.sources.first { $0.named == place || $0.artifact == place }
    let isConfigured = source?.named.field.map { !$0.hasPrefix("--") } ?? false
    switch cause {
    case .expired: return [isEmbedded ? "KTHW-KC-022" : "KTHW-EXP-001"]
    case .notYetValid: return [isEmbedded ? "KTHW-KC-022" : "KTHW-EXP-002"]
    case .nameMismatch: return nameRules(in: attempt)
    case .keyMismatch:
      if isEmbedded { return ["KTHW-KC-021"] }
      return [isConfigured ? "KTHW-CONF-003" : "KTHW-REF-003"]
    case .wrongUsage: return ["KTHW-USE-005"]
    case .weakAlgorithm: return [why.contains("RSA") ? "KTHW-KEY-002" : "KTHW-CERT-005"]
    case .unknownAuthority:
      if why.contains("another key signed") { return ["KTHW-CHAIN-001"] }
      return authorityRules(in: attempt, isEmbedded: isEmbedded)
    case .noCertificate: return attempt.edge.kind == .apiServerToEtcd ? [] : ["KTHW-KC-003"]
    case .forbidden: return why.contains("must not sign") ? ["KTHW-CHAIN-004"] : []
    case .unreadable:
      if why.hasSuffix("is not there") {
        return [isEmbedded ? "KTHW-KC-028" : isConfigured ? "KTHW-CONF-001" : "KTHW-REF-001"]
      }
      if case .file(let file)? = source?.content, case .unreadable = file.content {
        return ["KTHW-FILE-001"]
      }
      return [isConfigured ? "KTHW-CONF-002" : "KTHW-REF-002"]
    case .identity:
      if attempt.edge.kind == .frontProxy { return ["KTHW-TRUST-007"] }
      if case .node(.some) = attempt.demand, why.hasPrefix("it is \(RBACIdentity.nodeUserPrefix)") {
        return ["KTHW-KC-034"]
      }
      if why.hasPrefix("it is system:") { return ["KTHW-ID-006"] }
      return isEmbedded ? ["KTHW-KC-026"] : ["KTHW-ID-002"]
    case .protocolFailure: return ["KTHW-KEY-001"]
    }
  }

  /// Who does not know whose authority.
  private func authorityRules(in attempt: TalkAttempt, isEmbedded: Bool) -> [String] {
    switch (attempt.edge.kind, side) {
    case (.apiServerToEtcd, .server): ["KTHW-TRUST-008"]
    case (.apiServerToEtcd, .client): ["KTHW-TRUST-009"]
    case (.apiServerToKubelet, .server): ["KTHW-TRUST-012"]
    case (.apiServerToKubelet, .client): ["KTHW-TRUST-013"]
    case (.frontProxy, _): ["KTHW-TRUST-006"]
    case (.etcdPeer, _): ["KTHW-TRUST-016"]
    case (_, .server) where isEmbedded: ["KTHW-KC-024"]
    default: ["KTHW-CHAIN-009"]
    }
  }

  private func nameRules(in attempt: TalkAttempt) -> [String] {
    if why.contains("where addresses do not count") { return ["KTHW-SAN-002"] }
    if why.contains("only its common name") { return ["KTHW-SAN-009"] }
    switch attempt.edge.kind {
    case .apiServerToEtcd, .etcdClient: return ["KTHW-SAN-005"]
    case .etcdPeer: return ["KTHW-SAN-006"]
    case .apiServerToKubelet: return ["KTHW-SAN-007"]
    case .healthCheck where attempt.client.serverName?.hasSuffix(".") == true:
      return ["KTHW-LB-008"]
    default: return ["KTHW-SAN-003"]
    }
  }
}

extension TalkAttempt {
  /// Everything that either end reads.
  fileprivate var sources: [TalkSource] {
    var sources = [client.certificate, client.key].compactMap(\.self)
    switch client.check {
    case .authority(let source), .authorityOnly(let source): sources.append(source)
    case .none, .system: break
    }
    if case .files(let certificate, let key) = server.identity { sources += [certificate, key] }
    switch server.demand {
    case .certificate(let source), .certificateIfAny(let source): sources.append(source)
    case .nothing: break
    }
    return sources
  }
}
