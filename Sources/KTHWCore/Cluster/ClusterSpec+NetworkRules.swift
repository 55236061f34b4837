extension ClusterSpec {
  /// Whether pods and services have room, apart from each other.
  func checkNetwork(_ rules: inout ClusterRules) {
    let (pods, services) = (network.podCIDR, network.serviceCIDR)
    if pods.overlaps(services) {
      rules.add(
        .invalidValue,
        "\(services) of the services overlaps with \(pods) of the pods",
        at: "spec.network.serviceCIDR",
        because: ["spec.network.podCIDR"]
      )
    }
    checkServices(services, &rules)
    checkClusterDNS(services, &rules)
    // Services have names of the same form as nodes.
    rules.check(at: "spec.network.clusterDomain") {
      let domain = try HostNames.checked(network.clusterDomain)
      guard (try? NodeName(domain)) != nil else {
        throw KTHWError(
          .invalidName,
          "\(Terminal.quoted(domain)) is no domain for services",
          hint: "write it in lower case, like cluster.local"
        )
      }
    }
  }

  /// As many services as an API server can count.
  private func checkServices(_ services: CIDRBlock, _ rules: inout ClusterRules) {
    let bits = services.network.octets.count * 8 - services.prefixLength
    guard !(3...20).contains(bits) else { return }
    let width = services.network.octets.count * 8
    rules.add(
      .invalidValue,
      bits < 3
        ? "\(services) has fewer than 8 addresses"
        : "\(services) has more addresses than an API server counts",
      at: "spec.network.serviceCIDR",
      hint: "use a prefix of /\(width - 20) to /\(width - 3)"
    )
  }

  /// The DNS service's address is one that a service can have.
  private func checkClusterDNS(_ services: CIDRBlock, _ rules: inout ClusterRules) {
    let address = network.clusterDNS
    let why: String? =
      if !services.contains(address) {
        "lies outside of \(services) of the services"
      } else if address == services.network {
        "is the network address of \(services)"
      } else if address == network.apiServerServiceAddress {
        "is that of the API server's own service"
      } else if address == services.last, address.isIPv4 {
        "is the broadcast address of \(services)"
      } else {
        nil
      }
    guard let why else { return }
    let standard = ClusterNetwork.standardDNS(in: services)
    rules.add(
      .invalidValue,
      "\(address) \(why)",
      at: "spec.network.clusterDNS",
      because: ["spec.network.serviceCIDR"],
      hint: "\(standard) is what most use there"
    )
  }

  /// Every worker has a block of pod addresses, and for itself.
  func checkPodBlocks(_ rules: inout ClusterRules) {
    let groups = hosts.groups
    guard network.podNetwork == .routes else {
      for group in groups where group.firstBlock != nil {
        rules.add(
          .invalidValue,
          "with the pod network \(network.podNetwork.rawValue) the cluster gives blocks out itself",
          at: group.blockPath,
          because: ["spec.network.podNetwork"],
          hint: "leave it out"
        )
      }
      checkBlockCount(&rules)
      return
    }
    var spans: [AddressSpan] = []
    for (index, group) in groups.enumerated() {
      guard let first = group.firstBlock else { continue }
      guard group.roles.contains(.worker) else {
        rules.add(
          .invalidValue,
          "a machine that is no worker runs no pods",
          at: group.blockPath,
          because: [group.rolesPath],
          hint: "leave it out"
        )
        continue
      }
      checkSize(first, of: group, &rules)
      if !first.network.isIPv4, group.count > 1 {
        rules.add(
          .unsupported,
          "routes to a range of machines are made for IPv4 alone",
          at: group.blockPath,
          because: group.basis + ["spec.network"],
          hint: "list the machines one by one, or use another podNetwork"
        )
      }
      guard let last = group.lastBlock, network.podCIDR.contains(first.network),
        network.podCIDR.contains(last.last)
      else {
        rules.add(
          .invalidValue,
          group.count == 1
            ? "\(first) lies outside of \(network.podCIDR) of the pods"
            : "the \(group.count) blocks from \(first) on leave \(network.podCIDR) of the pods",
          at: group.blockPath,
          because: ["spec.network.podCIDR", group.path + ".count"]
        )
        continue
      }
      spans.append(AddressSpan(first: first.network, last: last.last, owner: index))
    }
    for (left, right) in AddressSpan.clashes(spans) {
      let (earlier, later) = (
        groups[min(left.owner, right.owner)], groups[max(left.owner, right.owner)]
      )
      rules.add(
        .duplicateField,
        "\(max(left.first, right.first)) is in a block of \(earlier.path) already",
        at: later.blockPath,
        because: [earlier.blockPath, earlier.path + ".count", later.path + ".count"]
      )
    }
    checkBlockCount(&rules)
  }

  /// A block has room for a gateway and a pod.
  private func checkSize(_ block: CIDRBlock, of group: HostGroup, _ rules: inout ClusterRules) {
    // Of the blocks that are given out, nodePodPrefix is told.
    guard block.prefixLength != network.nodePrefixLength,
      block.network.octets.count * 8 - block.prefixLength < 2
    else { return }
    rules.add(.invalidValue, "\(block) has no room for pods", at: group.blockPath)
  }

  /// There are blocks for all who need one.
  private func checkBlockCount(_ rules: inout ClusterRules) {
    let (pods, prefix) = (network.podCIDR, network.nodePrefixLength)
    let width = pods.network.octets.count * 8
    let most = pods.network.isIPv4 ? width - 2 : min(width - 2, pods.prefixLength + 16)
    guard pods.prefixLength <= prefix, prefix <= most, let blocks = PodBlocks(network) else {
      rules.add(
        .invalidValue,
        "blocks of /\(prefix) cannot be cut out of \(pods)",
        at: "spec.network.nodePodPrefix",
        because: ["spec.network.podCIDR"],
        hint: pods.prefixLength < most
          ? "use \(pods.prefixLength) to \(most)" : "use a larger podCIDR"
      )
      return
    }
    let workers = hosts.count(of: .worker)
    let isShort =
      network.podNetwork == .routes
      ? hosts.groups.contains { $0.roles.contains(.worker) && $0.firstBlock == nil }
      : UInt64(workers) > blocks.total
    guard isShort else { return }
    rules.add(
      .invalidValue,
      "\(pods) has \(blocks.total) \(blocks.total == 1 ? "block" : "blocks") of /\(prefix), too few for \(workers) workers",
      at: "spec.network.podCIDR",
      because: ["spec.hosts", "spec.hostRanges", "spec.network"],
      hint: "use a larger podCIDR, or smaller blocks (nodePodPrefix)"
    )
  }
}
