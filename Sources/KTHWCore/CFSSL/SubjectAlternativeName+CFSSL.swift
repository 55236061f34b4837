extension SubjectAlternativeName {
  /// Reads one entry of cfssl's `hosts` or `-hostname`, in cfssl's order: an
  /// IP address, else one e-mail address (RFC 5322), else a URI, else a DNS
  /// name, kept exactly as written.
  ///
  /// So `localhost:8080` and `system:node:x` become URIs, and `10.0.0.0/24`
  /// or `a b` become DNS names that no client will ever ask for; see
  /// ``CFSSLHosts/warnings``.
  /// - Throws: ``KTHWError`` with ``KTHWError/Code/invalidName`` for a name
  ///   that is not ASCII, or a URI whose host is not a domain. cfssl ends
  ///   with a stack trace for the first and 9003 for the second.
  public init(cfsslHost text: String) throws {
    if let address = IPAddress(strict: text) {
      self = .ip(address)
    } else if let mail = GoMailAddress(text) {
      self = .email(try SubjectAlternativeName.ascii(mail.address))
    } else if let url = try? GoURL(request: text) {
      self = .uri(try SubjectAlternativeName.checked(url))
    } else {
      self = .dns(try SubjectAlternativeName.ascii(text))
    }
  }

  /// Names are IA5String in certificates (RFC 5280 §4.2.1.6).
  private static func ascii(_ text: String) throws -> String {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
      throw KTHWError(
        cfssl: .badRequest("x509: \(GoText.quoted(text)) cannot be encoded as an IA5String"),
        .invalidName,
        "host \(Terminal.quoted(text)) is not ASCII",
        hint: "write an international domain name in its xn-- form"
      )
    }
    return text
  }

  /// What Go checks when it reads the name back from the request.
  private static func checked(_ url: GoURL) throws -> String {
    let text = try ascii(url.text)
    var reason = "invalid domain"
    do {
      let host = try GoURL(reference: text).host
      if host.isEmpty || isDomain(host) { return text }
    } catch let error as GoURL.NotAURL {
      reason = "parse \(GoText.quoted(text)): \(error.reason)"
    }
    throw KTHWError(
      cfssl: .requestParsing("x509: cannot parse URI \(GoText.quoted(text)): \(reason)"),
      .invalidName,
      "host \(Terminal.quoted(text)) is a URI whose host is not a domain name",
      hint: "a certificate for a server names its host alone, without http:// and path"
    )
  }

  /// Labels of 1 to 63 visible characters, 253 in all; a port counts as part
  /// of the last label.
  private static func isDomain(_ host: [UInt8]) -> Bool {
    let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return host.count <= 253
      && labels.allSatisfy {
        (1...63).contains($0.count) && $0.allSatisfy { (33...126).contains($0) }
      }
  }
}
