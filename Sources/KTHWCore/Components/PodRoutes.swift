/// Through which machine each pod is reached: a table that is the same on all
/// machines, with a line for a range of them however long it is.
enum PodRoutes {
  /// Where the table and its script lie.
  static let directory = "/etc/kubernetes/network"

  /// The text of the table.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue`` where a
  ///   machine that runs pods has no block of addresses for them.
  static func text(in spec: ClusterSpec) throws -> String {
    var text = HostRenderers.notice + "# COUNT FIRST_GATEWAY FIRST_POD_CIDR\n"
    for host in spec.hosts.listed where host.has(.worker) {
      text += line(1, host.address, try block(of: host))
    }
    for range in spec.hosts.ranges where range.roles.contains(.worker) {
      guard let block = range.firstPodCIDR else {
        throw missing(range.name(at: 0))
      }
      text += line(range.count, range.firstAddress, block)
    }
    return text
  }

  /// Where a machine's pods get their addresses from.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue`` where that
  ///   is not known.
  static func block(of host: ClusterHost) throws -> CIDRBlock {
    guard let block = host.podCIDR else { throw missing(host.name.text) }
    return block
  }

  /// An address as the script computes with it: IPv6 with all its groups.
  static func expanded(_ address: IPAddress) -> String {
    guard !address.isIPv4 else { return address.description }
    return stride(from: 0, to: 16, by: 2)
      .map { String(UInt16(address.octets[$0]) << 8 | UInt16(address.octets[$0 + 1]), radix: 16) }
      .joined(separator: ":")
  }

  private static func line(_ count: Int, _ gateway: IPAddress, _ block: CIDRBlock) -> String {
    "\(count) \(expanded(gateway)) \(expanded(block.network))/\(block.prefixLength)\n"
  }

  private static func missing(_ name: String) -> KTHWError {
    KTHWError(
      .invalidValue,
      "host \(name) has no addresses for its pods",
      hint: "routes between nodes need a podCIDR on every worker"
    )
  }
}
