/// The pods of flannel, one on every machine.
enum FlannelDaemonSet {
  /// One set, or one for each kind of processor where images are for one.
  static func objects(for spec: ClusterSpec, _ release: FlannelRelease) -> [Node] {
    guard release.hasImagePerArchitecture else {
      return [object("kube-flannel-ds", for: spec, release, .amd64)]
    }
    return FlannelRelease.Architecture.allCases.map { architecture in
      object("kube-flannel-ds-\(architecture.rawValue)", for: spec, release, architecture)
    }
  }

  private static func object(
    _ name: String,
    for spec: ClusterSpec,
    _ release: FlannelRelease,
    _ architecture: FlannelRelease.Architecture
  ) -> Node {
    // Two sets may not select each other's pods.
    let labels: KeyValuePairs = ["app": "flannel", "k8s-app": name]
    return .object(
      "DaemonSet",
      "apps/v1",
      name,
      namespace: FlannelManifest.namespace,
      labels: labels,
      [
        "spec": .mapping([
          "selector": .mapping(["matchLabels": .texts(labels)]),
          "template": .mapping([
            "metadata": .mapping(["labels": .texts(labels)]),
            "spec": pod(for: spec, release, architecture),
          ]),
        ])
      ]
    )
  }

  private static func pod(
    for spec: ClusterSpec,
    _ release: FlannelRelease,
    _ architecture: FlannelRelease.Architecture
  ) -> Node {
    let minor = spec.kubernetesVersion.minor
    let image = release.image(for: architecture)
    let processor = Node.Entry(
      minor >= 14 ? "kubernetes.io/arch" : "beta.kubernetes.io/arch",
      .string(architecture.rawValue)
    )
    let selector =
      Node.linuxOnly(minor).map { Node.Entry($0, .string($1)) }
      + (release.hasImagePerArchitecture ? [processor] : [])
    return .mapping([
      "containers": .sequence([daemon(image)]),
      "hostNetwork": .boolean(true),
      "initContainers": .sequence(installers(image, release)),
      "nodeSelector": .mapping(selector),
      // Outside kube-system this class is refused before 1.17.
      "priorityClassName": minor >= 17 ? .string("system-node-critical") : nil,
      "serviceAccountName": .string("flannel"),
      // Machines are not ready before it runs, and it must run all the same.
      "tolerations": .sequence([.texts(["effect": "NoSchedule", "operator": "Exists"])]),
      "volumes": .sequence(volumes(release)),
    ])
  }

  private static func daemon(_ image: String) -> Node {
    .mapping([
      // The address by which the cluster knows the machine; without it the
      // default route decides, which leads elsewhere where there are two networks.
      "args": .texts(["--ip-masq", "--kube-subnet-mgr", "--iface=$(NODE_IP)"]),
      "command": .texts(["/opt/bin/flanneld"]),
      "env": .sequence([
        variable("NODE_IP", from: "status.hostIP"),
        variable("POD_NAME", from: "metadata.name"),
        variable("POD_NAMESPACE", from: "metadata.namespace"),
      ]),
      "image": .string(image),
      "name": .string("kube-flannel"),
      "resources": .mapping(["requests": .texts(["cpu": "100m", "memory": "50Mi"])]),
      // It makes devices, routes and packet filter rules, and is not privileged.
      "securityContext": .mapping([
        "capabilities": .mapping(["add": .texts(["NET_ADMIN", "NET_RAW"])]),
        "privileged": .boolean(false),
      ]),
      "volumeMounts": .sequence([
        mount("run", at: "/run/flannel"),
        mount("flannel-cfg", at: "/etc/kube-flannel"),
        mount("xtables-lock", at: "/run/xtables.lock"),
      ]),
    ])
  }

  /// What puts the plugin and its configuration onto the machine.
  private static func installers(_ image: String, _ release: FlannelRelease) -> [Node] {
    let plugin = release.pluginImage.map { image in
      copy(
        "install-cni-plugin",
        image,
        "/flannel",
        "/opt/cni/bin/flannel",
        [mount("cni-plugin", at: "/opt/cni/bin")]
      )
    }
    let configuration = copy(
      "install-cni",
      image,
      "/etc/kube-flannel/cni-conf.json",
      "/etc/cni/net.d/10-flannel.conflist",
      [mount("cni", at: "/etc/cni/net.d"), mount("flannel-cfg", at: "/etc/kube-flannel")]
    )
    return [plugin, configuration].compactMap { $0 }
  }

  private static func copy(
    _ name: String,
    _ image: String,
    _ source: String,
    _ target: String,
    _ mounts: [Node]
  ) -> Node {
    .mapping([
      "args": .texts(["-f", source, target]),
      "command": .texts(["cp"]),
      "image": .string(image),
      "name": .string(name),
      "volumeMounts": .sequence(mounts),
    ])
  }

  private static func volumes(_ release: FlannelRelease) -> [Node] {
    let plugin = release.pluginImage.map { _ in
      volume("cni-plugin", "/opt/cni/bin", "DirectoryOrCreate")
    }
    let own: [Node] = [
      volume("run", "/run/flannel", "DirectoryOrCreate"),
      volume("cni", "/etc/cni/net.d", "DirectoryOrCreate"),
      .mapping([
        "configMap": .texts(["name": FlannelManifest.configuration]),
        "name": .string("flannel-cfg"),
      ]),
      // iptables of the machine and of the pod must wait for each other.
      volume("xtables-lock", "/run/xtables.lock", "FileOrCreate"),
    ]
    return [plugin].compactMap { $0 } + own
  }

  private static func volume(_ name: String, _ path: String, _ type: String) -> Node {
    .mapping(["hostPath": .texts(["path": path, "type": type]), "name": .string(name)])
  }

  private static func mount(_ volume: String, at path: String) -> Node {
    .texts(["mountPath": path, "name": volume])
  }

  private static func variable(_ name: String, from field: String) -> Node {
    .mapping([
      "name": .string(name),
      "valueFrom": .mapping(["fieldRef": .texts(["fieldPath": field])]),
    ])
  }
}
