import KTHWCore
import KTHWTestSupport
import Testing

/// Faults at every system call of a change to a kubeconfig, one after another.
@Suite(.judged(by: "strace")) struct KubeconfigCrashTests {
  static let old = """
    apiVersion: v1
    clusters: null
    contexts:
    - context:
        cluster: ""
        user: ""
      name: old
    current-context: ""
    kind: Config
    preferences: {}
    users: null

    """
  static let new = old.replacingFirst(
    "- context:\n",
    with: "- context:\n    cluster: \"\"\n    user: \"\"\n  name: new\n- context:\n"
  )

  /// Changes a file with a fault at the n-th call of a name.
  ///
  /// - Returns: nil where there was no n-th call.
  private func change(
    _ directory: ScratchDirectory,
    _ fault: String,
    at call: String,
    _ index: Int
  ) throws -> CommandResult? {
    let log = try ScratchDirectory()
    let inject = ["-f", "-o", log.path("log"), "-e", "inject=\(call):\(fault):when=\(index)"]
    // The dynamic linker opens dozens of files: only ours count.
    let filter = ["openat", "newfstatat"].contains(call) ? paths(directory) : []
    let words = [RunCommand.kthwctlPath, "config", "set-context", "new", "--kubeconfig=config"]
    let result = try RunCommand("strace", inject + filter + words).inside(directory).run()
    let text = try log.text("log")
    let happened = text.contains("(INJECTED)") || text.contains("killed by SIGKILL")
    return happened ? result : nil
  }

  private func paths(_ directory: ScratchDirectory) -> [String] {
    ["", "/config", "/config.lock"].flatMap { ["-P", directory.path + $0] }
      + ["-P", "config", "-P", "config.lock"]
  }

  @Test(
    arguments: [
      "openat", "write", "pwrite64", "fchmod", "fsync", "close", "renameat", "unlink", "flock",
      "newfstatat", "getrandom", "faccessat2", "getdents64", "rt_sigprocmask",
    ]
  )
  func `killed at any call, it is the old file or the new one and the next run goes on`(
    call: String
  ) throws {
    var index = 1
    while index < 200 {
      let directory = try ScratchDirectory()
      try directory.write("config", Self.old, mode: 0o640)
      guard try change(directory, "signal=KILL", at: call, index) != nil else { break }
      #expect(try [Self.old, Self.new].contains(directory.text("config")), "\(call) \(index)")
      #expect(directory.mode("config") == 0o640)
      let later = try RunCommand.kthwctl("config", "set-context", "new", "--kubeconfig=config")
        .inside(directory).run().expecting(0)
      #expect(later.seconds < 5, "the killed run's lock was waited for: \(call) \(index)")
      #expect(try directory.text("config") == Self.new)
      #expect(directory.names() == ["config"], "\(call) \(index)")
      index += 1
    }
    #expect(index > 1 || ["getdents64", "faccessat2"].contains(call))
  }

  @Test(
    arguments: [
      ("write", "ENOSPC"), ("write", "EDQUOT"), ("write", "EIO"), ("fsync", "EIO"),
      ("fchmod", "EPERM"), ("renameat", "EIO"), ("renameat", "ENOSPC"), ("openat", "EMFILE"),
      ("openat", "ENOSPC"), ("close", "EIO"), ("flock", "EIO"), ("newfstatat", "EIO"),
    ]
  )
  func `an error at any call is told, and leaves the old file and no lock`(
    call: String,
    error: String
  ) throws {
    var failures = 0
    for index in 1...200 {
      let directory = try ScratchDirectory()
      try directory.write("config", Self.old, mode: 0o600)
      guard let result = try change(directory, "error=\(error)", at: call, index) else { break }
      let text = try directory.text("config")
      switch result.status {
      case 0: #expect(text == Self.new, "\(call) \(index)")
      case 1:
        failures += 1
        // The last wait for the disk comes when the file is in place, and a
        // full standard output when everything is done.
        let isSettled = text == Self.old || text == Self.new && ["fsync", "write"].contains(call)
        #expect(isSettled, "\(call) \(index)\n\(result)")
        #expect(result.errorText.contains("error: "))
      case 74:
        // Everything was done, and then standard output could not be closed.
        #expect(text == Self.new, "\(call) \(index)\n\(result)")
      default:
        // The dynamic linker could not start the program.
        #expect(text == Self.old, "\(call) \(index)\n\(result)")
      }
      #expect(directory.names() == ["config"], "\(call) \(index)\n\(result)")
    }
    #expect(failures > 0)
  }

  @Test(.judged(by: "unshare", "mount")) func `a full disk leaves the old file`() throws {
    // A disk of three pages in a mount namespace of its own; needs root.
    let directory = try ScratchDirectory()
    try directory.write("config", Self.old, mode: 0o600)
    let script = """
      mount -t tmpfs -o size=12k none disk 2>/dev/null || exit 77
      cp config disk/config; cd disk
      "$0" config set-credentials a --token="$(head -c 9000 /dev/zero | tr '\\0' x)" \
        --kubeconfig=config
      echo "status $?"; ls -A; cmp config ../config && echo same
      """
    try directory.makeDirectory("disk")
    let command = RunCommand("unshare", ["-m", "sh", "-c", script, RunCommand.kthwctlPath])
    let result = try command.inside(directory).run()
    // Where mounting is not allowed, the errors above must do.
    guard result.succeeded else { return }
    #expect(result.outputLines == ["status 1", "config", "same"])
    #expect(result.errorText.hasPrefix("error: write config: no space left on device\n"))
  }
}

extension String {
  /// The text with one piece replaced by another, once.
  fileprivate func replacingFirst(_ piece: String, with other: String) -> String {
    guard let range = firstRange(of: piece) else { return self }
    return String(self[..<range.lowerBound]) + other + self[range.upperBound...]
  }
}
