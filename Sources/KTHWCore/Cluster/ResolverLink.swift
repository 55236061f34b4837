/// Where pods that use their node's name servers learn about them.
///
/// Where systemd-resolved runs, `/etc/resolv.conf` names a server that only
/// the node itself can reach; CoreDNS would ask itself for ever. So the kubelet
/// reads a link, which leads to `/etc/resolv.conf` as it is installed, and is
/// turned to the true servers, where there are some, before the kubelet starts.
enum ResolverLink {
  /// The link that the kubelet reads.
  static let path = "/var/lib/kubelet/resolv.conf"
  /// Where it leads at first.
  static let target = "/etc/resolv.conf"
}
