extension ComponentFlags {
  static let kubelet: [FlagFact] =
    kubeletIdentity + kubeletRuntime + kubeletRemoved + kubeletFields + cAdvisor

  private static let kubeletIdentity = [
    FlagFact("config", "without it anybody may run commands in pods through port 10250"),
    FlagFact("config-dir", from: 28),
    FlagFact("kubeconfig", "without it no API server is asked"),
    FlagFact("bootstrap-kubeconfig"),
    FlagFact(
      avoiding: "experimental-bootstrap-kubeconfig",
      until: 22,
      "use --bootstrap-kubeconfig"
    ),
    FlagFact("hostname-override"),
    FlagFact("node-ip"),
    FlagFact("node-labels", "labels of node-role.kubernetes.io are refused from 1.16 on"),
    FlagFact("cert-dir"), FlagFact("root-dir"), FlagFact("feature-gates"),
    FlagFact("register-node", "true is the default"),
    FlagFact(avoiding: "pod-cidr", "the API server says which addresses the node's pods get"),
    FlagFact("cloud-provider", deprecated: 19, "only external is left"),
  ]

  private static let kubeletRuntime =
    [
      FlagFact("container-runtime", until: 26, deprecated: 24, "remote is the only one left"),
      FlagFact(
        "container-runtime-endpoint",
        "use containerRuntimeEndpoint in the file from 1.27 on"
      ),
      FlagFact("image-service-endpoint"),
      FlagFact(
        avoiding: "pod-infra-container-image",
        until: 34,
        deprecated: 24,
        "containerd's file names the image"
      ),
      FlagFact("allow-privileged", until: 14, "true is the default from 1.11 on"),
    ]
    + [
      "network-plugin", "cni-conf-dir", "cni-bin-dir", "cni-cache-dir", "network-plugin-mtu",
    ].map {
      FlagFact(avoiding: $0, until: 23, deprecated: 21, "containerd looks after the pods' network")
    }
    + [
      FlagFact(
        avoiding: "image-pull-progress-deadline",
        until: 23,
        deprecated: 21,
        "only Docker had one"
      )
    ]

  // Between 1.21 and 1.23 it is not known which release some went with.
  private static let kubeletRemoved = [
    FlagFact(avoiding: "cloud-config", until: 33, "run the provider's own controller manager"),
    FlagFact(avoiding: "non-masquerade-cidr", until: 23, "containerd's plugins masquerade"),
    FlagFact(avoiding: "master-service-namespace", until: 26, "leave it out"),
    FlagFact(avoiding: "keep-terminated-pod-volumes", until: 30, "leave it out"),
    FlagFact(avoiding: "iptables-masquerade-bit", until: 30, "kube-proxy has its own"),
    FlagFact(avoiding: "iptables-drop-bit", until: 30, "leave it out"),
    FlagFact(avoiding: "register-schedulable", until: 33, "use --register-with-taints"),
    FlagFact(avoiding: "dynamic-config-dir", until: 23, "give every node its file"),
    FlagFact(avoiding: "redirect-container-streaming", until: 22, "the kubelet hands streams on"),
    FlagFact(avoiding: "seccomp-profile-root", until: 22, "leave it out"),
    FlagFact(avoiding: "chaos-chance", until: 22, "leave it out"),
    FlagFact(avoiding: "cadvisor-port", until: 11, "ask the kubelet for /metrics/cadvisor"),
  ]

  private static let kubeletFields =
    [
      "address", "anonymous-auth", "authentication-token-webhook", "authorization-mode",
      "cgroup-driver", "client-ca-file", "cluster-dns", "cluster-domain", "fail-swap-on",
      "healthz-bind-address", "max-pods", "pod-manifest-path", "port", "read-only-port",
      "resolv-conf", "rotate-certificates", "tls-cert-file", "tls-cipher-suites",
      "tls-min-version", "tls-private-key-file",
    ].map { FlagFact(avoiding: $0, deprecated: 11, "set the field of the file instead") }

  private static let cAdvisor =
    [
      "containerd", "containerd-namespace", "storage-driver-buffer-duration",
      "storage-driver-db", "storage-driver-host", "storage-driver-password",
      "storage-driver-secure", "storage-driver-table", "storage-driver-user",
    ].map { FlagFact(avoiding: $0, deprecated: 10, "1.37 does not start with it") }

  static let kubeProxy: [FlagFact] =
    [
      FlagFact("config"),
      FlagFact("hostname-override", "it wins over the file from 1.13 on"),
      FlagFact("cleanup"), FlagFact("feature-gates"),
      FlagFact(avoiding: "cleanup-iptables", until: 14, "use --cleanup"),
      FlagFact(avoiding: "conntrack-max", until: 14, "set conntrack.maxPerCore in the file"),
      FlagFact(avoiding: "resource-container", until: 15, "leave it out"),
      FlagFact(avoiding: "cleanup-ipvs", until: 20, "use --cleanup"),
      FlagFact(avoiding: "proxy-port-range", until: 30, "leave it out"),
      FlagFact(avoiding: "master", "the kubeconfig names the server, and TLS with it"),
    ]
    + ["kubeconfig", "cluster-cidr", "proxy-mode"].map {
      FlagFact($0, "it is ignored where --config is given")
    }
}
