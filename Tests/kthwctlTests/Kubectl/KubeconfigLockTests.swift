import KTHWCore
import KTHWTestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Lock files of kubectl's, and where a kubeconfig is written.
@Suite struct KubeconfigLockTests {
  let directory: ScratchDirectory

  init() throws {
    directory = try ScratchDirectory()
  }

  private func config(_ words: String...) throws -> CommandResult {
    try RunCommand(RunCommand.kthwctlPath, ["config"] + words).inside(directory).run()
  }

  @Test func `kubectl's lock is waited for`() throws {
    let script = """
      (umask 777; : > config.lock); (sleep 0.4; rm -f config.lock) &
      "$0" config set-context a --kubeconfig=config
      """
    let result = try RunCommand("/bin/sh", ["-c", script, RunCommand.kthwctlPath])
      .inside(directory).run().expecting(0)
    #expect(result.seconds >= 0.4)
    #expect(directory.names() == ["config"])
  }

  @Test func `a lock that was forgotten is explained with its age, and left alone`() throws {
    try directory.write("config.lock", "", mode: 0o000)
    var times = [timespec(tv_sec: 1_000_000_000, tv_nsec: 0), timespec(tv_sec: 0, tv_nsec: 0)]
    times[1] = timespec(tv_sec: time(nil) - 7_200 * 4, tv_nsec: 0)
    #expect(utimensat(AT_FDCWD, directory.path("config.lock"), times, 0) == 0)
    let result = try config("use-context", "x", "--kubeconfig=config").expecting(1)
    #expect(result.errorText.hasPrefix("error: no context exists"))
    let refused = try config("set-context", "x", "--kubeconfig=config").expecting(1)
    #expect(refused.errorText.hasPrefix("error: open config.lock: file exists\nhint: "))
    #expect(refused.errorText.contains("8 hours ago"))
    #expect(refused.errorText.contains("rm -f config.lock"))
    #expect(refused.seconds < 5)
    #expect(directory.names() == ["config.lock"])
  }

  @Test(arguments: ["", "kthwctl\n"])
  func `a lock that a killed run of ours left is taken over`(mark: String) throws {
    try directory.write("config.lock", mark, mode: 0o600)
    let result = try config("set-context", "x", "--kubeconfig=config").expecting(0)
    #expect(result.seconds < 5)
    #expect(directory.names() == ["config"])
  }

  @Test(arguments: [("somebody else's", 0o600), ("kthwctl\n", 0o644)] as [(String, UInt16)])
  func `what only looks like our lock is not ours`(text: String, mode: UInt16) throws {
    try directory.write("config.lock", text, mode: mode)
    var times = [timespec(tv_sec: 0, tv_nsec: 0), timespec(tv_sec: 0, tv_nsec: 0)]
    times[1] = timespec(tv_sec: time(nil) - 600, tv_nsec: 0)
    #expect(utimensat(AT_FDCWD, directory.path("config.lock"), times, 0) == 0)
    let result = try config("set-context", "x", "--kubeconfig=config").expecting(1)
    #expect(result.errorText.contains("10 minutes ago"))
    #expect(directory.names() == ["config.lock"])
  }

  @Test func `one file listed twice is refused at once`() throws {
    let result = try RunCommand.kthwctl("config", "set-context", "x")
      .setting("KUBECONFIG", "config:./config").inside(directory).run().expecting(1)
    #expect(result.errorText.hasPrefix("error: open config.lock: file exists\n"))
    #expect(result.errorText.contains("listed twice"))
    #expect(result.seconds < 5)
    #expect(directory.names() == [])
  }

  @Test func `what is refused makes no directory and no lock`() throws {
    try config("use-context", "x", "--kubeconfig=sub/config").expecting(1)
    try config("delete-user", "x", "--kubeconfig=sub/config").expecting(1)
    #expect(directory.names() == [])
  }

  @Test func `a link is written through, whether or not it leads to a file`() throws {
    try directory.makeDirectory("real")
    try directory.link("one", to: "two")
    try directory.link("two", to: "real/config")
    try config("set-context", "x", "--kubeconfig=one").expecting(0)
    try config("set-context", "beta", "--kubeconfig=one").expecting(0)
    #expect(directory.names() == ["one", "real", "real/config", "two"])
    #expect(directory.mode("real/config") == 0o600)
    #expect(try directory.text("real/config").contains("name: beta"))
    try directory.link("loop", to: "loop")
    try config("set-context", "x", "--kubeconfig=loop").expecting(1)
  }

  @Test(arguments: [0o600, 0o640, 0o644, 0o666, 0o400] as [UInt16])
  func `the mode of a file that is there is kept`(mode: UInt16) throws {
    // As root, even a file that nobody may write is written.
    guard mode & 0o200 != 0 || geteuid() == 0 else { return }
    try directory.write("config", "", mode: mode)
    try config("set-context", "x", "--kubeconfig=config").expecting(0)
    #expect(directory.mode("config") == mode)
  }

  @Test func `the owner of a file that is there is kept`() throws {
    guard geteuid() == 0 else { return }
    try directory.write("config", "")
    #expect(chown(directory.path("config"), 1234, 4321) == 0)
    try config("set-context", "x", "--kubeconfig=config").expecting(0)
    var facts = stat()
    #expect(stat(directory.path("config"), &facts) == 0)
    #expect(facts.st_uid == 1234 && facts.st_gid == 4321)
  }

  @Test func `a second name of a file is kept`() throws {
    try directory.write("config", String(repeating: "# long comment\n", count: 100))
    #expect(link(directory.path("config"), directory.path("other")) == 0)
    try config("set-context", "x", "--kubeconfig=config").expecting(0)
    #expect(try directory.bytes("config") == directory.bytes("other"))
    #expect(try directory.text("other").hasSuffix("users: null\n"))
    try config("delete-context", "x", "--kubeconfig=other").expecting(0)
    #expect(try directory.bytes("config") == directory.bytes("other"))
    #expect(try directory.text("config").hasSuffix("users: null\n"))
  }

  @Test(arguments: [0o000, 0o077, 0o777] as [UInt16])
  func `a new file is its owner's alone, whatever the umask`(mask: UInt16) throws {
    var command = RunCommand.kthwctl("config", "set-context", "x", "--kubeconfig=config")
    command.umask = mask
    try command.inside(directory).run().expecting(0)
    #expect(directory.names() == ["config"])
    #expect(directory.mode("config") == 0o600)
  }

  @Test func `nothing is written where nothing changes`() throws {
    try directory.write("config", "# mine\nkind: Config\n", mode: 0o644)
    try config("set", "kind", "x", "--kubeconfig=config").expecting(0)
    #expect(try directory.text("config") == "# mine\nkind: Config\n")
    #expect(directory.names() == ["config"])
  }

  @Test func `an old kubectl's file is brought to its present name`() throws {
    try directory.write(".kube/.kubeconfig", "current-context: old\n", mode: 0o644)
    let command = RunCommand.kthwctl("config", "current-context").setting("HOME", directory.path)
      .setting("KUBECONFIG", nil)
    #expect(try command.run().expecting(0).outputText == "old\n")
    #expect(try directory.text(".kube/config") == "current-context: old\n")
    #expect(directory.mode(".kube/config") == 0o600)
    #expect(directory.has(".kube/.kubeconfig"))
  }
}
