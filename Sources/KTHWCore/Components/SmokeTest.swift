/// A script that asks a running cluster whether it does what it was built for.
enum SmokeTest {
  /// Up to how many machines are asked for by name, and by how many pods the
  /// network is tried; with more of them the script counts.
  static let mostNames = 50
  static let mostPods = 10

  static func text(for spec: ClusterSpec) -> String {
    [
      head,
      facts(of: spec).map { "\($0)=\(ShellWord.quoted($1))\n" }.joined(),
      SmokeTestScript.tools,
      SmokeTestScript.objects,
      SmokeTestScript.checks,
    ]
    .joined(separator: "\n")
  }

  private static let head = """
    #!/bin/sh
    # Asks the cluster, through kubectl, whether it works: every answer is a line with
    # PASS, FAIL or SKIP, and a FAIL says where to look. It works in a namespace of its
    # own, which is deleted at the end. Try --help.
    #
    # Functions are called by names that are handed on:
    # shellcheck disable=SC2317,SC2329
    set -eu

    """

  /// What the script knows of the cluster.
  private static func facts(of spec: ClusterSpec) -> [(String, String)] {
    let workers = spec.hosts.workerCount
    let isNamed = workers <= mostNames
    let names =
      isNamed ? spec.hosts.lazy.filter { $0.has(.worker) }.map(\.name.text).sorted() : []
    let keepers = spec.hosts.having(.etcd)
    return [
      ("endpoint", spec.endpoint.description),
      ("version", "v1.\(spec.kubernetesVersion.minor)."),
      ("health", spec.kubernetesVersion.minor >= 16 ? "/readyz" : "/healthz"),
      ("node_count", String(workers)),
      ("node_names", names.joined(separator: " ")),
      ("pod_count", String(min(workers, mostPods))),
      ("domain", spec.network.clusterDomain),
      ("seccomp", spec.kubernetesVersion.minor >= 19 ? "yes" : ""),
      ("binding_user", spec.kubeletClientUser),
      ("pod_network", spec.network.podNetwork.rawValue),
      ("etcd_host", keepers.first?.name.text ?? ""),
      ("etcdctl", etcdctl(for: spec)),
      ("encryption", prefix(of: spec.encryption.provider)),
    ]
  }

  private static func etcdctl(for spec: ClusterSpec) -> String {
    // Up to 3.3 etcdctl speaks the old language unless told otherwise.
    let language = spec.versions.etcd < ReleaseNumber(3, 4) ? "ETCDCTL_API=3 " : ""
    return language + "etcdctl --endpoints=https://127.0.0.1:2379"
      + " --cacert=\(spec.path(of: .etcdMemberCA)) --cert=\(spec.path(of: .etcdHealthCertificate))"
      + " --key=\(spec.path(of: .etcdHealthKey))"
  }

  /// How what is encrypted begins in etcd; empty where nothing is.
  private static func prefix(of provider: EncryptionSettings.Provider) -> String {
    switch provider {
    case .none: ""
    case .local(let cipher): "k8s:enc:\(cipher.rawValue):"
    case .keyService: "k8s:enc:kms:"
    }
  }
}

/// Text as one word of a shell.
enum ShellWord {
  static func quoted(_ text: String) -> String {
    let parts = text.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: "'\\''") + "'"
  }
}
