/// What can be told of a bearer token without asking anybody.
///
/// The signature is not checked: only the cluster knows the key.
struct BearerToken: Hashable {
  /// What kind of token it is.
  enum Kind: String, Hashable {
    /// A service account's.
    case serviceAccount
    /// With which a node joins.
    case bootstrap
    /// Another JSON Web Token, such as an identity provider's.
    case webToken
    /// One that says nothing about itself.
    case opaque
  }

  let kind: Kind
  /// Whom it makes of its holder, where it says so itself.
  let identity: RBACIdentity?
  /// When it was issued, where it says so.
  let issued: Timestamp?
  /// When it ends, where it says so.
  let expiry: Timestamp?

  /// Looks at a token.
  init(_ token: String) {
    if let token = try? BootstrapToken(token) {
      kind = .bootstrap
      identity = token.identity
      issued = nil
      expiry = nil
      return
    }
    guard let claims = BearerToken.claims(of: token) else {
      kind = .opaque
      identity = nil
      issued = nil
      expiry = nil
      return
    }
    issued = BearerToken.moment(claims["iat"])
    expiry = BearerToken.moment(claims["exp"])
    let account = claims["sub"]?.text.flatMap(BearerToken.serviceAccount)
    identity = account
    kind = account == nil ? .webToken : .serviceAccount
  }

  /// A NumericDate (RFC 7519 §2).
  private static func moment(_ node: Node?) -> Timestamp? {
    node?.scalar?.integer.map { Timestamp(secondsSince1970: Int64($0)) }
  }

  /// The claims of a JSON Web Token (RFC 7519 §3), or nil for what is none.
  private static func claims(of token: String) -> Node? {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    // base64url without padding (RFC 7515 §2).
    var text = String(parts[1].map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
    text += String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    guard let bytes = try? Base64.decode(Array(text.utf8), .go),
      let node = try? JSONReader.node(from: bytes), node.entries != nil
    else { return nil }
    return node
  }

  private static func serviceAccount(_ subject: String) -> RBACIdentity? {
    let parts = subject.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "system", parts[1] == "serviceaccount" else { return nil }
    return RBACIdentity(
      user: subject,
      groups: ["system:serviceaccounts", "system:serviceaccounts:\(parts[2])"]
    )
  }
}
