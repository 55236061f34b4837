/// A range of IP addresses: a network address and the length of its prefix.
public struct CIDRBlock: Hashable, Sendable, CustomStringConvertible {
  /// The first address of the block; all host bits are zero.
  public let network: IPAddress
  /// How many leading bits are fixed: 0 to 32, or 0 to 128.
  public let prefixLength: Int

  /// Reads `10.32.0.0/24` or `fd00::/108`.
  ///
  /// Host bits must be zero: Kubernetes 1.36 refuses `10.0.0.5/24`, and what
  /// was meant there is seldom clear.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``, or with
  ///   ``KTHWError/Code/invalidValue`` when host bits are set.
  public init(_ text: String) throws {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = IPAddress(strict: String(parts[0])),
      let length = Decimal.value(Array(parts[1].utf8)), length <= address.octets.count * 8,
      parts[1].count == 1 || parts[1].first != "0"
    else {
      throw KTHWError(
        .syntax,
        "\(Terminal.quoted(text)) is not a CIDR block",
        hint: "write it like 10.32.0.0/24 or fd00::/108"
      )
    }
    try self.init(network: address, prefixLength: length)
  }

  /// Creates a block from its network address and prefix length.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue`` when the
  ///   length does not fit or host bits are set.
  public init(network: IPAddress, prefixLength: Int) throws {
    guard (0...network.octets.count * 8).contains(prefixLength) else {
      throw KTHWError(.invalidValue, "a prefix of \(prefixLength) bits does not fit \(network)")
    }
    let masked = try IPAddress(octets: CIDRBlock.masked(network.octets, prefixLength))
    guard masked == network else {
      throw KTHWError(
        .invalidValue,
        "\(network)/\(prefixLength) has host bits set",
        hint: "the block that holds this address is \(masked)/\(prefixLength)"
      )
    }
    self.network = network
    self.prefixLength = prefixLength
  }

  /// Whether an address lies in the block.
  public func contains(_ address: IPAddress) -> Bool {
    address.octets.count == network.octets.count
      && CIDRBlock.masked(address.octets, prefixLength) == network.octets
  }

  /// Whether two blocks share an address.
  public func overlaps(_ other: CIDRBlock) -> Bool {
    prefixLength <= other.prefixLength ? contains(other.network) : other.contains(network)
  }

  /// The address at an index from the network address, or nil outside the
  /// block.
  ///
  /// Index 1 of a service block is the API server's own service.
  public func address(at index: UInt64) -> IPAddress? {
    guard let address = network.advanced(by: index), contains(address) else { return nil }
    return address
  }

  /// The block of the same size a number of blocks further on, or nil past
  /// the last one.
  public func following(by blocks: UInt64) -> CIDRBlock? {
    // Blocks of 2^64 addresses and more differ in the upper half of IPv6.
    let hostBits = network.octets.count * 8 - prefixLength
    let byteShift = hostBits / 8
    var octets = network.octets
    var carry = blocks << UInt64(hostBits % 8)
    guard carry >> UInt64(hostBits % 8) == blocks else { return nil }
    for index in octets.indices.dropLast(byteShift).reversed() {
      let sum = UInt64(octets[index]) + (carry & 0xFF)
      octets[index] = UInt8(sum & 0xFF)
      carry = (carry >> 8) + (sum >> 8)
    }
    guard carry == 0, let next = try? IPAddress(octets: octets) else { return nil }
    return try? CIDRBlock(network: next, prefixLength: prefixLength)
  }

  /// `10.32.0.0/24`.
  public var description: String { "\(network)/\(prefixLength)" }

  private static func masked(_ octets: [UInt8], _ prefixLength: Int) -> [UInt8] {
    octets.enumerated().map { index, octet in
      let bits = min(8, max(0, prefixLength - index * 8))
      return octet & UInt8(truncatingIfNeeded: 0xFF00 >> bits)
    }
  }
}
