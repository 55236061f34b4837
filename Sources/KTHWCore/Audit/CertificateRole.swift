/// What a certificate does in a cluster, told from what it says, and from its
/// file's name where that is not enough.
public struct CertificateRole: Hashable, Sendable {
  /// The component whose it is; nil for people and strangers.
  public let component: ComponentIdentity?
  /// The node, where each node has its own.
  public let node: String?
  private let name: String
  private let isAuthority: Bool
  private let isClient: Bool

  /// Recognises a certificate.
  ///
  /// - Parameters:
  ///   - facts: what it says.
  ///   - path: where it lies, for what it does not say itself.
  public init(_ facts: CertificateFacts, at path: String? = nil) {
    let identity = RBACIdentity(facts.subject)
    let user = identity?.user ?? ""
    name = user.isEmpty ? facts.subject.description : user
    isAuthority = facts.isAuthority
    isClient = facts.grantsClientIdentity
    if facts.isAuthority {
      component = CertificateRole.authority(named: user, at: path)
      node = nil
    } else if let identity, let nodeName = CertificateRole.node(in: identity) {
      component = ComponentIdentity.named(
        facts.grantsClientIdentity ? "kubelet" : "kubelet-serving"
      )
      node = nodeName
    } else {
      component = CertificateRole.component(of: identity, facts, at: path)
      node = nil
    }
  }

  /// The role of somebody of whom only the identity is known: a token's.
  init(_ identity: RBACIdentity?) {
    name = identity?.user ?? "its holder"
    isAuthority = false
    isClient = true
    node = identity.flatMap(CertificateRole.node)
    component = identity.flatMap { CertificateRole.component(ofUser: $0.user) }
  }

  /// What it is, in words: "the API server's certificate".
  public var title: String {
    if let meaning = component.flatMap(ComponentMeaning.of) {
      return ComponentMeaning.filled(meaning.noun, node: node.map(Terminal.printable))
    }
    if let tokenID { return "the bootstrap token \(tokenID)" }
    let name = Terminal.printable(name)
    if isAuthority { return "the authority \(name)" }
    return isClient ? "the certificate of \(name)" : "the server certificate of \(name)"
  }

  /// What happens when it ends, as a clause.
  public var ending: String {
    if let meaning = component.flatMap(ComponentMeaning.of) {
      return ComponentMeaning.filled(meaning.ending, node: node.map(Terminal.printable))
    }
    if tokenID != nil { return "a machine that has not joined yet cannot join with it" }
    let name = Terminal.printable(name)
    if isAuthority { return "all that \(name) signed is refused" }
    return isClient ? "\(name) can no longer use the API" : "clients refuse \(name)"
  }
}

extension CertificateRole {
  /// The id of the bootstrap token that it is.
  private var tokenID: String? {
    guard name.hasPrefix(BootstrapToken.userPrefix) else { return nil }
    let id = String(name.dropFirst(BootstrapToken.userPrefix.count))
    return BootstrapToken.isID(id) ? id : nil
  }

  private static func authority(named name: String, at path: String?) -> ComponentIdentity? {
    let known = ComponentIdentity.named(name)
    if let known, known.purpose == .authority { return known }
    let words = name.lowercased()
    if words.contains("etcd") { return ComponentIdentity.named("etcd-ca") }
    if words.contains("front-proxy") || words.contains("requestheader") {
      return ComponentIdentity.named("front-proxy-ca")
    }
    let byPath = path.flatMap(CredentialName.init)?.component
    if let byPath, byPath.purpose == .authority { return byPath }
    return words.contains("kubernetes") || words == "ca" ? ComponentIdentity.named("ca") : nil
  }

  /// The node that an identity is meant to be, misspelled or not.
  private static func node(in identity: RBACIdentity) -> String? {
    let prefixes = [RBACIdentity.nodeUserPrefix, "system:nodes:"]
    guard let prefix = prefixes.first(where: identity.user.hasPrefix) else { return nil }
    let name = identity.user.dropFirst(prefix.count)
    return name.isEmpty ? nil : String(name)
  }

  private static func component(ofUser user: String) -> ComponentIdentity? {
    ComponentIdentity.all.first { !$0.isPerNode && $0.purpose != .authority && $0.user == user }
  }

  private static func component(
    of identity: RBACIdentity?,
    _ facts: CertificateFacts,
    at path: String?
  ) -> ComponentIdentity? {
    let byPath = path.flatMap(CredentialName.init)?.component
    guard let identity else { return byPath }
    if let known = component(ofUser: identity.user) { return known }
    // kubeadm's certificates of etcd name the machine alone.
    if let byPath, ["etcd", "etcd-peer"].contains(byPath.name) { return byPath }
    let word = identity.user.lowercased()
    if let known = ComponentIdentity.named(word), !known.isPerNode, known.purpose != .authority {
      return known
    }
    let administrators = [
      RBACIdentity.mastersGroup, RBACIdentity.administratorsGroup, "kubeadm:cluster-admins",
    ]
    if identity.groups.contains(where: administrators.contains) {
      return ComponentIdentity.named("cluster-admin")
    }
    guard let byPath, byPath.purpose != .authority, !byPath.isPerNode else { return nil }
    return byPath
  }
}
