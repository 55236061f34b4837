/// One program of a cluster that connects to another by TLS.
public struct TalkEdge: Hashable, Sendable {
  /// Which programs are meant, as `--only` names them.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// An API server reads and writes the store.
    case apiServerToEtcd = "apiserver-etcd"
    /// A member of the store replicates to another.
    case etcdPeer = "etcd-peer"
    /// A client of the store that is no program of the cluster: for checks of
    /// health and for backups.
    case etcdClient = "etcd-client"
    /// A kubelet registers its node, watches and reports.
    case kubelet = "kubelet-apiserver"
    /// An API server fetches logs and runs commands in pods.
    case apiServerToKubelet = "apiserver-kubelet"
    /// A controller manager works.
    case controllerManager = "controller-manager-apiserver"
    /// A scheduler works.
    case scheduler = "scheduler-apiserver"
    /// A kube-proxy watches services.
    case kubeProxy = "kube-proxy-apiserver"
    /// A person, or a program of nobody here, with a kubeconfig.
    case admin = "admin-apiserver"
    /// An API server passes a request on to another one that extends it.
    case frontProxy = "front-proxy"
    /// A load balancer asks an API server whether it is well.
    case healthCheck = "health-check"
  }

  /// Which programs are meant.
  public let kind: Kind
  /// Who connects.
  public let from: TalkParty
  /// Whom to.
  public let to: TalkParty
  /// The name or address that is dialed and that the certificate must be good
  /// for; nil where nobody knows it.
  public let dials: String?

  /// Creates an edge.
  public init(_ kind: Kind, from: TalkParty, to: TalkParty, dials: String?) {
    self.kind = kind
    self.from = from
    self.to = to
    self.dials = dials
  }
}

/// A program on a machine, or a holder of a kubeconfig.
public struct TalkParty: Hashable, Sendable, CustomStringConvertible {
  /// The program, or the name of the kubeconfig.
  public let role: String
  /// The machine; nil where it is nobody's or unknown.
  public let machine: String?

  /// Creates a party.
  public init(_ role: String, on machine: String? = nil) {
    self.role = role
    self.machine = machine
  }

  /// Such as `kubelet on node-1`.
  public var description: String { machine.map { "\(role) on \($0)" } ?? role }
}
