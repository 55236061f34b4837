import KTHWTestSupport
import Testing

/// The small programs that documentation quotes do what they say.
@Suite(.judged(by: "openssl")) struct Snippets {
  @Test func `an authority and a node's certificate come of the two snippets`() throws {
    let scratch = try ScratchDirectory()
    for name in ["SelfSignedAuthority", "NodeCertificate"] {
      let program = RunCommand.productsDirectory + "/" + name
      try RunCommand(program, [scratch.path]).run().expecting(0)
    }
    #expect(scratch.mode("ca-key.pem") == 0o600)
    #expect(scratch.mode("worker-0-key.pem") == 0o600)
    let arguments = [
      "verify", "-x509_strict", "-purpose", "sslserver", "-verify_hostname", "worker-0",
      "-CAfile", "ca.pem", "worker-0.pem",
    ]
    try RunCommand("openssl", arguments).inside(scratch).run().expecting(0)
  }
}
