/// A server that a line of a log names, by what listens at its port.
public struct LogEndpoint: Hashable, Sendable {
  /// The host and port as the line has them.
  public let address: String
  /// What listens there.
  public let server: String
  /// The certificate that it shows.
  public let certificate: String

  /// The servers that a line names, each once.
  public static func all(in line: String) -> [LogEndpoint] {
    var found: [LogEndpoint] = []
    for word in line.split(whereSeparator: { " \t\"'(),;<>\\".contains($0) }) {
      guard let endpoint = LogEndpoint(word), !found.contains(endpoint) else { continue }
      found.append(endpoint)
    }
    return found
  }

  private init?(_ word: Substring) {
    var text = word
    // `local->remote`: whoever is called comes last.
    if let arrow = text.ranges(of: "->").last { text = text[arrow.upperBound...] }
    if let scheme = text.firstRange(of: "://") { text = text[scheme.upperBound...] }
    text = text.prefix { $0 != "/" && $0 != "?" }
    while let last = text.last, last == ":" || last == "." { text.removeLast() }
    guard let colon = text.lastIndex(of: ":"), colon > text.startIndex,
      let known = LogEndpoint.known[String(text[text.index(after: colon)...])]
    else { return nil }
    address = String(text)
    (server, certificate) = known
  }

  private static let known: [String: (String, String)] = [
    "6443": ("an API server, or a load balancer in front of one", "the one of --tls-cert-file"),
    "443": ("an API server by its service, or a load balancer", "the one of --tls-cert-file"),
    "2379": ("etcd, towards clients", "the one of --cert-file"),
    "2380": ("etcd, towards its members", "the one of --peer-cert-file"),
    "10250": ("a kubelet", "tlsCertFile of kubelet-config.yaml, or one that it made itself"),
    "10257": ("a controller manager", "one that it made itself, unless --tls-cert-file is set"),
    "10259": ("a scheduler", "one that it made itself, unless --tls-cert-file is set"),
  ]
}
