/// The URL of an API server, as people write it.
///
/// `10.0.0.1`, `lb.example.org` and `lb.example.org:8443` stand for `https`,
/// and without a port for 6443, where API servers listen.
struct ServerURL: Hashable {
  /// The whole URL.
  let text: String

  /// Reads a URL, a host or a host and a port.
  ///
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidValue``.
  init(_ text: String) throws {
    if let scheme = text.firstRange(of: "://") {
      let rest = text[scheme.upperBound...]
      guard ["https", "http"].contains(text[..<scheme.lowerBound]) else {
        throw ServerURL.refusal(text)
      }
      try ServerURL.check(String(rest.prefix { $0 != "/" }), of: text)
      self.text = text
      return
    }
    guard !text.contains("/") else { throw ServerURL.refusal(text) }
    if let address = try? IPAddress(text) {
      // A bare IPv6 address needs brackets before a port can follow.
      self.text = text.contains(":") ? "https://[\(address)]:6443" : "https://\(text):6443"
      return
    }
    try ServerURL.check(text, of: text)
    let hasPort = text.last != "]" && text.contains(":")
    self.text = "https://" + text + (hasPort ? "" : ":6443")
  }

  /// Checks `host` or `host:port`.
  private static func check(_ authority: String, of text: String) throws {
    var host = authority
    if let colon = authority.lastIndex(of: ":"), authority.last != "]" {
      let port = authority[authority.index(after: colon)...]
      guard let number = Decimal.value(port.utf8), 1...65_535 ~= number else {
        throw refusal(text)
      }
      host = String(authority[..<colon])
    }
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    let isAddress = (try? IPAddress(host)) != nil
    let isName =
      !host.isEmpty && !host.contains(":")
      && host.unicodeScalars.allSatisfy {
        $0.isASCII
          && ($0.properties.isAlphabetic
            || $0.properties.numericType != nil || $0 == "-" || $0 == "." || $0 == "_")
      }
    guard isAddress || isName else { throw refusal(text) }
  }

  private static func refusal(_ text: String) -> KTHWError {
    KTHWError(
      .invalidValue,
      "\(Terminal.quoted(text)) is no address of an API server",
      hint: "write it as https://lb.example.org:6443, lb.example.org or 10.0.0.1"
    )
  }
}
