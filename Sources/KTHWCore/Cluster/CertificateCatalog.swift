/// Every key and certificate of a cluster, as a list to be read.
///
/// Which there are depends on ``PKISettings/Hierarchy-swift.enum``; what they
/// say is `spec`'s. Authorities come first, then what the whole cluster
/// shares; what belongs to one machine is listed machine by machine.
public struct CertificateCatalog: Sendable {
  /// The cluster.
  public let spec: ClusterSpec

  /// Creates the catalogue of a cluster.
  public init(_ spec: ClusterSpec) {
    self.spec = spec
  }

  /// What the whole cluster shares, authorities first, so that nobody is
  /// listed before whoever signs for it.
  public var shared: [Credential] {
    let rows = isSingle ? CertificateCatalog.single : CertificateCatalog.separate
    return rows.map { $0.credential(in: spec) }
  }

  /// What one machine alone has: nothing for one that only hands clients on.
  public func credentials(of host: ClusterHost) -> [Credential] {
    let rows = (isSingle ? [] : CertificateCatalog.members) + kubeletRows
    return rows.filter { host.has($0.role) }.map { $0.credential(of: host, in: spec) }
  }

  /// What kubelets do not ask the cluster for themselves.
  private var kubeletRows: [NodeRow] {
    let pki = spec.pki
    switch (pki.nodeCredentials, pki.nodeServing) {
    case (.certificates, .certificates):
      return isSingle ? [CertificateCatalog.kubeletForAll] : CertificateCatalog.kubelet
    case (.certificates, .bootstrap): return [CertificateCatalog.kubelet[0]]
    case (.bootstrap, .certificates): return [CertificateCatalog.kubelet[1]]
    case (.bootstrap, .bootstrap): return []
    }
  }

  private var isSingle: Bool { spec.pki.hierarchy == .single }
}

// MARK: - The lists

extension CertificateCatalog {
  /// The tutorials' one authority, and one certificate for all that API
  /// servers and etcd do.
  private static let single: [CatalogRow] = [
    CatalogRow("ca"),
    CatalogRow("admin"),
    // Clients know the API server by this name, etcd and kubelets know it by
    // this user; the row of the table is for servers alone.
    CatalogRow("kubernetes", of: "kube-apiserver", purpose: .peer, names: .apiServersAndMembers),
    CatalogRow("kube-controller-manager"),
    CatalogRow("kube-scheduler"),
    CatalogRow("kube-proxy"),
    CatalogRow("service-account"),
  ]

  private static let kubeletForAll = NodeRow(.worker, "kubelet", purpose: .peer)

  /// An authority for each of those who must not trust each other's clients.
  private static let separate: [CatalogRow] = [
    CatalogRow("ca"),
    CatalogRow("etcd-ca"),
    CatalogRow("front-proxy-ca"),
    CatalogRow("admin", groups: [RBACIdentity.administratorsGroup]),
    // The binding of the administrators needs somebody who may create it.
    CatalogRow("break-glass", lifetime: .days(30)),
    CatalogRow("kube-apiserver", names: .apiServers),
    CatalogRow("kube-apiserver-kubelet-client"),
    CatalogRow("kube-apiserver-etcd-client"),
    CatalogRow("front-proxy-client"),
    CatalogRow("kube-controller-manager"),
    CatalogRow("kube-scheduler"),
    CatalogRow("kube-proxy"),
    CatalogRow("service-account"),
    CatalogRow("etcd-client"),
  ]

  private static let members = [NodeRow(.etcd, "etcd"), NodeRow(.etcd, "etcd-peer")]

  /// As a client, then as a server.
  private static let kubelet = [NodeRow(.worker, "kubelet"), NodeRow(.worker, "kubelet-serving")]
}

// MARK: - Rows

/// A credential that the whole cluster shares.
private struct CatalogRow {
  /// Which names it is valid for.
  enum Names {
    case none
    case apiServers
    case apiServersAndMembers
  }

  let name: String
  let component: String
  let groups: [String]?
  let purpose: CertificatePurpose?
  let names: Names
  /// The longest that it lasts; what the cluster says where that is shorter.
  let lifetime: GoDuration?

  /// What differs from the row of the components' table.
  init(
    _ name: String,
    of component: String? = nil,
    groups: [String]? = nil,
    purpose: CertificatePurpose? = nil,
    names: Names = .none,
    lifetime: GoDuration? = nil
  ) {
    self.name = name
    self.component = component ?? name
    self.groups = groups
    self.purpose = purpose
    self.names = names
    self.lifetime = lifetime
  }

  func credential(in spec: ClusterSpec) -> Credential {
    let row = ComponentIdentity.known(component)
    // A certificate that goes by another name stands for another user.
    let user = name == component ? row.user : name
    let identity = RBACIdentity(user: user, groups: groups ?? row.groups)
    let longest = spec.pki.leafLifetime
    return Credential(
      name: name,
      kind: row.kind(purpose, in: spec),
      subject: row.purpose == nil ? DistinguishedName() : spec.subject(of: identity),
      names: alternativeNames(in: spec),
      lifetime: row.purpose == .authority
        ? spec.pki.authorityLifetime : lifetime.map { min($0, longest) } ?? longest
    )
  }

  private func alternativeNames(in spec: ClusterSpec) -> [SubjectAlternativeName] {
    switch names {
    case .none: []
    case .apiServers: spec.apiServerNames.withoutRepetition
    case .apiServersAndMembers: (spec.apiServerNames + spec.memberNames).withoutRepetition
    }
  }
}

/// A credential that each machine with a role has for itself.
///
/// An object: every thread passes the rows around for every machine, and
/// copies would have all of them count references to the same texts.
private final class NodeRow: Sendable {
  let role: HostRole
  let component: String
  let purpose: CertificatePurpose
  /// What the components' table says, looked up once for all machines.
  private let row: ComponentIdentity
  private let standardNames: [SubjectAlternativeName]

  init(_ role: HostRole, _ component: String, purpose: CertificatePurpose? = nil) {
    self.role = role
    self.component = component
    row = ComponentIdentity.known(component)
    self.purpose = purpose ?? row.purpose ?? .client
    standardNames = row.standardNames.map(SubjectAlternativeName.init(host:))
  }

  func credential(of host: ClusterHost, in spec: ClusterSpec) -> Credential {
    Credential(
      name: "\(host.name)-\(component)",
      kind: row.kind(purpose, in: spec),
      subject: spec.subject(of: row.identity(onNode: host.name)),
      // A client with names could not have its certificate rotated: requests
      // of kubelets for client certificates must not have any.
      names: purpose.needsHostNames
        ? (host.alternativeNames + standardNames).withoutRepetition : [],
      lifetime: spec.pki.leafLifetime,
      host: host.name.text
    )
  }
}

extension ComponentIdentity {
  /// A row of the table that this library itself names.
  fileprivate static func known(_ name: String) -> ComponentIdentity {
    guard let row = named(name) else { preconditionFailure("there is no component \(name)") }
    return row
  }

  fileprivate func kind(_ wanted: CertificatePurpose?, in spec: ClusterSpec) -> Credential.Kind {
    guard let purpose = wanted ?? purpose else { return .keyPair }
    guard purpose != .authority else { return .authority }
    let signer =
      switch spec.pki.hierarchy == .single ? .kubernetes : authority ?? .kubernetes {
      case .kubernetes: "ca"
      case .etcd: "etcd-ca"
      case .frontProxy: "front-proxy-ca"
      }
    return .certificate(purpose, authority: signer)
  }
}
