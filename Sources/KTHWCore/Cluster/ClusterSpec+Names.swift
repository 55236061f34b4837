extension ClusterSpec {
  /// Every name and address by which anybody may reach an API server:
  /// those of the service in the cluster, of the machine itself, of every
  /// control-plane machine and load balancer, and what clients dial.
  var apiServerNames: [SubjectAlternativeName] {
    let service = ["kubernetes", "kubernetes.default", "kubernetes.default.svc"]
    let fixed =
      (service + ["kubernetes.default.svc.\(network.clusterDomain)", "localhost"])
      .map(SubjectAlternativeName.dns)
    let own = ["127.0.0.1", "::1"].map(SubjectAlternativeName.init(host:))
    let machines = hosts.having(.controlPlane) + hosts.having(.loadBalancer)
    return fixed + own + [network.apiServerServiceAddress].compactMap { $0.map { .ip($0) } }
      + machines.flatMap(\.alternativeNames) + [SubjectAlternativeName(host: endpoint.host)]
  }

  /// Every name and address of a member of etcd.
  var memberNames: [SubjectAlternativeName] {
    hosts.having(.etcd).flatMap(\.alternativeNames)
  }

  /// The subject that carries an identity in this cluster.
  func subject(of identity: RBACIdentity) -> DistinguishedName {
    identity.subject(in: DistinguishedName(attributes: pki.subject))
  }
}

extension SubjectAlternativeName {
  /// An address or, where the text is none, a DNS name; a specification has
  /// no other hosts.
  init(host: String) {
    self = IPAddress(strict: host).map { .ip($0) } ?? .dns(host)
  }

  /// The same for names that clients take for the same (RFC 4343).
  fileprivate var compared: SubjectAlternativeName {
    guard case .dns(let name) = self, name.utf8.contains(where: { (0x41...0x5A).contains($0) })
    else { return self }
    return .dns(name.lowercased())
  }
}

extension [SubjectAlternativeName] {
  /// The first of those that say the same, in order.
  var withoutRepetition: [SubjectAlternativeName] {
    // Of a machine's own few names a list is made sooner than a set.
    guard count > 8 else {
      var seen: [SubjectAlternativeName] = []
      return filter { name in
        let name = name.compared
        guard !seen.contains(name) else { return false }
        seen.append(name)
        return true
      }
    }
    var seen: Set<SubjectAlternativeName> = []
    return filter { seen.insert($0.compared).inserted }
  }
}
