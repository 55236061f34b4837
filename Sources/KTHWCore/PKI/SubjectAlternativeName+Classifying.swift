extension SubjectAlternativeName {
  /// Splits a host string the way certificates need it: IP literal, e-mail
  /// address, URI, else DNS name.
  ///
  /// What contains `://` is a URI, what contains `@` an e-mail address. DNS
  /// names are kept as written; they have labels of letters, digits, hyphens
  /// and underscores, as Go takes them, and may start with one `*.` label
  /// (RFC 9525 §6.3). What can only be a mistake (a host with a port, a network
  /// prefix, a broken IP address, brackets, a trailing dot) is refused.
  /// - Parameter text: one entry of a list of hosts, without surrounding spaces.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName``.
  public init(classifying text: String) throws {
    let octets = Array(text.utf8)
    if octets.isEmpty {
      throw HostFault("a host name is empty", "look for two commas in a row or an unset variable")
        .error
    }
    // DNS and e-mail have shorter limits of their own.
    if octets.count > 2048 {
      throw HostFault(text, "is longer than 2048 characters", "write one name per entry").error
    }
    if let address = IPAddress(strict: text) {
      self = .ip(address)
    } else if octets.contains(where: { $0 <= 0x20 || $0 == 0x7F }) {
      throw HostFault(text, "has spaces or control characters in it", "write one name per entry")
        .error
    } else if text.utf8.contains(where: { $0 >= 0x80 }) {
      throw HostFault(text, "is not ASCII", "write international names in their xn-- form").error
    } else if text.contains("://") {
      self = .uri(try URIRules.checked(text))
    } else if octets.contains(UInt8(ascii: "@")) {
      self = .email(try EmailRules.checked(text))
    } else {
      self = .dns(try DNSNameRules.checked(text))
    }
  }
}

/// Why an entry cannot be used, as the error that says so.
private struct HostFault {
  let error: KTHWError

  init(_ message: String, _ hint: String) {
    error = KTHWError(.invalidName, message, hint: hint)
  }

  init(_ text: String, _ what: String, _ hint: String) {
    self.init("the name \(Terminal.quoted(text)) \(what)", hint)
  }
}

/// DNS names as certificates may hold them: RFC 5280 §4.2.1.6 with its
/// "preferred name syntax" (RFC 1123 §2.1), and underscores, which Go allows.
enum DNSNameRules {
  /// The name, where it is one.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName``.
  static func checked(_ text: String) throws -> String {
    if let fault = lookalike(text) ?? fault(text) { throw fault.error }
    return text
  }

  /// Whether the text is a DNS name without a wildcard.
  static func isHostName(_ text: String) -> Bool {
    !text.hasPrefix("*") && fault(text) == nil
  }

  private static func fault(_ text: String) -> HostFault? {
    guard text.utf8.count <= 253 else {
      return HostFault(text, "is longer than 253 characters", "DNS allows no more")
    }
    var labels = text.split(separator: ".", omittingEmptySubsequences: false)[...]
    if labels.first == "*", labels.count > 1 { labels.removeFirst() }
    for label in labels {
      if label.isEmpty {
        return HostFault(text, "has an empty label", "remove leading, doubled and trailing dots")
      }
      if label.utf8.count > 63 {
        return HostFault(text, "has a label of more than 63 characters", "DNS allows no more")
      }
      if label.contains("*") {
        return HostFault(text, "has a * in the wrong place", "write it as the whole first label")
      }
      if label.hasPrefix("-") || label.hasSuffix("-") {
        return HostFault(text, "has a label with a hyphen at its end", "remove the hyphen")
      }
      if !label.utf8.allSatisfy(isLabelOctet) {
        return HostFault(text, "is not a DNS name", "use letters, digits, hyphens and dots")
      }
    }
    if let last = labels.last, last.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      // RFC 3696 §2: no top-level domain is all digits, so this was an address.
      return HostFault(
        text,
        "looks like an IP address and is none",
        "write four numbers up to 255 without leading zeros"
      )
    }
    return nil
  }

  /// Names what the text was meant to be, where that is plain to see.
  private static func lookalike(_ text: String) -> HostFault? {
    let octets = Array(text.utf8)
    if octets.first == UInt8(ascii: "[") {
      return HostFault(text, "has brackets", "write IPv6 addresses without brackets and port")
    }
    if let slash = text.firstIndex(of: "/"), IPAddress(strict: String(text[..<slash])) != nil {
      return HostFault(
        text,
        "is a network, and certificates hold single addresses",
        "write \(text[..<slash])"
      )
    }
    if text.hasPrefix("system:") {
      return HostFault(
        text,
        "is a Kubernetes user or group",
        "it belongs into the subject: the user as CN, groups as O"
      )
    }
    let colons = octets.count { $0 == UInt8(ascii: ":") }
    if let colon = text.lastIndex(of: ":"), colons == 1 {
      let port = text[text.index(after: colon)...]
      if !port.isEmpty, port.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
        return HostFault(
          text,
          "has a port, and certificates hold names only",
          "write \(Terminal.printable(String(text[..<colon])))"
        )
      }
    }
    if let percent = text.firstIndex(of: "%"), IPAddress(strict: String(text[..<percent])) != nil {
      return HostFault(text, "has a zone", "write the address without % and what follows")
    }
    return nil
  }

  private static func isLabelOctet(_ octet: UInt8) -> Bool {
    switch octet {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }
}

/// E-mail addresses as certificates may hold them: `local@domain` of RFC 5321
/// §4.1.2 without quotes, comments or address literals (RFC 5280 §4.2.1.6).
private enum EmailRules {
  static func checked(_ text: String) throws -> String {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, isLocalPart(parts[0]), DNSNameRules.isHostName(String(parts[1])) else {
      throw HostFault(text, "is not an e-mail address", "write it like admin@example.net").error
    }
    return text
  }

  private static func isLocalPart(_ text: Substring) -> Bool {
    let atoms = text.split(separator: ".", omittingEmptySubsequences: false)
    return text.utf8.count <= 64
      && atoms.allSatisfy { atom in
        !atom.isEmpty
          && atom.utf8.allSatisfy { octet in
            switch octet {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
            default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(octet)
            }
          }
      }
  }
}

/// URIs as certificates may hold them: absolute, with a scheme and a host
/// (RFC 5280 §4.2.1.6, RFC 3986 §3).
private enum URIRules {
  static func checked(_ text: String) throws -> String {
    guard let fault = fault(text) else { return text }
    throw HostFault(text, fault, "write it like spiffe://cluster.local/ns/default").error
  }

  private static func fault(_ text: String) -> String? {
    guard let mark = text.firstIndex(of: ":"), text[mark...].hasPrefix("://") else {
      return "is a URI without a scheme"
    }
    let scheme = text[..<mark].utf8
    guard let first = scheme.first, isLetter(first),
      scheme.allSatisfy({ isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) })
    else { return "is a URI without a proper scheme" }
    let behind = text[text.index(mark, offsetBy: 3)...]
    let authority = behind.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard isAuthority(authority) else { return "is a URI without a proper host" }
    guard hasAllowedCharacters(behind) else { return "has characters that no URI may have" }
    return nil
  }

  private static func isAuthority(_ text: Substring) -> Bool {
    var host = text.lastIndex(of: "@").map { text[text.index(after: $0)...] } ?? text
    if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") {
      guard let port = Decimal.value(host[host.index(after: colon)...].utf8), port <= 65_535 else {
        return false
      }
      host = host[..<colon]
    }
    if host.hasPrefix("["), host.hasSuffix("]") {
      return IPAddress(strict: String(host.dropFirst().dropLast()))?.isIPv4 == false
    }
    return IPAddress(strict: String(host)) != nil || DNSNameRules.isHostName(String(host))
  }

  private static func hasAllowedCharacters(_ text: Substring) -> Bool {
    var octets = Array(text.utf8)[...]
    while let octet = octets.popFirst() {
      if octet == UInt8(ascii: "%") {
        let digits = octets.prefix(2)
        guard digits.count == 2, digits.allSatisfy(isHexadecimal) else { return false }
        octets.removeFirst(2)
      } else {
        guard isLetter(octet) || isDigit(octet) || "-._~:/?#[]@!$&'()*+,;=".utf8.contains(octet)
        else { return false }
      }
    }
    return true
  }

  private static func isLetter(_ octet: UInt8) -> Bool {
    (0x41...0x5A).contains(octet) || (0x61...0x7A).contains(octet)
  }

  private static func isDigit(_ octet: UInt8) -> Bool { (0x30...0x39).contains(octet) }

  private static func isHexadecimal(_ octet: UInt8) -> Bool {
    isDigit(octet) || (0x41...0x46).contains(octet) || (0x61...0x66).contains(octet)
  }
}
