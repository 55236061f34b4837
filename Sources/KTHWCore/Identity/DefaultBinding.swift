/// What every cluster grants to somebody from the start.
///
/// Source: Kubernetes, "Using RBAC Authorization", default roles and role
/// bindings.
public struct DefaultBinding: Hashable, Sendable {
  /// The role, such as `cluster-admin`.
  public let role: String
  /// The user or group that has it.
  public let subject: String
  /// What it allows.
  public let meaning: String

  /// The bindings of an authenticated identity.
  ///
  /// Nodes have their rights from the Node authorizer instead, see
  /// ``RBACIdentity/nodeName``.
  /// - Parameter identity: a user and groups; `system:authenticated` is
  ///   added, as API servers do.
  /// - Returns: the bindings, the greatest first.
  public static func bindings(of identity: RBACIdentity) -> [DefaultBinding] {
    let isAnonymous = identity.user == RBACIdentity.anonymous.user
    let groups = identity.groups + (isAnonymous ? [] : ["system:authenticated"])
    return all.filter { binding in
      binding.subject == identity.user || groups.contains(binding.subject)
    }
  }

  private static let all = [
    DefaultBinding(
      role: "cluster-admin",
      subject: RBACIdentity.mastersGroup,
      meaning: "everything"
    ),
    DefaultBinding(
      role: "system:kube-controller-manager",
      subject: "system:kube-controller-manager",
      meaning: "what the controller manager needs"
    ),
    DefaultBinding(
      role: "system:kube-scheduler",
      subject: "system:kube-scheduler",
      meaning: "what the scheduler needs"
    ),
    DefaultBinding(
      role: "system:volume-scheduler",
      subject: "system:kube-scheduler",
      meaning: "binding volumes"
    ),
    DefaultBinding(
      role: "system:node-proxier",
      subject: "system:kube-proxy",
      meaning: "what kube-proxy needs"
    ),
    DefaultBinding(
      role: "system:monitoring",
      subject: "system:monitoring",
      meaning: "health and metrics of the control plane"
    ),
    DefaultBinding(
      role: "system:service-account-issuer-discovery",
      subject: "system:serviceaccounts",
      meaning: "the keys that service account tokens are checked with"
    ),
    DefaultBinding(
      role: "system:basic-user",
      subject: "system:authenticated",
      meaning: "asking what oneself may do"
    ),
    DefaultBinding(
      role: "system:discovery",
      subject: "system:authenticated",
      meaning: "listing the APIs that there are"
    ),
    DefaultBinding(
      role: "system:public-info-viewer",
      subject: "system:authenticated",
      meaning: "version and health"
    ),
    DefaultBinding(
      role: "system:public-info-viewer",
      subject: "system:unauthenticated",
      meaning: "version and health"
    ),
  ]
}

extension RBACIdentity {
  /// Whom an API server takes somebody without credentials for, where it
  /// allows that at all.
  public static let anonymous = RBACIdentity(
    user: "system:anonymous",
    groups: ["system:unauthenticated"]
  )
}
