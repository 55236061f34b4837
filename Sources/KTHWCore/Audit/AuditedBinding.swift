/// A binding of a role in a manifest.
struct AuditedBinding: Sendable {
  /// The manifest.
  let file: AuditedFile
  /// Whether it grants in the whole cluster, not in one namespace.
  let isForCluster: Bool
  /// The name of the ClusterRole; nil where it is a role of a namespace.
  let role: Node?
  /// The names of users.
  let users: [Node]
  /// The names of groups.
  let groups: [Node]

  /// The bindings of a cluster's files.
  static func all(in digests: [AreaDigest]) -> [AuditedBinding] {
    digests.flatMap { $0.files.flatMap(all) }
  }

  private static func all(in file: AuditedFile) -> [AuditedBinding] {
    file.manifestObjects.compactMap { document in
      let kind = document["kind"]?.text ?? ""
      guard kind == "ClusterRoleBinding" || kind == "RoleBinding" else { return nil }
      let subjects = document["subjects"]?.items ?? []
      func names(_ kind: String) -> [Node] {
        subjects.filter { $0["kind"]?.text == kind }.compactMap { $0["name"] }
      }
      let reference = document["roleRef"]
      return AuditedBinding(
        file: file,
        isForCluster: kind == "ClusterRoleBinding",
        role: reference?["kind"]?.text == "ClusterRole" ? reference?["name"] : nil,
        users: names("User"),
        groups: names("Group")
      )
    }
  }

  /// Whether it may let somebody do what a built-in role is there for, in the
  /// whole cluster.
  ///
  /// A role that somebody made may hold anything, and gets the benefit of it.
  func mayGrant(_ wanted: String, to identity: RBACIdentity) -> Bool {
    guard isForCluster, let name = role?.text else { return false }
    let isTheirs =
      users.contains { $0.text == identity.user }
      || groups.contains { node in
        node.text == "system:authenticated" || identity.groups.contains { $0 == node.text }
      }
    guard isTheirs else { return false }
    if name == wanted || name == "cluster-admin" { return true }
    return !BuiltInRoles.all.contains(name) && !name.hasPrefix("system:certificates.k8s.io:")
  }
}

extension AuditedFile {
  /// The objects for `kubectl apply` in it, those of lists by themselves.
  var manifestObjects: [Node] {
    guard case .documents(.manifest, let documents) = content else { return [] }
    return documents.flatMap { document in
      document["kind"]?.text == "List" ? document["items"]?.items ?? [] : [document]
    }
  }
}
