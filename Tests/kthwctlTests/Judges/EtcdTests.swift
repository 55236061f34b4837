import KTHWTestSupport
import Testing

/// A real etcd speaks TLS with certificates of ours, and only to those that
/// have one.
@Suite(.judged(by: "etcd", "etcdctl", "openssl")) struct `Mutual TLS with etcd` {
  @Test(arguments: ["\"rsa\", \"size\": 2048", "\"ecdsa\", \"size\": 256"])
  func `etcd serves a client with a certificate and refuses one without`(key: String) throws {
    let scratch = try ScratchDirectory()
    let command = try Script.command("etcd-mutual-tls.sh", with: .ours, in: scratch)
      .setting("KEY", #"{"algo": \#(key)}"#)
      .setting("CLIENT_PORT", String(try LoopbackPort.free()))
      .setting("PEER_PORT", String(try LoopbackPort.free()))
    let result = try command.run().expecting(0)
    #expect(
      result.outputLines == [
        "with a certificate: key value", "without a certificate: refused",
        "with another authority's certificate: refused", "with another authority's trust: refused",
      ]
    )
  }
}
