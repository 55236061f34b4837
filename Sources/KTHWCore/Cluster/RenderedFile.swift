/// A file that is text alone: made from the specification, without keys.
///
/// The raw value is the name by which a user asks for it.
public enum RenderedFile: String, Hashable, Sendable, CaseIterable {
  // Units of systemd.
  /// The unit of a member of etcd.
  case etcdUnit = "etcd.service"
  /// The unit of an API server.
  case apiServerUnit = "kube-apiserver.service"
  /// The unit of a controller manager.
  case controllerManagerUnit = "kube-controller-manager.service"
  /// The unit of a scheduler.
  case schedulerUnit = "kube-scheduler.service"
  /// The unit of the container runtime.
  case containerdUnit = "containerd.service"
  /// The unit of a kubelet.
  case kubeletUnit = "kubelet.service"
  /// The unit of what serves the services' addresses.
  case kubeProxyUnit = "kube-proxy.service"
  /// The unit that sets routes to other machines' pods at every start.
  case podRoutesUnit = "kthw-pod-routes.service"
  /// The unit that puts the cluster's names into `/etc/hosts`.
  case hostEntriesUnit = "kthw-hosts.service"

  // What programs read on a machine.
  /// What an API server writes down of its requests.
  case auditPolicy = "audit-policy.yaml"
  /// What a scheduler reads: KubeSchedulerConfiguration.
  case schedulerConfiguration = "kube-scheduler.yaml"
  /// What a kubelet reads: KubeletConfiguration.
  case kubeletConfiguration = "kubelet-config.yaml"
  /// What kube-proxy reads: KubeProxyConfiguration.
  case kubeProxyConfiguration = "kube-proxy-config.yaml"
  /// What containerd reads.
  case containerdConfiguration = "containerd-config.toml"
  /// What the bridge between a machine's pods is.
  case cniConfiguration = "10-bridge.conflist"
  /// Kernel settings that pods need.
  case sysctl = "kubernetes-sysctl.conf"
  /// Kernel modules that pods need.
  case modules = "kubernetes-modules.conf"
  /// The table of all machines' pods.
  case podRoutes = "pod-routes"
  /// The script that makes routes of the table.
  case podRoutesScript = "pod-routes.sh"
  /// The cluster's names, in the form of `/etc/hosts`.
  case hostEntries = "hosts"
  /// The script that puts the names into `/etc/hosts`.
  case hostEntriesScript = "hosts.sh"
  /// What HAProxy reads on a load balancer.
  case haproxyConfiguration = "haproxy.cfg"
  /// What nginx reads on a load balancer.
  case nginxLoadBalancer = "nginx.conf"
  /// What nginx reads on a control-plane machine to tell its health.
  case nginxHealthProxy = "kubernetes-health.conf"

  // What `kubectl apply` reads, and a script beside it.
  /// Who may do what, beyond what Kubernetes begins with.
  case rbacManifest = "00-rbac.yaml"
  /// flannel, which carries packets between pods.
  case flannelManifest = "10-flannel.yaml"
  /// CoreDNS, which pods ask for names.
  case coreDNSManifest = "20-coredns.yaml"
  /// The script that tries out a running cluster.
  case smokeTest = "smoke-test.sh"

  /// Whether it is one for the whole cluster, not one for each machine.
  public var isClusterWide: Bool {
    switch self {
    case .rbacManifest, .flannelManifest, .coreDNSManifest, .smokeTest: true
    default: false
    }
  }

  /// Whether it is a unit of systemd.
  public var isUnit: Bool { rawValue.hasSuffix(".service") }

  /// The mode that the file has, such as 0o644.
  public var permissions: UInt16 { rawValue.hasSuffix(".sh") ? 0o755 : 0o644 }

  /// The absolute path on a machine; for a cluster-wide file the name alone.
  public func path(in layout: HostLayout) -> String {
    let configuration = layout.configurationDirectory
    return switch self {
    case _ where isUnit: "/etc/systemd/system/\(rawValue)"
    case .auditPolicy, .schedulerConfiguration: "\(configuration)/\(rawValue)"
    case .kubeletConfiguration: "/var/lib/kubelet/kubelet-config.yaml"
    case .kubeProxyConfiguration: "/var/lib/kube-proxy/kube-proxy-config.yaml"
    case .containerdConfiguration: "/etc/containerd/config.toml"
    case .cniConfiguration: "/etc/cni/net.d/10-bridge.conflist"
    case .sysctl: "/etc/sysctl.d/90-kubernetes.conf"
    case .modules: "/etc/modules-load.d/kubernetes.conf"
    case .podRoutes, .podRoutesScript: "/etc/kubernetes/network/\(rawValue)"
    case .hostEntries: "/etc/hosts.d/50-kubernetes.hosts"
    case .hostEntriesScript: "/etc/hosts.d/apply.sh"
    case .haproxyConfiguration: "/etc/haproxy/haproxy.cfg"
    case .nginxLoadBalancer: "/etc/nginx/nginx.conf"
    case .nginxHealthProxy: "/etc/nginx/conf.d/kubernetes-health.conf"
    default: rawValue
    }
  }

  /// Whether a machine gets it.
  ///
  /// - Parameters:
  ///   - host: the machine; for a cluster-wide file it does not matter.
  ///   - spec: the cluster.
  /// - Returns: whether it belongs there.
  public func belongs(on host: ClusterHost, in spec: ClusterSpec) -> Bool {
    let usesRoutes = spec.network.podNetwork == .routes
    return switch self {
    case .etcdUnit: host.has(.etcd)
    case .apiServerUnit, .controllerManagerUnit, .schedulerUnit, .auditPolicy,
      .schedulerConfiguration:
      host.has(.controlPlane)
    case .containerdUnit, .kubeletUnit, .kubeProxyUnit, .kubeletConfiguration,
      .kubeProxyConfiguration, .containerdConfiguration, .sysctl, .modules:
      host.has(.worker)
    case .cniConfiguration: usesRoutes && host.has(.worker)
    // The API server reaches webhooks and aggregated APIs, which are pods.
    case .podRoutesUnit, .podRoutes, .podRoutesScript:
      usesRoutes && (host.has(.worker) || host.has(.controlPlane))
    case .hostEntriesUnit, .hostEntries, .hostEntriesScript: true
    case .haproxyConfiguration: host.has(.loadBalancer) && spec.loadBalancer.kind == .haproxy
    case .nginxLoadBalancer: host.has(.loadBalancer) && spec.loadBalancer.kind == .nginx
    case .nginxHealthProxy: host.has(.controlPlane) && spec.loadBalancer.healthProxy
    case .rbacManifest, .coreDNSManifest, .smokeTest: true
    case .flannelManifest: spec.network.podNetwork == .flannel
    }
  }
}
