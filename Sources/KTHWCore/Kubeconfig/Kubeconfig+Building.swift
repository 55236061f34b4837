extension Kubeconfig {
  /// Creates the kubeconfig of one client of one cluster, complete and with
  /// its context current: what tutorials do in four commands.
  ///
  /// ```swift
  /// let kubeconfig = Kubeconfig(
  ///   cluster: "kubernetes-the-hard-way",
  ///   server: "https://127.0.0.1:6443",
  ///   certificateAuthority: caPEM,
  ///   user: "system:kube-scheduler",
  ///   credentials: KubeconfigUser(certificate: certificatePEM, key: keyPEM)
  /// )
  /// ```
  ///
  /// - Parameters:
  ///   - cluster: the name of the cluster.
  ///   - server: the URL of the API server.
  ///   - certificateAuthority: the CA certificates, PEM, to embed.
  ///   - user: the name of the user.
  ///   - credentials: what the user shows.
  ///   - context: the name of the context.
  ///   - namespace: the namespace for requests that name none.
  public init(
    cluster: String,
    server: String,
    certificateAuthority: [UInt8],
    user: String,
    credentials: KubeconfigUser,
    context: String = "default",
    namespace: String = ""
  ) {
    self.init(
      clusters: [
        cluster: KubeconfigCluster(
          server: server,
          certificateAuthorityData: certificateAuthority
        )
      ],
      users: [user: credentials],
      contexts: [context: KubeconfigContext(cluster: cluster, user: user, namespace: namespace)],
      currentContext: context
    )
  }

  /// Applies an edit.
  ///
  /// - Throws: ``KTHWError`` where kubectl refuses as well; the kubeconfig
  ///   stays as it is then.
  public mutating func apply(_ edit: KubeconfigEdit) throws {
    self = try edit.applied(to: self)
  }
}
