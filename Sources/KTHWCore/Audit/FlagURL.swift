/// A URL in a flag, as far as flags need it: scheme, host and port.
struct FlagURL: Hashable {
  /// The scheme in lower case, such as `https`.
  let scheme: String
  /// The host without brackets.
  let host: String
  /// The port, where one is written.
  let port: Int?

  /// Reads a URL; nil for what is none, or has a variable in it.
  init?(_ text: String) {
    guard ComponentInvocation.isLiteral(text) else { return nil }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].hasPrefix("//") else { return nil }
    scheme = parts[0].lowercased()
    let authority = parts[1].dropFirst(2).prefix { $0 != "/" }
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
      host = String(authority[authority.index(after: authority.startIndex)..<end])
      let rest = authority[authority.index(after: end)...]
      port = rest.hasPrefix(":") ? Int(rest.dropFirst()) : nil
    } else {
      let pieces = authority.split(separator: ":", omittingEmptySubsequences: false)
      guard pieces.count <= 2, let first = pieces.first, !first.isEmpty else { return nil }
      host = String(first)
      port = pieces.count == 2 ? Int(pieces[1]) : nil
    }
  }

  /// Whether only the machine itself reaches it.
  var isLoopback: Bool { FlagURL.isLoopback(host) }

  /// Whether a host is the machine itself.
  static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || IPAddress(strict: host)?.isLoopback == true
  }

  /// The URLs of a list that commas separate.
  static func all(in list: String?) -> [FlagURL] {
    (list ?? "").split(separator: ",").compactMap { FlagURL(String($0)) }
  }
}
