import KTHWTestSupport
import Testing

/// A tutorial that calls openssl alone has its counterpart in our own words.
@Suite(.judged(by: "openssl")) struct `Our own words for openssl's calls` {
  @Test func `the same subjects, names, keys and days come of them`() throws {
    let scratch = try ScratchDirectory()
    try scratch.makeDirectory("openssl")
    try scratch.makeDirectory("kthwctl")
    try scratch.makeDirectory("bin")
    try scratch.link("bin/kthwctl", to: RunCommand.kthwctlPath)
    let search = scratch.path("bin") + ":" + (RunCommand.plainEnvironment["PATH"] ?? "")
    for maker in ["openssl", "kthwctl"] {
      var command = RunCommand("bash", [Script.path("\(maker)-authority.sh")])
      command.directory = scratch.path(maker)
      try #require(try command.setting("PATH", search).run().expecting(0).succeeded)
    }

    let openssl = OpenSSLJudge(scratch: scratch)
    for name in ["ca", "admin", "kubernetes", "node-1"] {
      let theirs = "openssl/\(name)-crt.pem"
      let ours = "kthwctl/\(name).pem"
      #expect(try openssl.subject(of: ours) == openssl.subject(of: theirs))
      #expect(try sortedNames(of: ours, openssl) == sortedNames(of: theirs, openssl))
      let key = try openssl.publicKey(ofCertificate: ours)
      #expect(try openssl.publicKey(ofKey: "kthwctl/\(name)-key.pem") == key)
      #expect(try openssl.publicKey(ofRequest: "kthwctl/\(name).csr") == key)
      let text = try openssl.run("x509", "-in", ours, "-noout", "-text").outputText
      #expect(text.contains("Public-Key: (4096 bit)"))
      #expect(scratch.mode("kthwctl/\(name)-key.pem") == 0o600)
      try openssl.verify(ours, under: "kthwctl/ca.pem").expecting(0)
      // Almost 9999 days from now it still holds, a day later no more.
      let day = 86_400
      try openssl.run("x509", "-in", ours, "-noout", "-checkend", "\(9998 * day)").expecting(0)
      try openssl.run("x509", "-in", ours, "-noout", "-checkend", "\(10_000 * day)").expecting(1)
    }
  }

  @Test func `an authority that is there is not replaced`() throws {
    let scratch = try ScratchDirectory()
    let command = RunCommand.kthwctl("ca", "init", "--key", "ecdsa-256").inside(scratch)
    try command.run().expecting(0)
    let before = try scratch.text("ca.pem") + scratch.text("ca-key.pem")
    let names = scratch.names()
    try command.run().expecting(1)
    #expect(try scratch.text("ca.pem") + scratch.text("ca-key.pem") == before)
    #expect(scratch.names() == names)
  }

  /// The order of names may differ: only their set says whom a server is.
  private func sortedNames(of certificate: String, _ openssl: OpenSSLJudge) throws -> [String] {
    let names = try openssl.names(of: certificate)
    return names.split(separator: ",").map { String($0.drop { $0 == " " }) }.sorted()
  }
}
