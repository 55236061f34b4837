/// What CoreDNS reads: which zones it answers for, and how.
///
/// What a release understands is from its own `plugin.cfg` and plugins'
/// pages. Every plugin here is in the order in which it is documented, which
/// does not matter: a query passes them in an order fixed at build time.
enum Corefile {
  static func text(for release: ReleaseNumber, clusterDomain: String) -> String {
    var lines = ["errors"]
    // Pods that end go on answering until the endpoints know.
    lines += block("health", ["lameduck 5s"])
    if release >= ReleaseNumber(1, 5) { lines.append("ready") }
    let zones = "kubernetes \(clusterDomain) in-addr.arpa ip6.arpa"
    var options = ["pods insecure"]
    // Without it services that are names elsewhere had no address before 1.4.
    if release < ReleaseNumber(1, 4) { options.append("upstream") }
    lines += block(zones, options + ["fallthrough in-addr.arpa ip6.arpa", "ttl 30"])
    lines.append("prometheus :9153")
    lines += forwarding(by: release)
    lines.append("cache 30")
    if release >= ReleaseNumber(1, 2, 1) { lines.append("loop") }
    if release >= ReleaseNumber(1, 1) { lines.append("reload") }
    lines.append("loadbalance")
    return block(".:53", lines).map { $0 + "\n" }.joined()
  }

  /// Whether the release tells on port 8181 when it can answer.
  static func hasReadiness(_ release: ReleaseNumber) -> Bool { release >= ReleaseNumber(1, 5) }

  /// Questions about the world go to whom the machine asks.
  private static func forwarding(by release: ReleaseNumber) -> [String] {
    let servers = ". /etc/resolv.conf"
    // "proxy" ended with 1.4; up to 1.2 it is the one that is well tried.
    guard release >= ReleaseNumber(1, 3) else { return ["proxy \(servers)"] }
    guard release >= ReleaseNumber(1, 7) else { return ["forward \(servers)"] }
    return block("forward \(servers)", ["max_concurrent 1000"])
  }

  private static func block(_ head: String, _ lines: [String]) -> [String] {
    ["\(head) {"] + lines.map { "    \($0)" } + ["}"]
  }
}
