/// Gives machines their blocks of pod addresses: the first that are free.
///
/// Blocks are counted from the beginning of all pods' addresses; what is taken
/// is kept as runs of numbers, so that thousands in a row are one run.
struct PodBlocks {
  private let podCIDR: CIDRBlock
  private let prefixLength: Int
  private let count: UInt64
  /// Runs of taken blocks, in order, apart from each other.
  private var taken: [Range<UInt64>] = []

  /// Begins with all blocks free; nil where a block of that size does not fit.
  init?(_ network: ClusterNetwork) {
    let width = network.nodePrefixLength - network.podCIDR.prefixLength
    guard (0...32).contains(width),
      network.nodePrefixLength <= network.podCIDR.network.octets.count * 8
    else { return nil }
    podCIDR = network.podCIDR
    prefixLength = network.nodePrefixLength
    count = 1 << UInt64(width)
  }

  /// How many blocks there are.
  var total: UInt64 { count }

  /// Marks a row of blocks as taken that somebody wrote down.
  mutating func take(_ block: CIDRBlock, count blocks: Int = 1) {
    guard podCIDR.overlaps(block), let last = block.following(by: UInt64(max(1, blocks) - 1))
    else { return }
    let first = max(number(of: block), 0)
    insert(first..<max(number(of: last) + size(of: last), first + 1))
  }

  /// Takes the first run of so many free blocks, and gives its first one.
  mutating func next(_ blocks: Int = 1) -> CIDRBlock? {
    let wanted = UInt64(max(1, blocks))
    var start: UInt64 = 0
    for run in taken {
      if run.lowerBound >= start, run.lowerBound - start >= wanted { break }
      start = max(start, run.upperBound)
    }
    guard start < count, count - start >= wanted else { return nil }
    insert(start..<start + wanted)
    return try? CIDRBlock(network: podCIDR.network, prefixLength: prefixLength)
      .following(by: start)
  }

  /// How many of our blocks a block of another size covers.
  private func size(of block: CIDRBlock) -> UInt64 {
    block.prefixLength >= prefixLength ? 1 : 1 << UInt64(min(32, prefixLength - block.prefixLength))
  }

  /// The number of the block that holds a block's first address: the bits
  /// between both prefixes.
  private func number(of block: CIDRBlock) -> UInt64 {
    guard podCIDR.contains(block.network) else { return 0 }
    var number: UInt64 = 0
    for bit in podCIDR.prefixLength..<prefixLength {
      let octet = block.network.octets[bit / 8]
      number = number << 1 | UInt64(octet >> UInt8(7 - bit % 8) & 1)
    }
    return number
  }

  private mutating func insert(_ run: Range<UInt64>) {
    var merged = run
    taken.removeAll { other in
      guard other.lowerBound <= merged.upperBound, other.upperBound >= merged.lowerBound else {
        return false
      }
      merged =
        min(other.lowerBound, merged.lowerBound)..<max(other.upperBound, merged.upperBound)
      return true
    }
    let place = taken.firstIndex { $0.lowerBound > merged.lowerBound } ?? taken.endIndex
    taken.insert(merged, at: place)
  }
}

extension ClusterHosts {
  /// The machines with a block of pod addresses for every worker that has
  /// none, where the pod network is made of routes.
  ///
  /// A worker for which no block is left stays without.
  func withPodBlocks(in network: ClusterNetwork) -> ClusterHosts {
    guard network.podNetwork == .routes, var blocks = PodBlocks(network) else { return self }
    var hosts = self
    for case let block? in listed.map(\.podCIDR) { blocks.take(block) }
    for range in ranges {
      if let block = range.firstPodCIDR { blocks.take(block, count: range.count) }
    }
    for index in listed.indices where listed[index].has(.worker) && listed[index].podCIDR == nil {
      hosts.listed[index].podCIDR = blocks.next()
    }
    for index in ranges.indices {
      let range = ranges[index]
      guard range.roles.contains(.worker), range.firstPodCIDR == nil else { continue }
      hosts.ranges[index].firstPodCIDR = blocks.next(range.count)
    }
    return hosts
  }
}
