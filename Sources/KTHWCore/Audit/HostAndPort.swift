/// A host and a port: `10.0.0.1:6443`, `[::1]:6443`, `*:443`.
struct HostAndPort: Hashable, Sendable {
  /// The host without brackets; empty for all.
  let host: String
  /// The port, where there is one.
  let port: Int?

  /// Reads a text.
  init(_ text: String) {
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      host = String(text[text.index(after: text.startIndex)..<end])
      port = Int(text[end...].dropFirst(2))
    } else if let colon = text.lastIndex(of: ":"),
      text.firstIndex(of: ":") == colon || text.hasPrefix(":::")
    {
      host = text[..<colon] == "*" ? "" : String(text[..<colon])
      port = Int(text[text.index(after: colon)...])
    } else {
      host = text
      port = nil
    }
  }
}
