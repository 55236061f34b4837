import KTHWCore
import KTHWTestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What other programs think of the certificates that we issue: pkilint,
/// GnuTLS, and Python's ssl with its strict flag in real handshakes.
///
/// pkilint's `lint_pkix_cert` has to be on `PATH`; the Python beside it runs
/// the script.
@Suite(.serialized, .judged(by: "lint_pkix_cert", "certtool", "openssl"))
struct IssuedCertificateTests {
  @Test(arguments: PKISettings.Hierarchy.allCases)
  func `nothing is wrong with the certificates of any starter`(
    hierarchy: PKISettings.Hierarchy
  ) throws {
    let trees = try ClusterStarter.allCases.map { starter in
      try GeneratedTree(starter) { $0 + "\n  pki: {hierarchy: \(hierarchy.rawValue)}\n" }
    }
    try expectNothing(in: trees)
  }

  @Test(arguments: PKISettings.Hierarchy.allCases)
  func `nothing is wrong with certificates over any kind of key`(
    hierarchy: PKISettings.Hierarchy
  ) throws {
    let kinds = [("rsa", 2048), ("rsa", 3072), ("rsa", 4096), ("ecdsa", 384), ("ecdsa", 521)]
    let trees = try kinds.map { algorithm, size in
      try GeneratedTree(.singleNode) { text in
        let key = "{algo: \(algorithm), size: \(size)}"
        return text + "\n  pki: {hierarchy: \(hierarchy.rawValue), key: \(key)}\n"
      }
    }
    try expectNothing(in: trees)
  }

  @Test func `what the judges are there for is found`() throws {
    let scratch = try ScratchDirectory()
    try scratch.makeDirectory("pki")
    try RunCommand(
      "openssl",
      [
        "req", "-x509", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc",
        "-subj", "/CN=ca", "-days", "30", "-addext", "keyUsage=keyCertSign", "-keyout",
        "pki/ca-key.pem", "-out", "pki/ca.pem", "-addext", "basicConstraints=CA:TRUE",
        "-config", try scratch.write("empty.cnf", "[req]\ndistinguished_name=n\n[n]\n"),
      ]
    ).inside(scratch).run().expecting(0)
    let result = try judge([scratch.path])
    #expect(result.status == 1)
    #expect(result.outputText.contains("pkilint: \(scratch.path)/pki/ca.pem: ERROR"))
  }

  private func expectNothing(in trees: [GeneratedTree]) throws {
    let result = try judge(trees.map(\.path))
    #expect(result.status == 0, "\(result.outputText)\(result.errorText)")
    for judge in ["pkilint", "certtool", "ssl"] {
      let line = result.outputLines.first { $0.hasPrefix("asked \(judge): ") }
      #expect(line != nil && line != "asked \(judge): 0", "\(judge) was not asked")
    }
  }

  private func judge(_ trees: [String]) throws -> CommandResult {
    let found = try #require(Judges.path(of: "lint_pkix_cert"))
    // A link may stand on PATH for it; the Python is beside the file itself.
    let pointer = try #require(realpath(found, nil))
    defer { free(pointer) }
    let python = String(cString: pointer).dropLast("lint_pkix_cert".count) + "python3"
    let script = Script.path("issued-certificates.py")
    return try RunCommand(String(python), [script] + trees).run()
  }
}
