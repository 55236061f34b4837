/// Who may do what beyond the roles that every cluster begins with.
enum RBACManifest {
  static func manifest(for spec: ClusterSpec) -> Manifest {
    var manifest = Manifest()
    // In one hierarchy the administrator is of system:masters, who need none.
    if spec.pki.hierarchy == .separate {
      manifest.add(
        .clusterRoleBinding(
          "kthw:cluster-admins",
          of: "cluster-admin",
          to: .subject("Group", RBACIdentity.administratorsGroup)
        ),
        why: """
          The administrators' certificates name this group. Unlike system:masters it has its
          rights from here, so that they can be taken away again: delete the binding.
          Apply it with break-glass.kubeconfig, the only one that may at first.
          """
      )
    }
    manifest.add(
      .clusterRoleBinding(
        "kthw:apiserver-kubelet-api",
        of: "system:kubelet-api-admin",
        to: .subject("User", spec.kubeletClientUser)
      ),
      why: """
        The API servers call the kubelets for logs, exec, attach, port-forward and metrics.
        The kubelets ask the cluster who may do so; by default nobody may.
        """
    )
    return manifest
  }
}

extension ClusterSpec {
  /// The name by which the kubelets know the API servers: the common name of
  /// the certificate that these show.
  var kubeletClientUser: String {
    pki.hierarchy == .single ? "kubernetes" : "kube-apiserver-kubelet-client"
  }
}
