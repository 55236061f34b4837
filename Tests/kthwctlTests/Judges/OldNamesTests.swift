import KTHWTestSupport
import Testing

/// kthwctl starts OpenSSL without most of its names for hashes and ciphers;
/// what files of others are made with must be known all the same.
@Suite(.judged(by: "openssl")) struct `Names that old files use` {
  @Test(arguments: ["sha1", "sha224", "sha256", "sha384", "sha512", "sha3-256"])
  func `a request signed with any hash of openssl's verifies`(hash: String) throws {
    let scratch = try ScratchDirectory()
    let arguments = [
      "req", "-new", "-newkey", "rsa:2048", "-nodes", "-\(hash)", "-subj", "/CN=x",
      "-keyout", "key.pem", "-out", "request.csr",
    ]
    try RunCommand("openssl", arguments).inside(scratch).run().expecting(0)
    let report = try RunCommand.kthwctl("inspect", "request.csr").inside(scratch).run()
    #expect(report.expecting(0).outputText.contains("Signature  holds"))
  }

  @Test(arguments: ["des3", "aes128", "aes192", "aes256", "camellia128", "camellia256"])
  func `a CA key that openssl has encrypted in either form opens`(cipher: String) throws {
    let scratch = try ScratchDirectory()
    try RunCommand.kthwctl("ca", "init").inside(scratch).run().expecting(0)
    let forms = [
      ["ec", "-in", "ca-key.pem", "-\(cipher)", "-out", "old.pem"],
      ["pkcs8", "-topk8", "-in", "ca-key.pem", "-v2", cipher, "-out", "new.pem"],
    ]
    try scratch.write("request.json", #"{"CN": "x", "hosts": ["x.example"]}"#)
    for form in forms {
      let sealing = RunCommand("openssl", form + ["-passout", "pass:secret"])
      try sealing.inside(scratch).run().expecting(0)
      let key = "-ca-key=" + (form.last ?? "")
      let signing = RunCommand.kthwctl("cfssl", "gencert", "-ca=ca.pem", key, "request.json")
      let result = try signing.inside(scratch).setting("CFSSL_CA_PK_PASSWORD", "secret").run()
      #expect(result.expecting(0).outputText.hasPrefix(#"{"cert":"#))
    }
  }
}
