/// Recognises identities that look right and are not: what tutorials and
/// hands really wrote, and what the API server makes of it.
public enum IdentityMisspelling {
  /// What is wrong with a subject that is meant for an API server's client.
  ///
  /// - Parameter subject: a certificate's or request's subject.
  /// - Returns: problems with a hint each; none for a subject that is fine or
  ///   that has nothing to do with Kubernetes' own names.
  public static func problems(in subject: DistinguishedName) -> [Problem] {
    var problems: [Problem] = []
    let units = subject.values(of: .organizationalUnit)
    guard let identity = RBACIdentity(subject) else { return problems }
    problems += userProblems(identity)
    problems += groupProblems(identity)
    problems += nodeProblems(identity, organizationalUnits: units)
    return problems
  }

  private static func problem(_ message: String, hint: String) -> Problem {
    Problem(.invalidName, message, hint: hint)
  }

  private static func userProblems(_ identity: RBACIdentity) -> [Problem] {
    let user = identity.user
    if user.hasPrefix("system:nodes:") {
      let name = user.dropFirst("system:nodes:".count)
      return [
        problem(
          "the user \(Terminal.quoted(user)) is no node to the Node authorizer",
          hint: "write system:node:\(Terminal.printable(String(name))); nodes, in the plural, "
            + "is the group"
        )
      ]
    }
    if user == "system:node:" || user == "system:node" {
      return [
        problem(
          "the user \(Terminal.quoted(user)) names no node",
          hint: "write system:node:NAME with the name that the node registers under"
        )
      ]
    }
    if user.hasPrefix("system:system:") {
      return [doubled(user, "user")]
    }
    if let meant = knownUsers.first(where: { $0 != user && $0.lowercased() == user.lowercased() }) {
      return [
        problem(
          "the user \(Terminal.quoted(user)) is not \(meant): upper and lower case differ",
          hint: "write \(meant)"
        )
      ]
    }
    // Short names such as "admin" have too many innocent neighbours.
    if user.utf8.count >= 8, !knownUsers.contains(user),
      let meant = Spelling.nearest(to: user, among: knownUsers, within: 1)
    {
      return [
        problem(
          "nothing is bound to the user \(Terminal.quoted(user)); \(meant) has nearly this name",
          hint: "write \(meant) if that was meant"
        )
      ]
    }
    return []
  }

  private static func groupProblems(_ identity: RBACIdentity) -> [Problem] {
    identity.groups.compactMap { group in
      if group == "system:node" {
        return problem(
          "the group \"system:node\" has no rights",
          hint: "the group of nodes is system:nodes"
        )
      }
      if group == "system:master"
        || (group.lowercased() == "system:masters" && group != "system:masters")
      {
        return problem(
          "the group \(Terminal.quoted(group)) has no rights",
          hint: "the group above RBAC is system:masters"
        )
      }
      if group.hasPrefix("system:system:") { return doubled(group, "group") }
      return nil
    }
  }

  private static func nodeProblems(
    _ identity: RBACIdentity,
    organizationalUnits: [String]
  ) -> [Problem] {
    var problems: [Problem] = []
    let isNodeUser = identity.user.hasPrefix(RBACIdentity.nodeUserPrefix)
    let isInGroup = identity.groups.contains(RBACIdentity.nodesGroup)
    if organizationalUnits.contains(RBACIdentity.nodesGroup), !isInGroup {
      problems.append(
        problem(
          "system:nodes stands in the organizational unit (OU), which the API server ignores",
          hint: "groups are organizations: write O=system:nodes"
        )
      )
    } else if isNodeUser, !isInGroup {
      problems.append(
        problem(
          "the user \(Terminal.quoted(identity.user)) is not in the group system:nodes",
          hint: "add O=system:nodes, or the Node authorizer refuses everything"
        )
      )
    } else if isInGroup, !isNodeUser, !identity.user.hasPrefix("system:nodes:") {
      problems.append(
        problem(
          "the user \(Terminal.quoted(identity.user)) is in system:nodes but is no node's name",
          hint: "write CN=system:node:NAME"
        )
      )
    }
    if isNodeUser, let name = identity.nodeName {
      do {
        _ = try NodeName(name)
      } catch let error as KTHWError {
        problems += error.problems
      } catch {}
    }
    return problems
  }

  private static func doubled(_ name: String, _ kind: String) -> Problem {
    let meant = Terminal.printable(String(name.dropFirst("system:".count)))
    return problem(
      "the \(kind) \(Terminal.quoted(name)) has \"system:\" twice",
      hint: "write \(meant)"
    )
  }

  /// Names that something is bound to.
  private static let knownUsers = [
    "kubernetes", "admin", "kube-apiserver", "kube-apiserver-kubelet-client",
    "kube-apiserver-etcd-client", "front-proxy-client", "system:kube-controller-manager",
    "system:kube-scheduler", "system:kube-proxy",
  ]
}
