/// Whose certificate is made, in the ways that one can say it.
public enum CredentialHolder: Hashable, Sendable {
  /// A component of the table; attributes without meaning to Kubernetes go
  /// around its user and groups.
  case component(NamedCredential, in: DistinguishedName)
  /// Any user and groups.
  case identity(RBACIdentity, in: DistinguishedName)
  /// Any subject, as it is.
  case subject(DistinguishedName)

  /// The certificate's subject.
  public var subject: DistinguishedName {
    switch self {
    case .component(let credential, let surroundings):
      credential.identity.subject(in: surroundings)
    case .identity(let identity, let surroundings): identity.subject(in: surroundings)
    case .subject(let subject): subject
    }
  }

  /// The row of the table of components, where one was named.
  public var component: ComponentIdentity? {
    if case .component(let credential, _) = self { credential.component } else { nil }
  }

  /// What the files are called where a name says more than that: a node's
  /// files by the node, not by `system:node:…`.
  public func baseName(for name: String) -> String {
    if case .component(let credential, _) = self { credential.baseName } else { name }
  }
}
