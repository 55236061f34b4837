extension OID {
  /// The contents that well-formed arcs have.
  static func derContents(_ arcs: [UInt64]) -> [UInt8] {
    var octets: [UInt8] = []
    OID.append(arcs[0] * 40 + arcs[1], to: &octets)
    for arc in arcs.dropFirst(2) { OID.append(arc, to: &octets) }
    return octets
  }

  /// Reads the contents of an OBJECT IDENTIFIER, or gives nil where an arc is
  /// cut off, not in its shortest form, or beyond 64 bits.
  init?(derContents octets: some Collection<UInt8>) {
    var value: UInt64 = 0
    var isInside = false
    for octet in octets {
      guard isInside || octet != 0x80, value <= UInt64.max >> 7 else { return nil }
      value = value << 7 | UInt64(octet & 0x7F)
      isInside = octet & 0x80 != 0
      if !isInside { value = 0 }
    }
    guard !isInside, !octets.isEmpty else { return nil }
    self.init(checked: Array(octets))
  }

  /// The arcs that well-formed contents stand for.
  static func arcs(_ derContents: [UInt8]) -> [UInt64] {
    var arcs: [UInt64] = []
    var value: UInt64 = 0
    for octet in derContents {
      value = value << 7 | UInt64(octet & 0x7F)
      guard octet & 0x80 == 0 else { continue }
      if arcs.isEmpty {
        // The first two share a number.
        let root = min(value / 40, 2)
        arcs = [root, value - root * 40]
      } else {
        arcs.append(value)
      }
      value = 0
    }
    return arcs
  }

  private static func append(_ arc: UInt64, to octets: inout [UInt8]) {
    let groups = max(1, (UInt64.bitWidth - arc.leadingZeroBitCount + 6) / 7)
    for group in (0..<groups).reversed() {
      let bits = UInt8(truncatingIfNeeded: arc >> (group * 7)) & 0x7F
      octets.append(group == 0 ? bits : bits | 0x80)
    }
  }
}
