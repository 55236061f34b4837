extension CertificateJudgement {
  /// Tells of subjects to which nothing is granted, and of files that hold
  /// somebody else.
  mutating func judgeIdentities() {
    for sighting in census.certificates {
      let certificate = sighting.certificate
      guard !certificate.isAuthority, certificate.worksForClients,
        !sighting.jobs.contains(.serviceAccount)
      else { continue }
      let problems = IdentityMisspelling.problems(in: certificate.subject)
      for problem in problems {
        add(.misspeltIdentity, sighting, problem.message, remedy: problem.hint)
      }
      guard problems.isEmpty else { continue }
      judgeName(of: sighting)
      if sighting.jobs.contains(.administrator), certificate.subject.organizations.isEmpty {
        let user = certificate.subject.commonName ?? ""
        add(
          .powerlessAdministrator,
          sighting,
          "is the user \(Terminal.quoted(user)) without a group"
        )
      }
    }
  }

  /// Tells of a file named like one component that holds another's identity.
  private mutating func judgeName(of sighting: CertificateSighting) {
    // Only Kubernetes' own users are surely somebody else.
    guard let user = sighting.certificate.subject.commonName, user.hasPrefix("system:") else {
      return
    }
    for place in sighting.places where place.isFirstCertificate {
      if place.field?.hasPrefix("clusters.") == true { continue }
      guard let wanted = CertificateJob(path: place.file.path)?.component, wanted.user != user
      else {
        continue
      }
      findings.add(
        .otherIdentity,
        at: place.place,
        "makes its holder \(Terminal.quoted(user)), and the file is \(wanted.name)'s"
      )
    }
  }

  /// Holds nodes' certificates against the nodes.
  mutating func judgeNodes() {
    judgeKubelets()
    judgeFilesOfNodes()
    for sighting in census.certificates where sighting.jobs.contains(.kubeletClient) {
      guard sighting.certificate.worksForClients else { continue }
      let machines = Set(sighting.places.compactMap { digests[$0.area].machine })
      // Kubeconfigs of machines are judged as such.
      let nodes =
        machines.count > 1 ? (sighting.isInFile ? machines : []) : kubeconfigNames(of: sighting)
      guard nodes.count > 1 else { continue }
      let some = nodes.sorted().prefix(4).map(Terminal.printable).joined(separator: ", ")
      add(.sharedNodeCertificate, sighting, "is that of \(nodes.count) nodes: \(some)")
    }
  }

  /// The nodes whose kubeconfigs hold a certificate, as their names say.
  private func kubeconfigNames(of sighting: CertificateSighting) -> Set<String> {
    let names = sighting.places.filter { $0.field != nil && digests[$0.area].machine == nil }
      .map { CertificateJob.base(of: $0.file.name) }
    return Set(names).subtracting(CertificateJudgement.generalNames)
  }

  /// Names of files that say nothing of a node.
  private static let generalNames: Set<String> = [
    "kubeconfig", "kubelet", "bootstrap-kubeconfig", "bootstrap", "node", "worker", "config",
  ]

  /// What kubelets register as, by their flags or by their machines.
  private mutating func judgeKubelets() {
    let isTree = digests.contains { $0.kind == .operatorSide }
    let clients = self.clientsByArea
    for (area, digest) in digests.enumerated() where digest.uses.kubelets.count == 1 {
      let kubelet = digest.uses.kubelets[0]
      guard let name = (kubelet.name ?? (isTree ? digest.machine : nil))?.lowercased() else {
        continue
      }
      // Kubeconfigs have rules of their own.
      guard kubelet.kubeconfig == nil, digest.machine != nil else { continue }
      for (sighting, place) in clients[area] ?? [] {
        guard let node = sighting.certificate.node, node != name else { continue }
        findings.add(
          .otherNode,
          at: place.place,
          "is for the node \(Terminal.quoted(node)), and the kubelet registers as "
            + Terminal.quoted(name),
          related: [kubelet.place]
        )
      }
    }
  }

  /// Where nodes' client certificates lie, by area: of those in kubeconfigs
  /// others tell.
  private var clientsByArea: [Int: [(CertificateSighting, CredentialPlace)]] {
    var found: [Int: [(CertificateSighting, CredentialPlace)]] = [:]
    for sighting in census.certificates {
      guard sighting.certificate.node != nil, sighting.certificate.worksForClients else { continue }
      for place in sighting.places where place.field == nil {
        found[place.area, default: []].append((sighting, place))
      }
    }
    return found
  }

  /// Files that are named like one node and hold another's certificate.
  private mutating func judgeFilesOfNodes() {
    let nodes = Set(census.certificates.compactMap(\.certificate.node))
      .union(digests.compactMap(\.machine))
    for sighting in census.certificates {
      guard let node = sighting.certificate.node, sighting.certificate.worksForClients else {
        continue
      }
      for place in sighting.places
      where place.isFirstCertificate && digests[place.area].machine == nil {
        var base = CertificateJob.base(of: place.file.name)
        if let suffix = CertificateJob.suffixes.first(where: { base.hasSuffix($0.0) }) {
          base = String(base.dropLast(suffix.0.count))
        }
        // Anything may be a file's name: a node's it is for certain where a
        // node has it, or where it looks like a host's full name.
        guard base != node, nodes.contains(base) || base.split(separator: ".").count > 2,
          (try? NodeName(base)) != nil
        else { continue }
        findings.add(
          .otherNode,
          at: place.place,
          "is for the node \(Terminal.quoted(node)), and the file is named like "
            + Terminal.quoted(base)
        )
      }
    }
  }
}
