import KTHWTestSupport
import Testing

extension Writer {
  /// Those that put a private key behind a passphrase, or take it out.
  static let sealed = [
    Writer(
      name: "key encrypt",
      words: ["key", "encrypt", "ca-key.pem", "--passphrase-file", "phrase"],
      outputs: ["ca-key.pem"],
      secrets: ["ca-key.pem"],
      again: .refuses,
      wholeness: .judged { try isSealed("ca-key.pem", in: $0) }
    ) { stock, directory in try stock.give("ca-key.pem", "phrase", to: directory) },
    Writer(
      name: "key reencrypt",
      words: ["key", "reencrypt", "sealed.pem", "--passphrase-file", "phrase"],
      outputs: ["sealed.pem"],
      secrets: ["sealed.pem"],
      again: .othersInTurn,
      wholeness: .judged { try isSealed("sealed.pem", in: $0) }
    ) { stock, directory in try stock.give("sealed.pem", "phrase", to: directory) },
    Writer(
      name: "key decrypt",
      words: ["key", "decrypt", "sealed.pem", "--passphrase-file", "phrase", "--out", "plain.pem"],
      outputs: ["plain.pem"],
      secrets: ["plain.pem"],
      again: .refuses
    ) { stock, directory in try stock.give("sealed.pem", "phrase", to: directory) },
  ]

  /// Those that make tokens, and a page that tells of everything.
  static let tokens = [
    Writer(
      name: "token create",
      words: ["token", "create", "--out", "batch.yaml", "--token-file", "batch.token"],
      outputs: ["batch.yaml", "batch.token"],
      secrets: ["batch.yaml", "batch.token"],
      again: .refuses,
      wholeness: .judged { directory in
        let id = try directory.text("batch.token").prefix { $0 != "." }
        return try directory.text("batch.yaml").contains("name: bootstrap-token-\(id)\n")
      }
    ) { _, _ in },
    Writer(
      name: "token renew",
      words: ["token", "renew", "--all", "--tree", "joining"],
      outputs: ["joining/"],
      again: .others,
      wholeness: .judged { directory in
        try JoiningCluster.workers.allSatisfy { try hasOwnToken($0, in: directory) }
      }
    ) { stock, directory in try stock.give("joining", to: directory) },
    Writer(
      name: "report",
      words: ["report", "admin.pem", "--output", "page.html"],
      outputs: ["page.html"],
      again: .others,
      wholeness: .judged { try $0.text("page.html").hasSuffix("</html>\n") }
    ) { stock, directory in try stock.give("admin.pem", to: directory) },
  ]

  /// Whether openssl opens a key with the stock's passphrase, and not without.
  private static func isSealed(_ path: String, in directory: ScratchDirectory) throws -> Bool {
    let words = ["pkey", "-in", path, "-noout", "-passin", "file:phrase"]
    return try directory.text(path).hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
      && RunCommand("openssl", words).inside(directory).run().succeeded
  }

  /// Whether a machine's kubeconfig has the token that its Secret is of.
  private static func hasOwnToken(_ host: String, in directory: ScratchDirectory) throws -> Bool {
    let kubeconfig = try directory.text(
      "joining/hosts/\(host)/var/lib/kubelet/bootstrap-kubeconfig"
    )
    let line = kubeconfig.split(separator: "\n").first { $0.contains("token: ") }
    guard let id = line?.split(separator: " ").last?.prefix(while: { $0 != "." }) else {
      return false
    }
    return try directory.text("joining/manifests/bootstrap-tokens/\(host).yaml")
      .contains("name: bootstrap-token-\(id)\n")
  }
}
