extension ComponentFlags {
  /// Releases are those of etcd 3.
  static let etcd: [FlagFact] =
    [
      "name", "data-dir", "listen-peer-urls", "listen-client-urls",
      "initial-advertise-peer-urls", "advertise-client-urls", "initial-cluster",
      "initial-cluster-token", "initial-cluster-state", "cert-file", "key-file",
      "trusted-ca-file", "client-cert-auth", "peer-cert-file", "peer-key-file",
      "peer-trusted-ca-file", "peer-client-cert-auth", "auto-compaction-retention",
      "quota-backend-bytes", "heartbeat-interval", "election-timeout", "snapshot-count",
    ].map { FlagFact($0) }
    + [
      FlagFact("auto-compaction-mode", from: 3),
      FlagFact("listen-metrics-urls", from: 3),
      FlagFact("client-cert-file", from: 5),
      FlagFact("client-key-file", from: 5),
      FlagFact("peer-cert-allowed-cn", from: 3),
      FlagFact("peer-cert-allowed-hostname", from: 4),
      FlagFact("client-cert-allowed-hostname", from: 4),
      FlagFact("tls-min-version", from: 4, "only late releases of 3.4 and 3.5 have it"),
      FlagFact("max-snapshots", deprecated: 6),
      FlagFact("logger", from: 4), FlagFact("log-outputs", from: 4), FlagFact("log-level", from: 4),
      FlagFact("feature-gates", from: 6),
      FlagFact("watch-progress-notify-interval", from: 6),
      FlagFact(
        "experimental-initial-corrupt-check",
        from: 3,
        until: 6,
        deprecated: 6,
        "use --feature-gates=InitialCorruptCheck=true from 3.6 on"
      ),
      FlagFact(
        "experimental-watch-progress-notify-interval",
        from: 4,
        until: 6,
        deprecated: 6,
        "use --watch-progress-notify-interval from 3.6 on"
      ),
      FlagFact(
        avoiding: "experimental-compact-hash-check-enabled",
        from: 5,
        until: 6,
        deprecated: 6,
        "use --feature-gates from 3.6 on"
      ),
      FlagFact(
        avoiding: "enable-v2",
        until: 5,
        deprecated: 5,
        "Kubernetes speaks the third protocol alone"
      ),
      FlagFact(avoiding: "experimental-enable-v2v3", from: 3, until: 5, "leave it out"),
      FlagFact(avoiding: "ca-file", until: 3, deprecated: 0, "use --trusted-ca-file"),
      FlagFact(avoiding: "peer-ca-file", until: 3, deprecated: 0, "use --peer-trusted-ca-file"),
      FlagFact(avoiding: "log-output", until: 4, deprecated: 4, "use --log-outputs"),
      FlagFact(avoiding: "debug", until: 4, deprecated: 4, "use --log-level"),
      FlagFact(avoiding: "discovery", until: 6, "name the members with --initial-cluster"),
    ]
    + [
      "proxy", "proxy-failure-wait", "proxy-refresh-interval", "proxy-dial-timeout",
      "proxy-write-timeout", "proxy-read-timeout",
    ].map { FlagFact(avoiding: $0, until: 5, "clients dial the members themselves") }
}
