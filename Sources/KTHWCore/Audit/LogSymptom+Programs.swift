extension LogSymptom {
  /// etcd.
  static let stores = [
    LogSymptom(
      "etcd-cluster-mismatch",
      ["cluster ID mismatch", "request sent was ignored (cluster ID mismatch"],
      cause: """
        Members of two different clusters call each other: one was started with another \
        --initial-cluster or token, or kept the data of an earlier try.
        """,
      artifact:
        "--initial-cluster and --initial-cluster-token of every member, and their data directories",
      remedy:
        "Give all members the same two values; in a new cluster empty --data-dir on all, then start.",
      commands: ["kthwctl verify DIR", "systemctl cat etcd"],
      source: "https://etcd.io/docs/latest/op-guide/clustering/"
    ),
    LogSymptom(
      "etcd-already-bootstrapped",
      ["member {member} has already been bootstrapped"],
      cause: """
        The cluster knows this member, and its data directory is empty: it was lost, or \
        --initial-cluster-state=new is set on a machine that was taken in before.
        """,
      artifact: "--initial-cluster-state and --data-dir of this member",
      remedy: """
        In a running cluster remove the member, add it again, and start it with \
        --initial-cluster-state=existing. In a new one empty the data of all members.
        """,
      commands: [
        "etcdctl member list", "etcdctl member remove {member}",
        "etcdctl member add NAME --peer-urls=URL",
      ],
      source: "https://etcd.io/docs/latest/op-guide/runtime-configuration/"
    ),
    LogSymptom(
      "etcd-initial-cluster",
      [
        "couldn't find local name \"{name}\" in the initial cluster configuration",
        "--initial-cluster has {cluster} but missing from --initial-advertise-peer-urls",
        "--initial-cluster must include {cluster} given --initial-advertise-peer-urls",
      ],
      cause: """
        --name and --initial-advertise-peer-urls of this member do not stand in --initial-cluster \
        as they are: another name, another address, a missing :2380.
        """,
      artifact: "the unit of etcd",
      remedy: "Let --initial-cluster have NAME=URL with exactly these two values for each member.",
      commands: ["kthwctl unit etcd --host NAME -f cluster.yaml", "kthwctl verify DIR"],
      source: "https://etcd.io/docs/latest/op-guide/clustering/"
    ),
    LogSymptom(
      "etcd-no-majority",
      [
        "etcdserver: no leader", "etcdserver: request timed out",
        "lost the TCP streaming connection with peer",
      ],
      cause: """
        etcd has no majority: of two members both must run, of three two. Or members cannot reach \
        or do not trust each other on port 2380.
        """,
      artifact: "the members' units, --peer-cert-file and --peer-trusted-ca-file",
      remedy: "Start the other members, and look in their logs for rejected connections.",
      commands: ["etcdctl endpoint status --cluster", "journalctl -u etcd -n 100"],
      source: "https://etcd.io/docs/latest/faq/"
    ),
    LogSymptom(
      "etcd-space",
      ["etcdserver: mvcc: database space exceeded"],
      cause:
        "etcd's database is as large as --quota-backend-bytes allows, and takes no more writes.",
      artifact: "the database of etcd",
      remedy: "Compact and defragment it, then disarm the alarm.",
      commands: ["etcdctl compact REVISION", "etcdctl defrag", "etcdctl alarm disarm"],
      source: "https://etcd.io/docs/latest/op-guide/maintenance/"
    ),
    LogSymptom(
      "deadline-exceeded",
      ["context deadline exceeded", "all SubConns are in TransientFailure"],
      cause: """
        Nobody answered in time. With etcd that is most often a TLS failure that the client does \
        not show: its server's log has the "rejected connection" that tells more.
        """,
      artifact: "the endpoints, and --cacert, --cert and --key of the client",
      remedy: """
        Look into the server's log at the same second, and see that the endpoint is https and that \
        the port is open.
        """,
      commands: [
        "journalctl -u etcd -n 50",
        "openssl s_client -connect ADDRESS:2379 -CAfile CA.pem -cert CLIENT.pem -key CLIENT-key.pem </dev/null",
      ],
      source: "Go, context; etcd client"
    ),
  ]

  /// Kubelets and the machines that they run on.
  static let machines = [
    LogSymptom(
      "node-not-found",
      ["node \"{node}\" not found", "nodes \"{node}\" not found"],
      cause: """
        The kubelet looks for its own node and there is none: it could not register. This line is \
        only an echo; the cause stands above it, most often in "Unable to register node".
        """,
      artifact: "the kubelet's credential and its name",
      remedy: "Look for the first error above, and explain that.",
      commands: [
        "journalctl -u kubelet | grep -m1 -i 'unable to register'",
        "kthwctl whoami --kubeconfig /var/lib/kubelet/kubeconfig",
      ],
      source: "Kubernetes, kubelet"
    ),
    LogSymptom(
      "no-pod-network",
      [
        "cni plugin not initialized", "cni config uninitialized", "network plugin is not ready",
        "no networks found in /etc/cni/net.d", "container runtime network not ready",
      ],
      cause: """
        The container runtime has found no configuration of a network for pods in /etc/cni/net.d, \
        or not its programs in /opt/cni/bin. The node stays NotReady until then.
        """,
      artifact: "/etc/cni/net.d/10-bridge.conflist, or the manifest of flannel or another network",
      remedy: "Put the configuration there, or apply the network's manifest.",
      commands: [
        "kthwctl render 10-bridge.conflist --host NODE -f cluster.yaml",
        "ls /etc/cni/net.d /opt/cni/bin",
      ],
      source:
        "https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/"
    ),
    LogSymptom(
      "cgroup-driver",
      [
        "kubelet cgroup driver: \"{kubelet}\" is different from docker cgroup driver: \"{runtime}\"",
        "expected cgroupsPath to be of format", "misconfiguration: kubelet cgroup driver",
      ],
      cause: "Kubelet and container runtime manage groups of processes in two different ways.",
      artifact: "cgroupDriver in kubelet-config.yaml, SystemdCgroup in containerd's config.toml",
      remedy: "Set cgroupDriver: systemd and SystemdCgroup = true.",
      commands: [
        "kthwctl render kubelet-config.yaml --host NODE -f cluster.yaml",
        "kthwctl render containerd-config.toml --host NODE -f cluster.yaml",
      ],
      source:
        "https://kubernetes.io/docs/setup/production-environment/container-runtimes/#cgroup-drivers"
    ),
    LogSymptom(
      "swap-is-on",
      ["running with swap on is not supported", "Running with swap on is not supported"],
      cause:
        "The machine swaps, and the kubelet does not start where it does, unless it is told to.",
      artifact: "/etc/fstab, or failSwapOn in kubelet-config.yaml",
      remedy: "Switch swap off and take it out of /etc/fstab, or set failSwapOn: false.",
      commands: ["swapoff -a", "swapon --show"],
      source: "https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/"
    ),
    LogSymptom(
      "runtime-too-old",
      [
        "unknown service runtime.v1.RuntimeService", "CRI v1 runtime API is not implemented",
        "validate service connection", "unknown service runtime.v1alpha2.RuntimeService",
      ],
      cause: """
        Kubelet and containerd do not speak the same version of their interface, or containerd's \
        plugin for it is switched off. From 1.26 on a kubelet needs containerd 1.6 or newer.
        """,
      artifact: "containerd's version, and disabled_plugins in /etc/containerd/config.toml",
      remedy:
        "Install a containerd that fits the kubelet, and take \"cri\" out of disabled_plugins.",
      commands: ["containerd --version", "crictl info"],
      source: "https://kubernetes.io/docs/setup/production-environment/container-runtimes/"
    ),
    LogSymptom(
      "no-bootstrap-kubeconfig",
      ["unable to load bootstrap kubeconfig: {reason}"],
      cause: """
        The kubelet has neither a kubeconfig nor a bootstrap kubeconfig: it has no way to the API \
        server at all.
        """,
      artifact: "/var/lib/kubelet/kubeconfig and /var/lib/kubelet/bootstrap-kubeconfig",
      remedy: "Copy the kubeconfig to the path that --kubeconfig names.",
      commands: ["kthwctl kubeconfig NODE", "kthwctl explain /var/lib/kubelet/kubeconfig"],
      source: "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/"
    ),
    LogSymptom(
      "client-ca-unreadable",
      [
        "unable to load client CA file \"{file}\"", "unable to load client CA provider: {reason}",
        "Failed to load client CA file {file}",
      ],
      cause: "The file of client CAs is missing, or holds no certificate.",
      artifact: "clientCAFile in kubelet-config.yaml, or --client-ca-file",
      remedy: "Copy the cluster's authority there.",
      commands: ["kthwctl explain {file}", "kthwctl verify DIR"],
      source: "Kubernetes, apiserver and kubelet"
    ),
  ]

  /// Flags and configuration.
  static let settings = [
    LogSymptom(
      "unknown-flag",
      ["unknown flag: {flag}", "unknown shorthand flag", "flag provided but not defined: {flag}"],
      cause: """
        The program does not know {flag}: it is misspelled, or this release has it no more (or not \
        yet). The program ends at once.
        """,
      artifact: "the unit or static pod that starts the program",
      remedy: "Take the flag out, or write what has taken its place.",
      commands: [
        "kthwctl verify --kubernetes-version VERSION FILE.service",
        "kthwctl unit COMPONENT -f cluster.yaml",
      ],
      source: "the release notes of Kubernetes and etcd"
    ),
    LogSymptom(
      "kind-not-registered",
      [
        "no kind \"{kind}\" is registered for version \"{version}\"",
        "no matches for kind \"{kind}\" in version \"{version}\"",
      ],
      cause:
        "This release does not know {kind} in {version}: the version was given up, or comes later.",
      artifact: "the configuration or manifest with apiVersion: {version}",
      remedy: "Write the apiVersion that the release has.",
      commands: [
        "kthwctl verify --kubernetes-version VERSION FILE",
        "kthwctl render kube-scheduler.yaml -f cluster.yaml",
      ],
      source: "https://kubernetes.io/docs/reference/using-api/deprecation-guide/"
    ),
    LogSymptom(
      "unknown-field",
      ["strict decoding error: unknown field \"{field}\"", "unknown field \"{field}\""],
      cause:
        "A configuration has a field {field} that this release does not know: misspelled, or in the wrong place.",
      artifact: "the configuration file that is named in the line",
      remedy: "Correct the field, or take it out.",
      commands: ["kthwctl verify FILE"],
      source: "https://kubernetes.io/docs/reference/config-api/"
    ),
    LogSymptom(
      "kubeconfig-without-context",
      [
        "context was not found for specified context: {context}",
        "no configuration has been provided",
        "error loading config file \"{file}\"",
      ],
      cause: "The kubeconfig cannot be read, or has no context of the name that is asked for.",
      artifact: "the kubeconfig",
      remedy: "See what is in it; a context names a cluster and a user that must both be there.",
      commands: [
        "kthwctl config check --kubeconfig FILE", "kthwctl config get-contexts --kubeconfig FILE",
      ],
      source: "kubectl"
    ),
    LogSymptom(
      "service-account-issuer",
      [
        "service-account-issuer is a required flag", "service-account-signing-key-file",
        "service-account-issuer",
      ],
      cause:
        "From 1.20 on the API server needs an issuer and a key for the tokens of service accounts.",
      artifact:
        "--service-account-issuer, --service-account-signing-key-file and --service-account-key-file",
      remedy: "Set all three; the second is the private key to the third.",
      commands: ["kthwctl unit kube-apiserver -f cluster.yaml"],
      source: "Kubernetes 1.20 release notes"
    ),
    LogSymptom(
      "port-in-use",
      ["bind: address already in use"],
      cause: "Another process has the port, often an earlier start of the same program.",
      artifact: "the port in the line",
      remedy: "Find the process and stop it.",
      commands: ["ss -ltnp"],
      source: "bind(2)"
    ),
    LogSymptom(
      "nginx-without-stream",
      ["unknown directive \"stream\""],
      cause:
        "nginx passes TCP on only with its stream module, which Debian has in a package of its own.",
      artifact: "nginx.conf on the load balancer",
      remedy: "Install libnginx-mod-stream.",
      commands: ["apt-get install libnginx-mod-stream", "nginx -t"],
      source: "nginx, ngx_stream_core_module"
    ),
  ]

  /// cfssl and cfssljson.
  static let tools = [
    LogSymptom(
      "cfssl-no-usage",
      ["Invalid policy: no key usage available"],
      cause: """
        The profile that cfssl signs by has no usages: the name after -profile is none of the \
        policy's, so that its default counts, and that has none.
        """,
      artifact: "ca-config.json, and -profile on the command line",
      remedy: "Name a profile that is there, or give the default usages.",
      commands: ["kthwctl explain ca-config.json"],
      source: "cfssl, error 5100"
    ),
    LogSymptom(
      "cfssl-no-policy",
      ["could not read configuration file", "Failed to load config file"],
      cause: "cfssl finds no policy where -config says.",
      artifact: "ca-config.json",
      remedy: "Write the file, or correct the path.",
      commands: ["kthwctl explain ca-config.json"],
      source: "cfssl, error 5200"
    ),
    LogSymptom(
      "cfssl-encrypted-key",
      ["Private key is encrypted"],
      cause: "The CA's key is behind a passphrase, and cfssl was given none.",
      artifact: "ca-key.pem",
      remedy: "Decrypt the key for the time of signing, and keep it from everybody else.",
      commands: ["openssl pkey -in ca-key.pem -out plain-key.pem"],
      source: "cfssl, error 2100"
    ),
    LogSymptom(
      "cfssljson-no-input",
      ["Failed to parse input: unexpected end of JSON input"],
      cause:
        "cfssl has failed before it printed anything, so cfssljson got nothing; the error stands above.",
      artifact: "the output of cfssl",
      remedy: "Mend what cfssl says; set -o pipefail lets a script stop there.",
      source: "cfssljson"
    ),
    LogSymptom(
      "cfssl-bad-json",
      ["invalid character {character} looking for beginning of"],
      cause: "A file is no JSON: a comma too many, a quote too few, typographic quotes.",
      artifact: "the request or policy that cfssl was given",
      remedy: "Correct the file; kthwctl csr writes one.",
      commands: ["kthwctl csr kube-scheduler"],
      source: "Go, encoding/json"
    ),
  ]
}
