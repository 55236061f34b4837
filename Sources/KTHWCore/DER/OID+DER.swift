extension OID {
  /// The contents of the OBJECT IDENTIFIER (X.690 §8.19).
  var derContents: [UInt8] {
    var octets: [UInt8] = []
    OID.append(arcs[0] * 40 + arcs[1], to: &octets)
    for arc in arcs.dropFirst(2) { OID.append(arc, to: &octets) }
    return octets
  }

  /// Reads the contents of an OBJECT IDENTIFIER, or gives nil where an arc is
  /// cut off, not in its shortest form, or beyond 64 bits.
  init?(derContents octets: some Collection<UInt8>) {
    var values: [UInt64] = []
    var value: UInt64 = 0
    var isInside = false
    for octet in octets {
      guard isInside || octet != 0x80, value <= UInt64.max >> 7 else { return nil }
      value = value << 7 | UInt64(octet & 0x7F)
      isInside = octet & 0x80 != 0
      if !isInside {
        values.append(value)
        value = 0
      }
    }
    guard !isInside, let first = values.first else { return nil }
    let root = min(first / 40, 2)
    guard let oid = try? OID(arcs: [root, first - root * 40] + values.dropFirst()) else {
      return nil
    }
    self = oid
  }

  private static func append(_ arc: UInt64, to octets: inout [UInt8]) {
    let groups = max(1, (UInt64.bitWidth - arc.leadingZeroBitCount + 6) / 7)
    for group in (0..<groups).reversed() {
      let bits = UInt8(truncatingIfNeeded: arc >> (group * 7)) & 0x7F
      octets.append(group == 0 ? bits : bits | 0x80)
    }
  }
}
