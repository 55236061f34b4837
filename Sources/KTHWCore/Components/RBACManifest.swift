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
    if spec.pki.nodeCredentials == .bootstrap { addJoining(to: &manifest) }
    if spec.pki.clusterSigning { addRotation(to: &manifest) }
    return manifest
  }

  /// What a kubelet with a token may do: ask for a certificate of a node's
  /// client, and get it.
  private static func addJoining(to manifest: inout Manifest) {
    let group = Node.subject("Group", BootstrapToken.group)
    manifest.add(
      .clusterRoleBinding(
        "kthw:kubelet-bootstrap",
        of: "system:node-bootstrapper",
        to: group
      ),
      why: """
        Kubelets with a token of this group may ask for certificates, and see what came of it.
        """
    )
    manifest.add(
      .clusterRoleBinding(
        "kthw:node-autoapprove-bootstrap",
        of: approval + "nodeclient",
        to: group
      ),
      why: """
        What they ask for as clients is approved by the controller manager. What a kubelet shows
        to its callers (kubernetes.io/kubelet-serving) never is: kthwctl csr check.
        """
    )
  }

  private static func addRotation(to manifest: inout Manifest) {
    manifest.add(
      .clusterRoleBinding(
        "kthw:node-autoapprove-rotation",
        of: approval + "selfnodeclient",
        to: .subject("Group", RBACIdentity.nodesGroup)
      ),
      why: """
        A node gets a new certificate for itself, and for no other node, before its old one ends.
        """
    )
  }

  /// How the built-in roles begin by which requests are approved.
  private static let approval = "system:certificates.k8s.io:certificatesigningrequests:"
}

extension ClusterSpec {
  /// The name by which the kubelets know the API servers: the common name of
  /// the certificate that these show.
  var kubeletClientUser: String {
    pki.hierarchy == .single ? "kubernetes" : "kube-apiserver-kubelet-client"
  }
}
