/// Which machines a cluster has, and what clients dial.
struct HostInference {
  /// The machines, each with a name.
  private(set) var hosts: [ClusterEvidence.Machine]
  /// What clients dial.
  let endpoint: ClusterEvidence.Seen<ServerEndpoint>?

  init(_ evidence: ClusterEvidence) {
    hosts = evidence.machines
    endpoint = evidence.servers.mostFrequent { $0.value }
    let network = NetworkInference(evidence)
    let certificate = evidence.serving.first
    let candidates = certificate.map { HostInference.candidates($0, network, endpoint) } ?? []
    if !hosts.contains(where: { $0.roles.contains(.controlPlane) }) {
      addControlPlane(candidates, from: certificate?.source ?? "")
    }
    if !hosts.contains(where: { $0.roles.contains(.etcd) }) {
      for index in hosts.indices where hosts[index].roles.contains(.controlPlane) {
        hosts[index].roles.insert(.etcd)
      }
    }
    nameTheOthers(candidates)
    addLoadBalancer(candidates)
    hosts = hosts.filter { !$0.roles.isEmpty }.inReadingOrder
  }

  /// An address of the API server's certificate, and the name beside it.
  private struct Candidate {
    let name: String?
    let address: IPAddress

    /// Whether the name is one that people give to load balancers.
    var isNamedForBalancing: Bool {
      let name = (name ?? "").lowercased()
      let words = name.split { !$0.isLetter }
      return ["haproxy", "balancer"].contains(where: name.contains)
        || words.contains { ["lb", "apilb", "vip", "nginx"].contains($0) }
    }
  }

  /// What may be machines among the names of an API server's certificate.
  private static func candidates(
    _ certificate: ClusterEvidence.Seen<CertificateFacts>,
    _ network: NetworkInference,
    _ endpoint: ClusterEvidence.Seen<ServerEndpoint>?
  ) -> [Candidate] {
    let names = certificate.value.subjectAlternativeNames
    let addresses = names.compactMap(\.address).filter { $0 != network.serviceAddress }
    let hosts = names.compactMap { name -> String? in
      guard case .dns(let text) = name, text != "localhost", !text.hasPrefix("kubernetes"),
        !text.hasPrefix("*")
      else { return nil }
      return text
    }
    let isPaired = hosts.count == addresses.count
    return addresses.enumerated().map { index, address in
      Candidate(name: isPaired ? hosts[index] : nil, address: address)
    }
  }

  private mutating func addControlPlane(_ candidates: [Candidate], from source: String) {
    let dialled = endpoint.flatMap { IPAddress(strict: $0.value.host) }
    // The one that clients dial is a load balancer, unless it is all there is.
    let servers = candidates.filter { candidates.count == 1 || $0.address != dialled }
    for candidate in servers {
      let isBalancer = servers.count > 1 && candidate.isNamedForBalancing
      let role = isBalancer ? HostRole.loadBalancer : .controlPlane
      if let index = index(of: candidate.address) {
        hosts[index].roles.insert(role)
      } else {
        var machine = ClusterEvidence.Machine(source: source)
        machine.name = candidate.name
        machine.addresses = [candidate.address]
        machine.roles = [role]
        hosts.append(machine)
      }
    }
  }

  private mutating func nameTheOthers(_ candidates: [Candidate]) {
    var taken = Set(hosts.compactMap(\.name))
    var number = 0
    for index in hosts.indices where hosts[index].name == nil {
      let known = candidates.first { hosts[index].addresses.contains($0.address) }?.name
      if let known, taken.insert(known).inserted {
        hosts[index].name = known
        continue
      }
      let prefix = hosts[index].roles.contains(.controlPlane) ? "controller" : "host"
      repeat { number += 1 } while !taken.insert("\(prefix)-\(number)").inserted
      hosts[index].name = "\(prefix)-\(number)"
    }
  }

  private mutating func addLoadBalancer(_ candidates: [Candidate]) {
    guard let endpoint, let address = IPAddress(strict: endpoint.value.host) else { return }
    if let index = index(of: address) {
      // A balancer may be one of the machines with other work.
      if hosts[index].roles.isEmpty { hosts[index].roles = [.loadBalancer] }
      return
    }
    if let index = hosts.firstIndex(where: {
      $0.roles.contains(.loadBalancer) && $0.addresses.isEmpty
    }) {
      hosts[index].addresses = [address]
      return
    }
    var machine = ClusterEvidence.Machine(source: endpoint.source)
    let known = candidates.first { $0.address == address }?.name
    let taken = Set(hosts.compactMap(\.name))
    machine.name = known.flatMap { taken.contains($0) ? nil : $0 } ?? "load-balancer"
    machine.addresses = [address]
    machine.roles = [.loadBalancer]
    hosts.insert(machine, at: 0)
  }

  private func index(of address: IPAddress) -> Int? {
    hosts.firstIndex { $0.addresses.contains(address) }
  }
}

extension [ClusterEvidence.Machine] {
  /// What clients dial first, then what answers, then what works.
  fileprivate var inReadingOrder: [ClusterEvidence.Machine] {
    func rank(_ machine: ClusterEvidence.Machine) -> Int {
      machine.roles.contains(.loadBalancer)
        ? 0 : machine.roles.isDisjoint(with: [.controlPlane, .etcd]) ? 2 : 1
    }
    return (0...2).flatMap { wanted in filter { rank($0) == wanted } }
  }
}

/// Which addresses and names a cluster has.
struct NetworkInference {
  /// A field of the description.
  struct Line {
    let field: String
    let text: String
    let source: String
  }

  private let evidence: ClusterEvidence

  init(_ evidence: ClusterEvidence) { self.evidence = evidence }

  /// Where services have their addresses, as programs are told, or as the API
  /// server's certificate lets guess.
  private var serviceCIDR: ClusterEvidence.Seen<CIDRBlock>? {
    if let told = evidence.serviceCIDRs.first { return told }
    guard let serving = evidence.serving.first else { return nil }
    // The first address of a block of /24, which is no machine's.
    let known = Set(evidence.machines.flatMap(\.addresses))
    let first = serving.value.subjectAlternativeNames.compactMap(\.address).first { address in
      address.isIPv4 && address.octets.last == 1 && !known.contains(address)
    }
    guard let first, let block = try? CIDRBlock("\(first)/24".networkOfHost) else { return nil }
    return ClusterEvidence.Seen(value: block, source: serving.source)
  }

  /// The API servers' own address among services.
  var serviceAddress: IPAddress? { serviceCIDR?.value.address(at: 1) }

  /// The port at which API servers listen, where it is not the usual one.
  var apiServerPort: ClusterEvidence.Seen<Int>? {
    evidence.apiServerPorts.first { $0.value != ClusterNetwork.standard.apiServerPort }
  }

  /// The program that hands clients on.
  var balancer: ClusterEvidence.Seen<LoadBalancer.Kind>? { evidence.balancers.first }

  /// What is known, in the order of the description's fields.
  var lines: [Line] {
    var lines: [Line] = []
    if let pods = evidence.podCIDRs.first {
      lines.append(Line(field: "podCIDR", text: "\(pods.value)", source: pods.source))
    }
    if let services = serviceCIDR {
      lines.append(Line(field: "serviceCIDR", text: "\(services.value)", source: services.source))
    }
    if let domain = domain {
      lines.append(Line(field: "clusterDomain", text: domain.value, source: domain.source))
    }
    if let resolver = evidence.resolvers.first {
      lines.append(Line(field: "clusterDNS", text: "\(resolver.value)", source: resolver.source))
    }
    return lines
  }

  private var domain: ClusterEvidence.Seen<String>? {
    if let told = evidence.domains.first { return told }
    let prefix = "kubernetes.default.svc."
    for serving in evidence.serving {
      for case .dns(let name) in serving.value.subjectAlternativeNames where name.hasPrefix(prefix)
      {
        return ClusterEvidence.Seen(
          value: String(name.dropFirst(prefix.count)),
          source: serving.source
        )
      }
    }
    return nil
  }
}

extension String {
  /// `10.32.0.0/24` for `10.32.0.1/24`.
  fileprivate var networkOfHost: String {
    let parts = split(separator: "/")
    let numbers = parts[0].split(separator: ".")
    return numbers.dropLast().joined(separator: ".") + ".0/" + parts[1]
  }
}
