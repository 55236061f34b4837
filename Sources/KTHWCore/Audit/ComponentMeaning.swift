/// What a component's credential means to a cluster, in words.
///
/// `NODE` stands for the node's name. Facts: Kubernetes, "PKI certificates and
/// requirements" and "Communication between nodes and the control plane".
struct ComponentMeaning: Hashable, Sendable {
  /// The name in ``ComponentIdentity/all``.
  let component: String
  /// What the certificate is, as a noun.
  let noun: String
  /// What does not work without it: whole sentences.
  let without: String
  /// What happens when it ends, as a clause.
  let ending: String

  /// Finds what a component's credential means.
  static func of(_ component: ComponentIdentity) -> ComponentMeaning? {
    all.first { $0.component == component.name }
  }

  /// A text with the node's name in its place.
  static func filled(_ text: String, node: String?) -> String {
    let parts = text.split(
      separator: ComponentIdentity.nodePlaceholder,
      omittingEmptySubsequences: false
    )
    return parts.joined(separator: node ?? "its node")
  }

  static let all = authorities + people + controlPlane + store + workers

  private static let authorities = [
    ComponentMeaning(
      component: "ca",
      noun: "the cluster's authority",
      without: """
        API servers cannot tell real clients from others, and clients cannot tell real API \
        servers. Without its key nothing new can be signed.
        """,
      ending: "all that it signed is refused: nobody reaches the API any more"
    ),
    ComponentMeaning(
      component: "etcd-ca",
      noun: "etcd's authority",
      without: "etcd does not start, and API servers do not trust it.",
      ending: "etcd refuses its members and the API servers: the cluster's state is out of reach"
    ),
    ComponentMeaning(
      component: "front-proxy-ca",
      noun: "the authority of the aggregation layer",
      without: """
        Aggregated APIs such as metrics cannot tell that a request comes from the API server, and \
        refuse it.
        """,
      ending: "aggregated APIs such as metrics refuse the API servers"
    ),
  ]

  private static let people = [
    ComponentMeaning(
      component: "admin",
      noun: "the administrator's certificate",
      without: "kubectl is anonymous, and is refused.",
      ending: "the administrator can no longer use kubectl"
    ),
    ComponentMeaning(
      component: "cluster-admin",
      noun: "an administrator's certificate",
      without: "kubectl is anonymous, and is refused.",
      ending: "this administrator can no longer use kubectl"
    ),
    ComponentMeaning(
      component: "break-glass",
      noun: "the emergency administrator's certificate",
      without: "Nobody can make the first bindings, or mend RBAC once it shuts everybody out.",
      ending: "nobody is above RBAC any more, should it have to be mended"
    ),
  ]

  private static let controlPlane = [
    ComponentMeaning(
      component: "kube-apiserver",
      noun: "the API server's certificate",
      without: """
        The API server makes one of its own, which no client trusts: kubectl, kubelets and \
        controllers end with "certificate signed by unknown authority".
        """,
      ending: "clients refuse the API servers: kubectl, kubelets and controllers stop"
    ),
    ComponentMeaning(
      component: "kube-apiserver-kubelet-client",
      noun: "the API server's certificate at the kubelets",
      without: "kubectl logs, exec and port-forward end with Unauthorized or Forbidden.",
      ending: "API servers can no longer reach kubelets: kubectl logs, exec and port-forward stop"
    ),
    ComponentMeaning(
      component: "kube-apiserver-etcd-client",
      noun: "the API server's certificate at etcd",
      without: "etcd refuses the API server, which therefore does not start.",
      ending: "API servers can no longer read or write etcd: the API stops"
    ),
    ComponentMeaning(
      component: "front-proxy-client",
      noun: "the API server's certificate at aggregated APIs",
      without: "kubectl top and whatever else an aggregated API serves do not work.",
      ending: "aggregated APIs such as metrics stop"
    ),
    ComponentMeaning(
      component: "kube-controller-manager",
      noun: "the controller manager's certificate",
      without: "No Deployment gets pods, no node gets its addresses, no token is made.",
      ending: "the controller manager can no longer reach the API: nothing is replaced or scaled"
    ),
    ComponentMeaning(
      component: "kube-scheduler",
      noun: "the scheduler's certificate",
      without: "Every new pod stays Pending.",
      ending: "the scheduler can no longer reach the API: new pods stay Pending"
    ),
    ComponentMeaning(
      component: "service-account",
      noun: "the certificate of the service accounts' key",
      without: """
        The API server does not start (from 1.20 on), and no pod gets a token by which the API \
        knows it.
        """,
      ending: "nothing: API servers read only the key in it"
    ),
  ]

  private static let store = [
    ComponentMeaning(
      component: "etcd",
      noun: "etcd's certificate towards its clients",
      without: "etcd does not start.",
      ending: "clients refuse etcd: the API servers lose the cluster's state"
    ),
    ComponentMeaning(
      component: "etcd-peer",
      noun: "etcd's certificate towards its other members",
      without: "etcd does not start, or its members refuse each other.",
      ending: "etcd's members refuse each other: no majority is left, and the store stops"
    ),
    ComponentMeaning(
      component: "etcd-client",
      noun: "the certificate of etcd's health checks and backups",
      without: "etcdctl is refused: no health check, no backup.",
      ending: "health checks and backups of etcd fail"
    ),
  ]

  private static let workers = [
    ComponentMeaning(
      component: "kubelet",
      noun: "the certificate of the kubelet on NODE",
      without: "The kubelet cannot register its node, or loses it: the node is NotReady.",
      ending: "kubelet on NODE can no longer reach the API: the node is NotReady, its pods move"
    ),
    ComponentMeaning(
      component: "kubelet-serving",
      noun: "what the kubelet on NODE shows to API servers",
      without: """
        The kubelet makes one of its own, which API servers do not trust: kubectl logs and exec \
        fail where they check it.
        """,
      ending: "API servers refuse the kubelet on NODE: kubectl logs, exec and metrics stop there"
    ),
    ComponentMeaning(
      component: "kube-proxy",
      noun: "kube-proxy's certificate",
      without: "Services have no addresses on the nodes: pods do not reach each other by them.",
      ending: "kube-proxy can no longer follow Services: what changes is not reached from nodes"
    ),
  ]
}
