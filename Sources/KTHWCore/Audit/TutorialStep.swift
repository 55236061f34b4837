/// A step of a well-known tutorial, and what it makes.
public struct TutorialStep: Hashable, Sendable {
  /// A tutorial.
  public enum Tutorial: String, Hashable, Sendable, CaseIterable {
    /// Everything on one machine.
    case singleNode = "Kubernetes the hard way - one node on a VM"
    /// The smallest cluster, without any certificate.
    case minimal = "Hammering together the most basic Kubernetes cluster"
    /// Two masters behind nginx.
    case multiMaster = "Multi Master Demo Using Kubernetes the Hard Way"
    /// Three controllers behind HAProxy, by openssl.
    case haHAProxy = "Kubernetes the VirtualBox way"
    /// Two controllers and two workers, as a series of posts.
    case twoControllers = "KTHW"

    /// The shape that `kthwctl init --like` has of it.
    public var starter: ClusterStarter {
      switch self {
      case .singleNode: .singleNode
      case .minimal: .minimal
      case .multiMaster: .multiMaster
      case .haHAProxy: .haHAProxy
      case .twoControllers: .twoControllers
      }
    }
  }

  /// The tutorial.
  public let tutorial: Tutorial
  /// The heading of the step.
  public let heading: String
  /// What it makes: components, `X.kubeconfig`, names of rendered files.
  let makes: Set<String>

  init(_ tutorial: Tutorial, _ heading: String, _ makes: String...) {
    self.tutorial = tutorial
    self.heading = heading
    self.makes = Set(makes)
  }

  /// The steps that make something.
  static func making(_ thing: String) -> [TutorialStep] { all.filter { $0.makes.contains(thing) } }

  static let all = singleNode + minimal + multiMaster + haHAProxy + twoControllers

  private static let singleNode = [
    TutorialStep(
      .singleNode,
      "Create the Certificate Authority (CA)",
      "ca",
      "ca-config.json",
      "ca-csr.json"
    ),
    TutorialStep(.singleNode, "Certificate for the admin user (role)", "admin"),
    TutorialStep(
      .singleNode,
      "Certificate for the Kubelet worker component",
      "kubelet",
      "kubelet-serving"
    ),
    TutorialStep(.singleNode, "The Controller manager certificate", "kube-controller-manager"),
    TutorialStep(.singleNode, "The kube proxy certificate", "kube-proxy"),
    TutorialStep(.singleNode, "scheduler certificate", "kube-scheduler"),
    TutorialStep(.singleNode, "api server certificate", "kube-apiserver"),
    TutorialStep(.singleNode, "Service account key pair.", "service-account"),
    TutorialStep(.singleNode, "Setup logic hosts", "hosts"),
  ]

  private static let minimal = [
    TutorialStep(.minimal, "Create a deployment", "kubelet.kubeconfig"),
    TutorialStep(.minimal, "Using CNI instead of kubenet", "10-bridge.conflist"),
  ]

  private static let multiMaster = [
    TutorialStep(
      .multiMaster,
      "Generate root CA certificate",
      "ca",
      "ca-config.json",
      "ca-csr.json"
    ),
    TutorialStep(
      .multiMaster,
      "Generate client certificate for kubelet",
      "kubelet",
      "kubelet-serving"
    ),
    TutorialStep(
      .multiMaster,
      "Creating client certificate for kube-controller-manager",
      "kube-controller-manager"
    ),
    TutorialStep(.multiMaster, "Creating client certificate for kube-proxy", "kube-proxy"),
    TutorialStep(.multiMaster, "Creating client certificate for kube-scheduler", "kube-scheduler"),
    TutorialStep(.multiMaster, "Create Admin Client certificate", "admin"),
    TutorialStep(
      .multiMaster,
      "Generate server certificate for kube-apiserver",
      "kube-apiserver",
      "etcd",
      "etcd-peer",
      "kube-apiserver-etcd-client",
      "kube-apiserver-kubelet-client"
    ),
    TutorialStep(.multiMaster, "Generate Certificates for Service Account", "service-account"),
    TutorialStep(.multiMaster, "Generating kubeconfig for each kubelet", "kubelet.kubeconfig"),
    TutorialStep(.multiMaster, "Generating kubeconfig for kube-proxy", "kube-proxy.kubeconfig"),
    TutorialStep(
      .multiMaster,
      "Generating kubeconfig for kube-controller-manager",
      "kube-controller-manager.kubeconfig"
    ),
    TutorialStep(
      .multiMaster,
      "Generating kubeconfig for kube-scheduler",
      "kube-scheduler.kubeconfig"
    ),
    TutorialStep(.multiMaster, "Generating kubeconfig for Admin user", "admin.kubeconfig"),
    TutorialStep(
      .multiMaster,
      "Understanding encrypting data at rest in kubernetes",
      "encryption-config.yaml"
    ),
    TutorialStep(.multiMaster, "Install and Configure ETCD", "etcd.service"),
    TutorialStep(.multiMaster, "Configure the kube-apiserver", "kube-apiserver.service"),
    TutorialStep(
      .multiMaster,
      "Configure the kube-controller-manager",
      "kube-controller-manager.service"
    ),
    TutorialStep(
      .multiMaster,
      "Configure the kube-scheduler",
      "kube-scheduler.service",
      "kube-scheduler.yaml"
    ),
    TutorialStep(.multiMaster, "Authorizing kubelets to master", "00-rbac.yaml"),
    TutorialStep(.multiMaster, "Setting up Loadbalancer (nginx)", "nginx.conf"),
    TutorialStep(.multiMaster, "Configure kubelet", "kubelet.service", "kubelet-config.yaml"),
    TutorialStep(
      .multiMaster,
      "Configure kube-proxy",
      "kube-proxy.service",
      "kube-proxy-config.yaml"
    ),
  ]

  private static let haHAProxy = [
    TutorialStep(.haHAProxy, "RootCA", "ca"),
    TutorialStep(.haHAProxy, "Admin", "admin"),
    TutorialStep(
      .haHAProxy,
      "Proxy, Controller Manager, Scheduler and Service Account",
      "kube-proxy",
      "kube-controller-manager",
      "kube-scheduler",
      "service-account"
    ),
    TutorialStep(
      .haHAProxy,
      "Kubernetes API",
      "kube-apiserver",
      "etcd",
      "etcd-peer",
      "kube-apiserver-etcd-client",
      "kube-apiserver-kubelet-client"
    ),
    TutorialStep(.haHAProxy, "Nodes", "kubelet", "kubelet-serving"),
    TutorialStep(.haHAProxy, "Encryption", "encryption-config.yaml"),
    TutorialStep(.haHAProxy, "HAProxy", "haproxy.cfg"),
    TutorialStep(
      .haHAProxy,
      "Controllers: Generating kubeconfigs",
      "kube-controller-manager.kubeconfig",
      "kube-scheduler.kubeconfig"
    ),
    TutorialStep(.haHAProxy, "Configuring etcd", "etcd.service"),
    TutorialStep(.haHAProxy, "kube-apiserver config", "kube-apiserver.service"),
    TutorialStep(.haHAProxy, "kube-controller-manager config", "kube-controller-manager.service"),
    TutorialStep(
      .haHAProxy,
      "kube-scheduler configuration",
      "kube-scheduler.service",
      "kube-scheduler.yaml"
    ),
    TutorialStep(
      .haHAProxy,
      "Nodes: Generating kubeconfigs",
      "kubelet.kubeconfig",
      "kube-proxy.kubeconfig"
    ),
    TutorialStep(.haHAProxy, "kubelet system unit config", "kubelet.service"),
    TutorialStep(.haHAProxy, "kubelet config file", "kubelet-config.yaml"),
    TutorialStep(
      .haHAProxy,
      "kube-proxy configuration",
      "kube-proxy.service",
      "kube-proxy-config.yaml"
    ),
    TutorialStep(
      .haHAProxy,
      "containerd configuration",
      "containerd-config.toml",
      "containerd.service"
    ),
    TutorialStep(
      .haHAProxy,
      "Enable netfilter and routing",
      "kubernetes-sysctl.conf",
      "kubernetes-modules.conf"
    ),
  ]
}

extension TutorialStep {
  /// Posts of a series, which have no headings of their own inside.
  fileprivate static let twoControllers = [
    TutorialStep(
      .twoControllers,
      "Set-up the CA and certificates",
      "ca",
      "admin",
      "kubelet",
      "kubelet-serving",
      "kube-controller-manager",
      "kube-proxy",
      "kube-scheduler",
      "kube-apiserver",
      "etcd",
      "etcd-peer",
      "kube-apiserver-etcd-client",
      "kube-apiserver-kubelet-client",
      "service-account",
      "ca-config.json",
      "ca-csr.json"
    ),
    TutorialStep(
      .twoControllers,
      "Kubeconfigs",
      "admin.kubeconfig",
      "kubelet.kubeconfig",
      "kube-controller-manager.kubeconfig",
      "kube-scheduler.kubeconfig",
      "kube-proxy.kubeconfig"
    ),
    TutorialStep(
      .twoControllers,
      "Encrypting the configuration",
      "encryption-config.yaml",
      "etcd.service"
    ),
    TutorialStep(
      .twoControllers,
      "The kubernetes control plane",
      "kube-apiserver.service",
      "kube-controller-manager.service",
      "kube-scheduler.service",
      "kube-scheduler.yaml",
      "kubernetes-health.conf",
      "00-rbac.yaml"
    ),
    TutorialStep(
      .twoControllers,
      "The workers",
      "containerd-config.toml",
      "containerd.service",
      "kubelet-config.yaml",
      "kubelet.service",
      "kube-proxy-config.yaml",
      "kube-proxy.service"
    ),
    TutorialStep(
      .twoControllers,
      "Load balance requests to controller nodes",
      "nginx.conf"
    ),
    TutorialStep(.twoControllers, "DNS inside a Pod Network", "20-coredns.yaml"),
  ]
}
