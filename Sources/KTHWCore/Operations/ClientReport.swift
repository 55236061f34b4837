/// Who a kubeconfig makes of its holder.
public struct ClientReport: Hashable, Sendable {
  /// What proves to the API server who the client is.
  public enum Credential: String, Hashable, Sendable {
    /// A client certificate.
    case certificate
    /// A service account's token.
    case serviceAccountToken = "service-account-token"
    /// A token with which a node joins.
    case bootstrapToken = "bootstrap-token"
    /// A token that another party issued, or that says nothing of itself.
    case token
    /// A program that gives a credential.
    case exec
    /// Name and password, or a built-in provider: nobody takes these any more.
    case obsolete
    /// None.
    case none
  }

  /// The context's name.
  public let context: String
  /// The name of the cluster.
  public let cluster: String
  /// The URL of the API server.
  public let server: String
  /// The name of the user's entry, which says nothing to the API server.
  public let entry: String
  /// What proves who the client is.
  public let credential: Credential
  /// The user and groups; nil where only the cluster knows.
  public private(set) var identity: RBACIdentity?
  /// Whom the client asks to be taken for, where it impersonates.
  public let impersonated: String?
  /// The client certificate.
  public private(set) var certificate: CertificateFacts?
  /// Whether the certificate chains to the CA that the kubeconfig trusts; nil
  /// where there is none of the two.
  public private(set) var isChained: Bool?
  /// When the credential ends, where it says so.
  public private(set) var expiry: Timestamp?
  /// What is wrong or doubtful.
  public private(set) var doubts: [Problem] = []

  /// The roles that the identity has in every cluster.
  public var bindings: [DefaultBinding] {
    identity.map(DefaultBinding.bindings) ?? []
  }

  /// Looks at a context's parts; files have taken the place of their paths.
  init(
    context: String,
    names: KubeconfigContext,
    cluster: KubeconfigCluster?,
    user: KubeconfigUser,
    at now: Timestamp
  ) throws {
    self.context = context
    self.cluster = names.cluster
    entry = names.user
    server = cluster?.server ?? ""
    impersonated = user.impersonatedUser.isEmpty ? nil : user.impersonatedUser
    if !user.clientCertificateData.isEmpty {
      credential = .certificate
      try take(user, cluster, at: now)
    } else if !user.token.isEmpty {
      let token = BearerToken(user.token)
      credential = ClientReport.credential(of: token)
      identity = token.identity
      expiry = token.expiry
      if let expiry, expiry < now {
        doubts.append(Problem(.invalidValue, "the token has expired on \(expiry)"))
      }
    } else if user.exec != nil || !user.tokenFile.isEmpty {
      credential = user.exec != nil ? .exec : .token
    } else if user.authProvider != nil || !user.username.isEmpty {
      credential = .obsolete
      doubts.append(
        Problem(.unsupported, "API servers take neither passwords nor built-in providers any more")
      )
    } else {
      credential = .none
      identity = .anonymous
    }
  }

  private static func credential(of token: BearerToken) -> Credential {
    switch token.kind {
    case .serviceAccount: .serviceAccountToken
    case .bootstrap: .bootstrapToken
    case .webToken, .opaque: .token
    }
  }

  /// Takes the identity from a certificate and judges it.
  private mutating func take(
    _ user: KubeconfigUser,
    _ cluster: KubeconfigCluster?,
    at now: Timestamp
  ) throws {
    let field = "users.\(entry).client-certificate"
    let place = Place(file: user.origin, field: field)
    let chain = try CertificateReader.certificates(pem: user.clientCertificateData, file: field)
    guard let leaf = chain.first else { return }
    certificate = leaf
    expiry = leaf.validity.notAfter
    identity = leaf.grantsClientIdentity ? RBACIdentity(leaf.subject) : nil
    func doubt(_ problem: Problem) {
      var problem = problem
      problem.place = place
      doubts.append(problem)
    }
    if !leaf.grantsClientIdentity {
      doubt(Problem(.policyViolation, "is no certificate for a client"))
    }
    if let problem = leaf.validity.problem(at: now) { doubt(problem) }
    IdentityMisspelling.problems(in: leaf.subject).forEach(doubt)
    if let pem = user.clientKeyData {
      let key = try PrivateKey(pem: pem, file: "users.\(entry).client-key")
      if !key.matches(leaf.publicKey) {
        doubt(Problem(.keyMismatch, "does not belong to the key beside it"))
      }
    } else {
      doubt(Problem(.missingField, "has no private key beside it"))
    }
    guard let cluster, !cluster.certificateAuthorityData.isEmpty else { return }
    // The moment of issue, so that an end of validity is told only once.
    let moment = leaf.validity.contains(now) ? now : leaf.validity.notBefore
    do {
      let roots = try CertificateReader.certificates(
        pem: cluster.certificateAuthorityData,
        file: nil
      )
      try ChainVerifier.verify(leaf: chain, roots: roots, at: moment)
      isChained = true
    } catch let error as KTHWError {
      isChained = false
      error.problems.forEach(doubt)
    }
  }
}

extension ChainVerifier {
  /// Verifies that a client's certificate chains to one of some CAs.
  ///
  /// - Parameters:
  ///   - chain: the certificate, and what came with it.
  ///   - roots: the CAs; one in the middle of a chain will do, as for Go.
  ///   - moment: when.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/verificationFailed``.
  static func verify(
    leaf chain: [CertificateFacts],
    roots: [CertificateFacts],
    at moment: Timestamp
  ) throws {
    guard let leaf = chain.first else { return }
    var rules = Rules()
    rules.isStrict = false
    rules.allowsPartialChain = true
    try verify(
      leaf.der,
      intermediates: chain.dropFirst().map(\.der),
      roots: roots.map(\.der),
      at: moment,
      purpose: .client,
      rules: rules
    )
  }
}
