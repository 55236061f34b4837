/// What containerd reads
/// (https://github.com/containerd/containerd/blob/main/docs/cri/config.md).
///
/// The form goes with containerd's release. Each says the same: overlayfs,
/// runc below systemd's control groups, the pause image of the cluster's
/// version, and where the network's programs are.
enum ContainerdConfiguration {
  /// The socket of containerd, as kubelets are told it.
  static let endpoint = "unix:///run/containerd/containerd.sock"
  /// Where the programs of the pod network are.
  static let networkPrograms = "/opt/cni/bin"
  /// Where the configuration of the pod network is.
  static let networkDirectory = "/etc/cni/net.d"
  private static let registries = "/etc/containerd/certs.d"

  /// The text of the file.
  static func text(in spec: ClusterSpec) -> String {
    let release = spec.versions.containerd
    let image = "registry.k8s.io/pause:\(spec.versions.pause)"
    let table: TOMLTable =
      if release < ReleaseNumber(1, 3) {
        first(image: image)
      } else if release < ReleaseNumber(2, 0) {
        second(image: image, readsHosts: release >= ReleaseNumber(1, 5))
      } else {
        third(image: image, hasSeveralDirectories: release >= ReleaseNumber(2, 1))
      }
    return HostRenderers.notice + table.text
  }

  /// The form without a version, of containerd 1.1 and 1.2.
  private static func first(image: String) -> TOMLTable {
    [
      "plugins": [
        "cri": [
          "sandbox_image": .string(image),
          "systemd_cgroup": .boolean(true),
          "cni": [
            "bin_dir": .string(networkPrograms),
            "conf_dir": .string(networkDirectory),
          ],
          "containerd": [
            "snapshotter": .string("overlayfs"),
            "default_runtime": [
              "runtime_type": .string("io.containerd.runtime.v1.linux")
            ],
          ],
        ]
      ]
    ]
  }

  /// The second form, of containerd 1.3 to 1.7.
  private static func second(image: String, readsHosts: Bool) -> TOMLTable {
    var plugin: TOMLTable = [
      "sandbox_image": .string(image),
      "cni": [
        "bin_dir": .string(networkPrograms),
        "conf_dir": .string(networkDirectory),
      ],
      "containerd": [
        "snapshotter": .string("overlayfs"),
        "default_runtime_name": .string("runc"),
        "runtimes": ["runc": runc],
      ],
    ]
    if readsHosts {
      plugin.entries.append(("registry", ["config_path": .string(registries)]))
    }
    return [
      "version": .integer(2),
      "plugins": ["io.containerd.grpc.v1.cri": .table(plugin)],
    ]
  }

  /// The third form, of containerd 2; 2.3 has a fourth that changes nothing
  /// of this.
  private static func third(image: String, hasSeveralDirectories: Bool) -> TOMLTable {
    let programs: (key: String, value: TOMLTable.Value) =
      hasSeveralDirectories
      ? ("bin_dirs", .strings([networkPrograms])) : ("bin_dir", .string(networkPrograms))
    var network: TOMLTable = ["conf_dir": .string(networkDirectory)]
    network.entries.insert(programs, at: 0)
    return [
      "version": .integer(3),
      "plugins": [
        "io.containerd.cri.v1.images": [
          "snapshotter": .string("overlayfs"),
          "pinned_images": ["sandbox": .string(image)],
          "registry": ["config_path": .string(registries)],
        ],
        "io.containerd.cri.v1.runtime": [
          "cni": .table(network),
          "containerd": [
            "default_runtime_name": .string("runc"),
            "runtimes": ["runc": runc],
          ],
        ],
      ],
    ]
  }

  /// How containers are run since containerd 1.3.
  private static let runc: TOMLTable.Value = [
    "runtime_type": .string("io.containerd.runc.v2"),
    // The kubelet's configuration must say the same.
    "options": ["SystemdCgroup": .boolean(true)],
  ]
}
