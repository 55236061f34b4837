internal import COpenSSL

/// Makes TLS handshakes in memory, with what two programs would show each
/// other; no socket is opened.
///
/// It is OpenSSL's handshake, so keys really sign and versions and algorithms
/// really have to meet; each end judges the other by Go's rules. An engine
/// must not be used by two threads at once.
public final class HandshakeEngine {
  private let clients: OwnedTLSContext
  private let servers: OwnedTLSContext
  private let moment: Timestamp
  private let signatures = CheckedSignatures()

  /// Creates an engine.
  ///
  /// - Parameter moment: when the handshakes are; the clock is never asked.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography``.
  public init(at moment: Timestamp) throws {
    try OpenSSLLibrary.start()
    // Otherwise the system's openssl.cnf would be read now.
    OPENSSL_init_ssl(UInt64(OPENSSL_INIT_NO_LOAD_CONFIG), nil)
    self.moment = moment
    clients = try HandshakeEngine.context(TLS_client_method())
    servers = try HandshakeEngine.context(TLS_server_method())
  }

  /// The end that dials.
  public struct Client: Sendable {
    /// What it shows when asked.
    public var credential: HandshakeCredential?
    /// Whom it trusts; nil takes any server.
    public var trust: HandshakeTrust?
    /// The name or address that the server's certificate must be good for;
    /// nil leaves that unchecked.
    public var host: String?

    /// Creates a client.
    public init(credential: HandshakeCredential?, trust: HandshakeTrust?, host: String?) {
      self.credential = credential
      self.trust = trust
      self.host = host
    }
  }

  /// The end that is dialed.
  public struct Server: Sendable {
    /// What it shows.
    public var credential: HandshakeCredential
    /// By whom clients' certificates must be signed; nil asks for none.
    public var clientTrust: HandshakeTrust?
    /// Whether clients must show a certificate.
    public var demandsCertificate: Bool

    /// Creates a server.
    public init(
      credential: HandshakeCredential,
      clientTrust: HandshakeTrust?,
      demandsCertificate: Bool
    ) {
      self.credential = credential
      self.clientTrust = clientTrust
      self.demandsCertificate = demandsCertificate
    }
  }

  /// Makes a handshake.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/cryptography`` where
  ///   OpenSSL itself fails; what the ends think of each other is the result.
  public func run(_ client: Client, _ server: Server) throws -> HandshakeOutcome {
    defer { OpenSSLCall.forgetErrors() }
    let judgeOfServer = PeerJudge(
      GoChainVerifier(client.trust, moment, .server, client.host, signatures),
      known: server.credential
    )
    let judgeOfClient = PeerJudge(
      GoChainVerifier(server.clientTrust, moment, .client, nil, signatures),
      known: client.credential
    )
    let dialing = try end(of: clients, showing: client.credential, judge: judgeOfServer)
    let dialed = try end(of: servers, showing: server.credential, judge: judgeOfClient)
    SSL_set_connect_state(dialing.pointer)
    SSL_set_accept_state(dialed.pointer)
    if let host = client.host, IPAddress(strict: host) == nil, host.utf8.count < 256 {
      kthw_tls_set_server_name(dialing.pointer, host)
    }
    if server.clientTrust != nil {
      let demand = server.demandsCertificate ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0
      SSL_set_verify(dialed.pointer, SSL_VERIFY_PEER | demand, nil)
    }
    SSL_set_verify(dialing.pointer, SSL_VERIFY_PEER, nil)
    try connect(dialing, dialed)
    let failed = HandshakeEngine.shake(dialing, dialed)
    return withExtendedLifetime((judgeOfServer, judgeOfClient)) {
      if let cause = judgeOfServer.objection { return .failure(.client, cause) }
      if let cause = judgeOfClient.objection { return .failure(.server, cause) }
      if let failed {
        if server.demandsCertificate, server.clientTrust != nil, client.credential == nil {
          return .failure(.server, .noCertificate)
        }
        return .failure(failed.side, .protocolFailure(failed.words))
      }
      guard let seen = judgeOfServer.seen else {
        return .failure(.client, .noCertificate)
      }
      let version = SSL_get_version(dialing.pointer).map { String(cString: $0) } ?? "TLS"
      return .success(
        HandshakePeers(server: seen, client: judgeOfClient.seen, version: version)
      )
    }
  }
}

// MARK: - Preparing

extension HandshakeEngine {
  private static let doing = "preparing a handshake"

  private static func context(_ method: OpaquePointer?) throws -> OwnedTLSContext {
    let context = OwnedTLSContext(
      adopting: try OpenSSLCall.pointer(doing) { SSL_CTX_new(method) }
    )
    try OpenSSLCall.require(doing) {
      kthw_tls_context_set_minimum(context.pointer, TLS1_2_VERSION)
    }
    // What is too weak is ours to say, with words.
    SSL_CTX_set_security_level(context.pointer, 0)
    kthw_tls_context_keep_no_sessions(context.pointer)
    SSL_CTX_set_num_tickets(context.pointer, 0)
    SSL_CTX_set_cert_verify_callback(context.pointer, { context, _ in judge(context) }, nil)
    return context
  }

  private func end(
    of context: borrowing OwnedTLSContext,
    showing credential: HandshakeCredential?,
    judge: PeerJudge
  ) throws -> OwnedTLS {
    let doing = HandshakeEngine.doing
    let end = OwnedTLS(adopting: try OpenSSLCall.pointer(doing) { SSL_new(context.pointer) })
    let judging = Unmanaged.passUnretained(judge).toOpaque()
    try OpenSSLCall.require(doing) { SSL_set_ex_data(end.pointer, 0, judging) }
    guard let credential else { return end }
    // All three count references.
    try OpenSSLCall.require(doing) {
      SSL_use_certificate(end.pointer, credential.certificate.pointer)
    }
    try OpenSSLCall.require(doing) {
      SSL_use_PrivateKey(end.pointer, credential.key.key.pointer)
    }
    try OpenSSLCall.require(doing) {
      kthw_tls_set_chain(end.pointer, credential.chain.pointer)
    }
    return end
  }

  private func connect(_ one: borrowing OwnedTLS, _ other: borrowing OwnedTLS) throws {
    var first: OpaquePointer?
    var second: OpaquePointer?
    try OpenSSLCall.require(HandshakeEngine.doing) {
      BIO_new_bio_pair(&first, 0, &second, 0)
    }
    // Each end owns its half, for reading and for writing.
    SSL_set_bio(one.pointer, first, first)
    SSL_set_bio(other.pointer, second, second)
  }

  /// Lets the ends speak in turns until both are done or one gave up.
  private static func shake(
    _ client: borrowing OwnedTLS,
    _ server: borrowing OwnedTLS
  ) -> (side: HandshakeSide, words: String)? {
    // A handshake takes a few turns; long chains one more for each 17 KB.
    for _ in 0..<4_096 {
      let (clientDone, clientWords) = step(client)
      if let clientWords { return (.client, clientWords) }
      let (serverDone, serverWords) = step(server)
      if let serverWords { return (.server, serverWords) }
      if clientDone, serverDone { return nil }
    }
    return (.client, "the handshake does not end")
  }

  private static func step(_ end: borrowing OwnedTLS) -> (isDone: Bool, words: String?) {
    ERR_clear_error()
    let status = SSL_do_handshake(end.pointer)
    if status == 1 { return (true, nil) }
    let error = SSL_get_error(end.pointer, status)
    if error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE { return (false, nil) }
    return (false, OpenSSLCall.drainedQueue().first ?? "the other end gave up")
  }
}

// MARK: - Judging

/// What one end thinks of the other.
private final class PeerJudge {
  /// Judges the peer; nil takes everybody.
  private let verifier: GoChainVerifier?
  /// What the peer shows if all goes well, which need not be read again.
  private let known: HandshakeCredential?
  /// What the peer showed.
  var seen: CertificateFacts?
  /// Why the peer is refused.
  var objection: HandshakeCause?

  init(_ verifier: GoChainVerifier?, known: HandshakeCredential?) {
    self.verifier = verifier
    self.known = known
  }

  /// Looks at what the peer shows.
  func judge(_ leaf: OpaquePointer, _ chain: OpaquePointer?) {
    do {
      let shown = try certificate(leaf)
      seen = shown.facts
      guard var verifier else { return }
      let others = (0..<max(0, OPENSSL_sk_num(chain))).compactMap { index in
        try? OPENSSL_sk_value(chain, index).map { try certificate(OpaquePointer($0)) }
      }
      objection = verifier.objection(to: shown, others: others)
    } catch let error as KTHWError {
      objection = .unreadable(error.problems[0].message)
    } catch {
      objection = .unreadable("it cannot be read")
    }
  }

  /// A certificate that is lent.
  private func certificate(_ pointer: OpaquePointer) throws -> ChainCertificate {
    let count = try OpenSSLCall.count("reading a certificate") { i2d_X509(pointer, nil) }
    let der = [UInt8](unsafeUninitializedCapacity: count) { memory, written in
      var next = memory.baseAddress
      written = Int(i2d_X509(pointer, &next))
    }
    return try known?.shown[der] ?? ChainCertificate(der: der)
  }
}

extension GoChainVerifier {
  /// Nil where nobody is to be judged.
  fileprivate init?(
    _ trust: HandshakeTrust?,
    _ moment: Timestamp,
    _ peer: HandshakeSide,
    _ host: String?,
    _ signatures: CheckedSignatures
  ) {
    guard let trust else { return nil }
    self.init(trust: trust, moment: moment, peer: peer, host: host, signatures: signatures)
  }
}

/// Called by OpenSSL in place of its own verification.
private func judge(_ context: OpaquePointer?) -> Int32 {
  let index = SSL_get_ex_data_X509_STORE_CTX_idx()
  guard let context, let leaf = X509_STORE_CTX_get0_cert(context),
    let end = X509_STORE_CTX_get_ex_data(context, index),
    let address = SSL_get_ex_data(OpaquePointer(end), 0)
  else { return 0 }
  let judge = Unmanaged<PeerJudge>.fromOpaque(address).takeUnretainedValue()
  // Lends what the peer sent, its own certificate among them.
  judge.judge(leaf, X509_STORE_CTX_get0_untrusted(context))
  let isContent = judge.objection == nil
  X509_STORE_CTX_set_error(
    context,
    isContent ? X509_V_OK : X509_V_ERR_APPLICATION_VERIFICATION
  )
  return isContent ? 1 : 0
}
