/// What the kernel of a machine that runs pods must do.
enum KernelSettings {
  /// The kernel's modules, for systemd-modules-load: containers' file systems,
  /// and packet filters for what crosses the bridge.
  static let modules = HostRenderers.notice + "overlay\nbr_netfilter\n"

  /// The kernel's parameters, for systemd-sysctl.
  ///
  /// Packets between pods of one machine cross the bridge alone; without the
  /// first two, services would not answer them.
  static func parameters(in spec: ClusterSpec) -> String {
    var lines = [
      "net.bridge.bridge-nf-call-iptables = 1",
      "net.bridge.bridge-nf-call-ip6tables = 1",
      "net.ipv4.ip_forward = 1",
    ]
    if !spec.network.podCIDR.network.isIPv4 {
      lines.append("net.ipv6.conf.all.forwarding = 1")
    }
    return HostRenderers.notice + lines.map { $0 + "\n" }.joined()
  }
}
