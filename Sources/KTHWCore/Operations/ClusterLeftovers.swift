/// Tells which files of an old tree are the plan's, which were one's of ours
/// and are no longer, and which are somebody else's.
///
/// Files of ours are known by their names: a machine's own part below `hosts`
/// by the paths that any plan gives to any machine, everything else by the
/// names of credentials. Whatever does not fit stays, whoever put it there.
final class ClusterLeftovers {
  /// Whose a file is.
  enum Owner: Hashable {
    /// The plan has it, or nobody of us ever had.
    case stays
    /// A plan had it once. The text is what is told of it.
    case leftOver(String, isRemovable: Bool)
  }

  private let plan: ClusterPlan
  private let index: HostIndex
  private let old: TreeReader
  private let sharedPaths: Set<String>
  /// Machines that are gone, as far as they were looked for.
  private var gone: [String: Bool] = [:]
  /// The machine looked at last, and its paths: a listing is in order.
  private var current: (name: String, paths: Set<String>) = ("", [])

  init(_ plan: ClusterPlan, _ index: HostIndex, old: TreeReader) {
    self.plan = plan
    self.index = index
    self.old = old
    sharedPaths = Set(plan.shared.map(\.path))
  }

  /// Whose a file of the old tree is.
  ///
  /// - Throws: ``KTHWError`` where the old tree cannot be read.
  func owner(of path: String) throws -> Owner {
    guard !sharedPaths.contains(path), let slash = path.firstIndex(of: "/") else { return .stays }
    let rest = path[path.index(after: slash)...]
    switch path[..<slash] {
    case "pki": return try credentialOwner(path, String(rest))
    case "kubeconfigs": return try kubeconfigOwner(path, String(rest))
    case "manifests":
      if let name = ClusterLeftovers.tokenOwner(rest) { return try owner(path, of: name) }
      let isOurs = RenderedFile.allCases.contains { $0.isClusterWide && $0.rawValue == rest }
      return isOurs ? .leftOver(path, isRemovable: true) : .stays
    case "hosts": return try overlayOwner(path, rest)
    default: return .stays
    }
  }

  private func credentialOwner(_ path: String, _ file: String) throws -> Owner {
    let endings = ["-key.pem", ".pem", ".csr", ".pub"]
    guard let ending = endings.first(where: { file.hasSuffix($0) }) else {
      // Keys of what is stored: never to be lost.
      return path == ClusterPlan.encryptionPath ? .leftOver(path, isRemovable: false) : .stays
    }
    let name = String(file.dropLast(ending.count))
    if ClusterLeftovers.sharedNames.contains(name) {
      // An authority's key may be needed long after its cluster changed.
      return .leftOver(path, isRemovable: false)
    }
    let kinds = ["-kubelet-serving", "-etcd-peer", "-kubelet", "-etcd"]
    guard ending != ".pub", let kind = kinds.first(where: { name.hasSuffix($0) }) else {
      return .stays
    }
    return try owner(path, of: name.dropLast(kind.count))
  }

  private func kubeconfigOwner(_ path: String, _ file: String) throws -> Owner {
    guard file.hasSuffix(".kubeconfig") else { return .stays }
    let name = file.dropLast(".kubeconfig".count)
    if ClusterLeftovers.sharedNames.contains(String(name)) {
      return .leftOver(path, isRemovable: false)
    }
    return try owner(path, of: name.hasSuffix("_kubelet") ? name.dropLast(8) : name)
  }

  /// The machine that a file below `manifests` is named for.
  private static func tokenOwner(_ rest: Substring) -> Substring? {
    let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, "manifests/\(parts[0])" == ClusterPlan.tokenDirectory,
      parts[1].hasSuffix(".yaml")
    else { return nil }
    return parts[1].dropLast(".yaml".count)
  }

  /// Whose a file is that is named for a machine.
  private func owner(_ path: String, of host: Substring) throws -> Owner {
    let name = String(host)
    if index[name] != nil {
      return paths(of: name).contains(path) ? .stays : .leftOver(path, isRemovable: true)
    }
    return try isGone(name) ? .leftOver(path, isRemovable: true) : .stays
  }

  private func overlayOwner(_ path: String, _ rest: Substring) throws -> Owner {
    guard let slash = rest.firstIndex(of: "/") else { return .stays }
    let name = String(rest[..<slash])
    guard ClusterLeftovers.overlayPaths.contains(String(rest[slash...])) else { return .stays }
    if index[name] != nil {
      return paths(of: name).contains(path) ? .stays : .leftOver(path, isRemovable: true)
    }
    return try isGone(name) ? .leftOver("hosts/\(name)", isRemovable: true) : .stays
  }

  private func paths(of name: String) -> Set<String> {
    if current.name != name {
      let artifacts = index[name].map { plan.artifacts(for: $0) } ?? []
      current = (name, Set(artifacts.map(\.path)))
    }
    return current.paths
  }

  /// Whether there was a machine of a name that the cluster does not have.
  func isGone(_ name: String) throws -> Bool {
    if let known = gone[name] { return known }
    guard index[name] == nil, (try? NodeName(name)) != nil else { return false }
    // Every machine has this file.
    let mark = "hosts/\(name)" + RenderedFile.hostEntriesScript.path(in: plan.spec.layout)
    let isGone = try old.entries(in: TreePath.split(mark).directory).contains { $0.path == mark }
    gone[name] = isGone
    return isGone
  }
}

// MARK: - What any plan has

extension ClusterLeftovers {
  /// The names of credentials that all share, in one hierarchy or the other.
  private static let sharedNames: Set<String> = [
    "ca", "etcd-ca", "front-proxy-ca", "admin", "break-glass", "kube-apiserver",
    "kube-apiserver-kubelet-client", "kube-apiserver-etcd-client", "front-proxy-client",
    "kube-controller-manager", "kube-scheduler", "kube-proxy", "service-account", "etcd-client",
    "kubernetes",
  ]

  /// The paths that any machine gets, in any layout and hierarchy.
  static let overlayPaths: Set<String> = {
    var paths: Set = [ResolverLink.path]
    for layout in HostLayout.allCases {
      for hierarchy in PKISettings.Hierarchy.allCases {
        paths.formUnion(HostFile.allCases.map { layout.path(of: $0, in: hierarchy) })
      }
      for file in RenderedFile.allCases where !file.isClusterWide {
        paths.insert(file.path(in: layout))
        if file.isUnit { paths.insert(file.enablingLink) }
      }
    }
    return paths
  }()
}
