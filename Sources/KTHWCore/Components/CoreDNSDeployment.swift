/// The pods of CoreDNS.
enum CoreDNSDeployment {
  static func object(for spec: ClusterSpec) -> Node {
    .object(
      "Deployment",
      "apps/v1",
      CoreDNSManifest.name,
      namespace: CoreDNSManifest.namespace,
      labels: ["k8s-app": "kube-dns", "kubernetes.io/name": "CoreDNS"],
      [
        "spec": .mapping([
          "replicas": .integer(replicas(in: spec)),
          "selector": .mapping(["matchLabels": .texts(CoreDNSManifest.label)]),
          "strategy": .mapping([
            "rollingUpdate": .mapping(["maxUnavailable": .integer(1)]),
            "type": .string("RollingUpdate"),
          ]),
          "template": .mapping([
            "metadata": .mapping(["labels": .texts(CoreDNSManifest.label)]),
            "spec": pod(for: spec),
          ]),
        ])
      ]
    )
  }

  /// Two, so that one may fail; one where there is one machine to run on.
  static func replicas(in spec: ClusterSpec) -> Int { min(2, max(1, spec.hosts.workerCount)) }

  private static func pod(for spec: ClusterSpec) -> Node {
    let minor = spec.kubernetesVersion.minor
    return .mapping([
      "affinity": apart,
      "containers": .sequence([container(for: spec)]),
      // Its questions about the world go to whom the machine asks, not to itself.
      "dnsPolicy": .string("Default"),
      "nodeSelector": .texts(Node.linuxOnly(minor)),
      // Up to 1.10 such classes are there only behind a feature gate.
      "priorityClassName": minor >= 11 ? .string("system-cluster-critical") : nil,
      "securityContext": minor >= 19 ? .seccompDefault : nil,
      "serviceAccountName": .string(CoreDNSManifest.name),
      "tolerations": .sequence(tolerations(minor)),
      "volumes": .sequence([
        .mapping([
          "configMap": .mapping([
            "items": .sequence([.texts(["key": "Corefile", "path": "Corefile"])]),
            "name": .string(CoreDNSManifest.name),
          ]),
          "name": .string("config-volume"),
        ])
      ]),
    ])
  }

  /// Not two on one machine, as long as there are others.
  private static let apart: Node = .mapping([
    "podAntiAffinity": .mapping([
      "preferredDuringSchedulingIgnoredDuringExecution": .sequence([
        .mapping([
          "podAffinityTerm": .mapping([
            "labelSelector": .mapping(["matchLabels": .texts(CoreDNSManifest.label)]),
            "topologyKey": .string("kubernetes.io/hostname"),
          ]),
          "weight": .integer(100),
        ])
      ])
    ])
  ])

  /// Taints by which machines are kept for the control plane; the older name
  /// ended with 1.24.
  private static func tolerations(_ minor: Int) -> [Node] {
    let taints =
      (minor >= 20 ? ["node-role.kubernetes.io/control-plane"] : [])
      + (minor <= 24 ? ["node-role.kubernetes.io/master"] : [])
    return [.texts(["key": "CriticalAddonsOnly", "operator": "Exists"])]
      + taints.map { .texts(["effect": "NoSchedule", "key": $0]) }
  }

  private static func container(for spec: ClusterSpec) -> Node {
    let release = spec.versions.coreDNS
    return .mapping([
      "args": .texts(["-conf", "/etc/coredns/Corefile"]),
      "image": .string(image(of: release)),
      "imagePullPolicy": .string("IfNotPresent"),
      "livenessProbe": probe(
        "/health",
        at: 8080,
        [
          "failureThreshold": 5, "initialDelaySeconds": 60, "timeoutSeconds": 5,
        ]
      ),
      "name": .string(CoreDNSManifest.name),
      "ports": .sequence([
        port("dns", 53, "UDP"), port("dns-tcp", 53, "TCP"), port("metrics", 9153, "TCP"),
      ]),
      "readinessProbe": Corefile.hasReadiness(release)
        ? probe("/ready", at: 8181, [:]) : probe("/health", at: 8080, [:]),
      "resources": .mapping([
        "limits": .texts(["memory": "170Mi"]),
        "requests": .texts(["cpu": "100m", "memory": "70Mi"]),
      ]),
      "securityContext": .mapping([
        "allowPrivilegeEscalation": .boolean(false),
        "capabilities": .mapping([
          "add": .texts(["NET_BIND_SERVICE"]), "drop": .texts(["ALL"]),
        ]),
        "readOnlyRootFilesystem": .boolean(true),
      ]),
      "volumeMounts": .sequence([
        .mapping([
          "mountPath": .string("/etc/coredns"),
          "name": .string("config-volume"),
          "readOnly": .boolean(true),
        ])
      ]),
    ])
  }

  /// The Kubernetes registry has it under its own name since 1.8; before, the
  /// project's place is the one that still grows.
  static func image(of release: ReleaseNumber) -> String {
    release >= ReleaseNumber(1, 8)
      ? "registry.k8s.io/coredns/coredns:v\(release)" : "docker.io/coredns/coredns:\(release)"
  }

  private static func port(_ name: String, _ number: Int, _ transport: String) -> Node {
    .mapping([
      "containerPort": .integer(number),
      "name": .string(name),
      "protocol": .string(transport),
    ])
  }

  private static func probe(
    _ path: String,
    at port: Int,
    _ limits: KeyValuePairs<String, Int>
  ) -> Node {
    let request: Node = .mapping(["path": .string(path), "port": .integer(port)])
    return .mapping(
      [Node.Entry("httpGet", request)] + limits.map { Node.Entry($0, .integer($1)) }
    )
  }
}

extension Node {
  /// The label of machines with Linux, which kubelets of 1.14 and later set
  /// under its final name.
  static func linuxOnly(_ minor: Int) -> KeyValuePairs<String, String> {
    minor >= 14 ? ["kubernetes.io/os": "linux"] : ["beta.kubernetes.io/os": "linux"]
  }

  /// A security context with the runtime's own list of forbidden system
  /// calls, a field from 1.19 on.
  static let seccompDefault: Node = .mapping([
    "seccompProfile": .texts(["type": "RuntimeDefault"])
  ])
}

extension ClusterHosts {
  /// How many run pods.
  var workerCount: Int {
    listed.count { $0.has(.worker) }
      + ranges.reduce(0) { $0 + ($1.roles.contains(.worker) ? $1.count : 0) }
  }
}
