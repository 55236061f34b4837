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
    switch cause {
    case .expired: return [isEmbedded ? "KTHW-KC-022" : "KTHW-EXP-001"]
    case .notYetValid: return [isEmbedded ? "KTHW-KC-022" : "KTHW-EXP-002"]
    case .nameMismatch: return nameRules(in: attempt)
    case .keyMismatch: return isEmbedded ? ["KTHW-KC-021"] : ["KTHW-REF-003", "KTHW-PAIR-001"]
    case .wrongUsage: return ["KTHW-USE-005"]
    case .weakAlgorithm: return [why.contains("RSA") ? "KTHW-KEY-002" : "KTHW-CERT-005"]
    case .unknownAuthority:
      if why.contains("another key signed") { return ["KTHW-CHAIN-001"] }
      return [isEmbedded && side == .server ? "KTHW-KC-024" : "KTHW-CHAIN-009"]
    case .noCertificate: return attempt.edge.kind == .apiServerToEtcd ? [] : ["KTHW-KC-003"]
    case .forbidden: return why.contains("must not sign") ? ["KTHW-CHAIN-004"] : []
    case .unreadable:
      if why.hasSuffix("is not there") { return [isEmbedded ? "KTHW-KC-028" : "KTHW-REF-001"] }
      return ["KTHW-REF-002"]
    case .identity:
      if case .node(.some) = attempt.demand { return ["KTHW-KC-034"] }
      return isEmbedded ? ["KTHW-KC-026"] : ["KTHW-ID-002"]
    case .protocolFailure: return ["KTHW-KEY-001"]
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
