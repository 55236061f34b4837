import KTHWTestSupport
import Testing

#if os(Linux)
/// What others see of a process that holds keys and passphrases.
@Suite struct ProcessSecrecyTests {
  private let scratch: ScratchDirectory
  private static let phrase = "correct horse battery"

  init() throws {
    scratch = try ScratchDirectory()
    try scratch.write("phrase", Self.phrase + "\n", mode: 0o600)
    try scratch.write("csr.json", #"{"CN": "x"}"#)
  }

  @Test(
    .judged(by: "strace"),
    arguments: [
      ["version"], ["ca", "init", "made"], ["cfssl", "genkey", "csr.json"], ["verify", "csr.json"],
      ["cfssljson", "-f", "csr.json"], ["kubectl", "config", "view", "--kubeconfig", "csr.json"],
      ["key", "encrypt", "csr.json", "--passphrase-file", "phrase"],
    ]
  )
  func `core dumps are off before any file of the user's is opened`(words: [String]) throws {
    let trace = ["-f", "-o", "trace", "-e", "trace=prctl,prlimit64,setrlimit,open,openat"]
    _ = try RunCommand("strace", trace + [RunCommand.kthwctlPath] + words).inside(scratch).run()
    let calls = try scratch.text("trace").split(separator: "\n")
    func first(_ words: String...) -> Int? {
      calls.firstIndex { call in words.allSatisfy { call.contains($0) } }
    }
    let opened = first("csr.json") ?? first("made") ?? calls.count
    let dumps = try #require(first("prctl(PR_SET_DUMPABLE, SUID_DUMP_DISABLE"))
    let limit = try #require(first("RLIMIT_CORE", "rlim_cur=0, rlim_max=0"))
    #expect(dumps < opened && limit < opened)
  }

  @Test func `a passphrase is in no command line and no environment of ours`() throws {
    try RunCommand.kthwctl("ca", "init", "--passphrase-file", "phrase").inside(scratch).run()
      .expecting(0)
    // The process has read one passphrase, and waits for the other.
    let ours = try look(
      at: #""$0" key reencrypt ca-key.pem --passphrase-file phrase --new-passphrase-fd 3"#,
      saying: "an entirely new passphrase"
    )
    #expect(ours.outputText.contains("--passphrase-file"), "\(ours)")
    #expect(!ours.outputText.contains(Self.phrase))
    #expect(ours.outputText.contains("Max core file size 0 0"))
    #expect(ours.errorText.contains("wrote ca-key.pem"))
    // cfssl's own way is visible to whoever may look: the search finds it.
    try RunCommand.kthwctl("ca", "init", "b", "--passphrase-file", "phrase").inside(scratch).run()
      .expecting(0)
    let theirs = try look(
      at: "CFSSL_CA_PK_PASSWORD='\(Self.phrase)' "
        + #""$0" cfssl gencert -ca b.pem -ca-key b-key.pem - <&3"#,
      saying: #"{"CN": "x"}"#
    )
    #expect(theirs.outputText.contains("CFSSL_CA_PK_PASSWORD=" + Self.phrase), "\(theirs)")
  }

  /// Starts a command that waits for what descriptor 3 says, looks at it from
  /// outside, and lets it go on.
  private func look(at command: String, saying line: String) throws -> CommandResult {
    let script = """
      rm -f pipe; mkfifo pipe; exec 4<>pipe 3<pipe
      \(command) 4>&- & pid=$!
      exec 3<&-
      for _ in $(seq 100); do
        grep -q pipe /proc/$pid/wchan && break
        sleep 0.1
      done
      ps -o args= -p $pid
      tr '\\0' '\\n' <"/proc/$pid/cmdline"
      tr '\\0' '\\n' <"/proc/$pid/environ"
      grep '^Max core' "/proc/$pid/limits" | tr -s ' '
      printf '%s\\n' '\(line)' >&4
      exec 4>&-
      wait $pid
      """
    return try RunCommand("bash", ["-c", script, RunCommand.kthwctlPath]).inside(scratch).run()
  }
}
#endif
