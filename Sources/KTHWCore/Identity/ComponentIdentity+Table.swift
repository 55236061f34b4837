extension ComponentIdentity {
  /// Every component that has a certificate or key of its own, CAs first.
  public static let all: [ComponentIdentity] = authorities + people + controlPlane + etcd + workers

  private static let authorities = [
    ComponentIdentity(
      name: "ca",
      aliases: ["kubernetes-ca"],
      user: "kubernetes-ca",
      groups: [],
      purpose: .authority,
      authority: nil,
      standardNames: [],
      summary: "signs the certificates of the API server and of its clients"
    ),
    ComponentIdentity(
      name: "etcd-ca",
      aliases: [],
      user: "etcd-ca",
      groups: [],
      purpose: .authority,
      authority: nil,
      standardNames: [],
      summary: "signs etcd's certificates and its clients': each of them is root of the store"
    ),
    ComponentIdentity(
      name: "front-proxy-ca",
      aliases: ["requestheader-ca"],
      user: "front-proxy-ca",
      groups: [],
      purpose: .authority,
      authority: nil,
      standardNames: [],
      summary: "signs the certificate with which the API server calls aggregated APIs"
    ),
  ]

  private static let people = [
    ComponentIdentity(
      name: "admin",
      aliases: ["kubernetes-admin"],
      user: "admin",
      groups: [RBACIdentity.mastersGroup],
      purpose: .client,
      authority: .kubernetes,
      standardNames: [],
      summary: "the tutorials' administrator: above RBAC, so it cannot be revoked"
    ),
    ComponentIdentity(
      name: "cluster-admin",
      aliases: [],
      user: "cluster-admin",
      groups: [RBACIdentity.administratorsGroup],
      purpose: .client,
      authority: .kubernetes,
      standardNames: [],
      summary: "an administrator by a binding to cluster-admin, which can be taken away"
    ),
    ComponentIdentity(
      name: "break-glass",
      aliases: ["super-admin", "kubernetes-super-admin"],
      user: "break-glass",
      groups: [RBACIdentity.mastersGroup],
      purpose: .client,
      authority: .kubernetes,
      standardNames: [],
      summary: "above RBAC, for the first bindings and for emergencies; keep it short-lived"
    ),
  ]

  private static let controlPlane = [
    ComponentIdentity(
      name: "kube-apiserver",
      aliases: ["apiserver", "kubernetes", "kube-api-server", "api"],
      user: "kube-apiserver",
      groups: [],
      purpose: .server,
      authority: .kubernetes,
      standardNames: [
        "kubernetes", "kubernetes.default", "kubernetes.default.svc",
        "kubernetes.default.svc.cluster.local", "localhost", "127.0.0.1", "::1",
      ],
      summary: "the API server's own; add the load balancer, each host, the first service IP"
    ),
    ComponentIdentity(
      name: "kube-apiserver-kubelet-client",
      aliases: ["apiserver-kubelet-client"],
      user: "kube-apiserver-kubelet-client",
      groups: [],
      purpose: .client,
      authority: .kubernetes,
      standardNames: [],
      summary: "the API server at the kubelets; bind it to system:kubelet-api-admin"
    ),
    ComponentIdentity(
      name: "kube-apiserver-etcd-client",
      aliases: ["apiserver-etcd-client"],
      user: "kube-apiserver-etcd-client",
      groups: [],
      purpose: .client,
      authority: .etcd,
      standardNames: [],
      summary: "the API server at etcd"
    ),
    ComponentIdentity(
      name: "front-proxy-client",
      aliases: ["aggregator", "proxy-client"],
      user: "front-proxy-client",
      groups: [],
      purpose: .client,
      authority: .frontProxy,
      standardNames: [],
      summary: "the API server at aggregated APIs"
    ),
    ComponentIdentity(
      name: "kube-controller-manager",
      aliases: ["controller-manager", "kcm"],
      user: "system:kube-controller-manager",
      groups: [],
      purpose: .client,
      authority: .kubernetes,
      standardNames: [],
      summary: "bound by its user name; a group is not needed"
    ),
    ComponentIdentity(
      name: "kube-scheduler",
      aliases: ["scheduler"],
      user: "system:kube-scheduler",
      groups: [],
      purpose: .client,
      authority: .kubernetes,
      standardNames: [],
      summary: "bound by its user name; a group is not needed"
    ),
    ComponentIdentity(
      name: "service-account",
      aliases: ["service-accounts", "sa"],
      user: "service-accounts",
      groups: [],
      purpose: nil,
      authority: nil,
      standardNames: [],
      summary: "a bare key pair that signs tokens; a certificate of it would be a working client"
    ),
  ]

  private static let etcd = [
    ComponentIdentity(
      name: "etcd",
      aliases: ["etcd-server", "kube-etcd"],
      user: "kube-etcd",
      groups: [],
      purpose: .peer,
      authority: .etcd,
      standardNames: ["localhost", "127.0.0.1", "::1"],
      summary: "etcd towards its clients; add the member's name and address"
    ),
    ComponentIdentity(
      name: "etcd-peer",
      aliases: ["kube-etcd-peer"],
      user: "kube-etcd-peer",
      groups: [],
      purpose: .peer,
      authority: .etcd,
      standardNames: ["localhost", "127.0.0.1", "::1"],
      summary: "etcd towards its peers; add the member's name and address"
    ),
    ComponentIdentity(
      name: "etcd-client",
      aliases: ["etcd-healthcheck-client", "kube-etcd-healthcheck-client"],
      user: "kube-etcd-healthcheck-client",
      groups: [],
      purpose: .client,
      authority: .etcd,
      standardNames: [],
      summary: "health checks and backups"
    ),
  ]

  private static let workers = [
    ComponentIdentity(
      name: "kubelet",
      aliases: ["node", "worker", "kubelet-client"],
      user: RBACIdentity.nodeUserPrefix + nodePlaceholder,
      groups: [RBACIdentity.nodesGroup],
      purpose: .client,
      authority: .kubernetes,
      standardNames: [],
      summary: "a node's kubelet at the API server; one for each node, with its exact name"
    ),
    ComponentIdentity(
      name: "kubelet-serving",
      aliases: ["kubelet-server", "node-serving"],
      user: RBACIdentity.nodeUserPrefix + nodePlaceholder,
      groups: [RBACIdentity.nodesGroup],
      purpose: .server,
      authority: .kubernetes,
      standardNames: [],
      summary: "a node's kubelet towards the API server; add the node's name and addresses"
    ),
    ComponentIdentity(
      name: "kube-proxy",
      aliases: ["proxy"],
      user: "system:kube-proxy",
      groups: [],
      purpose: .client,
      authority: .kubernetes,
      standardNames: [],
      summary: "bound by its user name (system:node-proxier); a group is not needed"
    ),
  ]
}
