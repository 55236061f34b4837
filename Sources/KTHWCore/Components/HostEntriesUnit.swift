/// The unit that puts ``HostEntries`` into `/etc/hosts` when the machine
/// starts, before anything asks for a name.
enum HostEntriesUnit {
  /// The unit on a machine.
  static func unit(at place: Placement) -> SystemdUnit {
    SystemdUnit(
      description: "Names of the cluster's hosts in /etc/hosts",
      documentation: ["man:hosts(5)"],
      unit: [.text("Before", "network-online.target")],
      service: .once(running: place.path(.hostEntriesScript))
    )
  }
}

extension [SystemdSetting] {
  /// Runs a script of the shell once, and then counts as active.
  ///
  /// The shell is named, so that the script needs no right to be executed.
  static func once(running script: String) -> Self {
    [
      .text("Type", "oneshot"),
      .text("RemainAfterExit", "yes"),
      .command("ExecStart", SystemdCommand(program: "/bin/sh", arguments: [script])),
    ]
  }
}
