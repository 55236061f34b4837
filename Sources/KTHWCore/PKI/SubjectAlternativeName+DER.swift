extension SubjectAlternativeName {
  /// The GeneralName (RFC 5280 §4.2.1.6).
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName`` where a text
  ///   is not ASCII, which its IA5String cannot hold.
  func write(to writer: inout DERWriter) throws {
    switch self {
    case .email(let address):
      try writer.generalName(1, address, "the e-mail address", "only ASCII addresses can be used")
    case .dns(let name):
      try writer.generalName(
        2,
        name,
        "the DNS name",
        "write international names in their xn-- form"
      )
    case .uri(let uri):
      try writer.generalName(6, uri, "the URI", "write other characters as %XX of their UTF-8")
    case .ip(let address):
      writer.element(.primitive(7), address.octets)
    }
  }

  /// Where the kind stands when names are grouped.
  fileprivate var rank: Int {
    switch self {
    case .dns: 0
    case .email: 1
    case .ip: 2
    case .uri: 3
    }
  }
}

extension Sequence where Element == SubjectAlternativeName {
  /// The names in the order that cfssl (and Go) gives them: DNS names, e-mail
  /// addresses, IP addresses, URIs; within each kind the order stays.
  public func groupedByKind() -> [SubjectAlternativeName] {
    let names = Array(self)
    // Mostly they are in this order already.
    guard zip(names, names.dropFirst()).contains(where: { $0.rank > $1.rank }) else { return names }
    return (0...3).flatMap { rank in names.filter { $0.rank == rank } }
  }
}

extension SubjectAlternativeName: CustomStringConvertible {
  /// The kind and the name, safe for a terminal: `DNS:kubernetes`, `IP:10.32.0.1`.
  public var description: String {
    switch self {
    case .dns(let name): "DNS:" + Terminal.printable(name)
    case .email(let address): "email:" + Terminal.printable(address)
    case .ip(let address): "IP:\(address)"
    case .uri(let uri): "URI:" + Terminal.printable(uri)
    }
  }
}

extension DERWriter {
  /// Writes a GeneralName whose value is an IA5String.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName`` where the
  ///   text is not ASCII.
  mutating func generalName(
    _ number: UInt8,
    _ text: String,
    _ what: String,
    _ hint: String
  ) throws {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
      throw KTHWError(
        .invalidName,
        "\(what) \(Terminal.quoted(text)) is not ASCII",
        hint: hint
      )
    }
    element(.primitive(number), text.utf8)
  }
}
