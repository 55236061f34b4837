import KTHWTestSupport
import Testing

@testable import KTHWCore

/// Handshakes of OpenSSL's with itself, judged by Go's rules.
@Suite struct `Handshakes in memory` {
  private let moment = FixedContext.moment
  private let engine: HandshakeEngine
  private let server: HandshakeCredential
  private let other: HandshakeCredential

  init() throws {
    engine = try HandshakeEngine(at: FixedContext.moment)
    server = try Self.credential()
    other = try Self.credential()
  }

  private static func credential() throws -> HandshakeCredential {
    try HandshakeCredential.makeshift(at: FixedContext.moment) { [UInt8](repeating: 7, count: $0) }
  }

  private func outcome(
    client: HandshakeCredential? = nil,
    trust: HandshakeTrust? = nil,
    host: String? = nil,
    clientTrust: HandshakeTrust? = nil,
    demands: Bool = false
  ) throws -> HandshakeOutcome {
    try engine.run(
      .init(credential: client, trust: trust, host: host),
      .init(credential: server, clientTrust: clientTrust, demandsCertificate: demands)
    )
  }

  private func trust(_ credential: HandshakeCredential) throws -> HandshakeTrust {
    guard case .success(let peers) = try outcomeOf(credential) else {
      throw SystemFailure("see it")
    }
    return try HandshakeTrust(authorities: [peers.server.der])
  }

  private func outcomeOf(_ credential: HandshakeCredential) throws -> HandshakeOutcome {
    try engine.run(
      .init(credential: nil, trust: nil, host: nil),
      .init(credential: credential, clientTrust: nil, demandsCertificate: false)
    )
  }

  @Test func `a client that checks nothing takes any server, by TLS 1.3`() throws {
    guard case .success(let peers) = try outcome() else { throw SystemFailure("succeed") }
    #expect(peers.version == "TLSv1.3")
    #expect(peers.client == nil)
    #expect(peers.server.subject.commonName == "made by the server itself")
  }

  @Test func `a certificate that is trusted itself needs no CA`() throws {
    guard case .success = try outcome(trust: trust(server)) else { throw SystemFailure("succeed") }
  }

  @Test func `a name that is not there is refused by the client`() throws {
    let result = try outcome(trust: trust(server), host: "made by the server itself")
    guard case .failure(.client, .nameMismatch(_, let names, _)) = result else {
      throw SystemFailure("fail by the name")
    }
    #expect(names.isEmpty)
  }

  @Test func `another key under the same name is a namesake`() throws {
    let result = try outcome(trust: trust(other))
    guard case .failure(.client, .unfitAuthority) = result else {
      throw SystemFailure("fail by the authority, not \(result)")
    }
    let nobody = try outcome(trust: HandshakeTrust(authorities: []))
    #expect(
      nobody
        == .failure(
          .client,
          .unknownAuthority(issuer: "CN=made by the server itself", hasNamesake: false)
        )
    )
  }

  @Test func `who demands a certificate refuses those without`() throws {
    let clients = try trust(other)
    #expect(
      try outcome(clientTrust: clients, demands: true) == .failure(.server, .noCertificate)
    )
    guard case .success(let peers) = try outcome(clientTrust: clients) else {
      throw SystemFailure("be anonymous")
    }
    #expect(peers.client == nil)
    guard case .success(let known) = try outcome(client: other, clientTrust: clients, demands: true)
    else { throw SystemFailure("succeed") }
    #expect(known.client != nil)
  }

  @Test func `a server refuses a client that nobody knows, also if it may stay anonymous`() throws {
    let result = try outcome(client: server, clientTrust: trust(other))
    guard case .failure(.server, _) = result else { throw SystemFailure("fail, not \(result)") }
  }

  @Test func `what was valid once is expired later`() throws {
    let later = try HandshakeEngine(at: moment.adding(seconds: 90_000))
    let result = try later.run(
      .init(credential: nil, trust: trust(server), host: nil),
      .init(credential: server, clientTrust: nil, demandsCertificate: false)
    )
    guard case .failure(.client, .expired) = result else { throw SystemFailure("expire") }
    let earlier = try HandshakeEngine(at: moment.adding(seconds: -90_000))
    let early = try earlier.run(
      .init(credential: nil, trust: trust(server), host: nil),
      .init(credential: server, clientTrust: nil, demandsCertificate: false)
    )
    guard case .failure(.client, .notYetValid) = early else { throw SystemFailure("be too early") }
  }

  @Test func `a chain that does not fit into one buffer arrives`() throws {
    guard case .success(let peers) = try outcome() else { throw SystemFailure("succeed") }
    let key = server.key
    let long = try HandshakeCredential(
      certificates: Array(repeating: peers.server.der, count: 80),
      key: key
    )
    guard case .success = try outcomeOf(long) else { throw SystemFailure("succeed") }
  }

  @Test func `a key of another certificate makes no credential`() throws {
    guard case .success(let peers) = try outcome() else { throw SystemFailure("succeed") }
    #expect {
      try HandshakeCredential(certificates: [peers.server.der], key: other.key)
    } throws: { ($0 as? KTHWError)?.code == .keyMismatch }
    #expect(throws: KTHWError.self) { try HandshakeCredential(certificates: [], key: other.key) }
    #expect(throws: KTHWError.self) { try HandshakeTrust(authorities: [[0x30, 0x00]]) }
  }
}
