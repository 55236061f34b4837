import KTHWCore
import KTHWTestSupport
import Testing

@Suite struct `kthwctl ca init and cert` {
  private let scratch = try? ScratchDirectory()

  private func run(_ arguments: String...) throws -> CommandResult {
    var command = RunCommand(RunCommand.kthwctlPath, arguments)
    command.directory = try #require(scratch).path
    return try command.run()
  }

  private func certificate(_ name: String) throws -> CertificateFacts {
    let text = try #require(scratch).bytes(name)
    return try #require(try CertificateReader.certificates(pem: text, file: name).first)
  }

  @Test func `a CA has a key of its owner, a certificate and a request`() throws {
    let made = try run("ca", "init")
    #expect(made.succeeded, "\(made)")
    #expect(made.output.isEmpty)
    let scratch = try #require(scratch)
    #expect(scratch.mode("ca-key.pem") == 0o600)
    #expect(scratch.mode("ca.pem") == 0o644)
    let ca = try certificate("ca.pem")
    #expect(ca.subject.commonName == "kubernetes-ca")
    #expect(ca.basicConstraints == .authority(pathLength: nil))
    #expect(ca.keyUsage == [.certificateSign, .crlSign])
    let request = try CertificateReader.request(pem: scratch.bytes("ca.csr"), file: "ca.csr")
    #expect(request.basicConstraints == .authority(pathLength: nil))
  }

  @Test func `a CA is never replaced, and nothing of it changes`() throws {
    #expect(try run("ca", "init").succeeded)
    let before = try #require(scratch).bytes("ca-key.pem")
    let again = try run("ca", "init")
    #expect(again.status == 1)
    #expect(again.errorText.contains("orphan"))
    #expect(try #require(scratch).bytes("ca-key.pem") == before)
  }

  @Test func `half a CA is in the way as well`() throws {
    try #require(scratch).write("ca.pem", "")
    #expect(try run("ca", "init").status == 1)
    #expect(try #require(scratch).names() == ["ca.pem"])
  }

  @Test(arguments: [
    (["kube-scheduler"], "CN=system:kube-scheduler", ["clientAuth"]),
    (["node-1", "--as", "kubelet"], "O=system:nodes, CN=system:node:node-1", ["clientAuth"]),
    (
      ["node-1", "--as", "kubelet", "--hostname", "node-1,10.0.0.11"],
      "O=system:nodes, CN=system:node:node-1", ["serverAuth", "clientAuth"]
    ),
    (
      ["admin", "--subj", "/C=LU/O=system:masters/CN=admin"], "C=LU, O=system:masters, CN=admin",
      ["clientAuth"]
    ),
    (["jane", "--cn", "jane", "--organization", "dev"], "O=dev, CN=jane", ["clientAuth"]),
    (["etcd", "--hostname", "10.0.0.1"], "CN=kube-etcd", ["serverAuth", "clientAuth"]),
    (["web", "--cn", "web", "--usage", "server", "--hostname", "web"], "CN=web", ["serverAuth"]),
  ])
  func `a certificate says who and what for`(
    arguments: [String],
    subject: String,
    usages: [String]
  ) throws {
    #expect(try run("ca", "init").succeeded)
    var command = RunCommand(RunCommand.kthwctlPath, ["cert"] + arguments)
    command.directory = try #require(scratch).path
    let made = try command.run()
    #expect(made.succeeded, "\(made)")
    let facts = try certificate(arguments[0] + ".pem")
    #expect(facts.subject.description == subject)
    #expect(facts.extendedKeyUsages?.map(\.description) == usages)
    #expect(facts.keyUsage == .digitalSignature)
    #expect(try #require(scratch).mode(arguments[0] + "-key.pem") == 0o600)
  }

  @Test func `an API server has the names that every cluster needs`() throws {
    #expect(try run("ca", "init").succeeded)
    #expect(try run("cert", "kube-apiserver", "--hostname", "10.32.0.1, lb.example.org").succeeded)
    let names = try certificate("kube-apiserver.pem").subjectAlternativeNames
    for name in ["kubernetes.default.svc.cluster.local", "lb.example.org", "localhost"] {
      #expect(names.contains(.dns(name)))
    }
    #expect(names.contains(.ip(try IPAddress("10.32.0.1"))))
    #expect(
      try run(
        "cert",
        "kubernetes",
        "--hostname",
        "10.32.0.1",
        "--no-standard-names"
      ).succeeded
    )
    let bare = try certificate("kubernetes.pem").subjectAlternativeNames
    #expect(bare == [.ip(try IPAddress("10.32.0.1"))])
  }

  @Test func `an RSA key of openssl's size and days come out as asked for`() throws {
    #expect(try run("ca", "init", "--key", "rsa-2048", "--expiry", "9999d").succeeded)
    let ca = try certificate("ca.pem")
    #expect(ca.publicKey.specification == .rsa(bits: 2048))
    #expect(ca.validity.seconds == 9999 * 86_400)
    #expect(try run("cert", "kube-proxy", "--key", "rsa-2048").succeeded)
    #expect(try certificate("kube-proxy.pem").keyUsage == [.digitalSignature, .keyEncipherment])
  }

  @Test func `a lifetime beyond the CA's is cut, and said`() throws {
    #expect(try run("ca", "init", "--expiry", "10d").succeeded)
    let made = try run("cert", "kube-proxy", "--expiry", "1y")
    #expect(made.succeeded)
    #expect(made.errorText.contains("warning"))
    #expect(
      try certificate("kube-proxy.pem").validity.notAfter
        == certificate("ca.pem").validity.notAfter
    )
  }

  @Test func `a key is lost only when its name is repeated`() throws {
    let scratch = try #require(scratch)
    #expect(try run("ca", "init").succeeded)
    #expect(try run("cert", "admin").succeeded)
    let key = try scratch.bytes("admin-key.pem")
    let first = try scratch.bytes("admin.pem")
    #expect(try run("cert", "admin").status == 1)
    #expect(try run("cert", "admin", "--replace-key", "other").status == 64)
    #expect(try scratch.bytes("admin-key.pem") == key)
    #expect(try scratch.bytes("admin.pem") == first)
    #expect(try run("cert", "admin", "--keep-key").succeeded)
    #expect(try scratch.bytes("admin-key.pem") == key)
    #expect(try scratch.bytes("admin.pem") != first)
    #expect(try run("cert", "admin", "--replace-key", "admin").succeeded)
    #expect(try scratch.bytes("admin-key.pem") != key)
  }

  @Test(arguments: [
    ["cert", "kubelet"], ["cert", "nobody-knows"], ["cert", "Node", "--as", "kubelet"],
    ["cert", "../x", "--as", "kubelet"], ["cert", "x", "--cn", "x", "--key", "rsa-1024"],
    ["cert", "x", "--cn", "x", "--expiry", "0"], ["cert", "x", "--cn", "x", "--subj", "/CN=x"],
    ["cert", "x", "--cn", "x", "--hostname", "10.0.0.1:6443"],
    ["cert", "x", "--cn", "x", "--hostname", "a b"],
    ["cert", "x", "--cn", "x", "--usage", "server"],
    ["cert", "x", "--subj", "CN=x"], ["cert", "service-account"], ["cert", "etcd-ca"],
    ["ca", "init", "ca", "--path-length", "-1"],
  ])
  func `what cannot be meant is refused and leaves nothing`(arguments: [String]) throws {
    let scratch = try #require(scratch)
    #expect(try run("ca", "init", "other").succeeded)
    let before = scratch.names()
    var command = RunCommand(
      RunCommand.kthwctlPath,
      arguments[0] == "cert"
        ? arguments + ["--ca", "other.pem", "--ca-key", "other-key.pem"] : arguments
    )
    command.directory = scratch.path
    let refused = try command.run()
    #expect(try #require(refused.status) != 0, "\(refused)")
    #expect(refused.output.isEmpty)
    #expect(refused.errorText.hasPrefix("kthwctl: error: "))
    #expect(scratch.names() == before)
  }

  @Test func `a leaf, a stranger's key and an expired CA sign nothing`() throws {
    let scratch = try #require(scratch)
    #expect(try run("ca", "init").succeeded)
    #expect(try run("ca", "init", "other").succeeded)
    #expect(try run("cert", "admin").succeeded)
    let before = scratch.names()
    let leaf = try run("cert", "x", "--cn", "x", "--ca", "admin.pem", "--ca-key", "admin-key.pem")
    #expect(leaf.status == 1)
    let stranger = try run("cert", "x", "--cn", "x", "--ca-key", "other-key.pem")
    #expect(stranger.status == 1)
    #expect(stranger.errorText.contains("does not belong"))
    #expect(scratch.names() == before)
  }

  @Test func `a wrong spelling of an identity is warned of`() throws {
    #expect(try run("ca", "init").succeeded)
    let made = try run("cert", "worker", "--subj", "/O=system:node/CN=system:nodes:worker")
    #expect(made.succeeded)
    #expect(made.errorText.contains("system:node:worker"))
  }

  @Test func `a key pair for tokens has no certificate`() throws {
    let scratch = try #require(scratch)
    #expect(try run("keypair").succeeded)
    #expect(scratch.names() == ["service-account-key.pem", "service-account.pub"])
    #expect(scratch.mode("service-account-key.pem") == 0o600)
    #expect(try run("keypair").status == 1)
    #expect(try run("keypair", "x", "--key", "ed25519").status == 65)
  }
}
