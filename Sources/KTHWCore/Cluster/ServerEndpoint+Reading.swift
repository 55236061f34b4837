extension ServerEndpoint {
  /// Reads a URL such as `https://192.168.26.10:6443` or
  /// `https://api.example.org`, whose port is 443.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue``.
  public init(_ text: String) throws {
    let scheme = "https://"
    guard text.hasPrefix(scheme) else {
      let isPlain = text.hasPrefix("http://")
      throw KTHWError(
        .invalidValue,
        "\(Terminal.quoted(text)) does not begin with https://",
        hint: isPlain
          ? "clients show certificates, which needs TLS" : ServerEndpoint.form
      )
    }
    var authority = text.dropFirst(scheme.count)
    if authority.hasSuffix("/") { authority = authority.dropLast() }
    guard !authority.contains(where: { "/?#@".contains($0) }) else {
      throw KTHWError(
        .invalidValue,
        "\(Terminal.quoted(text)) has more than a host and a port",
        hint: ServerEndpoint.form
      )
    }
    guard let (host, digits) = ServerEndpoint.parts(of: authority),
      let port = digits.isEmpty ? 443 : Decimal.value(digits.utf8), (1...65_535).contains(port)
    else {
      throw KTHWError(
        .invalidValue,
        "\(Terminal.quoted(text)) has no host, or no port from 1 to 65535",
        hint: ServerEndpoint.form
      )
    }
    guard IPAddress(strict: host) != nil || DNSNameRules.isHostName(host) else {
      throw KTHWError(
        .invalidName,
        "\(Terminal.quoted(host)) is neither a DNS name nor an IP address",
        hint: ServerEndpoint.form
      )
    }
    // One spelling of an address, so that it can be held against others.
    self.init(host: IPAddress(strict: host)?.description ?? host, port: port)
  }

  private static let form = "write it like https://192.168.26.10:6443"

  /// Host and port; the port is empty where there is none, and nil stands for
  /// brackets that do not close or a colon without a port.
  private static func parts(of authority: Substring) -> (host: String, port: Substring)? {
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else { return nil }
      let host = authority[authority.index(after: authority.startIndex)..<end]
      let rest = authority[authority.index(after: end)...]
      guard host.contains(":"), rest.isEmpty || rest.hasPrefix(":") && rest.count > 1 else {
        return nil
      }
      return (String(host), rest.dropFirst())
    }
    guard let colon = authority.firstIndex(of: ":") else {
      return authority.isEmpty ? nil : (String(authority), "")
    }
    let port = authority[authority.index(after: colon)...]
    guard !port.isEmpty, colon > authority.startIndex else { return nil }
    return (String(authority[..<colon]), port)
  }

  /// The address, where the host is one.
  var address: IPAddress? { IPAddress(strict: host) }

  /// Whether every machine would dial itself.
  var isLoopback: Bool { address?.isLoopback ?? (host.lowercased() == "localhost") }
}
