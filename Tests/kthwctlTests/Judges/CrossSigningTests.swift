import KTHWTestSupport
import Testing

/// An authority made by one program is used by the other.
@Suite(.judged(by: "openssl", "cfssl", "cfssljson")) struct `Authorities change hands` {
  static let keys = [
    "\"rsa\", \"size\": 2048", "\"ecdsa\", \"size\": 256", "\"ecdsa\", \"size\": 384",
  ]

  @Test(arguments: keys, [(CFSSLPrograms.installed, CFSSLPrograms.ours), (.ours, .installed)])
  func `one program signs with the other's authority`(
    key: String,
    programs: (maker: CFSSLPrograms, signer: CFSSLPrograms)
  ) throws {
    let scratch = try ScratchDirectory()
    try scratch.write("ca.json", request("Authority", key))
    try scratch.write("leaf.json", request("leaf", key))
    try programs.maker.shell("cfssl gencert -initca ca.json | cfssljson -bare ca", in: scratch)
      .expecting(0)
    let issuer = "-ca ca.pem -ca-key ca-key.pem"
    try programs.signer.shell(
      "cfssl gencert \(issuer) -hostname=leaf.local,10.0.0.1 leaf.json | cfssljson -bare leaf",
      in: scratch
    ).expecting(0)
    // The request that the signer wrote, signed again by the maker.
    try programs.maker.shell(
      "cfssl sign \(issuer) -hostname=again.local leaf.csr | cfssljson -bare again",
      in: scratch
    ).expecting(0)

    let openssl = OpenSSLJudge(scratch: scratch)
    try openssl.verify("leaf.pem", under: "ca.pem", ["-verify_ip", "10.0.0.1"]).expecting(0)
    try openssl.verify("again.pem", under: "ca.pem", ["-verify_hostname", "again.local"])
      .expecting(0)
    try openssl.verify("leaf.pem", under: "ca.pem", ["-verify_hostname", "other.local"])
      .expecting(2)
    #expect(
      try openssl.publicKey(ofCertificate: "again.pem")
        == openssl.publicKey(ofKey: "leaf-key.pem")
    )
  }

  private func request(_ name: String, _ key: String) -> String {
    #"{"CN": "\#(name)", "key": {"algo": \#(key)}, "names": [{"C": "US", "O": "Test"}]}"#
  }
}
