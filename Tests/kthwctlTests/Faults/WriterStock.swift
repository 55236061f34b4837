import KTHWCore
import KTHWTestSupport
import Testing

/// What writers find before them, made once for all tests.
struct WriterStock: Sendable {
  let directory: ScratchDirectory

  private static let made = Result { try WriterStock() }

  /// The one that every test copies from.
  static func shared() throws -> WriterStock { try made.get() }

  private init() throws {
    let bench = try ClusterBench(.singleNode)
    directory = bench.scratch
    try bench.command(FaultCluster.arguments(seed: "old")).run().expecting(0)
    try directory.write("out/notes.txt", "mine")
    try directory.copy("cluster.yaml", from: directory, as: "old.yaml")
    try bench.change("hostnames: [", to: "hostnames: [api.example.org, ")
    try directory.copy("out/pki", from: directory, as: "certs")
    try run("ca", "init")
    try run("cert", "admin")
    try run("kubeconfig", "admin", "--server", "127.0.0.1")
    try run("kubeconfig", "admin", "--server", "10.0.0.1", "--cluster", "b", "--out", "b.conf")
    try run("encryption-config", "--out", "enc.yaml")
    try directory.write("phrase", "correct horse battery staple\n")
    try run("key", "encrypt", "ca-key.pem", "--passphrase-file", "phrase", "--out", "sealed.pem")
    try directory.write("joining.yaml", JoiningCluster.description)
    try run("generate", "joining.yaml", "--output", "joining")
    let request = #"{"CN":"admin","key":{"algo":"ecdsa","size":256}}"#
    try directory.write("admin-csr.json", request)
    let gencert = ["cfssl", "gencert", "-ca=ca.pem", "-ca-key=ca-key.pem", "admin-csr.json"]
    let response = try RunCommand(RunCommand.kthwctlPath, gencert).inside(directory).run()
    try directory.write("response.json", response.expecting(0).outputText)
  }

  private func run(_ words: String...) throws {
    try RunCommand(RunCommand.kthwctlPath, words).inside(directory).run().expecting(0)
  }

  /// Gives a test some of it.
  func give(_ names: String..., to other: ScratchDirectory) throws {
    for name in names { try other.copy(name, from: directory) }
  }
}

/// Files of one key.
struct KeyedFiles: Sendable {
  let base: String
  var hasCertificate = true

  /// Whether the files of that name are the same key's.
  func belongTogether(in directory: ScratchDirectory) throws -> Bool {
    let text = try directory.bytes(base + "-key.pem")
    let key = try PrivateKey(pem: text.withUnsafeBytes { SecretBytes(copying: $0) }).publicKey
    guard hasCertificate else {
      return try directory.text(base + ".pub") == key.pem
    }
    let certificate = try CertificateReader.certificates(pem: directory.bytes(base + ".pem"))
    let request = try CertificateReader.request(pem: directory.bytes(base + ".csr"))
    return certificate.first?.publicKey == key && request.publicKey == key
  }
}
