import KTHWTestSupport
import Testing

@testable import KTHWCore

/// Runs the program over secrets of every kind, and looks through everything
/// that it prints.
@Suite struct PrintedSecretTests {
  private let scratch: ScratchDirectory
  private static let phrase = "correct horse battery staple"

  init() throws {
    scratch = try ScratchDirectory()
    try scratch.write("phrase", Self.phrase + "\n", mode: 0o600)
    try scratch.write("wrong", "entirely another phrase\n", mode: 0o600)
  }

  private func run(_ arguments: [String], as name: String? = nil) throws -> CommandResult {
    var command = RunCommand(RunCommand.kthwctlPath, arguments).inside(scratch)
    command.name = name
    return try command.run()
  }

  private func expectSilence(
    _ result: CommandResult,
    about secrets: SecretTraces,
    location: SourceLocation = #_sourceLocation
  ) {
    let found = secrets.found(in: result.output + [0x0A] + result.errors)
    #expect(found.isEmpty, "\(result.command) shows \(found.count)", sourceLocation: location)
  }

  @Test func `the search finds a key that cfssl's JSON prints by design`() throws {
    for kind in [#""ecdsa", "size": 256"#, #""rsa", "size": 2048"#, #""ed25519", "size": 0"#] {
      try scratch.write("csr.json", #"{"CN": "x", "key": {"algo": \#(kind)}}"#)
      let made = try run(["genkey", "csr.json"], as: "cfssl").expecting(0)
      let writing = RunCommand.kthwctl(as: "cfssljson", ["-bare", "x"]).inside(scratch)
      try writing.reading(made.outputText).run().expecting(0)
      let pem = try scratch.bytes("x-key.pem")
      var secrets = SecretTraces()
      try secrets.add(key: pem)
      #expect(!secrets.found(in: made.output).isEmpty, "\(kind)")
      // As a kubeconfig has it, and as openssl shows it.
      #expect(!secrets.found(in: Array(Base64.encode(pem).utf8)).isEmpty)
      let shown = try RunCommand("openssl", ["pkey", "-noout", "-text"])
        .reading(String(decoding: pem, as: UTF8.self)).run().expecting(0)
      #expect(!secrets.found(in: shown.output).isEmpty, "\(shown)")
      expectSilence(made, about: SecretTraces())
    }
    var phrase = SecretTraces()
    phrase.add(text: Self.phrase)
    #expect(!phrase.found(in: Array("of \(Self.phrase)!".utf8)).isEmpty)
    #expect(phrase.count > 0)
  }

  @Test func `no command over a cluster's tree prints a key, a token or a passphrase`() throws {
    let start = try run(["init"]).expecting(0)
    try scratch.write("cluster.yaml", start.outputText)
    let made = try run(["generate", "--passphrase-file", "phrase", "-o", "json"]).expecting(0)
    let secrets = try secretsOfTree()
    try #require(secrets.count > 1000)
    expectSilence(made, about: secrets)
    let node = try #require(
      scratch.names().first { $0.hasPrefix("out/kubeconfigs/") && $0.hasSuffix("kubeconfig") }
    )
    try scratch.write("changed.yaml", start.outputText.replacing("8760h", with: "4000h"))
    let tree: [[String]] = [
      ["verify", "out", "--all"], ["verify", "out", "-o", "json"],
      ["verify", "out", "-o", "sarif"],
      ["matrix", "out"], ["expiry", "out"], ["expiry", "out", "-o", "json"],
      ["expiry", "out", "-o", "yaml"], ["expiry", "out", "-o", "prometheus"],
      ["adopt", "out"], ["adopt", "out/pki", "-f", "cluster.yaml", "--output", "taken"],
      ["explain", "out/pki/ca-key.pem"], ["explain", "out/pki/admin-key.pem"], ["explain", node],
      ["inspect", "out/pki/ca-key.pem", "out/pki/admin-key.pem", "out/pki/admin.pem"],
      ["inspect", "-o", "json", "out/pki/admin-key.pem"], ["whoami", "--kubeconfig", node],
      ["config", "view", "--kubeconfig", node], ["config", "check", "--kubeconfig", node],
      ["config", "view", "-o", "json", "--kubeconfig", node],
      ["generate", "changed.yaml", "--dry-run"], ["generate", "changed.yaml", "--diff"],
      ["generate", "changed.yaml", "--passphrase-file", "wrong"],
      ["encryption-config", "--rotate", "out/pki/encryption-config.yaml", "--out", "enc.yaml"],
      ["cert", "admin", "--ca", "out/pki/ca.pem", "--ca-key", "out/pki/ca-key.pem"],
      ["key", "reencrypt", "out/pki/ca-key.pem", "--passphrase-file", "phrase", "--out", "k.pem"],
      ["key", "decrypt", "out/pki/ca-key.pem", "--passphrase-file", "phrase", "--out", "d.pem"],
      ["key", "encrypt", "out/pki/admin-key.pem", "--passphrase-file", "phrase"],
    ]
    for words in tree {
      let result = try run(words)
      // A usage error would prove nothing.
      #expect(result.status != 64, "\(result)")
      expectSilence(result, about: secrets)
    }
  }

  @Test(arguments: [
    KeySpecification.rsa(bits: 2048), .p256, .p384, .ed25519,
  ])
  func `no complaint about a damaged key shows any of it`(kind: KeySpecification) throws {
    try run(["ca", "init"]).expecting(0)
    try scratch.write("csr.json", #"{"CN": "x", "hosts": ["x.example"]}"#)
    let key = try PrivateKey.generate(kind, using: Engine())
    let plain = String(decoding: try key.pem().withUnsafeBytes(Array.init), as: UTF8.self)
    let passphrase = Array(Self.phrase.utf8).withUnsafeBytes { SecretBytes(copying: $0) }
    let sealed = String(
      decoding: try key.pem(encryptedWith: passphrase).withUnsafeBytes(Array.init),
      as: UTF8.self
    )
    var secrets = SecretTraces()
    try secrets.add(key: Array(plain.utf8))
    secrets.add(text: Self.phrase)
    secrets.add(text: "entirely another phrase")
    // Pieces of the text as well, since what is damaged may be printed as it is.
    for line in plain.split(separator: "\n") where !line.hasPrefix("-") {
      secrets.add(text: String(line))
    }
    for (index, text) in (Damage.of(plain) + Damage.of(sealed)).enumerated() {
      try scratch.write("k\(index).pem", text, mode: 0o600)
      let file = "k\(index).pem"
      let phrase = ["--passphrase-file", "phrase"]
      let calls: [([String], String?)] = [
        (["cert", "admin", "--ca-key", file, "--passphrase-file", "wrong"], nil),
        (["inspect", file], nil), (["verify", file], nil),
        (["kubeconfig", "admin", "--cert", "ca.pem", "--key", file, "--server", "https://x"], nil),
        (["key", "encrypt", file] + phrase, nil), (["key", "decrypt", file] + phrase, nil),
        (
          [
            "gencert", "-loglevel", "0", "-ca", "ca.pem", "-ca-key", file, "-passphrase-file",
            "wrong", "csr.json",
          ], "cfssl"
        ),
      ]
      for (words, name) in calls {
        expectSilence(try run(words, as: name), about: secrets)
      }
    }
  }

  @Test func `no complaint about a damaged file shows the secret on its line`() throws {
    try run(["ca", "init"]).expecting(0)
    try run(["cert", "admin"]).expecting(0)
    try run(["kubeconfig", "admin", "--server", "https://x.example"]).expecting(0)
    try run(["encryption-config", "--out", "enc.yaml"]).expecting(0)
    var secrets = SecretTraces()
    try secrets.add(key: scratch.bytes("admin-key.pem"))
    let kubeconfig = try scratch.text("admin.kubeconfig")
    let encryption = try scratch.text("enc.yaml")
    let secret = try #require(
      encryption.split(separator: "\n").first { $0.contains("secret: ") }?.split(separator: " ")
        .last
    )
    secrets.add(text: String(secret))
    let spoilt: [(String, (String) -> String)] = [
      ("client-key-data", { $0.replacing("client-key-data: ", with: "client-key-data: : ") }),
      ("quote", { $0.replacing("client-key-data: ", with: "client-key-data: \"") }),
      ("tab", { $0.replacing("    client-key-data", with: "\tclient-key-data") }),
      ("key", { $0.replacing("client-key-data: ", with: "") }),
      ("bracket", { $0.replacing("client-key-data: ", with: "client-key-data: [") }),
      ("anchor", { $0.replacing("client-key-data: ", with: "client-key-data: *") }),
      ("tag", { $0.replacing("client-key-data: ", with: "client-key-data: !!int ") }),
      ("base64", { $0.replacing("client-key-data: ", with: "client-key-data: %") }),
      ("number", { $0.replacing("client-key-data: ", with: "token: 7\n    extensions: ") }),
    ]
    for (name, spoil) in spoilt {
      let text = spoil(kubeconfig)
      #expect(text != kubeconfig, "\(name)")
      try scratch.write("bad.kubeconfig", text, mode: 0o600)
      for words in [
        ["config", "view", "--kubeconfig", "bad.kubeconfig"], ["verify", "bad.kubeconfig"],
        ["config", "check", "--kubeconfig", "bad.kubeconfig"], ["explain", "bad.kubeconfig"],
        ["whoami", "--kubeconfig", "bad.kubeconfig"], ["expiry", "bad.kubeconfig"],
        ["config", "use-context", "x", "--kubeconfig", "bad.kubeconfig"],
      ] {
        expectSilence(try run(words), about: secrets)
      }
    }
    for (old, new) in [("secret: ", "secret: : "), ("secret: ", ""), ("secret: ", "secret: %")] {
      try scratch.write("bad.yaml", encryption.replacing(old, with: new), mode: 0o600)
      expectSilence(
        try run(["encryption-config", "--rotate", "bad.yaml", "--out", "rotated.yaml"]),
        about: secrets
      )
      expectSilence(try run(["verify", "bad.yaml"]), about: secrets)
    }
    let pem = try scratch.text("admin-key.pem").replacing("\n", with: "\\n")
    for text in [
      #"{"cert": "", "key": "\#(pem)"#, #"{"key": "\#(pem)", "\#(pem)": 1}"#,
      #"{"key": \#(pem)}"#, #"["\#(pem)"]"#,
    ] {
      try scratch.write("response.json", text, mode: 0o600)
      expectSilence(
        try run(["-f", "response.json", "-bare", "x"], as: "cfssljson"),
        about: secrets
      )
    }
  }

  /// The keys, tokens and passphrases of the tree in `out`.
  private func secretsOfTree() throws -> SecretTraces {
    var secrets = SecretTraces()
    secrets.add(text: Self.phrase)
    secrets.add(text: "entirely another phrase")
    let passphrase = Array(Self.phrase.utf8).withUnsafeBytes { SecretBytes(copying: $0) }
    var keys = 0
    for name in scratch.names() where name.hasSuffix("-key.pem") && name.hasPrefix("out/pki/") {
      try secrets.add(key: scratch.bytes(name), passphrase: passphrase)
      keys += 1
    }
    try #require(keys > 5)
    for line in try scratch.text("out/pki/encryption-config.yaml").split(separator: "\n")
    where line.contains("secret: ") {
      secrets.add(text: String(line.split(separator: " ").last ?? ""))
    }
    return secrets
  }
}

/// Ways in which a key's text is damaged.
enum Damage {
  static func of(_ pem: String) -> [String] {
    let lines = pem.split(separator: "\n").map(String.init)
    let body = lines.dropFirst().dropLast()
    let first = body.first ?? ""
    let joined = body.joined()
    return [
      // One digit another one, one that is none, one missing.
      pem.replacing(first, with: first.dropLast(20) + "A" + first.suffix(19)),
      pem.replacing(first, with: first.dropLast(20) + "%" + first.suffix(19)),
      pem.replacing(first, with: first.dropLast()),
      // Cut off, in one line, indented, with blanks, under another label.
      lines.dropLast().joined(separator: "\n"), lines.dropLast(2).joined(separator: "\n"),
      lines.joined(), lines[0] + joined + "\n" + (lines.last ?? ""),
      lines.map { "  " + $0 }.joined(separator: "\n"),
      lines[0] + "\n" + first + ": " + joined + "\n\n" + joined + "\n" + (lines.last ?? ""),
      pem.replacing("PRIVATE KEY", with: "CERTIFICATE"), joined, joined + "\n" + pem,
      lines[0] + "\n-----BEGIN " + joined + "-----\n" + (lines.last ?? ""),
      lines[0] + "\n" + joined + "\n-----END " + joined + "-----\n",
      lines[0] + "\nProc-Type: 4,ENCRYPTED\nDEK-Info: " + joined + "\n\n" + joined + "\n"
        + (lines.last ?? ""),
      "-----BEGIN " + joined + "-----\nAAAA\n-----END " + joined + "-----\n",
    ]
  }
}
