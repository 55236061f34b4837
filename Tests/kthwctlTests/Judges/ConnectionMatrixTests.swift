import KTHWCore
import KTHWTestSupport
import Testing

/// What the matrix says of connections is what real programs do.
@Suite struct `The matrix of connections` {
  /// What is wrong with a variant of `handshake-variants.sh`, as the matrix
  /// calls it; nil where nothing is.
  static let causes: [String: String?] = [
    "good": nil, "good-name": nil, "upper-case-name": nil, "any-usage": nil, "no-usage": nil,
    "client-v1": nil, "ed25519": nil, "rsa-2048": nil, "intermediate-sent": nil,
    "bundle-with-namesake": nil, "leaf-is-trusted": nil,
    "server-expired": "expired", "client-expired": "expired", "ca-expired": "expired",
    "server-not-yet-valid": "not yet valid", "client-not-yet-valid": "not yet valid",
    "server-other-ca": "unknown authority", "client-other-ca": "unknown authority",
    "server-namesake-ca": "unknown authority", "client-namesake-ca": "unknown authority",
    "server-self-signed": "unknown authority", "client-self-signed": "unknown authority",
    "server-missing-intermediate": "unknown authority",
    "client-missing-intermediate": "unknown authority",
    "server-wrong-usage": "wrong usage", "client-wrong-usage": "wrong usage",
    "ca-usage-narrows": "wrong usage",
    "server-other-address": "name mismatch", "server-other-name": "name mismatch",
    "server-no-names": "name mismatch", "server-address-as-dns": "name mismatch",
    "server-cn-only": "name mismatch", "server-v1": "name mismatch",
    "server-sha1": "weak algorithm", "client-sha1": "weak algorithm",
    "server-key-mismatch": "key mismatch", "client-key-mismatch": "key mismatch",
    "server-swapped": "unreadable", "client-missing-file": "unreadable",
    "client-none": "no certificate", "issuer-no-ca": "forbidden",
    "issuer-may-not-sign": "forbidden", "name-constraint": "forbidden",
    "path-too-long": "forbidden",
  ]

  /// Where OpenSSL's rules are not Go's, which count: it wants serverAuth
  /// beside any usage, takes no leaf for a trusted end, and takes a common
  /// name for a host where there are no other names.
  static let openSSLDiffers: Set<String> = ["any-usage", "leaf-is-trusted", "server-cn-only"]

  @Test(.judged(by: "etcd", "etcdctl", "openssl"))
  func `real etcd and etcdctl fail where the matrix says so, and nowhere else`() throws {
    let scratch = try ScratchDirectory()
    let lines = try Self.lines("handshake-variants.sh", ports: 12, in: scratch)
    #expect(lines.count == Self.causes.count)
    for line in lines {
      let words = line.split(separator: " ").map(String.init)
      try #require(words.count == 3)
      let name = words[0]
      let row = try #require(try Self.rows(of: "variants/\(name)", in: scratch).first)
      #expect("etcd=\(row.side ?? "works")" == words[1], "\(name)")
      let cause = try #require(Self.causes[name])
      #expect(row.cause == cause, "\(name)")
      let works = (row.side == nil) != Self.openSSLDiffers.contains(name)
      #expect("openssl=\(works ? "works" : "fails")" == words[2], "\(name)")
    }
  }

  @Test(.judged(by: "etcd", "openssl"))
  func `real members of etcd refuse each other where the matrix says so`() throws {
    let scratch = try ScratchDirectory()
    let lines = try Self.lines("handshake-peers.sh", ports: 24, in: scratch)
    #expect(lines.count == 12)
    for line in lines {
      let words = line.split(separator: " ").map(String.init)
      try #require(words.count == 3)
      let rows = try Self.rows(of: "peers/\(words[0])", in: scratch)
      let row = try #require(rows.first { $0.from == "etcd " + words[1] })
      #expect(row.side ?? "works" == words[2], "\(line)")
    }
  }

  /// A row of the JSON output, as far as it matters here.
  private struct Row {
    let from: String
    let side: String?
    let cause: String?
  }

  private static func lines(
    _ script: String,
    ports: Int,
    in scratch: ScratchDirectory
  ) throws -> [String] {
    var free: Set<UInt16> = []
    while free.count < ports { free.insert(try LoopbackPort.free()) }
    var command = RunCommand("bash", [Script.path(script)]).inside(scratch)
      .setting("PORTS", free.map(String.init).joined(separator: " "))
    command.timeout = 240
    return try command.run().expecting(0).outputLines
  }

  private static func rows(of folder: String, in scratch: ScratchDirectory) throws -> [Row] {
    let result = try RunCommand.kthwctl("matrix", "-o", "json", folder).inside(scratch).run()
    let document = try JSONReader.node(from: result.output)
    let rows = (document["rows"]?.items ?? []).map { node in
      let failure = node["failures"]?.items?.first
      return Row(
        from: node["from"]?["role"]?.text ?? "",
        side: failure?["side"]?.text,
        cause: failure?["cause"]?.text
      )
    }
    #expect(result.ending == .exited(rows.contains { $0.side != nil } ? 2 : 0))
    return rows
  }
}
