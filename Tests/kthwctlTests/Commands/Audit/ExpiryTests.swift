import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite struct `kthwctl expiry` {
  private let scratch = try? ScratchDirectory()

  private func run(_ arguments: String...) throws -> CommandResult {
    var command = RunCommand(RunCommand.kthwctlPath, arguments)
    command.directory = try #require(scratch).path
    return try command.run()
  }

  /// A CA of ten years, a node of 20 days, an administrator of a year.
  private func make() throws {
    try #require(scratch).makeDirectory("pki")
    try run("ca", "init", "--directory", "pki").expecting(0)
    let pair = ["--ca", "pki/ca.pem", "--ca-key", "pki/ca-key.pem", "--directory", "pki"]
    try cert(["n1", "--as", "kubelet", "--expiry", "20d"] + pair)
    try cert(["admin", "--expiry", "365d"] + pair)
  }

  private func cert(_ arguments: [String]) throws {
    var command = RunCommand(RunCommand.kthwctlPath, ["cert"] + arguments)
    command.directory = try #require(scratch).path
    try command.run().expecting(0)
  }

  @Test func `what ends first comes first, in words, with what happens then`() throws {
    try make()
    let lines = try run("expiry", "pki").expecting(0).outputLines
    #expect(lines.count == 4)
    #expect(lines[0].hasPrefix("LEFT"))
    #expect(lines[1].contains("the certificate of the kubelet on n1"))
    #expect(lines[1].contains("kubelet on n1 can no longer reach the API"))
    #expect(lines[2].contains("the administrator's certificate"))
    #expect(lines[3].contains("the cluster's authority"))
  }

  @Test func `the same certificate in several files is one row with a count`() throws {
    try make()
    let scratch = try #require(scratch)
    for name in ["a", "b"] { try scratch.write("\(name)/ca.crt", try scratch.text("pki/ca.pem")) }
    let lines = try run("expiry", "pki", "a", "b").expecting(0).outputLines
    #expect(lines.count == 4)
    #expect(lines[3].contains("a/ca.crt (+2)"))
  }

  @Test func `the exit status says whether something ends soon or has ended`() throws {
    try make()
    try run("expiry", "pki", "--within", "5d").expecting(0)
    let soon = try run("expiry", "pki", "--within", "30d").expecting(3)
    #expect(soon.outputLines.count == 2)
    // 20 days of 20 are left, 365 of 365: a part of the lifetime is no matter of days.
    try run("expiry", "pki", "--within", "33%").expecting(0)
    #expect(try run("expiry", "pki", "--within", "100%").expecting(3).outputLines.count == 4)
    try expire()
    #expect(try run("expiry", "pki").expecting(2).outputText.contains("EXPIRED"))
    #expect(try run("expiry", "pki", "--within", "1h").expecting(2).outputLines.count == 2)
    for wrong in ["0d", "0%", "101%", "x", "-1d"] {
      try run("expiry", "pki", "--within=\(wrong)").expecting(64)
    }
    try run("expiry").expecting(64)
    try run("expiry", "nowhere").expecting(74)
    try #require(scratch).makeDirectory("empty")
    try run("expiry", "empty").expecting(65)
  }

  /// A certificate that ended yesterday.
  private func expire() throws {
    let line =
      "openssl x509 -req -in pki/n1.csr -CA pki/ca.pem -CAkey pki/ca-key.pem -days -1"
      + " -set_serial 7 -out pki/old.pem"
    var command = RunCommand("openssl", line.split(separator: " ").dropFirst().map(String.init))
    command.directory = try #require(scratch).path
    try command.run().expecting(0)
  }

  @Test func `kubeconfigs are looked into, and tokens that say when they end`() throws {
    try make()
    let scratch = try #require(scratch)
    let claims = #"{"sub":"system:serviceaccount:ci:robot","iat":1700000000,"exp":1700003600}"#
    let token = ["{}", claims, "x"].map { text in
      var code = Base64.encode(Array(text.utf8))
      while code.last == "=" { code.removeLast() }
      return code
    }.joined(separator: ".")
    try run(
      "config",
      "set-credentials",
      "robot",
      "--token=\(token)",
      "--kubeconfig=robot.kubeconfig"
    ).expecting(0)
    try run(
      "config",
      "set-cluster",
      "c",
      "--certificate-authority=pki/ca.pem",
      "--embed-certs",
      "--server=https://10.0.0.1:6443",
      "--kubeconfig=robot.kubeconfig"
    ).expecting(0)
    let shown = try run("expiry", "robot.kubeconfig", "-o", "json").expecting(2)
    let items = try #require(try JSONReader.node(from: shown.output)["items"]?.items)
    #expect(items.count == 2)
    #expect(items[0]["type"]?.text == "token")
    #expect(items[0]["state"]?.text == "expired")
    #expect(items[0]["subject"]?.text == "system:serviceaccount:ci:robot")
    #expect(items[0]["places"]?.items?.first?["field"]?.text == "users.robot.token")
    #expect(items[1]["component"]?.text == "ca")
    // The token is a secret.
    for format in ["table", "json", "yaml", "prometheus", "ics"] {
      let output = try run("expiry", "robot.kubeconfig", "-o", format).outputText
      #expect(!output.contains(token.prefix(30)))
    }
    _ = scratch
  }

  @Test func `a file that may hold a certificate and cannot be read is no success`() throws {
    try make()
    let scratch = try #require(scratch)
    try scratch.write("pki/torn.pem", String(try scratch.text("pki/ca.pem").prefix(200)))
    let shown = try run("expiry", "pki").expecting(74)
    #expect(shown.outputLines.count == 4)
    #expect(shown.errorText.contains("kthwctl: warning: pki/torn.pem"))
    #expect(
      try run("expiry", "pki", "-o", "prometheus").outputText
        .contains("\nkthwctl_expiry_unreadable_files 1\n")
    )
  }

  @Test func `metrics are written whole, readable by everybody, whatever is shown`() throws {
    try make()
    let scratch = try #require(scratch)
    try scratch.makeDirectory("collector")
    let shown = try run(
      "expiry",
      "pki",
      "--within",
      "5d",
      "--metrics-file",
      "collector/k.prom"
    ).expecting(0)
    #expect(shown.output.isEmpty)
    #expect(scratch.mode("collector/k.prom") == 0o644)
    let names = scratch.names().filter { $0.hasPrefix("collector/") && $0.hasSuffix(".prom") }
    #expect(names == ["collector/k.prom"])
    let samples = try scratch.text("collector/k.prom").split(separator: "\n")
    #expect(samples.count { $0.hasPrefix("kthwctl_expiry_not_after_timestamp_seconds{") } == 3)
    try run("expiry", "pki", "--metrics-file", "nowhere/k.prom").expecting(74)
  }

  @Test(.judged(by: "systemd-analyze"))
  func `systemd has nothing to say of the units, which name everything absolutely`() throws {
    try make()
    let scratch = try #require(scratch)
    try scratch.makeDirectory("units")
    try scratch.write("odd $HOME %n \"q\"/ca.pem", try scratch.text("pki/ca.pem"))
    try run(
      "expiry",
      "pki",
      "odd $HOME %n \"q\"",
      "--within",
      "33%",
      "--systemd",
      "units",
      "--metrics-file",
      "k.prom"
    ).expecting(0)
    let service = try scratch.text("units/kthwctl-expiry.service")
    #expect(service.contains(" expiry --within 33%% --metrics-file \(scratch.path)/k.prom -- "))
    #expect(service.contains(#""\#(scratch.path)/odd $$HOME %%n \"q\"""#))
    #expect(service.contains("ReadWritePaths=\(scratch.path)\n"))
    #expect(!service.contains("[Install]"))
    let timer = try scratch.text("units/kthwctl-expiry.timer")
    #expect(timer.contains("OnCalendar=daily\nRandomizedDelaySec=1h\nPersistent=true\n"))
    let paths = ["service", "timer"].map { scratch.path("units/kthwctl-expiry.\($0)") }
    let verdict = try RunCommand("systemd-analyze", ["verify", "--man=no"] + paths).run()
    #expect(!verdict.errorText.contains("kthwctl-expiry"), "\(verdict)")
    #expect(verdict.succeeded)
    try run("expiry", "-", "--systemd", "units").expecting(64)
    try run("expiry", "pki", "--systemd", "units", "--metrics-file", "a b/k").expecting(65)
  }
}
