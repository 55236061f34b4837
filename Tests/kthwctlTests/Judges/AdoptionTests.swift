import KTHWTestSupport
import Testing

@testable import KTHWCore

@Suite(.judged(by: "cfssl", "cfssljson"))
struct `Adopting what cfssl left behind` {
  @Test func `a tutorial's folder becomes a tree with the same keys and the same authority`() throws
  {
    let scratch = try ScratchDirectory()
    try scratch.makeDirectory("lab")
    try RunCommand("bash", [Script.path("two-nodes.sh")]).inside(scratch).run().expecting(0)
    let adopted = try RunCommand.kthwctl("adopt", "certs", "--output", "out").inside(scratch).run()
      .expecting(0)
    #expect(adopted.errorText.contains("took over ca from certs/ca.pem"), "\(adopted)")
    #expect(adopted.errorText.contains("make 0 and reissue"), "\(adopted)")
    let keys = scratch.names().filter { $0.hasPrefix("out/pki/") && $0.hasSuffix("-key.pem") }
    #expect(keys.count >= 8)
    let before = try keys.map { try PrivateKey(pem: secret($0, in: scratch)).publicKey }
    let authority = try scratch.bytes("out/pki/ca.pem")

    try RunCommand.kthwctl("generate", "out/cluster.yaml", "--output", "out").inside(scratch).run()
      .expecting(0)
    let after = try keys.map { try PrivateKey(pem: secret($0, in: scratch)).publicKey }
    #expect(before == after)
    #expect(try scratch.bytes("out/pki/ca.pem") == authority)
    // The folder's own authority still vouches for all of it.
    let original = try CertificateReader.certificates(pem: scratch.bytes("certs/ca.pem"))
    let made = try CertificateReader.certificates(pem: scratch.bytes("out/pki/kubernetes.pem"))
    try ChainVerifier.check(made[0].der, isSignedBy: original[0].der)
  }

  private func secret(_ name: String, in scratch: ScratchDirectory) throws -> SecretBytes {
    try scratch.bytes(name).withUnsafeBytes { SecretBytes(copying: $0) }
  }
}
