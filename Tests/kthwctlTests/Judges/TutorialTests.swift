import KTHWTestSupport
import Testing

@Suite(.judged(by: "openssl")) struct `Tutorials as typed` {
  @Test(arguments: Tutorial.all, CFSSLPrograms.available)
  func `every certificate of a tutorial is made and strictly valid`(
    tutorial: Tutorial,
    programs: CFSSLPrograms
  ) throws {
    let scratch = try ScratchDirectory()
    var command = try Script.command(tutorial.script, with: programs, in: scratch)
    command.environment.merge(tutorial.environment) { $1 }
    command.umask = 0o022
    try #require(try command.run().expecting(0).succeeded)

    let openssl = OpenSSLJudge(scratch: scratch)
    let authority = tutorial.folder + "ca.pem"
    #expect(try openssl.subject(of: authority) == tutorial.authoritySubject)
    try openssl.verify(authority, under: authority).expecting(0)
    for leaf in tutorial.leaves {
      let base = tutorial.folder + leaf.name
      #expect(scratch.mode(base + ".pem") == 0o644)
      #expect(scratch.mode(base + "-key.pem") == 0o600)
      #expect(scratch.mode(base + ".csr") == 0o644)
      for purpose in ["sslclient", "sslserver"] {
        try openssl.verify(base + ".pem", under: authority, ["-purpose", purpose]).expecting(0)
      }
      #expect(try openssl.subject(of: base + ".pem") == leaf.subject)
      #expect(try openssl.names(of: base + ".pem") == leaf.names)
      let key = try openssl.publicKey(ofKey: base + "-key.pem")
      #expect(key.hasPrefix("-----BEGIN PUBLIC KEY-----"))
      #expect(try openssl.publicKey(ofCertificate: base + ".pem") == key)
      #expect(try openssl.publicKey(ofRequest: base + ".csr") == key)
    }
  }

  @Test(.judged(by: "cfssl")) func `the real certinfo reads what we make`() throws {
    let scratch = try ScratchDirectory()
    var command = try Script.command("one-node.sh", with: .ours, in: scratch)
    command.environment.merge(Tutorial.oneNode.environment) { $1 }
    try #require(try command.run().expecting(0).succeeded)
    for leaf in Tutorial.oneNode.leaves {
      let arguments = ["certinfo", "-cert", leaf.name + ".pem"]
      let theirs = try CFSSLPrograms.installed.cfssl(arguments, in: scratch).expecting(0)
      let ours = try CFSSLPrograms.ours.cfssl(arguments, in: scratch).expecting(0)
      #expect(paddedKeyIdentifiers(theirs.outputText) == ours.outputText)
    }
  }

  /// cfssl 1.2.0 leaves the leading zero of an octet out of key identifiers.
  private func paddedKeyIdentifiers(_ information: String) -> String {
    let lines = information.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { padded(String($0)) }.joined(separator: "\n")
  }

  private func padded(_ line: String) -> String {
    guard line.contains("_key_id\": \"") else { return line }
    var parts = line.split(separator: "\"", omittingEmptySubsequences: false).map(String.init)
    let octets = parts[3].split(separator: ":")
    parts[3] = octets.map { $0.count == 1 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return parts.joined(separator: "\"")
  }
}
