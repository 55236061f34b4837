import KTHWTestSupport
import Testing

@testable import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

#if os(Linux)
extension KeyResidueTests {
  @Test func `nothing of a passphrase stays, nor of the key behind it`() throws {
    let scratch = try ScratchDirectory()
    try expectNothing(of: Self.passphraseUsed(in: scratch))
  }

  @Test func `nothing of a key stays that went into a kubeconfig`() throws {
    let scratch = try ScratchDirectory()
    try expectNothing(of: Self.kubeconfigMade(in: scratch))
  }

  @Test func `nothing of a whole cluster's keys stays`() throws {
    let scratch = try ScratchDirectory()
    let needles = try Self.clusterMade(in: scratch)
    #expect(needles.count > 10)
    try expectNothing(of: needles)
  }

  private func expectNothing(of needles: [Needle]) throws {
    #expect(!needles.isEmpty)
    for needle in needles {
      let places = try needle.occurrences()
      #expect(places.isEmpty, "\(needle.name): \(places)")
    }
  }

  /// Random letters that were never in an array or a String.
  private static func phrase() throws -> SecretBytes {
    try SecretBytes(capacity: 32) { memory, count in
      guard let start = memory.baseAddress, getentropy(start, 32) == 0 else {
        throw SystemFailure("getentropy")
      }
      for index in 0..<32 { memory[index] = 0x61 + memory[index] % 26 }
      count = 32
    }
  }

  /// Encrypts a key, reads it back from files, changes its passphrase, makes
  /// an authority with one.
  @inline(never)
  private static func passphraseUsed(in scratch: ScratchDirectory) throws -> [Needle] {
    var context = FixedContext.context(directory: scratch.path)
    let phrases = try [phrase(), phrase()]
    let files = zip(["old", "new"], phrases).map {
      OutputFile($0, .secret($1), mode: .ownerOnly)
    }
    try FileWriter.write(files, context: context)
    let world = context
    context.passphrase = { request in
      guard request.attempt == 0 else { return nil }
      let file = request.purpose == .opening || request.file == "ca-key.pem" ? "old" : "new"
      return try PassphraseFile.read(file, in: world).passphrase
    }
    let input = CreateAuthority.Input(
      subject: RBACIdentity(user: "ca").subject(),
      encryptsKey: true
    )
    _ = try CreateAuthority.run(input, in: context)
    let names = AuthorityFiles(certificate: "ca.pem", key: "ca-key.pem")
    _ = try Authority.read(names, in: context)
    for (change, output) in [
      (ChangeKeyEncryption.Change.reencrypt, "new-key.pem"), (.decrypt, "plain-key.pem"),
    ] {
      let wanted = ChangeKeyEncryption.Input(file: "ca-key.pem", change: change, output: output)
      _ = try ChangeKeyEncryption.run(wanted, in: context)
    }
    let masked = phrases.map { $0.withUnsafeBytes(Needle.mask) }
    let plain = try InputFile.readSecret("plain-key.pem", context: context)
    return [
      Needle(name: "the old passphrase", masked: masked[0]),
      Needle(name: "the new passphrase", masked: masked[1]),
    ] + (try Needle.key("the key", plain))
  }

  /// Makes a kubeconfig of a key, and puts the key into another.
  @inline(never)
  private static func kubeconfigMade(in scratch: ScratchDirectory) throws -> [Needle] {
    let context = FixedContext.context(directory: scratch.path)
    let authority = CreateAuthority.Input(subject: RBACIdentity(user: "ca").subject())
    _ = try CreateAuthority.run(authority, in: context)
    let issue = IssueCertificate.Input(
      holder: .identity(RBACIdentity(user: "jane"), in: DistinguishedName()),
      authority: AuthorityFiles(certificate: "ca.pem", key: "ca-key.pem"),
      paths: CredentialPaths(base: "jane")
    )
    _ = try IssueCertificate.run(issue, in: context)
    var input = MakeKubeconfig.Input(
      user: "jane",
      server: "https://10.0.0.1:6443",
      credential: .certificate(file: "jane.pem", keyFile: "jane-key.pem")
    )
    input.authority = "ca.pem"
    input.output = "jane.kubeconfig"
    _ = try MakeKubeconfig.run(input, in: context)
    let key = try InputFile.readSecret("jane-key.pem", context: context)
    let config = try InputFile.readSecret("jane.kubeconfig", context: context)
    return try Needle.key("the key", key) + [try embedded(in: config)]
  }

  /// Makes the smallest cluster, and brings it up to date.
  @inline(never)
  private static func clusterMade(in scratch: ScratchDirectory) throws -> [Needle] {
    let context = FixedContext.context(directory: scratch.path)
    let spec = try ClusterFixture.lone()
    let input = GenerateCluster.Input(spec: spec, output: scratch.path("out"), workers: 2)
    _ = try GenerateCluster.run(input, in: context)
    scratch.remove("out/pki/admin.pem")
    _ = try GenerateCluster.run(input, in: context)
    var needles: [Needle] = []
    for name in ["ca", "etcd-ca", "admin", "kube-apiserver", "service-account"] {
      let key = try InputFile.readSecret(scratch.path("out/pki/\(name)-key.pem"), context: context)
      needles += try Needle.key(name, key)
    }
    let config = try InputFile.readSecret(
      scratch.path("out/kubeconfigs/admin.kubeconfig"),
      context: context
    )
    return needles + [try embedded(in: config)]
  }

  /// A piece of the base64 of the key in a kubeconfig.
  private static func embedded(in kubeconfig: SecretBytes) throws -> Needle {
    try kubeconfig.withUnsafeBytes { text in
      let word = Array("client-key-data: ".utf8)
      let start = try #require(
        text.indices.first { text[$0...].starts(with: word) }
      )
      // Behind the BEGIN line, which is in every kubeconfig.
      let from = start + word.count + 60
      let piece = UnsafeRawBufferPointer(rebasing: text[from..<(from + 48)])
      return Needle(name: "the kubeconfig", masked: Needle.mask(piece))
    }
  }
}
#endif
