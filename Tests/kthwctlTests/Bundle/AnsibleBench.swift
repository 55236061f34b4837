import KTHWCore
import KTHWTestSupport
import Testing

/// A playbook that Ansible runs here, each host being a directory, with a
/// systemctl that only notes what it is told.
struct AnsibleBench {
  let bench: BundleBench
  var scratch: ScratchDirectory { bench.scratch }

  init(_ starter: ClusterStarter) throws {
    bench = try BundleBench(starter)
    try pack()
    try RunCommand("cp", [Script.path("fake-systemctl.sh"), scratch.path("systemctl")]).run()
      .expecting(0)
    for host in bench.tree.spec.hosts { try scratch.makeDirectory(root(of: host.name.text)) }
  }

  func pack() throws {
    try bench.bundle("--all", "--format", "ansible").run().expecting(0)
  }

  func root(of host: String) -> String { "roots/\(host)" }

  /// Runs the playbook on some hosts.
  func play(_ hosts: [String], _ words: String..., broken: String? = nil) throws -> Play {
    scratch.remove("systemd/log")
    let variables = """
      {"kthw_root": "\(scratch.path)/roots/{{ inventory_hostname }}",
       "ansible_connection": "local", "ansible_python_interpreter": "/usr/bin/python3",
       "kthw_retries": 1, "kthw_delay": 0}
      """
    let path = RunCommand.plainEnvironment["PATH"] ?? "/usr/bin:/bin"
    var command = RunCommand(
      "ansible-playbook",
      ["-i", "ansible/inventory.yaml", "-e", variables, "--limit", hosts.joined(separator: ",")]
        + words + ["ansible/site.yaml"]
    ).inside(scratch)
    command.environment["PATH"] = "\(scratch.path):\(path)"
    command.environment["HOME"] = scratch.path
    command.environment["LC_ALL"] = "C.UTF-8"
    command.environment["ANSIBLE_PIPELINING"] = "1"
    command.environment["KTHW_SYSTEMD"] = scratch.path("systemd")
    command.environment["KTHW_BROKEN"] = broken
    command.timeout = 400
    let result = try command.run()
    let log = scratch.has("systemd/log") ? try scratch.text("systemd/log") : ""
    return Play(result: result, told: log.split(separator: "\n").map(String.init))
  }

  /// A run of the playbook.
  struct Play {
    let result: CommandResult
    /// What systemctl was told to do, in order.
    let told: [String]

    /// How many tasks changed something on a host.
    func changes(on host: String) -> Int? {
      let line = result.outputLines.last { $0.hasPrefix(host + " ") }
      let word = line?.split(separator: " ").first { $0.hasPrefix("changed=") }
      return word.flatMap { Int($0.dropFirst("changed=".count)) }
    }
  }
}
