/// Tries connections, one after another, on one thread.
final class TalkTrial {
  private let engine: HandshakeEngine
  private let materials: TalkMaterials
  /// The last client, which often dials several servers in turn.
  private var lastClient: (ends: ClientEnds, credential: HandshakeCredential)?

  init(_ materials: TalkMaterials, at moment: Timestamp) throws {
    engine = try HandshakeEngine(at: moment)
    self.materials = materials
  }

  /// Tries a connection.
  ///
  /// - Throws: ``KTHWError`` where OpenSSL itself fails.
  func verdict(on attempt: TalkAttempt) throws -> TalkVerdict {
    if let obstacle = attempt.obstacle {
      return TalkVerdict(attempt.edge, attempt.isLater ? .later(obstacle) : .untried(obstacle))
    }
    var faults: [TalkFailure] = []
    let client = prepared(.client, &faults) { try self.client(of: attempt) }
    let server = prepared(.server, &faults) { try self.server(of: attempt) }
    guard let client, let server else { return failed(attempt, faults) }
    let outcome = try engine.run(client, server)
    var failures = objections(outcome, attempt)
    var peers: HandshakePeers?
    switch outcome {
    case .success(let seen): peers = seen
    case .failure(.client, _):
      // What the server thinks of the client is worth knowing as well.
      var trusting = client
      trusting.trust = nil
      let second = try engine.run(trusting, server)
      failures += objections(second, attempt)
      if case .success(let seen) = second { peers = seen }
    case .failure(.server, _): break
    }
    if let peers { failures += identityObjections(peers, attempt) }
    guard failures.isEmpty else { return failed(attempt, failures) }
    return TalkVerdict(attempt.edge, .talks(as: TalkTrial.identity(peers?.client, attempt)))
  }

  private func failed(_ attempt: TalkAttempt, _ failures: [TalkFailure]) -> TalkVerdict {
    TalkVerdict(attempt.edge, .fails(failures.map { $0.linked(in: attempt) }))
  }

  private func prepared<End>(
    _ side: HandshakeSide,
    _ failures: inout [TalkFailure],
    _ body: () throws -> End
  ) -> End? {
    do {
      return try body()
    } catch let fault as TalkMaterials.Fault {
      failures.append(
        TalkFailure(side, fault.cause, why: fault.why, at: fault.place, change: fault.change)
      )
    } catch {
      failures.append(
        TalkFailure(side, .unreadable, why: "it cannot be used", at: Place(), change: "")
      )
    }
    return nil
  }

  private func client(of attempt: TalkAttempt) throws -> HandshakeEngine.Client {
    let end = attempt.client
    let name = end.serverName ?? attempt.edge.dials
    let credential = try end.certificate.map { try self.credential($0, end.key) }
    switch end.check {
    case .authority(let source):
      return .init(credential: credential, trust: try materials.trust(source), host: name)
    case .authorityOnly(let source):
      return .init(credential: credential, trust: try materials.trust(source), host: nil)
    case .none: return .init(credential: credential, trust: nil, host: nil)
    case .system:
      return .init(credential: credential, trust: try HandshakeTrust(authorities: []), host: name)
    }
  }

  /// What stands for a client's certificate and key: who names them, and where
  /// they are.
  private struct ClientEnds: Equatable {
    let places: [Place?]

    init(_ certificate: TalkSource, _ key: TalkSource?) {
      places = [certificate.named, certificate.artifact, key?.named, key?.artifact]
    }
  }

  private func credential(
    _ certificate: TalkSource,
    _ key: TalkSource?
  ) throws -> HandshakeCredential {
    let ends = ClientEnds(certificate, key)
    if let lastClient, lastClient.ends == ends { return lastClient.credential }
    let credential = try materials.credential(certificate, key)
    lastClient = (ends, credential)
    return credential
  }

  private func server(of attempt: TalkAttempt) throws -> HandshakeEngine.Server {
    let end = attempt.server
    let credential = try materials.credential(of: end.identity)
    switch end.demand {
    case .nothing:
      return .init(credential: credential, clientTrust: nil, demandsCertificate: false)
    case .certificateIfAny(let source):
      return .init(
        credential: credential,
        clientTrust: try materials.trust(source),
        demandsCertificate: false
      )
    case .certificate(let source):
      return .init(
        credential: credential,
        clientTrust: try materials.trust(source),
        demandsCertificate: true
      )
    }
  }

  private func objections(
    _ outcome: HandshakeOutcome,
    _ attempt: TalkAttempt
  ) -> [TalkFailure] {
    guard case .failure(let side, let cause) = outcome else { return [] }
    return [TalkFailure(side, cause, in: attempt)]
  }
}

// MARK: - Who it is

extension TalkTrial {
  /// Whom the server sees, in words; nil for nobody.
  private static func identity(_ client: CertificateFacts?, _ attempt: TalkAttempt) -> String? {
    guard let client else { return attempt.client.otherCredential.map { "somebody by \($0)" } }
    guard let identity = RBACIdentity(client.subject) else { return nil }
    let groups = identity.groups
    return identity.user + (groups.isEmpty ? "" : " (\(groups.joined(separator: ", ")))")
  }

  private func identityObjections(
    _ peers: HandshakePeers,
    _ attempt: TalkAttempt
  ) -> [TalkFailure] {
    if let failure = peerAddressObjection(peers, attempt) { return [failure] }
    let allowed = attempt.client.allowedNames
    if !allowed.isEmpty, !allowed.contains(peers.server.subject.commonName ?? "") {
      return [TalkFailure(server: peers.server.subject, needed: allowed, in: attempt)]
    }
    guard attempt.demand != .nothing else { return [] }
    guard let certificate = peers.client else {
      if attempt.client.otherCredential != nil { return [] }
      if attempt.client.certificate != nil, case .nothing = attempt.server.demand {
        let why = "the server asks for no client certificates, so everybody is anonymous"
        return [
          TalkFailure(
            .server,
            .identity,
            why: why,
            at: attempt.server.place,
            change: "name the CA of its clients: --client-ca-file, or clientCAFile of a kubelet"
          )
        ]
      }
      return [TalkFailure(.server, .noCertificate, in: attempt)]
    }
    let identity = RBACIdentity(certificate.subject) ?? RBACIdentity(user: "", groups: [])
    guard let needed = TalkTrial.need(attempt.demand, of: identity, certificate) else { return [] }
    let seen = TalkTrial.identity(certificate, attempt) ?? "nobody: its certificate has no CN"
    return [TalkFailure(identity: seen, needed: needed, in: attempt)]
  }

  /// What a demand still needs of somebody; nil where it is met.
  private static func need(
    _ demand: TalkDemand,
    of identity: RBACIdentity,
    _ certificate: CertificateFacts
  ) -> String? {
    switch demand {
    case .nothing: return nil
    case .somebody: return identity.user.isEmpty ? "a user: a CN" : nil
    case .user(let user):
      return identity.user == user || identity.isIrrevocableAdministrator ? nil : "user " + user
    case .node(let name):
      let isNode = identity.nodeName != nil && identity.groups.contains(RBACIdentity.nodesGroup)
      let wanted = RBACIdentity.nodeUserPrefix + (name ?? "NODE")
      let isRight = isNode && (name == nil || identity.user == wanted)
      return isRight ? nil : "user \(wanted) in group \(RBACIdentity.nodesGroup)"
    case .commonName(let allowed):
      guard !allowed.isEmpty, !allowed.contains(certificate.subject.commonName ?? "") else {
        return nil
      }
      return "CN \(allowed.joined(separator: " or "))"
    }
  }

  /// A member of etcd lets in a peer only from an address that stands in the
  /// peer's certificate, if any does
  /// (https://etcd.io/docs/v3.6/op-guide/security/#notes-for-tls-authentication).
  private func peerAddressObjection(
    _ peers: HandshakePeers,
    _ attempt: TalkAttempt
  ) -> TalkFailure? {
    guard attempt.edge.kind == .etcdPeer, let address = attempt.clientAddress,
      let names = peers.client?.subjectAlternativeNames, !names.isEmpty,
      peers.client?.isValid(forHost: address) == false,
      // Names would be looked up, which cannot be done here.
      !names.contains(where: { if case .dns = $0 { true } else { false } })
    else { return nil }
    return TalkFailure(
      .server,
      .nameMismatch(dialed: address, names: names, commonName: nil),
      in: attempt
    )
  }
}
