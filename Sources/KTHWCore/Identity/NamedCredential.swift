/// What a user named on the command line, resolved: whose credential it is,
/// what it is for, and what its files are called.
public struct NamedCredential: Hashable, Sendable {
  /// What its files are called.
  public let baseName: String
  /// Whose it is.
  public let identity: RBACIdentity
  /// The row of the table that it comes from.
  public let component: ComponentIdentity
  /// The node that it is for, where each node has its own.
  public let node: NodeName?

  /// Resolves a name.
  ///
  /// `kube-proxy` is a component of the table, `system:node:n1` is a node's
  /// kubelet, and `n1` is one with `component` being `kubelet`.
  /// - Parameters:
  ///   - name: a component's name or alias, or what `component` is called here.
  ///   - component: which component is meant, where the name does not say it.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/notFound`` for a name that
  ///   says nothing, with ``KTHWError/Code/usage`` for a component that each
  ///   node has one of, with ``KTHWError/Code/invalidName`` for what is no
  ///   node's name.
  public init(_ name: String, as component: String? = nil) throws {
    if let component {
      try self.init(name, row: ComponentIdentity.row(named: component))
    } else if name.hasPrefix(RBACIdentity.nodeUserPrefix) {
      try self.init(name, row: ComponentIdentity.row(named: "kubelet"))
    } else {
      try self.init(name, row: ComponentIdentity.row(named: name), isNamedByItself: true)
    }
  }

  private init(_ name: String, row: ComponentIdentity, isNamedByItself: Bool = false) throws {
    component = row
    guard row.isPerNode else {
      node = nil
      baseName = name
      identity = row.identity()
      return
    }
    guard !isNamedByItself else {
      throw KTHWError(
        .usage,
        "each node has a \(row.name) certificate of its own",
        hint: "name the node: NODE --as \(row.name)"
      )
    }
    let prefix = RBACIdentity.nodeUserPrefix
    let node = try NodeName(name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name)
    self.node = node
    baseName = node.text
    identity = row.identity(onNode: node)
  }
}
