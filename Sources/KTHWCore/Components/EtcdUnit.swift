/// The unit of etcd (https://etcd.io/docs/latest/op-guide/configuration/).
enum EtcdUnit {
  /// Where members serve clients.
  static let clientPort = 2379
  /// Where members talk to each other.
  static let peerPort = 2380

  /// Where a member serves clients, for those who dial it.
  static func clientURL(of member: ClusterHost) -> String {
    url(member.address, port: clientPort)
  }

  /// Where a member talks to the others.
  static func peerURL(of member: ClusterHost) -> String { url(member.address, port: peerPort) }

  /// The unit on a machine.
  static func unit(at place: Placement) -> SystemdUnit {
    SystemdUnit(
      description: "etcd, the store of Kubernetes",
      documentation: ["https://etcd.io/docs/"],
      unit: .afterNetwork(),
      service: [
        .text("Type", "notify"),
        .command("ExecStart", flags.command(at: place)),
        // A member that takes in a long history, or waits for the others, is
        // not a failed one.
        .text("TimeoutStartSec", "infinity"),
        .text("StateDirectory", "etcd"),
        .text("StateDirectoryMode", "0700"),
        .text("LimitNOFILE", "65536"),
        .text("NoNewPrivileges", "true"),
      ] + .restarting
    )
  }

  /// Everything that etcd is started with.
  ///
  /// Releases are those of etcd 3.
  static let flags = FlagTable(
    program: .etcd,
    flags: [
      Flag("name") { $0.host.name.text },
      Flag("data-dir", "/var/lib/etcd"),
      // 127.0.0.1 is for etcdctl on the machine.
      Flag("listen-client-urls") {
        "\(clientURL(of: $0.host)),https://127.0.0.1:\(clientPort)"
      },
      Flag("advertise-client-urls") { clientURL(of: $0.host) },
      Flag("listen-peer-urls") { peerURL(of: $0.host) },
      Flag("initial-advertise-peer-urls") { peerURL(of: $0.host) },
      Flag("initial-cluster") { place in
        place.spec.hosts.having(.etcd).map { "\($0.name)=\(peerURL(of: $0))" }
          .joined(separator: ",")
      },
      Flag("initial-cluster-token") { $0.spec.name },
      // Read only while the data directory is empty. A member that comes back
      // with an empty one must be added with `etcdctl member add` and be
      // started once with `existing`: with `new` it would not be let in.
      Flag("initial-cluster-state", "new"),
      Flag("trusted-ca-file", .etcdMemberCA),
      Flag("cert-file", .etcdServerCertificate),
      Flag("key-file", .etcdServerKey),
      Flag("client-cert-auth", "true"),
      Flag("peer-trusted-ca-file", .etcdMemberCA),
      Flag("peer-cert-file", .etcdPeerCertificate),
      Flag("peer-key-file", .etcdPeerKey),
      Flag("peer-client-cert-auth", "true"),
      // Health and metrics without TLS, for programs on the machine itself.
      Flag("listen-metrics-urls", from: 3, "http://127.0.0.1:2381"),
      // A member whose data is not that of the others does not serve it.
      Flag("experimental-initial-corrupt-check", from: 5, until: 5, "true"),
      Flag("feature-gates", from: 6, "InitialCorruptCheck=true"),
      // API servers answer lists from their caches once etcd has told them
      // that they are not behind.
      Flag("experimental-watch-progress-notify-interval", from: 5, until: 5, "5s"),
      Flag("watch-progress-notify-interval", from: 6, "5s"),
    ]
  )

  private static func url(_ address: IPAddress, port: Int) -> String {
    ServerEndpoint(host: address.description, port: port).description
  }
}
