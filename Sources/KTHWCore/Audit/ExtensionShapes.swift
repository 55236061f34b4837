/// The shape of basicConstraints (RFC 5280 §4.2.1.9).
enum BasicConstraintsShape {
  /// Whether a path length is given.
  static func hasLength(_ value: [UInt8]) -> Bool {
    let found = try? DERReader.read(value) { reader in
      try reader.inside { reader in
        _ = try reader.optional(.boolean)
        return try reader.optional(.integer) != nil
      }
    }
    return found ?? false
  }
}

/// The shape of authorityInfoAccess (RFC 5280 §4.2.2.1).
enum AccessDescriptionShape {
  /// Whether it is a list of methods with a location each.
  static func isSound(_ value: [UInt8]) -> Bool {
    let count = try? DERReader.read(value) { reader in
      try reader.inside { reader in
        var count = 0
        while reader.nextTag != nil {
          try reader.inside { reader in
            _ = try reader.objectIdentifier()
            _ = try reader.element()
          }
          count += 1
        }
        return count
      }
    }
    return (count ?? 0) > 0
  }
}

/// The shape of name constraints (RFC 5280 §4.2.1.10).
enum NameConstraintsShape {
  /// What is wrong with them, in words; nil where nothing is.
  static func fault(in value: [UInt8]) -> String? {
    do {
      return try DERReader.read(value) { reader in
        try reader.inside { reader in
          var fault: String?
          var count = 0
          for number in UInt8(0)...1 {
            guard let subtrees = try reader.optional(.constructed(number)) else { continue }
            var inner = DERReader(subtrees.contents)
            while inner.nextTag != nil {
              count += 1
              let found = try inner.inside { reader in try subtree(&reader) }
              fault = fault ?? found
            }
          }
          return fault ?? (count == 0 ? "nothing in them" : nil)
        }
      }
    } catch {
      return "an unreadable form"
    }
  }

  /// What is wrong with one subtree.
  private static func subtree(_ reader: inout DERReader) throws -> String? {
    let base = try reader.element()
    while reader.nextTag != nil { _ = try reader.element() }
    let octets = Array(base.contents)
    switch base.tag {
    case .primitive(1): return emailFault(String(decoding: octets, as: UTF8.self))
    case .primitive(2): return nameFault(String(decoding: octets, as: UTF8.self))
    case .primitive(7): return networkFault(octets)
    default: return nil
    }
  }

  private static func nameFault(_ name: String) -> String? {
    if name.isEmpty || DNSNameRules.isHostName(name) { return nil }
    return "the DNS name \(Terminal.quoted(name))"
  }

  private static func emailFault(_ text: String) -> String? {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    let host = String(parts.last ?? "")
    let isHost = DNSNameRules.isHostName(host.hasPrefix(".") ? String(host.dropFirst()) : host)
    if parts.count <= 2, isHost, parts.count == 1 || parts.first?.isEmpty == false { return nil }
    return "the mail address \(Terminal.quoted(text))"
  }

  /// An address and a mask of leading ones.
  private static func networkFault(_ octets: [UInt8]) -> String? {
    guard octets.count == 8 || octets.count == 32 else {
      return "an address of \(octets.count) octets"
    }
    var seenZero = false
    for octet in octets.suffix(octets.count / 2) {
      for bit in (0..<8).reversed() {
        let isSet = octet & (1 << bit) != 0
        if isSet, seenZero { return "a mask that is no prefix" }
        if !isSet { seenZero = true }
      }
    }
    return nil
  }
}
