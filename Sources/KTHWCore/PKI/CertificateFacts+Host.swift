extension CertificateFacts {
  /// Whether the certificate is good for a host that a client dials, by the
  /// rules of Go's crypto/x509, which every program of a cluster follows.
  ///
  /// Only subject alternative names count, never the common name. An address
  /// is looked for among addresses alone, a name among DNS names alone; a last
  /// dot of the dialed name does not matter, nor does upper or lower case, and
  /// `*` stands for exactly one label, the first.
  /// - Parameter host: a name or an address; IPv6 may stand in brackets.
  /// - Returns: whether it is.
  public func isValid(forHost host: String) -> Bool {
    let bare =
      host.count > 2 && host.hasPrefix("[") && host.hasSuffix("]")
      ? String(host.dropFirst().dropLast()) : host
    if let address = IPAddress(strict: bare) {
      return subjectAlternativeNames.contains { name in
        if case .ip(let own) = name { own.isSame(as: address) } else { false }
      }
    }
    let dialed = HostName(host)
    return subjectAlternativeNames.contains { name in
      if case .dns(let pattern) = name { dialed.matches(pattern) } else { false }
    }
  }
}

/// A name that is dialed, prepared for comparing.
private struct HostName {
  private let text: [UInt8]
  private let labels: [ArraySlice<UInt8>]
  private let isWellFormed: Bool

  init(_ name: String) {
    text = HostName.lowercased(name)
    let bare = text.last == HostName.dot ? text.dropLast() : text[...]
    labels = HostName.labels(of: bare)
    isWellFormed = HostName.isWellFormed(labels, isPattern: false)
  }

  /// Whether a name of a certificate covers it.
  func matches(_ pattern: String) -> Bool {
    let pattern = HostName.lowercased(pattern)
    let parts = HostName.labels(of: pattern[...])
    guard isWellFormed, HostName.isWellFormed(parts, isPattern: true) else {
      // What is no host name can still be meant literally.
      return text == pattern && !text.isEmpty && text != [HostName.dot]
    }
    guard parts.count == labels.count else { return false }
    return zip(parts, labels).enumerated().allSatisfy { index, pair in
      index == 0 && pair.0.elementsEqual([HostName.star]) || pair.0.elementsEqual(pair.1)
    }
  }

  private static let dot = UInt8(ascii: ".")
  private static let star = UInt8(ascii: "*")

  private static func labels(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    text.split(separator: dot, omittingEmptySubsequences: false)
  }

  private static func lowercased(_ text: String) -> [UInt8] {
    text.utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
  }

  private static func isWellFormed(_ labels: [ArraySlice<UInt8>], isPattern: Bool) -> Bool {
    // A lone star is no name (and was one for Go before 1.24).
    if labels.count == 1, labels[0].elementsEqual([star]) { return false }
    return labels.enumerated().allSatisfy { index, label in
      if isPattern, index == 0, label.elementsEqual([star]) { return true }
      return !label.isEmpty && label.first != UInt8(ascii: "-")
        && label.allSatisfy { octet in
          switch octet {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
          default: false
          }
        }
    }
  }
}

extension IPAddress {
  /// Whether both are one address, also where one is written as IPv4 inside
  /// of IPv6.
  fileprivate func isSame(as other: IPAddress) -> Bool {
    octets == other.octets
      || octets.count != other.octets.count
        && octets.suffix(4) == other.octets.suffix(4)
        && (octets.count == 16 ? octets : other.octets)
          .starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
  }
}
