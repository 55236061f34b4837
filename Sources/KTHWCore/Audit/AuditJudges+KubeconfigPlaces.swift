extension AuditJudges {
  /// Tells of a server that a kubeconfig leads to in vain.
  static func judgeServer(
    _ server: String,
    of cluster: String,
    _ credential: ShownCredential,
    in file: AuditedFile,
    _ surroundings: Surroundings,
    _ terms: AuditTerms,
    _ findings: inout AuditFindings
  ) {
    guard let endpoint = try? ServerEndpoint(server) else { return }
    let place = file.place(of: "clusters.\(cluster).server")
    let host = Terminal.quoted(endpoint.host)
    guard !endpoint.isLoopback else {
      // A cluster of one machine may well be meant so.
      guard terms.spec?.endpoint.isLoopback != true else { return }
      if case .machine = surroundings.kind {
        guard !surroundings.answersItself else { return }
        findings.add(.loopbackWithoutServer, at: place, "dials \(host), where nothing listens")
      } else if let identity = credential.identity, identity.isAdministrator {
        findings.add(
          .administratorAtLoopback,
          at: place,
          "\(Terminal.quoted(identity.user)) dials \(host), which is whatever machine it lies on"
        )
      }
      return
    }
    guard let spec = terms.spec, endpoint.host != spec.endpoint.host else { return }
    let isKnown = spec.hosts.having(.controlPlane).contains { machine in
      machine.alternativeNames.contains { name in
        switch name {
        case .dns(let text): text.lowercased() == endpoint.host.lowercased()
        case .ip(let address): address == endpoint.address
        default: false
        }
      }
    }
    guard !isKnown else { return }
    findings.add(
      .foreignServer,
      at: place,
      "dials \(host), which is neither the endpoint nor an API server of \(spec.name)",
      remedy: "write \(spec.endpoint)"
    )
  }

  /// Tells of machines that have the credential of another node.
  static let judgeForeignKubeconfigs: OfCluster = { digests, _, findings in
    let machines = Set(digests.compactMap(\.machine))
    var holders: [String: Place] = [:]
    for digest in digests {
      guard let machine = digest.machine else { continue }
      for file in digest.files {
        guard case .kubeconfig(let kubeconfig) = file.content,
          let node = kubeconfig.users.lazy.compactMap(\.value.embeddedIdentity?.nodeName).first
        else { continue }
        if node != machine, machines.contains(node) {
          findings.add(
            .foreignNode,
            at: file.place(),
            "is of the node \(Terminal.quoted(node)), and lies on \(Terminal.quoted(machine))"
          )
        } else if let other = holders[node], other.file != file.path {
          findings.add(
            .sharedNodeCredential,
            at: file.place(),
            "is of the node \(Terminal.quoted(node)), which another machine has as well",
            related: [other]
          )
        } else {
          holders[node] = file.place()
        }
      }
    }
  }
}
