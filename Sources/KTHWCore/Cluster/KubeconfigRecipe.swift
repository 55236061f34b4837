/// What a kubeconfig of the tree says.
public struct KubeconfigRecipe: Hashable, Sendable {
  /// The base name of the file below `kubeconfigs`, without `.kubeconfig`.
  public var name: String
  /// The credential that is inside.
  public var credential: String
  /// The name of the user.
  public var user: String
  /// The URL of the API server.
  public var server: String

  /// Creates what a kubeconfig says.
  public init(name: String, credential: String, user: String, server: String) {
    self.name = name
    self.credential = credential
    self.user = user
    self.server = server
  }

  /// Where it lies below the tree: `kubeconfigs/admin.kubeconfig`.
  public var path: String { "kubeconfigs/\(name).kubeconfig" }
}

extension ClusterSpec {
  /// The kubeconfigs of people, and of components that are the same on every
  /// machine.
  var sharedKubeconfigs: [KubeconfigRecipe] {
    administrators.map { kubeconfig($0, user: $0, dialling: endpoint) }
      + ["kube-controller-manager", "kube-scheduler", "kube-proxy"].map(componentKubeconfig)
  }

  /// The kubeconfig of a component that is the same on every machine.
  func componentKubeconfig(_ name: String) -> KubeconfigRecipe {
    switch name {
    case "kube-controller-manager", "kube-scheduler":
      // These have an API server beside them, and go down with it alone.
      kubeconfig(
        name,
        dialling: ServerEndpoint(host: "127.0.0.1", port: network.apiServerPort)
      )
    default: kubeconfig(name, dialling: endpoint)
    }
  }

  private var administrators: [String] {
    pki.hierarchy == .single ? ["admin"] : ["admin", "break-glass"]
  }

  /// The kubeconfig of a machine's kubelet.
  func kubeletKubeconfig(on host: ClusterHost) -> KubeconfigRecipe {
    let name = host.name.text
    let isTaken =
      switch name {
      case "kube-controller-manager", "kube-scheduler", "kube-proxy": true
      default: administrators.contains(name)
      }
    return KubeconfigRecipe(
      // No machine's name has an underscore, so this is nobody's own.
      name: isTaken ? "\(name)_kubelet" : name,
      credential: "\(name)-kubelet",
      user: RBACIdentity.node(host.name).user,
      server: endpoint.description
    )
  }

  private func kubeconfig(
    _ name: String,
    user: String? = nil,
    dialling server: ServerEndpoint
  ) -> KubeconfigRecipe {
    KubeconfigRecipe(
      name: name,
      credential: name,
      user: user ?? "system:\(name)",
      server: server.description
    )
  }
}
