@testable import KTHWCore

/// What each program cannot do without, release by release, as a list of its
/// own: it is not made from what the renderers have.
enum RequiredFlags {
  static func of(
    _ program: ComponentProgram,
    minor: Int,
    on host: ClusterHost,
    in spec: ClusterSpec
  ) -> [String] {
    switch program {
    case .etcd: etcd(in: spec)
    case .kubeAPIServer: apiServer(minor, on: host, in: spec)
    case .kubeControllerManager: controllerManager(minor, in: spec)
    case .kubeScheduler: scheduler(minor, in: spec)
    case .kubelet: kubelet(minor, on: host)
    case .kubeProxy: ["--config=/var/lib/kube-proxy/kube-proxy-config.yaml"]
    case .containerd: ["--config=/etc/containerd/config.toml"]
    }
  }

  private static func etcd(in spec: ClusterSpec) -> [String] {
    let release = spec.versions.etcd
    var flags = [
      "--name=", "--data-dir=/var/lib/etcd", "--listen-client-urls=https://",
      "--advertise-client-urls=https://", "--listen-peer-urls=https://",
      "--initial-advertise-peer-urls=https://", "--initial-cluster=", "--initial-cluster-token=",
      "--initial-cluster-state=new", "--trusted-ca-file=/", "--cert-file=/", "--key-file=/",
      "--client-cert-auth=true", "--peer-trusted-ca-file=/", "--peer-cert-file=/",
      "--peer-key-file=/", "--peer-client-cert-auth=true",
    ]
    if release >= ReleaseNumber(3, 3) {
      flags.append("--listen-metrics-urls=http://127.0.0.1:2381")
    }
    if release >= ReleaseNumber(3, 6) {
      flags += ["--feature-gates=InitialCorruptCheck=true", "--watch-progress-notify-interval=5s"]
    }
    return flags
  }

  private static func apiServer(
    _ minor: Int,
    on host: ClusterHost,
    in spec: ClusterSpec
  ) -> [String] {
    var flags = [
      "--advertise-address=\(host.address)", "--bind-address=", "--secure-port=6443",
      "--service-cluster-ip-range=\(spec.network.serviceCIDR)", "--etcd-servers=https://",
      "--etcd-cafile=/",
      "--etcd-certfile=/", "--etcd-keyfile=/", "--tls-cert-file=/", "--tls-private-key-file=/",
      "--client-ca-file=/", "--service-account-key-file=/", "--authorization-mode=Node,RBAC",
      "--enable-admission-plugins=NodeRestriction", "--kubelet-certificate-authority=/",
      "--kubelet-client-certificate=/", "--kubelet-client-key=/",
      "--kubelet-preferred-address-types=InternalIP,", "--audit-policy-file=/",
      "--audit-log-path=/var/log/kubernetes/audit.log", "--profiling=false",
    ]
    if spec.encryption.provider != .none {
      flags.append(
        minor <= 12
          ? "--experimental-encryption-provider-config=/" : "--encryption-provider-config=/"
      )
    }
    if minor <= 19 { flags.append("--insecure-port=0") }
    if minor >= 20 {
      flags += [
        "--service-account-signing-key-file=/",
        "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
      ]
    }
    if minor == 10 { flags.append("--apiserver-count=\(spec.hosts.having(.controlPlane).count)") }
    if spec.network.podNetwork != .routes { flags.append("--allow-privileged=true") }
    if spec.pki.nodeCredentials == .bootstrap {
      flags.append("--enable-bootstrap-token-auth=true")
    }
    if spec.pki.hierarchy == .separate {
      flags += [
        "--requestheader-client-ca-file=/", "--requestheader-allowed-names=front-proxy-client",
        "--requestheader-username-headers=X-Remote-User",
        "--requestheader-group-headers=X-Remote-Group",
        "--requestheader-extra-headers-prefix=X-Remote-Extra-", "--proxy-client-cert-file=/",
        "--proxy-client-key-file=/",
      ]
    }
    if !host.has(.worker) { flags.append("--enable-aggregator-routing=true") }
    return flags
  }

  private static func controllerManager(_ minor: Int, in spec: ClusterSpec) -> [String] {
    var flags = [
      "--kubeconfig=/", "--use-service-account-credentials=true",
      "--service-account-private-key-file=/", "--root-ca-file=/", "--profiling=false",
    ]
    if minor <= 11 { flags.append("--address=127.0.0.1") }
    if (12...21).contains(minor) { flags.append("--port=0") }
    if minor >= 12 {
      flags += [
        "--bind-address=127.0.0.1", "--authentication-kubeconfig=/", "--authorization-kubeconfig=/",
        "--client-ca-file=\(spec.path(of: .clusterCA))",
      ]
      if spec.pki.hierarchy == .separate {
        flags.append("--requestheader-client-ca-file=\(spec.path(of: .frontProxyCA))")
      } else {
        flags.append("--authentication-skip-lookup=true")
      }
    }
    if spec.network.podNetwork != .routes {
      flags += [
        "--allocate-node-cidrs=true", "--cluster-cidr=\(spec.network.podCIDR)",
        "--node-cidr-mask-size=\(spec.network.nodePrefixLength)",
        "--service-cluster-ip-range=\(spec.network.serviceCIDR)",
      ]
    }
    if spec.pki.clusterSigning {
      flags += ["--cluster-signing-cert-file=/", "--cluster-signing-key-file=/"]
      flags.append(
        (minor <= 18 ? "--experimental-" : "--") + "cluster-signing-duration=8760h0m0s"
      )
    }
    if spec.pki.nodeCredentials == .bootstrap {
      flags.append("--controllers=*,bootstrapsigner,tokencleaner")
    }
    return flags
  }

  private static func scheduler(_ minor: Int, in spec: ClusterSpec) -> [String] {
    var flags = ["--config=/"]
    if (13...22).contains(minor) { flags.append("--port=0") }
    if minor >= 13 {
      flags += [
        "--bind-address=127.0.0.1", "--authentication-kubeconfig=/", "--authorization-kubeconfig=/",
        "--client-ca-file=\(spec.path(of: .clusterCA))",
      ]
      if spec.pki.hierarchy == .separate {
        flags.append("--requestheader-client-ca-file=\(spec.path(of: .frontProxyCA))")
      } else {
        flags.append("--authentication-skip-lookup=true")
      }
    }
    return flags
  }

  private static func kubelet(_ minor: Int, on host: ClusterHost) -> [String] {
    var flags = [
      "--config=/var/lib/kubelet/kubelet-config.yaml", "--kubeconfig=/var/lib/kubelet/kubeconfig",
      "--hostname-override=\(host.name)", "--node-ip=\(host.address)",
    ]
    if minor <= 23 { flags.append("--container-runtime=remote") }
    if minor <= 26 {
      flags.append("--container-runtime-endpoint=unix:///run/containerd/containerd.sock")
    }
    return flags
  }
}
