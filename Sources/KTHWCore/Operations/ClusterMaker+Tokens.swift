/// A token by which a machine joins, as the files that hold it.
struct JoiningToken: Sendable {
  let id: String
  /// The Secret, for the cluster.
  let manifest: OutputFile.Contents
  /// The kubeconfig, for the machine; nil where no authority is there yet.
  let kubeconfig: OutputFile.Contents?
}

extension ClusterMaker {
  /// The token of a machine: the one that is there, also when it has ended,
  /// because a machine that has joined needs none; else a new one.
  ///
  /// - Parameters:
  ///   - host: the machine.
  ///   - shared: what all machines share.
  ///   - tally: is told when the token ends.
  /// - Returns: nil where machines do not join with tokens, and where this run
  ///   makes no new one.
  /// - Throws: ``KTHWError``.
  func token(
    of host: ClusterHost,
    with shared: SharedMaterials,
    _ tally: inout ClusterTally
  ) throws -> JoiningToken? {
    guard let artifact = plan.tokens(of: host).first else { return nil }
    let name = host.name.text
    if let old = try issuer.old?.oldContents(of: artifact.path),
      let secret = BootstrapTokenSecret(reading: old.bytes), let token = secret.token
    {
      let end = secret.expiration == .unreadable ? issuer.now : secret.expiration.moment
      tally.addToken(of: name, ending: end, at: issuer.now)
      return JoiningToken(
        id: token.id,
        manifest: .secret(old.secret),
        kubeconfig: try shared.joining.map { .secret(try $0.text(token)) }
      )
    }
    guard issuer.isMaking else { return nil }
    let maker = TokenMaker(plan.spec, at: issuer.now, stream: issuer.stream)
    let (made, manifest) = try maker.make(for: name)
    tally.addToken(of: name, ending: maker.expires, at: issuer.now)
    return JoiningToken(
      id: made.id,
      manifest: .secret(manifest),
      kubeconfig: try shared.joining.map { .secret(try $0.text(made)) }
    )
  }
}

/// Makes tokens of machines.
struct TokenMaker: Sendable {
  let now: Timestamp
  /// When what it makes ends.
  let expires: Timestamp
  let stream: SeedStream

  init(_ spec: ClusterSpec, at now: Timestamp, stream: SeedStream, lasting: GoDuration? = nil) {
    self.now = now
    self.stream = stream
    expires = now.adding(seconds: (lasting ?? spec.pki.tokenLifetime).seconds)
  }

  /// Makes a machine's token and its Secret.
  func make(for host: String) throws -> (BootstrapToken, SecretBytes) {
    let token = try BootstrapToken { count, attempt in
      stream.octets(count, for: "bootstrap token \(attempt) of \(host) at \(now)")
    }
    var terms = BootstrapTokenSecret.Terms(token: token, expires: expires)
    terms.purpose = "by which \(host) joins"
    let text = try BootstrapTokenSecret.text(
      of: terms,
      why: """
        The token by which \(host) gets its first certificate, until \(expires).
        A node that has joined needs it no more. A new one: kthwctl token renew.
        """
    )
    return (token, text)
  }
}

/// The kubeconfigs by which machines join: alike but for their tokens, so all
/// else is written once.
struct BootstrapKubeconfig: Sendable {
  private let cluster: String
  private let server: String
  private let certificateAuthority: [UInt8]
  /// What stands before a token and behind it; nil where that cannot be told.
  private let around: (before: [UInt8], behind: [UInt8])?

  /// Prepares them.
  ///
  /// - Throws: ``KTHWError`` as ``Kubeconfig/yaml()``.
  init(_ spec: ClusterSpec, certificateAuthority: [UInt8]) throws {
    let (cluster, server) = (spec.name, spec.endpoint.description)
    (self.cluster, self.server) = (cluster, server)
    self.certificateAuthority = certificateAuthority
    let blank = "kthwct.blanktokenblankxx"
    let text = try BootstrapKubeconfig.yaml(cluster, server, certificateAuthority, token: blank)
      .withUnsafeBytes { Array($0) }
    let places = text.indices.filter {
      text[$0] == UInt8(ascii: "k") && text[$0...].starts(with: blank.utf8)
    }
    around =
      places.count == 1
      ? (Array(text[..<places[0]]), Array(text[(places[0] + blank.utf8.count)...])) : nil
  }

  /// The kubeconfig with a token.
  func text(_ token: BootstrapToken) throws -> SecretBytes {
    // What looks like a number is written in quotes.
    guard let around, !YAMLPlainText.needsQuotes(token.text) else {
      return try BootstrapKubeconfig.yaml(
        cluster,
        server,
        certificateAuthority,
        token: token.text
      )
    }
    return (around.before + Array(token.text.utf8) + around.behind)
      .withUnsafeBytes { SecretBytes(copying: $0) }
  }

  private static func yaml(
    _ cluster: String,
    _ server: String,
    _ certificateAuthority: [UInt8],
    token: String
  ) throws -> SecretBytes {
    try Kubeconfig(
      cluster: cluster,
      server: server,
      certificateAuthority: certificateAuthority,
      user: BootstrapKubeconfig.user,
      credentials: KubeconfigUser(token: token)
    ).yaml()
  }

  /// The name of the user's entry; who that is, the token decides.
  private static let user = "kubelet-bootstrap"
}
