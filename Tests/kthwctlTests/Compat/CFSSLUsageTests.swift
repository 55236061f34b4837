import KTHWTestSupport
import Testing

@Suite struct CFSSLUsageTests {
  let directory: ScratchDirectory

  init() throws {
    directory = try ScratchDirectory()
    try directory.write("csr.json", #"{"CN":"admin"}"#)
  }

  func cfssl(_ words: [String]) throws -> CommandResult {
    try RunCommand.kthwctl(as: "cfssl", words).inside(directory).run()
  }

  func cfssl(_ words: String...) throws -> CommandResult {
    try cfssl(words)
  }

  @Test func `no command is a failure that lists the commands`() throws {
    let result = try cfssl().expecting(1)
    #expect(result.errorText.hasPrefix("No command is given.\n"))
    #expect(result.errorText.contains("gencert"))
    #expect(result.output.isEmpty)
  }

  @Test(arguments: ["help", "", "gencrt", "GENCERT"])
  func `a command that does not exist is named`(word: String) throws {
    let result = try cfssl(word).expecting(1)
    #expect(result.errorText.hasPrefix("Command \(word) is not defined.\n"))
    #expect(result.errorText.contains("print-defaults"))
  }

  @Test(arguments: [
    "serve", "info", "scan", "revoke", "crl", "gencrl", "ocspdump", "ocsprefresh", "ocspserve",
    "ocspsign",
  ])
  func `what is not part of this program says so`(word: String) throws {
    let result = try cfssl(word, "-port", "8888").expecting(1)
    #expect(result.errorText.hasPrefix("cfssl \(word) is not part of this program"))
    #expect(result.output.isEmpty)
  }

  @Test(arguments: [["-h"], ["-help"], ["--help"], ["gencert", "-h"], ["version", "--help"]])
  func `help goes to standard error and is a success`(words: [String]) throws {
    let result = try cfssl(words).expecting(0)
    #expect(result.errorText.contains("cfssl "))
    #expect(result.output.isEmpty)
  }

  @Test func `flags before the command are refused`() throws {
    let result = try cfssl("-loglevel=0", "version").expecting(2)
    #expect(result.errorText.hasPrefix("flag provided but not defined: -loglevel\n"))
  }

  @Test(arguments: [
    (["gencert", "-nope"], "flag provided but not defined: -nope"),
    (["gencert", "-ca"], "flag needs an argument: -ca"),
    (["sign", "---ca"], "bad flag syntax: ---ca"),
    (
      ["gencert", "-initca=yes", "csr.json"],
      "invalid boolean value \"yes\" for -initca: parse error"
    ),
    (["version", "-loglevel=abc"], "invalid value \"abc\" for flag -loglevel: parse error"),
    (["certinfo", "-interval", "4"], "invalid value \"4\" for flag -interval: parse error"),
  ])
  func `flags that break the rules end with 2 and the usage`(
    words: [String],
    message: String
  ) throws {
    let result = try cfssl(words).expecting(2)
    #expect(result.errorText.hasPrefix(message + "\n"))
    #expect(result.errorText.contains("Usage:\n  cfssl \(words[0])"))
    #expect(result.output.isEmpty)
  }

  @Test func `every command takes every flag`() throws {
    let result = try cfssl("version", "-port", "5", "-initca", "-hostname=x", "extra").expecting(0)
    #expect(result.outputLines.count == 2)
    #expect(result.outputLines[0].hasPrefix("Version: 1.6.5"))
    #expect(result.outputLines[1].hasPrefix("Runtime: "))
  }

  @Test(arguments: [
    ["gencert"], ["sign"], ["selfsign"], ["selfsign", "csr.json"], ["genkey"],
    ["gencsr", "-key", "k.pem"], ["print-defaults"], ["gencert", "-initca"],
  ])
  func `too few words are a failure in cfssl's words`(words: [String]) throws {
    let result = try cfssl(words).expecting(1)
    let sentence = "not enough arguments are supplied --- please refer to the usage\n"
    #expect(result.errorText.contains(sentence))
    #expect(result.output.isEmpty)
  }

  @Test func `a stray dash at the end is dropped`() throws {
    try cfssl("genkey", "csr.json", "-").expecting(0)
    try cfssl("gencert", "-initca", "csr.json", "-", "-").expecting(0)
  }

  @Test func `a word too many is shown`() throws {
    let result = try cfssl("genkey", "csr.json", "other.json").expecting(1)
    #expect(
      result.errorText.hasPrefix(
        "only one argument is accepted, please check with usage: \"other.json\"\n"
      )
    )
    #expect(result.output.isEmpty)
  }

  @Test func `a flag behind the first word is told to move`() throws {
    let result = try cfssl("gencert", "csr.json", "-profile=kubernetes").expecting(1)
    #expect(result.errorText.contains("put -profile=kubernetes before csr.json"))
  }

  @Test func `a list of hosts cut by an indented line is put together again`() throws {
    let result = try cfssl(
      "gencert",
      "-ca=ca.pem",
      "-ca-key=ca-key.pem",
      "-hostname=10.32.0.1,10.240.0.10,",
      "203.0.113.7,127.0.0.1,kubernetes.default",
      "-profile=kubernetes",
      "csr.json"
    ).expecting(1)
    #expect(
      result.errorText.contains(
        "-hostname=10.32.0.1,10.240.0.10,203.0.113.7,127.0.0.1,kubernetes.default "
      )
    )
    #expect(result.output.isEmpty)
  }

  @Test(arguments: [
    (["gencert", "-remote", "ca.example", "csr.json"], "-remote"),
    (["sign", "-db-config", "db.json", "x.csr"], "-db-config"),
    (["certinfo", "-domain", "example.com"], "-domain"),
  ])
  func `flags that hand the work to others are refused by name`(
    words: [String],
    flag: String
  ) throws {
    let result = try cfssl(words).expecting(1)
    #expect(result.errorText.hasPrefix("\(flag) is not part of this program: "))
  }

  @Test(arguments: [["version"], ["print-defaults", "csr"], ["genkey", "csr.json"]])
  func `a bad policy file stops every command`(words: [String]) throws {
    try directory.write("bad.json", "{")
    let missing = [words[0], "-config", "missing.json"] + words.dropFirst()
    let absent = try cfssl(missing).expecting(1)
    #expect(absent.errorText.hasPrefix("Failed to load config file: "))
    #expect(absent.errorText.contains("missing.json"))
    #expect(absent.output.isEmpty)
    let broken = [words[0], "-config", "bad.json"] + words.dropFirst()
    let refused = try cfssl(broken).expecting(1)
    #expect(refused.errorText.hasPrefix("Failed to load config file: {\"code\":5200,"))
    #expect(refused.errorText.contains("bad.json:1:2"))
  }

  @Test func `an empty config flag is none`() throws {
    try cfssl("version", "-config=").expecting(0)
  }

  @Test func `examples are what cfssl gives, with an empty line`() throws {
    let request = try cfssl("print-defaults", "csr").expecting(0)
    #expect(request.output.count == 287)
    let policy = try cfssl("print-defaults", "config", "x").expecting(0)
    #expect(policy.output.count == 567)
    for word in ["list", "nope"] {
      let list = try cfssl("print-defaults", word).expecting(0)
      #expect(list.outputLines.first?.hasSuffix(":") == true)
      #expect(list.outputLines.dropFirst().sorted() == ["\tconfig", "\tcsr"])
    }
  }
}
