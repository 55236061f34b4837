/// Who a client is to the Kubernetes API server: a user and groups.
///
/// The API server reads them from a client certificate: the user from the
/// common name, the groups from the organizations
/// (https://kubernetes.io/docs/reference/access-authn-authz/authentication/#x509-client-certificates).
public struct RBACIdentity: Hashable, Sendable {
  /// The user's name; upper and lower case differ.
  public var user: String
  /// The groups' names, in the certificate's order.
  public var groups: [String]

  /// Creates an identity.
  public init(user: String, groups: [String] = []) {
    self.user = user
    self.groups = groups
  }

  /// Reads the identity that a subject stands for, or nil for a subject
  /// without a common name, which the API server refuses.
  public init?(_ subject: DistinguishedName) {
    guard let user = subject.commonName, !user.isEmpty else { return nil }
    self.init(user: user, groups: subject.organizations)
  }

  /// The identity of a node's kubelet, which the Node authorizer recognises
  /// (https://kubernetes.io/docs/reference/access-authn-authz/node/).
  public static func node(_ name: NodeName) -> RBACIdentity {
    RBACIdentity(user: nodeUserPrefix + name.text, groups: [nodesGroup])
  }

  /// What the user name of a kubelet begins with.
  public static let nodeUserPrefix = "system:node:"
  /// The group of all kubelets.
  public static let nodesGroup = "system:nodes"
  /// The group that may do everything and bypasses RBAC: no rule can take
  /// that from a certificate before it expires.
  public static let mastersGroup = "system:masters"
  /// The group of a cluster's daily administrators, which has no rights until
  /// a binding gives it some.
  public static let administratorsGroup = "kthw:cluster-admins"

  /// The name of the node whose kubelet this is, as far as the Node
  /// authorizer would agree; nil for everybody else.
  public var nodeName: String? {
    guard user.hasPrefix(RBACIdentity.nodeUserPrefix), groups.contains(RBACIdentity.nodesGroup)
    else { return nil }
    let name = user.dropFirst(RBACIdentity.nodeUserPrefix.count)
    return name.isEmpty ? nil : String(name)
  }

  /// Whether the identity is above RBAC for as long as its certificate lives.
  public var isIrrevocableAdministrator: Bool { groups.contains(RBACIdentity.mastersGroup) }

  /// The subject that carries the identity: further attributes as given,
  /// then one multi-valued part of the groups, then the user.
  ///
  /// - Parameter surroundings: attributes without meaning to Kubernetes, such
  ///   as country and locality; organizations and common names among them
  ///   are left out.
  /// - Returns: the subject.
  public func subject(
    in surroundings: DistinguishedName = DistinguishedName()
  ) -> DistinguishedName {
    let others = surroundings.relativeNames.filter { part in
      part.attributes.allSatisfy { $0.type != .organization && $0.type != .commonName }
    }
    // cfssl's order: organizations before the organizational unit.
    let unit = others.firstIndex { $0.attributes.contains { $0.type == .organizationalUnit } }
    let split = unit ?? others.endIndex
    let organizations = groups.map { NameAttribute(.organization, $0) }
    let groupPart = organizations.isEmpty ? [] : [RelativeDistinguishedName(organizations)]
    let userPart = RelativeDistinguishedName([NameAttribute(.commonName, user)])
    return DistinguishedName(others[..<split] + groupPart + others[split...] + [userPart])
  }
}
