import KTHWTestSupport
import Testing

@Suite struct CFSSLJSONTests {
  let directory: ScratchDirectory

  init() throws {
    directory = try ScratchDirectory()
  }

  static let everything =
    #"{"cert":"C\n","csr":"R\n","key":"K\n","encrypted_key":"RQ==","ocspResponse":"Tw==","#
    + #""result":{"bundle":{"bundle":"B","root":"T"}}}"#

  func cfssljson(_ words: String..., reading input: String) throws -> CommandResult {
    try RunCommand.kthwctl(as: "cfssljson", words).inside(directory).reading(input).run()
  }

  @Test func `files have cfssljson's names, modes and exact contents`() throws {
    var command = RunCommand.kthwctl(as: "cfssljson", ["-bare", "x"]).inside(directory)
    command.umask = 0
    try command.reading(Self.everything).run().expecting(0)
    #expect(
      directory.entries().map(\.description) == [
        "0644 x-bundle.pem", "0600 x-key.enc", "0600 x-key.pem", "0644 x-response.der",
        "0644 x-root.pem", "0644 x.csr", "0664 x.pem",
      ]
    )
    #expect(try directory.text("x.pem") == "C\n")
    #expect(try directory.text("x-key.pem") == "K\n")
    #expect(try directory.text("x-key.enc") == "RQ==")
    #expect(try directory.text("x-response.der") == "O")
    #expect(try directory.text("x-bundle.pem") == "B")
  }

  @Test(arguments: [(UInt16(0o022), "0644"), (0o077, "0600"), (0o002, "0664")])
  func `the umask takes from public files, keys are 0600 always`(
    mask: UInt16,
    mode: String
  ) throws {
    var command = RunCommand.kthwctl(as: "cfssljson", ["-bare", "x"]).inside(directory)
    command.umask = mask
    try command.reading(#"{"cert":"C","key":"K"}"#).run().expecting(0)
    #expect(directory.entries().map(\.description) == ["0600 x-key.pem", mode + " x.pem"])
  }

  @Test func `a key that everybody could read is closed, and replaced`() throws {
    try directory.write("x-key.pem", "old and much longer", mode: 0o644)
    try cfssljson("-bare", "x", reading: #"{"key":"K"}"#).expecting(0)
    #expect(directory.mode("x-key.pem") == 0o600)
    #expect(try directory.text("x-key.pem") == "K")
  }

  @Test func `the base name is cert unless given, and may hold directories`() throws {
    try directory.makeDirectory("sub")
    try cfssljson("-bare", reading: #"{"csr":"R"}"#).expecting(0)
    try cfssljson("-bare", "sub/x", "ignored", "-", reading: #"{"csr":"R"}"#).expecting(0)
    try cfssljson("-bare", "", reading: #"{"csr":"R"}"#).expecting(0)
    #expect(directory.names() == [".csr", "cert.csr", "sub", "sub/x.csr"])
  }

  @Test func `a directory that is missing is a failure without files`() throws {
    let result = try cfssljson("-bare", "none/x", reading: Self.everything).expecting(1)
    #expect(result.errorText.contains("none"))
    #expect(directory.names().isEmpty)
  }

  @Test func `when one file cannot be written, none is`() throws {
    try directory.makeDirectory("x.csr")
    try directory.write("x.pem", "before")
    let result = try cfssljson("-bare", "x", reading: Self.everything).expecting(1)
    #expect(result.errorText.contains("x.csr"))
    #expect(directory.names() == ["x.csr", "x.pem"])
    #expect(try directory.text("x.pem") == "before")
  }

  @Test func `a link at the key's place is not followed`() throws {
    try directory.write("victim", "mine")
    try directory.link("x-key.pem", to: "victim")
    try cfssljson("-bare", "x", reading: #"{"key":"K"}"#).expecting(1)
    #expect(try directory.text("victim") == "mine")
  }

  @Test func `-stdout prints every value and a newline, in order`() throws {
    let result = try cfssljson("-bare", "-stdout", reading: Self.everything).expecting(0)
    #expect(result.outputText == "C\n\nK\n\nUlE9PQ==\nR\n\nB\nT\nTw==\n")
    #expect(directory.names().isEmpty)
  }

  @Test func `-stdout onto a full disk is a failure`() throws {
    var command = RunCommand.kthwctl(as: "cfssljson", ["-bare", "-stdout"])
    command.output = .file("/dev/full")
    try command.reading(Self.everything).run().expecting(1)
  }

  @Test func `a response of a server is unwrapped without -bare`() throws {
    let wrapped =
      #"{"success":true,"result":{"certificate":"C","private_key":"K","certificate_request":"R"}}"#
    try cfssljson("x", reading: wrapped).expecting(0)
    #expect(directory.names() == ["x-key.pem", "x.csr", "x.pem"])
  }

  @Test func `what a server refused is told line by line`() throws {
    let answer =
      #"{"success":false,"errors":[{"code":1,"message":"no\u001b[31m"},{"message":"b"}]}"#
    let result = try cfssljson("x", reading: answer).expecting(1)
    #expect(result.errorText.hasPrefix("Request failed:\n\tno\\u{1b}[31m\n\tb\n"))
    #expect(directory.names().isEmpty)
  }

  @Test func `a forgotten -bare is told`() throws {
    let result = try cfssljson("ca", "-bare", reading: #"{"cert":"C"}"#).expecting(1)
    #expect(result.errorText.contains("Request failed:"))
    #expect(result.errorText.contains("-bare"))
    #expect(directory.names().isEmpty)
  }

  @Test(arguments: ["", "\n", "  "])
  func `empty input means that the command before failed`(input: String) throws {
    let result = try cfssljson("-bare", "x", reading: input).expecting(1)
    #expect(result.errorText.hasPrefix("Failed to parse input: "))
    #expect(result.errorText.contains("hint: "))
    #expect(result.errorText.contains("hint: the input is empty"))
    #expect(directory.names().isEmpty)
  }

  @Test(arguments: [
    "{", "not json", "{\"cert\":", "[]", "\"x\"", "{\"cert\":5}", "{\"cert\":{}}",
    "{\"key\":\"SECRETSECRET\", oops}",
  ])
  func `broken input is refused, with no word of what it held`(input: String) throws {
    let result = try cfssljson("-bare", "x", reading: input).expecting(1)
    #expect(!result.errorText.isEmpty)
    #expect(!result.errorText.contains("SECRETSECRET"))
    #expect(directory.names().isEmpty)
  }

  @Test(arguments: ["{}", "null"])
  func `nothing to write is a success, as in cfssljson`(input: String) throws {
    try cfssljson("-bare", "x", reading: input).expecting(0)
    #expect(directory.names().isEmpty)
  }

  @Test func `input may come from a file`() throws {
    try directory.write("r.json", #"{"cert":"C"}"#)
    try cfssljson("-bare", "-f", "r.json", "x", reading: "").expecting(0)
    #expect(try directory.text("x.pem") == "C")
    let missing = try cfssljson("-bare", "-f", "none.json", "x", reading: "").expecting(1)
    #expect(missing.errorText.hasPrefix("Failed to read input: "))
  }

  @Test func `flags follow Go's rules`() throws {
    let unknown = try cfssljson("-nope", reading: "").expecting(2)
    #expect(unknown.errorText.hasPrefix("flag provided but not defined: -nope\n"))
    let help = try cfssljson("-h", reading: "").expecting(0)
    #expect(help.errorText.contains("-bare"))
    let version = try cfssljson("-version", reading: "").expecting(0)
    #expect(version.outputText.hasPrefix("Version: "))
  }

  @Test func `two runs at once never mix a certificate with another run's key`() throws {
    for round in 0..<5 {
      let script = """
        for i in 1 2 3 4; do
          printf '{"cert":"%s","key":"%s"}' $i $i | "$0" cfssljson -bare x & pids="$pids $!"
        done
        for p in $pids; do wait $p || exit 1; done
        """
      try RunCommand("/bin/sh", ["-c", script, RunCommand.kthwctlPath])
        .inside(directory).run().expecting(0)
      #expect(try directory.text("x.pem") == directory.text("x-key.pem"), "round \(round)")
      #expect(directory.names() == ["x-key.pem", "x.pem"])
    }
  }
}
