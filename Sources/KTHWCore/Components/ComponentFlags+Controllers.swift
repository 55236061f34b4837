extension ComponentFlags {
  static let kubeControllerManager: [FlagFact] =
    [
      FlagFact("address", until: 23, deprecated: 12, inert: 22, "use --bind-address"),
      FlagFact("port", until: 23, deprecated: 12, inert: 22, "use --secure-port"),
      FlagFact("bind-address", "it says where HTTPS is served from 1.12 on"),
      FlagFact("secure-port"),
      FlagFact("kubeconfig"), FlagFact("tls-cert-file"), FlagFact("tls-private-key-file"),
      FlagFact(avoiding: "master", "the kubeconfig names the server, and TLS with it"),
      FlagFact("authentication-kubeconfig", from: 12),
      FlagFact("authorization-kubeconfig", from: 12),
      FlagFact("client-ca-file", from: 12),
      FlagFact("requestheader-client-ca-file", from: 12),
      FlagFact("authentication-skip-lookup", from: 12),
      FlagFact("root-ca-file"),
      FlagFact("service-account-private-key-file"),
      FlagFact("use-service-account-credentials"),
      FlagFact("leader-elect", "true is the default"),
      FlagFact("cluster-name", "kubernetes is the default"),
      FlagFact("cluster-signing-cert-file"),
      FlagFact("cluster-signing-key-file"),
      FlagFact(
        "cluster-signing-duration",
        from: 19,
        "use --experimental-cluster-signing-duration up to 1.18"
      ),
      FlagFact(
        "experimental-cluster-signing-duration",
        until: 24,
        deprecated: 19,
        "use --cluster-signing-duration"
      ),
      FlagFact("allocate-node-cidrs"),
      FlagFact("cluster-cidr", "it is read only with --allocate-node-cidrs=true"),
      FlagFact("service-cluster-ip-range", "it is read only with --allocate-node-cidrs=true"),
      FlagFact("node-cidr-mask-size"),
      FlagFact("controllers"),
      FlagFact("profiling"),
      FlagFact("feature-gates"),
      FlagFact("cloud-provider", deprecated: 19, "run the provider's own controller manager"),
      FlagFact(avoiding: "pod-eviction-timeout", until: 26, "taints say how long pods stay"),
      FlagFact(avoiding: "enable-taint-manager", until: 26, "taints always evict"),
      FlagFact(
        avoiding: "insecure-experimental-approve-all-kubelet-csrs-for-group",
        until: 12,
        "bind the approving roles to the group instead"
      ),
    ]
    + ["kubelet-serving", "kubelet-client", "kube-apiserver-client", "legacy-unknown"].flatMap {
      [
        FlagFact("cluster-signing-\($0)-cert-file", from: 19),
        FlagFact("cluster-signing-\($0)-key-file", from: 19),
      ]
    }

  static let kubeScheduler: [FlagFact] =
    [
      FlagFact("config"), FlagFact("feature-gates"),
      FlagFact(avoiding: "address", until: 23, deprecated: 13, inert: 23, "use --bind-address"),
      FlagFact("port", until: 23, deprecated: 13, inert: 23, "use --secure-port"),
      FlagFact("bind-address", from: 13),
      FlagFact("secure-port", from: 13),
      FlagFact("authentication-kubeconfig", from: 13),
      FlagFact("authorization-kubeconfig", from: 13),
      FlagFact("client-ca-file", from: 13),
      FlagFact("requestheader-client-ca-file", from: 13),
      FlagFact("authentication-skip-lookup", from: 13),
      FlagFact("leader-elect", "true is the default"),
      FlagFact(avoiding: "master", "the kubeconfig names the server, and TLS with it"),
      FlagFact(avoiding: "policy-config-file", until: 22, "use profiles of --config"),
      FlagFact(avoiding: "algorithm-provider", until: 22, "use profiles of --config"),
    ]
    + [
      "kubeconfig", "profiling", "contention-profiling", "kube-api-qps", "kube-api-burst",
      "kube-api-content-type",
    ].map { FlagFact($0, "it is ignored where --config is given") }
}
