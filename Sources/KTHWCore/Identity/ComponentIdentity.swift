/// A component of a cluster and the certificate it needs: who it is, what
/// the certificate is for, which names belong into it.
///
/// The table is ``all``; its facts are those of kubeadm's certificates and of
/// the authorizers' built-in bindings
/// (https://kubernetes.io/docs/setup/best-practices/certificates/,
/// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#core-component-roles).
public struct ComponentIdentity: Hashable, Sendable {
  /// The name that commands know it by, such as `kube-controller-manager`.
  public let name: String
  /// Other names that people use for it.
  public let aliases: [String]
  /// The user that the API server sees, or a common name that none reads.
  ///
  /// `NODE` stands for the node's name.
  public let user: String
  /// The groups.
  public let groups: [String]
  /// What the certificate is for; nil where a bare key pair is wanted.
  public let purpose: CertificatePurpose?
  /// The CA that should sign it.
  public let authority: Authority?
  /// Names that belong into the certificate of every cluster.
  public let standardNames: [String]
  /// What it is, who reads it.
  public let summary: String

  /// The CAs of a cluster.
  public enum Authority: String, Hashable, Sendable, CaseIterable {
    /// The cluster's own CA.
    case kubernetes = "kubernetes-ca"
    /// The CA that etcd trusts: whoever has a certificate of it reads and
    /// writes the whole store.
    case etcd = "etcd-ca"
    /// The CA of the aggregation layer: whoever has a certificate of it may
    /// claim to be anybody.
    case frontProxy = "front-proxy-ca"
  }

  /// Whether each node has one of its own.
  public var isPerNode: Bool { user.hasSuffix(ComponentIdentity.nodePlaceholder) }

  /// What stands for the node's name in ``user``.
  static let nodePlaceholder = "NODE"

  /// The identity as the API server sees it.
  ///
  /// - Parameter node: the node's name, for a component that ``isPerNode``.
  /// - Returns: the user and groups.
  public func identity(onNode node: NodeName? = nil) -> RBACIdentity {
    guard isPerNode, let node else { return RBACIdentity(user: user, groups: groups) }
    let prefix = user.dropLast(ComponentIdentity.nodePlaceholder.count)
    return RBACIdentity(user: prefix + node.text, groups: groups)
  }
}

extension ComponentIdentity {
  /// Finds a component by its name or one of its aliases.
  public static func named(_ name: String) -> ComponentIdentity? {
    all.first { $0.name == name || $0.aliases.contains(name) }
  }

  /// The name nearest to a mistyped one.
  public static func nearestName(to name: String) -> String? {
    Spelling.nearest(to: name, among: all.flatMap { [$0.name] + $0.aliases })
  }

  /// The component of a name or alias.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/notFound``; its hint has the
  ///   nearest name.
  public static func row(named name: String) throws -> ComponentIdentity {
    if let row = named(name) { return row }
    // A name near to "node" is far more likely a node's own.
    let nearest =
      nearestName(to: name)
      .flatMap { named($0)?.isPerNode == true ? nil : $0 }
      .map { "did you mean \($0)? " } ?? ""
    throw KTHWError(
      .notFound,
      "there is no component named \(Terminal.quoted(name))",
      hint: nearest + "for a node say NODE --as kubelet, for anybody else give --cn or --subj; "
        + "kthwctl identities lists the components"
    )
  }
}
