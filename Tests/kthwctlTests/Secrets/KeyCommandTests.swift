import KTHWCore
import KTHWTestSupport
import Testing

/// `kthwctl key`.
@Suite(.judged(by: "openssl")) struct KeyCommandTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
    try scratch.write("phrase", "correct horse battery\n", mode: 0o600)
    try scratch.write("new", "another battery\n", mode: 0o600)
  }

  @discardableResult
  private func key(_ arguments: String...) throws -> CommandResult {
    try RunCommand(RunCommand.kthwctlPath, ["key"] + arguments).inside(scratch).run()
  }

  @discardableResult
  private func openssl(_ arguments: String...) throws -> CommandResult {
    try RunCommand("openssl", arguments).inside(scratch).run().expecting(0)
  }

  private func publicKey(_ file: String, _ phrase: String? = nil) throws -> String {
    let pass = phrase.map { ["-passin", "file:" + $0] } ?? []
    return try RunCommand("openssl", ["pkey", "-in", file, "-pubout"] + pass).inside(scratch)
      .run().expecting(0).outputText
  }

  @Test(arguments: [
    ["RSA", "-pkeyopt", "rsa_keygen_bits:2048"], ["EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
    ["EC", "-pkeyopt", "ec_paramgen_curve:P-384"], ["ED25519"],
  ])
  func `a key goes behind a passphrase and comes out the same`(kind: [String]) throws {
    // World-readable, as a careless umask leaves it.
    try RunCommand("openssl", ["genpkey", "-algorithm"] + kind + ["-out", "k.pem"])
      .inside(scratch).run().expecting(0)
    try RunCommand("chmod", ["0644", "k.pem"]).inside(scratch).run().expecting(0)
    let truth = try publicKey("k.pem")
    let sealed = try key("encrypt", "k.pem", "--passphrase-file", "phrase").expecting(0)
    #expect(sealed.output.isEmpty)
    #expect(sealed.errorText.contains("PBKDF2 with 600000 rounds of HMAC-SHA-256, AES-256-CBC"))
    #expect(scratch.mode("k.pem") == 0o600)
    #expect(try publicKey("k.pem", "phrase") == truth)
    try key("encrypt", "k.pem", "--passphrase-file", "phrase").expecting(65)
    try key(
      "reencrypt",
      "k.pem",
      "--passphrase-file",
      "phrase",
      "--new-passphrase-file",
      "new"
    ).expecting(0)
    try key("decrypt", "k.pem", "--passphrase-file", "phrase").expecting(1)
    #expect(try publicKey("k.pem", "new") == truth)
    try key("decrypt", "k.pem", "--passphrase-file", "new", "--out", "plain.pem").expecting(0)
    #expect(scratch.mode("plain.pem") == 0o600)
    #expect(try publicKey("plain.pem") == truth)
    #expect(try publicKey("k.pem", "new") == truth)
    try key("decrypt", "plain.pem", "--passphrase-file", "new").expecting(65)
    // An output that is there stays.
    try key("decrypt", "k.pem", "--passphrase-file", "new", "--out", "plain.pem").expecting(1)
  }

  @Test(arguments: [
    ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-aes256"],
    ["genpkey", "-algorithm", "ED25519", "-aes256"],
    ["genrsa", "-aes256", "2048"], ["genrsa", "-traditional", "-aes256", "2048"],
  ])
  func `what openssl locked weakly gets today's lock and keeps its passphrase`(
    words: [String]
  ) throws {
    let bits = words.last == "2048" ? ["2048"] : []
    let making = words.filter { $0 != "2048" } + ["-out", "k.pem"]
    let way = words[0] == "genpkey" ? "-pass" : "-passout"
    try RunCommand("openssl", making + [way, "file:phrase"] + bits).inside(scratch).run()
      .expecting(0)
    let truth = try publicKey("k.pem", "phrase")
    try key("reencrypt", "k.pem", "--passphrase-file", "phrase").expecting(0)
    #expect(try publicKey("k.pem", "phrase") == truth)
    let shape = try openssl("asn1parse", "-in", "k.pem").outputText
    #expect(shape.contains("0927C0") && shape.contains("aes-256-cbc"))
  }

  @Test func `a file that holds more, or no key, stays as it is`() throws {
    try RunCommand.kthwctl("ca", "init").inside(scratch).run().expecting(0)
    let both = try scratch.text("ca-key.pem") + scratch.text("ca.pem")
    for (name, text) in [("both.pem", both), ("ca.pem", try scratch.text("ca.pem")), ("no", "")] {
      try scratch.write(name, text, mode: 0o600)
      let result = try key("encrypt", name, "--passphrase-file", "phrase").expecting(65)
      #expect(result.errorText.contains(name))
      #expect(try scratch.text(name) == text)
    }
    try key("encrypt", "nowhere", "--passphrase-file", "phrase").expecting(74)
    let before = try scratch.bytes("ca-key.pem")
    try key("encrypt", "ca-key.pem").expecting(64)
    try key("encrypt", "ca-key.pem", "--passphrase-file", "no").expecting(65)
    #expect(try scratch.bytes("ca-key.pem") == before)
  }

  @Test func `other commands make no stumbling over a key behind a passphrase`() throws {
    func run(_ arguments: String...) throws -> CommandResult {
      try RunCommand(RunCommand.kthwctlPath, arguments).inside(scratch).run()
    }
    let start = try run("init").expecting(0)
    try scratch.write("cluster.yaml", start.outputText)
    try run("generate", "--passphrase-file", "phrase").expecting(0)
    let found = try run("verify", "out").expecting(0)
    #expect(!found.outputText.contains("KTHW-"), "\(found)")
    try run("expiry", "out").expecting(0)
    try run("matrix", "out").expecting(0)
    try run("explain", "out/pki/ca-key.pem").expecting(0)
    let shown = try run("inspect", "out/pki/ca-key.pem").expecting(0)
    #expect(shown.outputText.contains("PBKDF2 with 600000 rounds"))
    let listed = try run("inspect", "-o", "json", "out/pki/ca-key.pem").expecting(0)
    #expect(listed.outputText.contains("AES-256-CBC"))
    let adopted = try run("adopt", "out/pki", "--cluster", "cluster.yaml", "--output", "taken")
    adopted.expecting(0)
    #expect(
      try scratch.bytes("taken/pki/ca-key.pem") == scratch.bytes("out/pki/ca-key.pem")
    )
    #expect(scratch.mode("taken/pki/ca-key.pem") == 0o600)
    // Openssl's own rounds are told of, by their rule and with a remedy.
    try openssl(
      "pkcs8",
      "-topk8",
      "-v2",
      "aes256",
      "-in",
      "out/pki/ca-key.pem",
      "-passin",
      "file:phrase",
      "-passout",
      "file:new",
      "-out",
      "weak.pem"
    )
    let weak = try run("verify", "weak.pem").expecting(0)
    #expect(weak.outputText.contains("KTHW-KEY-006"))
    #expect(weak.outputText.contains("kthwctl key reencrypt weak.pem"))
  }
}
