import KTHWCore
import KTHWTestSupport
import Testing

/// A directory with the input files of a tutorial, and the programs that
/// tutorials call in it.
struct Workshop: Sendable {
  let directory: ScratchDirectory

  init() throws {
    directory = try ScratchDirectory()
    try directory.write(
      "ca-csr.json",
      #"{"CN":"Lab CA","key":{"algo":"ecdsa","size":256},"names":[{"C":"CH","O":"Lab"}]}"#
    )
    try directory.write(
      "ca-config.json",
      #"""
      {
        "signing": {
          "default": { "expiry": "8760h" },
          "profiles": {
            "kubernetes": {
              "usages": ["signing", "key encipherment", "server auth", "client auth"],
              "expiry": "8760h"
            },
            "client": { "usages": ["signing", "client auth"], "expiry": "8760h" },
            "intermediate": {
              "usages": ["cert sign", "crl sign"],
              "expiry": "8760h",
              "ca_constraint": { "is_ca": true, "max_path_len": 0, "max_path_len_zero": true }
            }
          }
        }
      }
      """#
    )
    try directory.write(
      "admin-csr.json",
      #"{"CN":"admin","key":{"algo":"ecdsa","size":256},"names":[{"O":"system:masters"}]}"#
    )
  }

  /// The flags that every certificate of a tutorial is made with.
  static let signing = [
    "-ca=ca.pem", "-ca-key=ca-key.pem", "-config=ca-config.json", "-profile=kubernetes",
  ]

  func cfssl(_ words: [String], reading input: String? = nil) throws -> CommandResult {
    var command = RunCommand.kthwctl(as: "cfssl", words).inside(directory)
    if let input { command = command.reading(input) }
    return try command.run()
  }

  func cfssl(_ words: String..., reading input: String? = nil) throws -> CommandResult {
    try cfssl(words, reading: input)
  }

  func cfssljson(_ words: [String], reading input: String) throws -> CommandResult {
    try RunCommand.kthwctl(as: "cfssljson", words).inside(directory).reading(input).run()
  }

  /// Runs cfssl and, where it succeeded, writes what it gave to files.
  @discardableResult
  func make(_ base: String, _ words: [String]) throws -> CommandResult {
    let result = try cfssl(words).expecting(0)
    try cfssljson(["-bare", base], reading: result.outputText).expecting(0)
    return result
  }

  /// Makes `ca.pem`, `ca-key.pem` and `ca.csr`.
  @discardableResult
  func makeAuthority(_ request: String = "ca-csr.json") throws -> CommandResult {
    try make("ca", ["gencert", "-initca", request])
  }

  /// A certificate that a response holds.
  func certificate(in result: CommandResult) throws -> CertificateFacts {
    let pem = try #require(values(of: result)["cert"])
    return try #require(try CertificateReader.certificates(pem: Array(pem.utf8), file: nil).first)
  }

  /// A certificate request that a response holds.
  func request(in result: CommandResult) throws -> RequestFacts {
    let pem = try #require(values(of: result)["csr"])
    return try CertificateReader.request(pem: Array(pem.utf8), file: nil)
  }

  /// The values of a response by their keys.
  func values(of result: CommandResult) throws -> [String: String] {
    let node = try JSONReader.node(from: result.output)
    let entries = try #require(node.entries)
    return Dictionary(uniqueKeysWithValues: entries.map { ($0.key, $0.value.text ?? "") })
  }
}

extension CommandResult {
  /// The log lines without their time stamps, other lines left out.
  var logged: [String] {
    errorText.split(separator: "\n").compactMap { line in
      guard line.count > 20, line.dropFirst(20).first == "[" else { return nil }
      return String(line.dropFirst(20))
    }
  }

  /// The log lines that warn.
  var warnings: [String] { logged.filter { $0.hasPrefix("[WARNING] ") } }

  /// Whether standard error holds anything of a private key's text.
  var tellsKey: Bool {
    errorText.contains("-----BEGIN") || errorText.contains("MHcCAQEE")
  }
}
