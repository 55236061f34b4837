/// What a file of text alone is to a cluster, in words.
struct RenderedMeaning: Hashable, Sendable {
  /// What it is and does: whole sentences.
  let what: String
  /// What does not work without it: whole sentences.
  let without: String

  init(_ what: String, without: String) {
    self.what = what
    self.without = without
  }
}

extension RenderedFile {
  /// What it is to a cluster.
  var meaning: RenderedMeaning {
    switch self {
    case .etcdUnit, .apiServerUnit, .controllerManagerUnit, .schedulerUnit: controlPlaneUnit
    case .containerdUnit, .kubeletUnit, .kubeProxyUnit, .podRoutesUnit, .hostEntriesUnit: nodeUnit
    case .rbacManifest, .flannelManifest, .coreDNSManifest, .smokeTest: clusterWide
    case .haproxyConfiguration, .nginxLoadBalancer, .nginxHealthProxy: balancing
    case .podRoutes, .podRoutesScript, .hostEntries, .hostEntriesScript, .sysctl, .modules: host
    default: configuration
    }
  }

  private var controlPlaneUnit: RenderedMeaning {
    switch self {
    case .etcdUnit:
      RenderedMeaning(
        "Starts a member of etcd, which keeps all that the cluster knows.",
        without: "The member does not run; with a majority of members gone the API is gone."
      )
    case .apiServerUnit:
      RenderedMeaning(
        "Starts an API server, the one program that everybody talks to.",
        without: "Nobody reaches the cluster through this machine."
      )
    case .controllerManagerUnit:
      RenderedMeaning(
        "Starts a controller manager, which makes what is wanted of what is there.",
        without: "No Deployment gets pods, and nothing lost is replaced."
      )
    default:
      RenderedMeaning(
        "Starts a scheduler, which gives every new pod a node.",
        without: "New pods stay Pending."
      )
    }
  }

  private var nodeUnit: RenderedMeaning {
    switch self {
    case .containerdUnit:
      RenderedMeaning(
        "Starts containerd, which runs containers.",
        without: "The kubelet finds no container runtime, and does not start."
      )
    case .kubeletUnit:
      RenderedMeaning(
        "Starts the kubelet, which runs the pods of its node.",
        without: "The machine is no node, or its node is NotReady."
      )
    case .kubeProxyUnit:
      RenderedMeaning(
        "Starts kube-proxy, which makes the addresses of Services work on a node.",
        without: "Nothing on this node reaches a Service, not even the API's own."
      )
    case .podRoutesUnit:
      RenderedMeaning(
        "Sets the routes to other machines' pods at every start.",
        without: "Pods of this machine do not reach those of others."
      )
    default:
      RenderedMeaning(
        "Puts the cluster's names into /etc/hosts at every start.",
        without: "Machines know each other by name only where DNS knows them."
      )
    }
  }

  private var clusterWide: RenderedMeaning {
    switch self {
    case .rbacManifest:
      RenderedMeaning(
        """
        Binds roles that Kubernetes binds to nobody: API servers at the kubelets, administrators, \
        nodes that join with a token.
        """,
        without: "kubectl logs and exec end with Forbidden, and administrators have no rights."
      )
    case .flannelManifest:
      RenderedMeaning(
        "Runs flannel on every node, which carries packets between pods.",
        without: "Nodes stay NotReady: there is no network for pods."
      )
    case .coreDNSManifest:
      RenderedMeaning(
        "Runs CoreDNS, which answers pods that ask for names.",
        without: "Pods find no Service by its name."
      )
    default:
      RenderedMeaning(
        "Tries out a running cluster, step by step.",
        without: "Nothing breaks: it is there to be run once."
      )
    }
  }

  private var balancing: RenderedMeaning {
    switch self {
    case .haproxyConfiguration, .nginxLoadBalancer:
      RenderedMeaning(
        "Passes connections on to API servers that are ready; TLS goes through as it is.",
        without: "Nobody reaches the API by the address that kubeconfigs dial."
      )
    default:
      RenderedMeaning(
        "Answers health checks in plain HTTP, asking the API server beside it over TLS.",
        without: "A balancer that can only ask in plain HTTP takes the machine for dead."
      )
    }
  }

  private var host: RenderedMeaning {
    switch self {
    case .podRoutes, .podRoutesScript:
      RenderedMeaning(
        "The routes to other machines' pods, and the script that sets them.",
        without: "Pods of this machine do not reach those of others."
      )
    case .hostEntries, .hostEntriesScript:
      RenderedMeaning(
        "The cluster's names, and the script that puts them into /etc/hosts.",
        without: "Machines know each other by name only where DNS knows them."
      )
    case .sysctl:
      RenderedMeaning(
        "Lets the kernel forward packets, and lets kube-proxy see those of bridges.",
        without: "Pods reach neither other nodes nor Services."
      )
    default:
      RenderedMeaning(
        "Loads overlay and br_netfilter at boot, which containers and their network need.",
        without: "containerd finds no overlay, and bridged packets pass kube-proxy by."
      )
    }
  }

  private var configuration: RenderedMeaning {
    switch self {
    case .auditPolicy:
      RenderedMeaning(
        "Says what an API server writes into its audit log.",
        without: "The audit log stays empty: without a policy nothing is written, in any release."
      )
    case .schedulerConfiguration:
      RenderedMeaning(
        "The scheduler's configuration: its kubeconfig, and that one of several leads.",
        without: "The scheduler does not start."
      )
    case .kubeletConfiguration:
      RenderedMeaning(
        "The kubelet's configuration: whom it trusts, its certificate, DNS, the container runtime.",
        without: "A kubelet without it lets everybody in (anonymous, AlwaysAllow, port 10255)."
      )
    case .kubeProxyConfiguration:
      RenderedMeaning(
        "kube-proxy's configuration: its kubeconfig, its mode, the pods' addresses.",
        without: "kube-proxy does not start."
      )
    case .containerdConfiguration:
      RenderedMeaning(
        "containerd's configuration: its runtime, and that systemd manages its groups of processes.",
        without: "containerd and kubelet disagree about cgroups, and pods are killed under load."
      )
    default:
      RenderedMeaning(
        "The bridge between a machine's pods, and the addresses that it gives them.",
        without: "The node stays NotReady: there is no network for pods."
      )
    }
  }
}
