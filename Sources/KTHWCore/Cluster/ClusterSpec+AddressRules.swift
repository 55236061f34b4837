extension ClusterSpec {
  /// Who has which address, and whether it is one.
  func checkAddresses(_ rules: inout ClusterRules) {
    let groups = hosts.groups
    for group in groups {
      group.checkKind(&rules)
      group.checkSpace(&rules, network)
    }
    checkClashes(groups, &rules)
    checkMoreAddresses(groups, &rules)
    checkFamilies(groups, &rules)
  }

  /// No address belongs to two machines.
  private func checkClashes(_ groups: [HostGroup], _ rules: inout ClusterRules) {
    let spans = groups.enumerated().compactMap { index, group in
      group.lastAddress.map { AddressSpan(first: group.firstAddress, last: $0, owner: index) }
    }
    for (left, right) in AddressSpan.clashes(spans) {
      let (earlier, later) = (
        groups[min(left.owner, right.owner)], groups[max(left.owner, right.owner)]
      )
      let shared = max(left.first, right.first)
      rules.add(
        .duplicateField,
        "the address \(shared) is that of \(earlier.path) already",
        at: later.addressPath,
        because: earlier.basis + later.basis
      )
    }
  }

  /// More addresses of a machine may be shared, but not with one whose main
  /// address they are.
  private func checkMoreAddresses(_ groups: [HostGroup], _ rules: inout ClusterRules) {
    let owners = Dictionary(hosts.listed.enumerated().map { ($1.address, $0) }) { first, _ in first
    }
    for (index, host) in hosts.listed.enumerated() {
      var seen: Set<IPAddress> = []
      for (position, address) in host.addresses.enumerated() {
        let path = "\(groups[index].path).addresses[\(position)]"
        let owner =
          address == host.address
          ? index
          : owners[address]
            ?? groups.firstIndex { $0.isRange && $0.contains(address) }
        if let owner {
          rules.add(
            .duplicateField,
            owner == index
              ? "\(address) is the machine's own address already"
              : "\(address) is the address of \(groups[owner].path)",
            at: path,
            because: groups[owner].basis
          )
        } else if !seen.insert(address).inserted {
          rules.add(.duplicateField, "\(address) stands here twice", at: path)
        } else if address.isUnspecified {
          rules.add(.invalidValue, "\(address) is no machine's address", at: path)
        }
      }
    }
  }

  /// All addresses are of one family: a cluster of two is another thing.
  private func checkFamilies(_ groups: [HostGroup], _ rules: inout ClusterRules) {
    guard let first = groups.first else { return }
    func check(_ address: IPAddress, _ what: String, at path: String) {
      guard address.isIPv4 != first.firstAddress.isIPv4 else { return }
      rules.add(
        .invalidValue,
        "\(what) is of \(address.family), and \(first.firstAddress) of \(first.path) is of "
          + first.firstAddress.family,
        at: path,
        because: [first.addressPath],
        hint: "use one of them for hosts, pods and services"
      )
    }
    for group in groups.dropFirst() {
      check(group.firstAddress, "\(group.firstAddress)", at: group.addressPath)
    }
    check(network.podCIDR.network, "\(network.podCIDR)", at: "spec.network.podCIDR")
    check(network.serviceCIDR.network, "\(network.serviceCIDR)", at: "spec.network.serviceCIDR")
  }
}

extension HostGroup {
  func contains(_ address: IPAddress) -> Bool {
    guard let last = lastAddress, firstAddress.isIPv4 == address.isIPv4 else { return false }
    return firstAddress <= address && address <= last
  }

  private func meets(_ block: CIDRBlock) -> Bool {
    guard let last = lastAddress, firstAddress.isIPv4 == block.network.isIPv4 else { return false }
    return firstAddress <= block.last && block.network <= last
  }

  /// Addresses at which no other machine can reach this one.
  fileprivate func checkKind(_ rules: inout ClusterRules) {
    if let special = SpecialBlock.all.first(where: { meets($0.block) }) {
      let subject = isRange ? "a machine's address" : "\(firstAddress)"
      rules.add(
        .invalidValue,
        "\(subject) \(special.reason)",
        at: addressPath,
        because: basis,
        hint: special.hint
      )
    }
  }

  /// Machines stand apart from pods and services.
  fileprivate func checkSpace(_ rules: inout ClusterRules, _ network: ClusterNetwork) {
    for (block, path) in [
      (network.podCIDR, "spec.network.podCIDR"), (network.serviceCIDR, "spec.network.serviceCIDR"),
    ] where meets(block) {
      let subject =
        count == 1 ? "\(firstAddress) lies" : "the addresses from \(firstAddress) on lie"
      rules.add(
        .invalidValue,
        "\(subject) in \(block), which is \(path.hasSuffix("podCIDR") ? "the pods'" : "the services'")",
        at: addressPath,
        because: basis + [path],
        hint: "choose another \(path)"
      )
    }
  }
}

/// Blocks in which no machine of a cluster can stand.
private struct SpecialBlock {
  let block: CIDRBlock
  let reason: String
  let hint: String?

  static let all: [SpecialBlock] =
    [
      "127.0.0.0/8", "::1/128",
    ].compactMap {
      SpecialBlock(
        $0,
        "is a loopback address: pods and other machines reach no API server there",
        hint: "use the address of a network interface, even in a lab of one machine"
      )
    }
    + ["169.254.0.0/16", "fe80::/10"].compactMap {
      SpecialBlock($0, "is a link-local address, which Kubernetes takes for no endpoint")
    }
    + ["0.0.0.0/8", "::/128", "224.0.0.0/4", "ff00::/8", "255.255.255.255/32"].compactMap {
      SpecialBlock($0, "is not the address of one machine")
    }

  private init?(_ text: String, _ reason: String, hint: String? = nil) {
    guard let block = try? CIDRBlock(text) else { return nil }
    self.block = block
    self.reason = reason
    self.hint = hint
  }
}

/// Addresses from one to another that belong to somebody.
struct AddressSpan {
  var first: IPAddress
  var last: IPAddress
  var owner: Int

  /// Pairs of spans that share an address: every span with the one that
  /// reaches furthest of those that begin before it.
  static func clashes(_ spans: [AddressSpan]) -> [(AddressSpan, AddressSpan)] {
    var pairs: [(AddressSpan, AddressSpan)] = []
    var furthest: AddressSpan?
    for span in spans.sorted(by: { ($0.first, $0.owner) < ($1.first, $1.owner) }) {
      if let earlier = furthest, span.first <= earlier.last { pairs.append((earlier, span)) }
      if let earlier = furthest, earlier.last >= span.last { continue }
      furthest = span
    }
    return pairs
  }
}

extension CIDRBlock {
  /// The last address of the block.
  var last: IPAddress {
    let octets = network.octets.enumerated().map { index, octet in
      octet | UInt8(truncatingIfNeeded: 0xFF >> min(8, max(0, prefixLength - index * 8)))
    }
    return (try? IPAddress(octets: octets)) ?? network
  }
}

extension IPAddress {
  /// The family, as a message names it.
  var family: String { isIPv4 ? "IPv4" : "IPv6" }
}
