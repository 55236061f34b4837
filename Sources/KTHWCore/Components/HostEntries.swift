/// Names and addresses of the cluster's machines, as `/etc/hosts` has them.
enum HostEntries {
  /// Where the entries and their script lie.
  static let directory = "/etc/hosts.d"

  /// The text of the file.
  ///
  /// Every machine knows those that it may dial by name, and itself; only
  /// control planes know all, or the files of a cluster would grow with the
  /// square of its machines.
  static func text(on host: ClusterHost, in spec: ClusterSpec) -> String {
    var text = HostRenderers.notice
    guard !host.has(.controlPlane) else {
      for other in spec.hosts { text += line(other) }
      return text
    }
    let known = central(in: spec)
    for other in known { text += line(other) }
    if !known.contains(where: { $0.name == host.name }) { text += line(host) }
    return text
  }

  private static func central(in spec: ClusterSpec) -> [ClusterHost] {
    let roles: Set<HostRole> = [.etcd, .controlPlane, .loadBalancer]
    let ranges = spec.hosts.ranges.filter { !$0.roles.isDisjoint(with: roles) }
    return spec.hosts.listed.filter { !$0.roles.isDisjoint(with: roles) }
      + ClusterHosts([], ranges: ranges)
  }

  private static func line(_ host: ClusterHost) -> String {
    // A wildcard may stand in a certificate, but is no host's name.
    var line = host.address.description + " " + host.name.text
    for name in host.hostnames where name != host.name.text && !name.contains("*") {
      line += " " + name
    }
    return line + "\n"
  }
}
