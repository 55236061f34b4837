import KTHWCore
import KTHWTestSupport
import Testing

/// Keys of authorities behind a passphrase, as the commands make and use them.
@Suite(.judged(by: "openssl")) struct EncryptedAuthorityTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
    try scratch.write("phrase", "correct horse battery\n", mode: 0o600)
    try scratch.write("wrong", "another\n", mode: 0o600)
  }

  @discardableResult
  private func run(_ arguments: String..., reading text: String? = nil) throws -> CommandResult {
    var command = RunCommand(RunCommand.kthwctlPath, arguments).inside(scratch)
    if let text { command = command.reading(text) }
    return try command.run()
  }

  @Test(arguments: ["rsa-2048", "ecdsa-256", "ecdsa-384", "ed25519"])
  func `openssl opens the key of a CA that was made with a passphrase`(kind: String) throws {
    let made = try run("ca", "init", "--key", kind, "--passphrase-file", "phrase").expecting(0)
    #expect(made.errorText.contains("warning") == false)
    #expect(scratch.mode("ca-key.pem") == 0o600)
    let shape = try openssl("asn1parse", "-in", "ca-key.pem").outputText
    for word in ["PBES2", "PBKDF2", "hmacWithSHA256", "aes-256-cbc", "INTEGER           :0927C0"] {
      #expect(shape.contains(word))
    }
    let opened = try openssl(
      "pkey",
      "-in",
      "ca-key.pem",
      "-passin",
      "file:phrase",
      "-pubout"
    )
    let certified = try openssl("x509", "-in", "ca.pem", "-noout", "-pubkey")
    #expect(opened.outputText == certified.outputText)
    let refused = try RunCommand(
      "openssl",
      ["pkey", "-in", "ca-key.pem", "-passin", "file:wrong", "-noout"]
    ).inside(scratch).run()
    #expect(!refused.succeeded)
  }

  @Test(arguments: ["-aes256", "-scrypt", "step", "traditional"])
  func `a key that others have encrypted signs, and a weak one is told of`(way: String) throws {
    try run("ca", "init").expecting(0)
    let form: [String] =
      switch way {
      case "-aes256": ["-v2", "aes256"]
      case "-scrypt": ["-scrypt"]
      // What step's pemutil writes: PBKDF2, 100,000 rounds, AES-256.
      case "step": ["-v2", "aes256", "-iter", "100000"]
      default: []
      }
    let sealing =
      form.isEmpty
      ? ["ec", "-aes256", "-in", "ca-key.pem"]
      : ["pkcs8", "-topk8", "-in", "ca-key.pem"] + form
    try RunCommand("openssl", sealing + ["-out", "sealed.pem", "-passout", "file:phrase"])
      .inside(scratch).run().expecting(0)
    let signed = try run(
      "cert",
      "admin",
      "--ca-key",
      "sealed.pem",
      "--passphrase-file",
      "phrase"
    ).expecting(0)
    #expect(signed.errorText.contains("warning: sealed.pem") == (way != "-scrypt"))
    #expect(signed.errorText.contains("kthwctl key reencrypt sealed.pem") == (way != "-scrypt"))
    try openssl("verify", "-x509_strict", "-CAfile", "ca.pem", "admin.pem")
  }

  @Test func `the passphrase comes from a file, from standard input or from a descriptor`() throws {
    try run("ca", "init", "--passphrase-fd", "0", reading: "correct horse battery\n").expecting(0)
    let phrase = "correct horse battery"
    try run("cert", "a", "--cn", "a", "--passphrase-file", "-", reading: phrase).expecting(0)
    try run("cert", "b", "--cn", "b", "--passphrase-file", "phrase").expecting(0)
    let script =
      #""$0" cert c --cn c --passphrase-fd 7 7<phrase && "#
      + #""$0" cert d --cn d --passphrase-file <(cat phrase)"#
    try RunCommand("bash", ["-c", script, RunCommand.kthwctlPath]).inside(scratch).run()
      .expecting(0)
    for name in ["a", "b", "c", "d"] {
      try openssl("verify", "-x509_strict", "-CAfile", "ca.pem", "\(name).pem")
    }
  }

  @Test func `without the right passphrase nothing is made, and nobody waits`() throws {
    try run("ca", "init", "--passphrase-file", "phrase").expecting(0)
    let before = scratch.names()
    let none = try run("cert", "admin").expecting(1)
    #expect(none.errorText.contains("ca-key.pem"))
    #expect(none.errorText.contains("--passphrase-file"))
    let wrong = try run("cert", "admin", "--passphrase-file", "wrong").expecting(1)
    #expect(wrong.errorText.contains("passphrase does not open"))
    #expect(!wrong.errorText.contains("another"))
    try run("cert", "admin", "--passphrase-file", "nowhere").expecting(74)
    try run("cert", "admin", "--passphrase-fd", "93").expecting(74)
    try run("cert", "admin", "--passphrase-fd", "-1").expecting(64)
    try run("cert", "admin", "--passphrase-fd", "0", "--passphrase-file", "phrase").expecting(64)
    for text in ["", "\n", "a\nb\n", "a\r\n"] {
      try run("cert", "admin", "--passphrase-fd", "0", reading: text).expecting(65)
    }
    let long = String(repeating: "x", count: 1 << 20)
    try run("cert", "admin", "--passphrase-fd", "0", reading: long).expecting(65)
    #expect(scratch.names() == before)
    // Standard error is no terminal here, so nobody is asked.
    let unasked = try run("ca", "init", "other", "--encrypt").expecting(64)
    #expect(unasked.errorText.contains("a passphrase is needed"))
    #expect(scratch.names() == before)
  }

  @Test func `a passphrase that is no UTF-8 fits both ways`() throws {
    try scratch.write("bytes", bytes: [0xFF, 0xC3, 0x28, 0x0A], mode: 0o600)
    let made = try run("ca", "init", "--passphrase-file", "bytes").expecting(0)
    #expect(made.errorText.contains("less than 8 bytes"))
    try openssl("pkey", "-in", "ca-key.pem", "-passin", "file:bytes", "-noout")
    try run("cert", "admin", "--passphrase-file", "bytes").expecting(0)
  }

  @Test func `cfssl's commands take the passphrase by our flags and by cfssl's variable`() throws {
    try run("ca", "init", "--passphrase-file", "phrase").expecting(0)
    try scratch.write("request.json", #"{"CN": "x", "hosts": ["x.example"]}"#)
    let words = ["gencert", "-ca", "ca.pem", "-ca-key", "ca-key.pem"]
    func cfssl(_ more: [String]) -> RunCommand {
      RunCommand.kthwctl(as: "cfssl", words + more + ["request.json"]).inside(scratch)
    }
    let file = try cfssl(["-passphrase-file", "phrase"]).run().expecting(0)
    #expect(file.outputText.hasPrefix(#"{"cert":"#))
    let descriptor = cfssl(["-passphrase-fd=0"]).reading("correct horse battery")
    try descriptor.run().expecting(0)
    let variable = cfssl([]).setting("CFSSL_CA_PK_PASSWORD", "correct horse battery")
    try variable.run().expecting(0)
    try cfssl([]).setting("CFSSL_CA_PK_PASSWORD", "wrong").run().expecting(1)
    let none = try cfssl([]).run().expecting(1)
    #expect(none.output.isEmpty)
    #expect(none.errorText.contains("Private key is encrypted."))
    #expect(none.errorText.contains("-passphrase-file"))
    try cfssl(["-passphrase-fd", "0", "-passphrase-file", "phrase"]).run().expecting(1)
    try cfssl(["-passphrase-fd", "x"]).run().expecting(1)
    // Ours do not look into the environment, which others can.
    try RunCommand.kthwctl("cert", "admin").inside(scratch)
      .setting("CFSSL_CA_PK_PASSWORD", "correct horse battery").run().expecting(1)
  }

  @discardableResult
  private func openssl(_ arguments: String...) throws -> CommandResult {
    try RunCommand("openssl", arguments).inside(scratch).run().expecting(0)
  }
}
