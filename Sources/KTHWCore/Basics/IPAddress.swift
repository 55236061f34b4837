/// An IPv4 or IPv6 address, as 4 or 16 octets in network order.
///
/// Reading is as strict as Go's `net.ParseIP`, because Kubernetes reads
/// addresses with it: no leading zeros, no zone, no brackets.
public struct IPAddress: Hashable, Sendable {
  /// The octets in network order; 4 for IPv4, 16 for IPv6.
  public let octets: [UInt8]

  /// Creates an address from octets.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue`` when there
  ///   are neither 4 nor 16.
  public init(octets: [UInt8]) throws {
    guard octets.count == 4 || octets.count == 16 else {
      throw KTHWError(.invalidValue, "an IP address has 4 or 16 octets, not \(octets.count)")
    }
    self.octets = octets
  }

  /// Reads an address such as `10.32.0.1` or `2001:db8::1`.
  ///
  /// An IPv4 address in IPv6 form (`::ffff:1.2.3.4`) becomes the 4 octets it
  /// stands for.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/syntax``.
  public init(_ text: String) throws {
    guard let address = IPAddress(strict: text) else {
      throw KTHWError(
        .syntax,
        "\(Terminal.quoted(text)) is not an IP address",
        hint: "write it like 10.32.0.1 or 2001:db8::1, without leading zeros, port or prefix"
      )
    }
    self = address
  }

  /// The same as ``init(_:)``, with nil for what is not an address.
  public init?(strict text: String) {
    let bytes = Array(text.utf8)
    let parsed = bytes.contains(0x3A) ? IPAddress.v6(bytes) : IPAddress.v4(bytes[...])
    guard let octets = parsed else { return nil }
    self.octets =
      octets.count == 16 && octets.starts(with: IPAddress.mappedPrefix)
      ? Array(octets[12...]) : octets
  }

  /// How an IPv4 address begins in IPv6 form (RFC 4291 §2.5.5.2).
  private static let mappedPrefix: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

  /// Whether this is an IPv4 address.
  public var isIPv4: Bool { octets.count == 4 }

  /// Whether this is 127.0.0.0/8 or ::1.
  public var isLoopback: Bool {
    isIPv4 ? octets[0] == 127 : octets.dropLast().allSatisfy { $0 == 0 } && octets[15] == 1
  }

  /// Whether this is 0.0.0.0 or ::.
  public var isUnspecified: Bool { octets.allSatisfy { $0 == 0 } }

  /// The address a number of steps further on, or nil past the last one.
  public func advanced(by steps: UInt64) -> IPAddress? {
    var result = octets
    var carry = steps
    for index in octets.indices.reversed() {
      let (sum, overflow) = (carry & 0xFF).addingReportingOverflow(UInt64(result[index]))
      assert(!overflow)
      result[index] = UInt8(sum & 0xFF)
      carry = (carry >> 8) + (sum >> 8)
    }
    return carry == 0 ? try? IPAddress(octets: result) : nil
  }

  private static func v4(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let parts = text.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var octets: [UInt8] = []
    for part in parts {
      guard part.count <= 3, let value = Decimal.value(part), value <= 255,
        part.count == 1 || part.first != 0x30
      else { return nil }
      octets.append(UInt8(value))
    }
    return octets
  }

  private static func v6(_ text: [UInt8]) -> [UInt8]? {
    var groups: [UInt8] = []
    var gap: Int?
    var rest = text[...]
    if rest.starts(with: [0x3A, 0x3A]) {
      gap = 0
      rest = rest.dropFirst(2)
      if rest.isEmpty { return [UInt8](repeating: 0, count: 16) }
    }
    while true {
      let run = rest.prefix { $0 != 0x3A }
      if run.contains(0x2E) {
        // A dotted quad may stand for the last two groups.
        guard run.endIndex == rest.endIndex, groups.count <= 12, let quad = v4(run) else {
          return nil
        }
        groups += quad
        break
      }
      guard !run.isEmpty, run.count <= 4, groups.count < 16, let value = hexadecimal(run) else {
        return nil
      }
      groups += [UInt8(value >> 8), UInt8(value & 0xFF)]
      rest = rest[run.endIndex...]
      if rest.isEmpty { break }
      rest = rest.dropFirst()
      guard let next = rest.first else { return nil }
      if next == 0x3A {
        guard gap == nil else { return nil }
        gap = groups.count
        rest = rest.dropFirst()
        if rest.isEmpty { break }
      }
    }
    guard let gap else { return groups.count == 16 ? groups : nil }
    guard groups.count < 16 else { return nil }
    let zeros = [UInt8](repeating: 0, count: 16 - groups.count)
    return Array(groups[..<gap]) + zeros + Array(groups[gap...])
  }

  private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      switch digit {
      case 0x30...0x39: value = value * 16 + Int(digit - 0x30)
      case 0x41...0x46: value = value * 16 + Int(digit - 0x41) + 10
      case 0x61...0x66: value = value * 16 + Int(digit - 0x61) + 10
      default: return nil
      }
    }
    return value
  }
}

extension IPAddress: Comparable {
  /// Orders IPv4 before IPv6, then by octets.
  public static func < (left: IPAddress, right: IPAddress) -> Bool {
    left.octets.count != right.octets.count
      ? left.octets.count < right.octets.count
      : left.octets.lexicographicallyPrecedes(right.octets)
  }
}

extension IPAddress: CustomStringConvertible {
  /// `10.32.0.1`, or the shortest IPv6 form of RFC 5952; an IPv4 address in
  /// 16 octets, as odd certificates have it, is `::ffff:10.32.0.1` (its §5).
  public var description: String {
    guard !isIPv4 else { return octets.map(String.init).joined(separator: ".") }
    if octets.starts(with: IPAddress.mappedPrefix) {
      return "::ffff:" + octets[12...].map { String($0) }.joined(separator: ".")
    }
    let groups = stride(from: 0, to: 16, by: 2).map {
      UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1])
    }
    guard let gap = IPAddress.longestZeroRun(groups) else {
      return groups.map { String($0, radix: 16) }.joined(separator: ":")
    }
    let head = groups[..<gap.lowerBound].map { String($0, radix: 16) }.joined(separator: ":")
    let tail = groups[gap.upperBound...].map { String($0, radix: 16) }.joined(separator: ":")
    return head + "::" + tail
  }

  /// The first of the longest runs of two or more zero groups.
  private static func longestZeroRun(_ groups: [UInt16]) -> Range<Int>? {
    var best: Range<Int>?
    var start = 0
    while start < groups.count {
      let end = groups[start...].firstIndex { $0 != 0 } ?? groups.count
      if end - start >= 2, end - start > (best?.count ?? 0) { best = start..<end }
      start = max(end, start) + 1
    }
    return best
  }
}
