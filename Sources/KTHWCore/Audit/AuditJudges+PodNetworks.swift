extension AuditJudges {
  /// Tells what a configuration of the pod network shows.
  static let judgePodNetwork: OfFile = { file, terms, findings in
    for network in PodNetworkFile.all(in: file) {
      judgeHeader(of: network.document, file, terms, &findings)
      for (field, node) in network.blocks {
        guard let text = node.text else { continue }
        do {
          let block = try CIDRBlock(text)
          guard let spec = terms.spec, !spec.network.podCIDR.contains(block.network) else {
            continue
          }
          findings.add(
            .podsOutside,
            at: file.place(node.mark, field: field),
            "\(block) is not part of the cluster's \(spec.network.podCIDR)"
          )
        } catch {
          // Host bits are passed over by the plugin.
          guard (error as? KTHWError)?.code == .syntax else { continue }
          findings.add(
            .networkAddress,
            at: file.place(node.mark, field: field),
            "\(Terminal.quoted(text)) is no block of addresses"
          )
        }
      }
      for (path, plugin) in network.plugins { judgeKeys(of: plugin, at: path, file, &findings) }
    }
  }

  private static func judgeHeader(
    of document: Node,
    _ file: AuditedFile,
    _ terms: AuditTerms,
    _ findings: inout AuditFindings
  ) {
    let version = document["cniVersion"]
    let place = file.place(version?.mark ?? document.mark, field: "cniVersion")
    let known = ["0.1.0", "0.2.0", "0.3.0", "0.3.1", "0.4.0", "1.0.0", "1.1.0"]
    if let text = version?.text, let level = known.firstIndex(of: text) {
      if let version = terms.kubernetesVersion {
        let release =
          terms.spec?.versions.containerd
          ?? ComponentVersions.recommended(for: version).containerd
        let newest =
          release < ReleaseNumber(1, 3)
          ? 3 : release < ReleaseNumber(1, 6) ? 4 : release < ReleaseNumber(2, 0) ? 5 : 6
        if level > newest {
          findings.add(
            .networkVersion,
            at: place,
            "containerd \(release) knows up to \(known[newest]), not \(text)"
          )
        }
      }
    } else {
      findings.add(
        .networkVersion,
        at: place,
        version?.text.map { "there is no version \(Terminal.quoted($0))" } ?? "no version is given"
      )
    }
    if document["name"]?.text?.isEmpty ?? true {
      findings.add(.networkName, at: file.place(document.mark, field: "name"), "no name is given")
    }
  }

  private static func judgeKeys(
    of plugin: Node,
    at path: String,
    _ file: AuditedFile,
    _ findings: inout AuditFindings
  ) {
    guard plugin["type"]?.text == "bridge" else { return }
    let keys = """
      cniVersion name type bridge isGateway isDefaultGateway forceAddress ipMasq ipMasqBackend mtu \
      hairpinMode ipam promiscMode vlan vlanTrunk preserveDefaultVlan enabledad macspoofchk \
      disableContainerInterface portIsolation dns capabilities args runtimeConfig prevResult \
      plugins disableCheck disableGC
      """
    let list = ConfigurationFields(
      keys,
      [
        "ipam": ConfigurationFields(
          "type subnet rangeStart rangeEnd gateway ranges routes dataDir resolvConf addresses dns"
        )
      ]
    )
    for (field, mark, fault) in list.faults(in: plugin, minor: nil, below: path) {
      // A key that is near to none may be a newer plugin's.
      guard case .unknown(let nearest?) = fault else { continue }
      findings.add(
        .networkKey,
        at: file.place(mark, field: field),
        "no plugin knows \(Terminal.quoted(field))",
        remedy: "did you mean \(nearest)?"
      )
    }
  }

  /// Tells of machines without a pod network, and of addresses that two have.
  static let judgePodNetworks: OfCluster = { digests, terms, findings in
    let isInstalled =
      digests.contains { $0.files.contains(where: \.installsPodNetwork) }
      || [.flannel, .some(.none)].contains(terms.spec?.network.podNetwork)
    var blocks: [(block: CIDRBlock, machine: String, place: Place)] = []
    for digest in digests {
      guard let machine = digest.machine else { continue }
      let networks = digest.files.map { ($0, PodNetworkFile.all(in: $0)) }
      for (file, found) in networks {
        for (block, node) in found.flatMap(\.subnets) {
          blocks.append((block, machine, file.place(node.mark)))
        }
      }
      guard !isInstalled, networks.allSatisfy(\.1.isEmpty),
        let kubelet = digest.invocations.first(where: { $0.program == .kubelet })
      else { continue }
      findings.add(
        .noPodNetwork,
        at: kubelet.place(),
        "\(Terminal.quoted(machine)) runs pods and has no file in /etc/cni/net.d"
      )
    }
    // In order of their beginnings only neighbours can overlap.
    blocks.sort { ($0.block.network, $0.machine) < ($1.block.network, $1.machine) }
    for (first, second) in zip(blocks, blocks.dropFirst())
    where first.machine != second.machine && first.block.overlaps(second.block) {
      findings.add(
        .overlappingPods,
        at: second.place,
        "\(second.block) of \(Terminal.quoted(second.machine)) overlaps \(first.block) of "
          + Terminal.quoted(first.machine),
        related: [first.place]
      )
    }
  }
}

extension AuditedFile {
  /// Whether a manifest runs something on every node that may bring a network.
  fileprivate var installsPodNetwork: Bool {
    guard case .documents(.manifest, let documents) = content else { return false }
    return documents.contains { document in
      guard document["kind"]?.text == "DaemonSet" else { return false }
      let volumes = document["spec"]?["template"]?["spec"]?["volumes"]?.items ?? []
      return volumes.contains { $0["hostPath"]?["path"]?.text?.contains("cni") == true }
    }
  }
}
