import KTHWCore
import KTHWTestSupport
import Testing

/// Several programs that change one kubeconfig at once.
@Suite struct KubeconfigRaceTests {
  let directory: ScratchDirectory

  init() throws {
    directory = try ScratchDirectory()
  }

  private func shell(_ script: String, _ arguments: String...) throws -> CommandResult {
    try RunCommand("/bin/bash", ["-c", script, RunCommand.kthwctlPath] + arguments)
      .inside(directory).run()
  }

  private func contexts() throws -> Kubeconfig {
    try Kubeconfig(reading: directory.bytes("config"), file: "config")
  }

  @Test(arguments: [(2, 25), (20, 5)])
  func `no change of any writer is lost`(writers: Int, rounds: Int) throws {
    let script = """
      for writer in $(seq "$1"); do
        (for round in $(seq "$2"); do
          "$0" config set-context "c-$writer-$round" --cluster=x --kubeconfig=config || echo lost
        done) &
      done
      wait
      """
    let result = try shell(script, "\(writers)", "\(rounds)").expecting(0)
    #expect(result.outputLines.count == writers * rounds)
    #expect(!result.outputText.contains("lost"))
    #expect(try contexts().contexts.count == writers * rounds)
    #expect(directory.names() == ["config"])
    #expect(directory.mode("config") == 0o600)
  }

  @Test func `deletions and additions do not undo each other`() throws {
    let script = """
      for i in $(seq 20); do "$0" config set-cluster "old-$i" --kubeconfig=config; done
      (for i in $(seq 20); do "$0" config delete-cluster "old-$i" --kubeconfig=config; done) &
      (for i in $(seq 20); do "$0" config set-cluster "new-$i" --kubeconfig=config; done) &
      wait
      """
    try shell(script).expecting(0)
    let names = try contexts().clusters.names
    #expect(names.count == 20)
    #expect(names.allSatisfy { $0.hasPrefix("new-") })
  }

  @Test func `two links to one file are one file`() throws {
    try directory.makeDirectory("a")
    try directory.makeDirectory("b")
    try directory.link("a/config", to: "../config")
    try directory.link("b/config", to: directory.path("config"))
    let script = """
      for side in a b; do
        (for i in $(seq 15); do
          "$0" config set-context "$side-$i" --kubeconfig=$side/config
        done) &
      done
      wait
      """
    try shell(script).expecting(0)
    #expect(try contexts().contexts.count == 30)
    #expect(directory.names() == ["a", "a/config", "b", "b/config", "config"])
    #expect(directory.entries().count { $0.kind == .link } == 2)
  }

  @Test(.comparedWithKubectl) func `beside a real kubectl, nothing of ours is lost`() throws {
    let kubectl = try #require(ReferenceKubectl.path)
    // kubectl does not wait for locks: its failures are its own, its losses
    // of other programs' changes as well. Both only ever add here.
    let script = """
      (for i in $(seq 30); do "$1" config set-context "k-$i" --kubeconfig=config; done) &
      (for i in $(seq 30); do
        "$0" config set-context "o-$i" --kubeconfig=config || echo failed
      done) &
      wait
      """
    let result = try shell(script, kubectl).expecting(0)
    #expect(!result.outputText.contains("failed"))
    #expect(directory.names() == ["config"])
    // Whole and readable, whoever came last.
    #expect(try contexts().contexts.count > 0)
  }

  @Test(.judged(by: "strace")) func `who has to wait says so only when it was in vain`() throws {
    try directory.write("config", "")
    let script = """
      strace -f -o log -e inject=renameat:delay_enter=500000 \
        "$0" config set-context slow --kubeconfig=config &
      sleep 0.15
      "$0" config set-context quick --kubeconfig=config
      wait
      """
    let result = try shell(script).expecting(0)
    #expect(result.errors.isEmpty)
    #expect(try contexts().contexts.names == ["quick", "slow"])
  }

  @Test(.judged(by: "strace"), arguments: ["INT", "TERM", "HUP"])
  func `a signal that comes under the lock leaves none`(signal: String) throws {
    let script = """
      strace -f -o log -e inject=renameat:signal=\(signal) \
        "$0" config set-context a --kubeconfig=config
      ls -A
      """
    let result = try shell(script)
    #expect(result.outputText.contains("config\nlog\n"))
    #expect(!result.outputText.contains("lock"))
    #expect(try contexts().contexts.names == ["a"])
  }
}
