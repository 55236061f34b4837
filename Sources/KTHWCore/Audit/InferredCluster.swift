/// The description of a cluster, inferred from its files.
public struct InferredCluster: Sendable {
  /// The description as text for `kthwctl generate`, each line with where it
  /// comes from.
  public let text: String
  /// What was not seen and had to be assumed, or is missing.
  public let doubts: [Problem]

  /// Infers a description.
  ///
  /// - Parameters:
  ///   - areas: the files.
  ///   - kubernetesVersion: the release, which few files tell; nil assumes the
  ///     newest.
  /// - Throws: ``KTHWError`` where memory runs out.
  public init(_ areas: [AuditedArea], kubernetesVersion: KubernetesVersion? = nil) throws {
    let evidence = ClusterEvidence(areas)
    var writer = DescriptionWriter()
    let hosts = HostInference(evidence)
    let network = NetworkInference(evidence)
    writer.begin()
    writer.name(evidence)
    writer.version(kubernetesVersion)
    writer.endpoint(evidence, hosts)
    try writer.hosts(hosts)
    writer.network(network)
    writer.pki(evidence)
    text = writer.text
    doubts = writer.doubts
  }
}

/// Writes a description, and keeps what is doubtful about it.
private struct DescriptionWriter {
  private(set) var text = ""
  private(set) var doubts: [Problem] = []

  private mutating func line(_ indent: Int, _ content: String, from source: String?) {
    text += String(repeating: " ", count: indent) + content
    // A comment ends with its line, whatever a file is called.
    text += source.map { "  # \(Terminal.printable($0))" } ?? ""
    text += "\n"
  }

  private mutating func assume(_ what: String, _ hint: String) {
    doubts.append(Problem(.missingField, what, hint: hint))
  }

  /// A string as YAML writes it.
  private func scalar(_ string: String) -> String {
    let written = (try? YAMLWriter.text(.string(string))) ?? "\"\""
    return written.hasSuffix("\n") ? String(written.dropLast()) : written
  }

  mutating func begin() {
    text += """
      # Inferred from files by kthwctl adopt. Each line says where it comes from; look at all of them,
      # above all at what is assumed.

      apiVersion: kthwctl/v1alpha1
      kind: Cluster

      """
  }

  mutating func name(_ evidence: ClusterEvidence) {
    let names = evidence.clusterNames.filter { name in
      name.value.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-.".utf8.contains(byte)
      }
    }
    line(0, "metadata:", from: nil)
    if let name = names.mostFrequent({ $0.value }) {
      line(2, "name: \(scalar(name.value))", from: name.source)
    } else {
      line(2, "name: kubernetes-the-hard-way", from: "assumed")
    }
    line(0, "spec:", from: nil)
  }

  mutating func version(_ version: KubernetesVersion?) {
    line(
      2,
      "kubernetesVersion: \"\(version ?? .newest)\"",
      from: version == nil ? "assumed" : "given"
    )
    guard version == nil else { return }
    assume(
      "no file tells the release of Kubernetes, so the newest is assumed",
      "say --kubernetes-version"
    )
  }

  mutating func endpoint(_ evidence: ClusterEvidence, _ hosts: HostInference) {
    guard let endpoint = hosts.endpoint else {
      // A lone API server is what clients dial; of several nobody knows.
      guard hosts.hosts.count(where: { $0.roles.contains(.controlPlane) }) != 1 else { return }
      return assume(
        "no kubeconfig tells what clients dial",
        "write spec.endpoint, such as https://192.168.26.10:6443"
      )
    }
    line(2, "endpoint: \(endpoint.value)", from: endpoint.source)
  }

  mutating func hosts(_ inferred: HostInference) throws {
    guard !inferred.hosts.isEmpty else {
      line(2, "hosts: []", from: "no file tells of a machine")
      return assume("no file tells of a machine", "write spec.hosts")
    }
    line(2, "hosts:", from: nil)
    for host in inferred.hosts {
      let name = host.name ?? ""
      line(4, "- name: \(scalar(name))", from: host.source)
      if let address = host.addresses.first {
        line(6, "address: \(scalar(address.description))", from: nil)
      } else {
        line(6, "address: \"\"", from: "unknown")
        assume("no file tells the address of \(Terminal.quoted(name))", "write its address")
      }
      if !host.hostnames.isEmpty {
        line(6, "hostnames: [\(host.hostnames.map(scalar).joined(separator: ", "))]", from: nil)
      }
      if host.addresses.count > 1 {
        let others = host.addresses.dropFirst().map { scalar($0.description) }
        line(6, "addresses: [\(others.joined(separator: ", "))]", from: nil)
      }
      let roles = HostRole.allCases.filter(host.roles.contains).map(\.rawValue)
      line(6, "roles: [\(roles.joined(separator: ", "))]", from: nil)
      if let block = host.podCIDR, host.roles.contains(.worker) {
        line(6, "podCIDR: \(scalar(block.description))", from: nil)
      }
    }
  }

  mutating func network(_ network: NetworkInference) {
    let lines = network.lines
    guard !lines.isEmpty else { return }
    line(2, "network:", from: nil)
    for entry in lines { line(4, "\(entry.field): \(scalar(entry.text))", from: entry.source) }
    if let port = network.apiServerPort {
      line(4, "apiServerPort: \(port.value)", from: port.source)
    }
    if let kind = network.balancer {
      line(2, "loadBalancer:", from: nil)
      line(4, "kind: \(kind.value.rawValue)", from: kind.source)
    }
  }

  mutating func pki(_ evidence: ClusterEvidence) {
    line(2, "pki:", from: nil)
    let subjects = Set(evidence.authorities.map(\.value.subjectDER))
    let isSingle = subjects.count < 2
    line(
      4,
      "hierarchy: \(isSingle ? "single" : "separate")",
      from: isSingle ? "one authority" : "\(subjects.count) authorities"
    )
    if let key = evidence.leaves.compactMap({ leaf in
      leaf.value.publicKey.specification.map {
        ClusterEvidence.Seen(value: $0, source: leaf.source)
      }
    }).mostFrequent({ $0.value }), key.value != .ed25519 {
      line(
        4,
        "key: {algo: \(key.value.algorithm), size: \(key.value.bits)}",
        from: "most keys"
      )
    }
    subject(evidence)
    if !evidence.kubeadmPaths.isEmpty { line(2, "layout: kubeadm", from: evidence.kubeadmPaths[0]) }
    line(2, "encryption:", from: nil)
    if let provider = evidence.encryption.first {
      let name = provider.value == "identity" ? "none" : provider.value
      line(4, "provider: \(scalar(name))", from: provider.source)
    } else {
      line(4, "provider: none", from: "no encryption configuration was found")
      assume(
        "no encryption configuration was found, so Secrets are taken to be stored in plain text",
        "secretbox encrypts them from now on"
      )
    }
  }

  /// What stands in most subjects beside names and groups.
  private mutating func subject(_ evidence: ClusterEvidence) {
    let all = evidence.leaves.map(\.value.subject)
    let fields: [(String, OID)] = [
      ("C", .country), ("ST", .province), ("L", .locality), ("OU", .organizationalUnit),
    ]
    let entries = fields.compactMap { name, type -> String? in
      let values = all.compactMap { $0.values(of: type).first }
      guard values.count * 2 > all.count, let value = values.mostFrequent({ $0 }) else {
        return nil
      }
      return "\(name): \(scalar(value))"
    }
    if !entries.isEmpty {
      line(4, "subject: {\(entries.joined(separator: ", "))}", from: "most certificates")
    }
  }
}

extension Sequence {
  /// The first of the elements whose key occurs most often.
  func mostFrequent<Key: Hashable>(_ key: (Element) -> Key) -> Element? {
    var counts: [Key: Int] = [:]
    for element in self { counts[key(element), default: 0] += 1 }
    var best: (element: Element, count: Int)?
    for element in self {
      let count = counts[key(element)] ?? 0
      if count > (best?.count ?? 0) { best = (element, count) }
    }
    return best?.element
  }
}
