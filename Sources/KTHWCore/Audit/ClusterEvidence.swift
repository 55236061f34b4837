/// What files of a cluster tell about it, each with where it was seen.
///
/// Nothing is decided here: see ``InferredCluster``.
struct ClusterEvidence: Sendable {
  /// Something that was seen, and where.
  struct Seen<Value: Sendable>: Sendable {
    let value: Value
    /// The file that tells it.
    let source: String
  }

  /// What is known of a machine.
  struct Machine: Sendable {
    var name: String?
    var addresses: [IPAddress] = []
    var hostnames: [String] = []
    var roles: Set<HostRole> = []
    var podCIDR: CIDRBlock?
    /// The file that told of it first.
    let source: String
  }

  /// The machines in the order in which they were seen.
  private(set) var machines: [Machine] = []
  /// The certificates that API servers show, as it seems.
  private(set) var serving: [Seen<CertificateFacts>] = []
  /// The authorities.
  private(set) var authorities: [Seen<CertificateFacts>] = []
  /// All other certificates.
  private(set) var leaves: [Seen<CertificateFacts>] = []
  /// Which server kubeconfigs of machines and people dial.
  private(set) var servers: [Seen<ServerEndpoint>] = []
  private(set) var clusterNames: [Seen<String>] = []
  private(set) var serviceCIDRs: [Seen<CIDRBlock>] = []
  private(set) var podCIDRs: [Seen<CIDRBlock>] = []
  private(set) var domains: [Seen<String>] = []
  private(set) var resolvers: [Seen<IPAddress>] = []
  private(set) var apiServerPorts: [Seen<Int>] = []
  private(set) var balancers: [Seen<LoadBalancer.Kind>] = []
  private(set) var encryption: [Seen<String>] = []
  /// Paths in kubeadm's layout.
  private(set) var kubeadmPaths: [String] = []

  /// Looks at everything.
  init(_ areas: [AuditedArea]) {
    for area in areas {
      for invocation in ComponentInvocation.all(in: area) { take(invocation, in: area) }
      for file in area.files { take(file, in: area) }
    }
  }
}

// MARK: - Machines

extension ClusterEvidence {
  /// Adds what is known of a machine to what was known.
  ///
  /// Machines are the same when they have the same name, or an address in
  /// common where one of them has no name.
  mutating func add(
    name: String? = nil,
    address: IPAddress? = nil,
    role: HostRole?,
    from source: String
  ) {
    let address = address.flatMap { $0.isLoopback || $0.isUnspecified ? nil : $0 }
    guard name != nil || address != nil else { return }
    let known = machines.firstIndex { machine in
      if let name, let other = machine.name { return name == other }
      return address.map { machine.addresses.contains($0) } ?? false
    }
    let index = known ?? machines.count
    if known == nil { machines.append(Machine(source: source)) }
    if let name { machines[index].name = name }
    if let address, !machines[index].addresses.contains(address) {
      machines[index].addresses.append(address)
    }
    if let role { machines[index].roles.insert(role) }
    // A name may tell that two without one were the same.
    if known != nil, let name, let address { merge(name, address) }
  }

  private mutating func merge(_ name: String, _ address: IPAddress) {
    let nameless = machines.indices.filter {
      machines[$0].name == nil && machines[$0].addresses.contains(address)
    }
    guard let index = machines.firstIndex(where: { $0.name == name }) else { return }
    for other in nameless { machines[index].roles.formUnion(machines[other].roles) }
    for other in nameless.reversed() { machines.remove(at: other) }
  }

  /// Keeps the other names of a machine.
  private mutating func note(_ names: [String], of machine: String) {
    guard let index = machines.firstIndex(where: { $0.name == machine }) else { return }
    for name in names where name != machine && !machines[index].hostnames.contains(name) {
      machines[index].hostnames.append(name)
    }
  }

  private mutating func note(_ block: CIDRBlock, forPodsOf name: String) {
    guard let index = machines.firstIndex(where: { $0.name == name }) else { return }
    machines[index].podCIDR = machines[index].podCIDR ?? block
  }
}

// MARK: - Programs

extension ClusterEvidence {
  private mutating func take(_ invocation: ComponentInvocation, in area: AuditedArea) {
    let source = invocation.file
    let machine = area.machine
    switch invocation.program {
    case .etcd:
      let own = invocation["initial-advertise-peer-urls"].flatMap(ClusterEvidence.host)
      add(name: machine ?? invocation["name"], address: own, role: .etcd, from: source)
      for member in (invocation["initial-cluster"] ?? "").split(separator: ",") {
        let parts = member.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { continue }
        let address = ClusterEvidence.host(of: parts[1])
        add(name: parts[0], address: address, role: .etcd, from: source)
      }
    case .kubeAPIServer:
      let address = invocation["advertise-address"].flatMap { IPAddress(strict: $0) }
      add(name: machine, address: address, role: .controlPlane, from: source)
      for url in (invocation["etcd-servers"] ?? "").split(separator: ",") {
        add(address: ClusterEvidence.host(of: String(url)), role: .etcd, from: source)
      }
      see(invocation["service-cluster-ip-range"], in: \.serviceCIDRs, source) { text in
        text.split(separator: ",").first.flatMap { try? CIDRBlock(String($0)) }
      }
      see(invocation["secure-port"], in: \.apiServerPorts, source) { Int($0) }
    case .kubeControllerManager:
      add(name: machine, role: .controlPlane, from: source)
      see(invocation["cluster-cidr"], in: \.podCIDRs, source) { try? CIDRBlock($0) }
      see(invocation["service-cluster-ip-range"], in: \.serviceCIDRs, source) {
        try? CIDRBlock($0)
      }
    case .kubeScheduler: add(name: machine, role: .controlPlane, from: source)
    case .kubelet:
      let address = invocation["node-ip"].flatMap { IPAddress(strict: $0) }
      let name = invocation["hostname-override"] ?? machine
      add(name: name, address: address, role: .worker, from: source)
    case .kubeProxy:
      add(name: invocation["hostname-override"] ?? machine, role: .worker, from: source)
    case .containerd: break
    }
  }

  private mutating func see<Value>(
    _ text: String?,
    in list: WritableKeyPath<ClusterEvidence, [Seen<Value>]>,
    _ source: String,
    _ read: (String) -> Value?
  ) {
    guard let text, let value = read(text) else { return }
    self[keyPath: list].append(Seen(value: value, source: source))
  }

  /// The address in a URL, where it is one.
  private static func host(of url: String) -> IPAddress? {
    let parts = url.split(separator: "://", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    let text = "https://" + parts[1]
    return (try? ServerEndpoint(text)).flatMap { IPAddress(strict: $0.host) }
  }
}

// MARK: - Files

extension ClusterEvidence {
  private mutating func take(_ file: AuditedFile, in area: AuditedArea) {
    switch file.content {
    case .objects(let objects):
      for certificate in objects.compactMap(\.certificate) { take(certificate, of: file, in: area) }
    case .kubeconfig(let kubeconfig): take(kubeconfig, of: file, in: area)
    case .encryption(let configuration):
      guard let provider = configuration.rules.first?.providers.first?.name else { return }
      encryption.append(Seen(value: provider, source: file.path))
    case .documents(let kind, let documents):
      for document in documents { take(document, kind, of: file, in: area) }
    case .text(let kind, let text): take(text, kind, of: file, in: area)
    case .unit, .script, .cluster, .unreadable, .unknown: break
    }
  }

  private mutating func take(
    _ certificate: CertificateFacts,
    of file: AuditedFile,
    in area: AuditedArea
  ) {
    if file.path.hasSuffix("/apiserver.crt") || file.path.hasSuffix("etcd/ca.crt") {
      kubeadmPaths.append(file.path)
    }
    let seen = Seen(value: certificate, source: file.path)
    guard !certificate.isAuthority else { return authorities.append(seen) }
    leaves.append(seen)
    let addresses = certificate.subjectAlternativeNames.compactMap(\.address)
    if let node = RBACIdentity(certificate.subject)?.nodeName {
      add(name: node, role: .worker, from: file.path)
      for address in addresses { add(name: node, address: address, role: nil, from: file.path) }
      note(certificate.subjectAlternativeNames.hostNames, of: node)
    } else if certificate.isForAPIServer {
      serving.append(seen)
    } else if certificate.isForEtcd {
      let name = area.machine ?? certificate.subjectAlternativeNames.hostNames.first
      for address in addresses {
        add(name: name, address: address, role: .etcd, from: file.path)
      }
    }
  }

  private mutating func take(
    _ kubeconfig: Kubeconfig,
    of file: AuditedFile,
    in area: AuditedArea
  ) {
    for (name, cluster) in kubeconfig.clusters {
      clusterNames.append(Seen(value: name, source: file.path))
      guard let server = try? ServerEndpoint(cluster.server) else { continue }
      guard IPAddress(strict: server.host)?.isLoopback != true, server.host != "localhost" else {
        continue
      }
      servers.append(Seen(value: server, source: file.path))
    }
    for (_, user) in kubeconfig.users where !user.clientCertificateData.isEmpty {
      let found = try? CertificateReader.certificates(pem: user.clientCertificateData, file: nil)
      if let certificate = found?.first { take(certificate, of: file, in: area) }
    }
  }

  private mutating func take(
    _ document: Node,
    _ kind: AuditedContent.DocumentKind,
    of file: AuditedFile,
    in area: AuditedArea
  ) {
    switch kind {
    case .kubelet:
      see(document["clusterDomain"]?.text, in: \.domains, file.path) { $0 }
      see(document["clusterDNS"]?.items?.first?.text, in: \.resolvers, file.path) {
        IPAddress(strict: $0)
      }
    case .kubeProxy:
      see(document["clusterCIDR"]?.text, in: \.podCIDRs, file.path) { try? CIDRBlock($0) }
    case .containerNetwork:
      guard let machine = area.machine, let block = document.podSubnet else { return }
      note(block, forPodsOf: machine)
    default: break
    }
  }

  private mutating func take(
    _ text: String,
    _ kind: AuditedContent.TextKind,
    of file: AuditedFile,
    in area: AuditedArea
  ) {
    let isBalancer =
      kind == .haproxy || kind == .nginx && text.contains("stream {") && text.contains("server ")
    guard isBalancer else { return }
    balancers.append(Seen(value: kind == .haproxy ? .haproxy : .nginx, source: file.path))
    if let machine = area.machine { add(name: machine, role: .loadBalancer, from: file.path) }
  }
}

// MARK: - What certificates are for

extension CertificateFacts {
  /// Whether it says of itself that it is an API server's.
  var isForAPIServer: Bool {
    subjectAlternativeNames.contains {
      $0 == .dns("kubernetes") || $0 == .dns("kubernetes.default")
    }
  }

  /// Whether it is one of etcd's own, by the name that it gives itself.
  var isForEtcd: Bool {
    let name = subject.commonName ?? ""
    return (name.hasPrefix("kube-etcd") || name.hasPrefix("etcd"))
      && extendedKeyUsages?.contains(.serverAuthentication) == true
  }
}

extension SubjectAlternativeName {
  /// The address, where it is one that other machines reach.
  var address: IPAddress? {
    guard case .ip(let address) = self, !address.isLoopback, !address.isUnspecified else {
      return nil
    }
    return address
  }
}

extension [SubjectAlternativeName] {
  /// The names of a machine.
  var hostNames: [String] {
    compactMap { name in
      guard case .dns(let text) = name, text != "localhost", !text.hasPrefix("*") else {
        return nil
      }
      return text
    }
  }
}

extension Node {
  /// Where a bridge gives pods their addresses from (CNI's host-local).
  fileprivate var podSubnet: CIDRBlock? {
    let plugins = self["plugins"]?.items ?? [self]
    for plugin in plugins {
      let ipam = plugin["ipam"]
      let range = ipam?["ranges"]?.items?.first?.items?.first?["subnet"] ?? ipam?["subnet"]
      if let text = range?.text, let block = try? CIDRBlock(text) { return block }
    }
    return nil
  }
}
