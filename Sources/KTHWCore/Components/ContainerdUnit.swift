/// The unit of containerd, after its own
/// (https://github.com/containerd/containerd/blob/main/containerd.service).
enum ContainerdUnit {
  /// The unit on a machine.
  static func unit(at place: Placement) -> SystemdUnit {
    let release = place.spec.versions.containerd
    return SystemdUnit(
      description: "containerd, which runs containers",
      documentation: ["https://containerd.io"],
      unit: [.text("After", "network.target dbus.service local-fs.target")] + .startingForEver,
      service: path(at: place) + [
        // Where the module is built in there is none to load.
        .command(
          "ExecStartPre",
          SystemdCommand(program: "/sbin/modprobe", arguments: ["overlay"], mayFail: true)
        ),
        .command("ExecStart", flags.command(at: place)),
      ]
        // It says that it is ready from 1.3 on.
        + (release >= ReleaseNumber(1, 3) ? [.text("Type", "notify")] : [])
        + [
          // Containers have groups of their own below it, and go on running
          // while it is started anew.
          .text("Delegate", "yes"),
          .text("KillMode", "process"),
          .text("LimitNPROC", "infinity"),
          .text("LimitCORE", "infinity"),
        ]
        // What it sets here its containers inherit; from 2.0 on they get
        // systemd's own.
        + (release < ReleaseNumber(2, 0) ? [.text("LimitNOFILE", "1048576")] : [])
        + [.text("TasksMax", "infinity"), .text("OOMScoreAdjust", "-999")]
        + .restarting
    )
  }

  /// What containerd is started with; the rest is in its file.
  static let flags = FlagTable(
    program: .containerd,
    flags: [Flag("config") { $0.path(.containerdConfiguration) }]
  )

  /// Where it finds its shim and runc, unless systemd looks there anyway.
  private static func path(at place: Placement) -> [SystemdSetting] {
    let usual = [
      "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin",
    ]
    guard !usual.contains(place.spec.programDirectory) else { return [] }
    let all = [place.spec.programDirectory] + usual
    return [.environment("PATH", all.joined(separator: ":"))]
  }
}
