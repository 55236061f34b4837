/// A name or address that somebody dials, or may.
struct WantedName: Hashable, Sendable {
  /// The name.
  let name: SubjectAlternativeName
  /// Why it is wanted, in words: "the first address of 10.32.0.0/24".
  let reason: String
  /// Where that is said.
  let place: Place?

  init(_ host: String, _ reason: String, at place: Place? = nil) {
    self.init(SubjectAlternativeName(host: host), reason, at: place)
  }

  init(_ name: SubjectAlternativeName, _ reason: String, at place: Place? = nil) {
    self.name = name
    self.reason = reason
    self.place = place
  }

  /// The name without its kind, and why it is wanted.
  var inWords: String {
    switch name {
    case .dns(let name): "\(Terminal.printable(name)) (\(reason))"
    case .ip(let address): "\(address) (\(reason))"
    case .email, .uri: "\(name) (\(reason))"
    }
  }
}

extension CertificateFacts {
  /// Whether clients that dial a name accept the certificate (RFC 9525 §6.3).
  func covers(_ name: SubjectAlternativeName) -> Bool {
    switch name {
    case .dns(let wanted):
      let wanted = wanted.lowercased()
      return subjectAlternativeNames.contains { own in
        guard case .dns(let written) = own else { return false }
        let text = written.lowercased()
        if text == wanted { return true }
        guard text.hasPrefix("*."), let dot = wanted.firstIndex(of: ".") else { return false }
        return text.dropFirst() == wanted[dot...]
      }
    default: return subjectAlternativeNames.contains(name)
    }
  }

  /// Those of some names under which clients refuse the certificate.
  func lacking(_ wanted: [WantedName]) -> [WantedName] {
    var seen: Set<SubjectAlternativeName> = []
    return wanted.filter { !covers($0.name) && seen.insert($0.name).inserted }
  }
}

/// URLs of flags and kubeconfigs, as far as names in certificates go.
enum DialledURL {
  /// The host of a URL with HTTPS; nil for others.
  static func host(of url: some StringProtocol) -> String? {
    let scheme = "https://"
    guard url.prefix(scheme.count).lowercased() == scheme else { return nil }
    let authority = url.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let behindUser = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
    let host = behindUser ?? authority[...]
    if host.first == "[" {
      return host.firstIndex(of: "]").map { String(host[host.index(after: host.startIndex)..<$0]) }
    }
    let name = host.prefix { $0 != ":" }
    return name.isEmpty ? nil : String(name)
  }

  /// The hosts of a list of URLs, without those that mean every address.
  static func hosts(in list: String?) -> [String] {
    (list ?? "").split(separator: ",").compactMap { url in
      let trimmed = url.drop { $0 == " " }
      guard let host = host(of: trimmed), IPAddress(strict: host)?.isUnspecified != true else {
        return nil
      }
      return host
    }
  }
}
