/// The machines of a cluster: those that are listed, then those in ranges.
///
/// A machine of a range comes into being when it is asked for, so that
/// thousands cost no memory.
public struct ClusterHosts: Hashable, Sendable {
  /// The machines that are listed one by one.
  public var listed: [ClusterHost]
  /// The machines that are listed by the thousand.
  public var ranges: [HostRange]

  /// Creates the machines of a cluster.
  public init(_ listed: [ClusterHost], ranges: [HostRange] = []) {
    self.listed = listed
    self.ranges = ranges
  }

  /// Finds a machine by its name.
  public func named(_ name: String) -> ClusterHost? {
    first { $0.name.text == name }
  }

  /// The machines with a role, in order.
  ///
  /// Meant for roles that few have; workers are better walked through.
  public func having(_ role: HostRole) -> [ClusterHost] {
    let inRanges = ranges.indices.filter { ranges[$0].roles.contains(role) }.flatMap { number in
      (0..<ranges[number].count).compactMap { ranges[number].host(at: $0) }
    }
    return listed.filter { $0.has(role) } + inRanges
  }

  /// Whether any machine has a role.
  public func anyHas(_ role: HostRole) -> Bool {
    listed.contains { $0.has(role) } || ranges.contains { $0.roles.contains(role) }
  }
}

extension ClusterHosts: RandomAccessCollection {
  /// The position of the first machine.
  public var startIndex: Int { 0 }
  /// The position after the last machine.
  public var endIndex: Int { ranges.reduce(listed.count) { $0 + $1.count } }

  /// The machine at a position.
  public subscript(position: Int) -> ClusterHost {
    precondition(position >= 0, "a host's position is negative")
    if position < listed.count { return listed[position] }
    var index = position - listed.count
    // By number, so that no range is copied for each of its machines.
    for number in ranges.indices {
      let count = ranges[number].count
      if index < count, let host = ranges[number].host(at: index) { return host }
      index -= count
    }
    preconditionFailure("there is no host at \(position)")
  }
}

extension HostRange {
  /// One of the machines; nil where its name or its address is none, which
  /// ``ClusterSpec`` does not let happen.
  func host(at index: Int) -> ClusterHost? {
    guard let name = try? NodeName(name(at: index)), let address = address(at: index) else {
      return nil
    }
    return ClusterHost(name: name, address: address, roles: roles, podCIDR: podCIDR(at: index))
  }
}
