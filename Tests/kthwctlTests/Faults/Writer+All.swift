import KTHWCore
import KTHWTestSupport

extension Writer {
  /// Every command that writes, in each way in which it does.
  static let all = trees + pairs + kubeconfigs + others + sealed + tokens

  /// Those that exchange a whole tree.
  static let trees = [
    Writer(
      name: "generate, first",
      words: FaultCluster.arguments(seed: "new"),
      outputs: ["out/"],
      again: .same
    ) { stock, directory in try stock.give("cluster.yaml", to: directory) },
    Writer(
      name: "generate, changing",
      words: FaultCluster.arguments(seed: "new"),
      outputs: ["out/"],
      again: .same
    ) { stock, directory in try stock.give("cluster.yaml", "out", to: directory) },
    Writer(
      name: "adopt",
      words: ["adopt", "certs", "--cluster", "old.yaml", "--output", "taken"],
      outputs: ["taken/"],
      again: .refuses
    ) { stock, directory in try stock.give("old.yaml", "certs", to: directory) },
    Writer(
      name: "bundle",
      words: ["bundle", "--all"],
      outputs: ["bundles/"],
      again: .same
    ) { stock, directory in
      try stock.give("out", to: directory)
      try directory.write("bundles/.kthwctl", "made by kthwctl generate; format 1\n")
      try directory.write("bundles/notes.txt", "mine")
    },
  ]

  /// Those that write keys with what belongs to them.
  static let pairs = [
    Writer(
      name: "cfssljson",
      words: ["cfssljson", "-bare", "admin"],
      input: "response.json",
      outputs: ["admin-key.pem", "admin.pem", "admin.csr"],
      secrets: ["admin-key.pem"],
      again: .same
    ) { stock, directory in try stock.give("response.json", to: directory) },
    Writer(
      name: "cfssljson, replacing",
      words: ["cfssljson", "-bare", "admin"],
      input: "response.json",
      outputs: ["admin-key.pem", "admin.pem", "admin.csr"],
      secrets: ["admin-key.pem"],
      again: .same
    ) { stock, directory in
      try stock.give("response.json", "admin-key.pem", "admin.pem", "admin.csr", to: directory)
    },
    Writer(
      name: "ca init",
      words: ["ca", "init"],
      outputs: ["ca-key.pem", "ca.pem", "ca.csr"],
      secrets: ["ca-key.pem"],
      again: .refuses,
      wholeness: .judged(KeyedFiles(base: "ca").belongTogether)
    ) { _, _ in },
    Writer(
      name: "cert",
      words: ["cert", "admin"],
      outputs: ["admin-key.pem", "admin.pem", "admin.csr"],
      secrets: ["admin-key.pem"],
      again: .refuses,
      wholeness: .judged(KeyedFiles(base: "admin").belongTogether)
    ) { stock, directory in try stock.give("ca.pem", "ca-key.pem", to: directory) },
    Writer(
      name: "cert --replace-key",
      words: ["cert", "admin", "--replace-key", "admin"],
      outputs: ["admin-key.pem", "admin.pem", "admin.csr"],
      secrets: ["admin-key.pem"],
      again: .others,
      wholeness: .judged(KeyedFiles(base: "admin").belongTogether),
      prepare: credential
    ),
    Writer(
      name: "cert --keep-key",
      words: ["cert", "admin", "--keep-key"],
      outputs: ["admin.pem", "admin.csr"],
      again: .others,
      wholeness: .judged(KeyedFiles(base: "admin").belongTogether),
      prepare: credential
    ),
    Writer(
      name: "keypair",
      words: ["keypair", "sa"],
      outputs: ["sa-key.pem", "sa.pub"],
      secrets: ["sa-key.pem"],
      again: .refuses,
      wholeness: .judged(KeyedFiles(base: "sa", hasCertificate: false).belongTogether)
    ) { _, _ in },
  ]

  /// Those that write kubeconfigs.
  static let kubeconfigs = [
    Writer(
      name: "kubeconfig",
      words: ["kubeconfig", "admin", "--server", "127.0.0.1"],
      outputs: ["admin.kubeconfig"],
      secrets: ["admin.kubeconfig"],
      again: .same,
      prepare: credential
    ),
    Writer(
      name: "config set-cluster",
      words: [
        "config", "set-cluster", "x", "--server=https://10.0.0.2:6443", "--embed-certs",
        "--certificate-authority=ca.pem", "--kubeconfig=admin.kubeconfig",
      ],
      outputs: ["admin.kubeconfig"],
      secrets: ["admin.kubeconfig"],
      again: .same
    ) { stock, directory in try stock.give("ca.pem", "admin.kubeconfig", to: directory) },
    Writer(
      name: "config rename-cluster",
      words: ["config", "rename-cluster", "kubernetes", "k", "--kubeconfig", "admin.kubeconfig"],
      outputs: ["admin.kubeconfig"],
      secrets: ["admin.kubeconfig"],
      again: .refuses
    ) { stock, directory in try stock.give("admin.kubeconfig", to: directory) },
    Writer(
      name: "config prune",
      words: ["config", "prune", "--kubeconfig", "orphan.conf"],
      outputs: ["orphan.conf"],
      secrets: ["orphan.conf"],
      again: .same
    ) { _, directory in
      let text = """
        contexts:
        - {name: c, context: {cluster: a, user: kept}}
        users:
        - {name: nobody, user: {token: s}}
        - {name: kept, user: {token: t}}

        """
      try directory.write("orphan.conf", text, mode: 0o600)
    },
    Writer(
      name: "config split",
      words: ["config", "split", "--kubeconfig", "admin.kubeconfig"],
      outputs: ["default.kubeconfig"],
      secrets: ["default.kubeconfig"],
      again: .refuses
    ) { stock, directory in try stock.give("admin.kubeconfig", to: directory) },
    Writer(
      name: "config merge",
      words: [
        "config", "merge", "admin.kubeconfig", "b.conf", "--on-conflict", "rename", "--out", "all",
      ],
      outputs: ["all"],
      secrets: ["all"],
      again: .refuses
    ) { stock, directory in try stock.give("admin.kubeconfig", "b.conf", to: directory) },
    Writer(
      name: "config, an old name",
      words: ["config", "current-context"],
      outputs: [".kube/config"],
      secrets: [".kube/config"],
      again: .same
    ) { stock, directory in
      try directory.makeDirectory(".kube")
      try directory.copy("admin.kubeconfig", from: stock.directory, as: ".kube/.kubeconfig")
    },
  ]

  /// Those that write something else.
  static let others = [
    Writer(
      name: "encryption-config",
      words: ["encryption-config", "--out", "enc.yaml"],
      outputs: ["enc.yaml"],
      secrets: ["enc.yaml"],
      again: .refuses,
      wholeness: .judged { try !EncryptionConfiguration(text: $0.bytes("enc.yaml")).rules.isEmpty }
    ) { _, _ in },
    Writer(
      name: "encryption-config --rotate",
      words: ["encryption-config", "--rotate", "enc.yaml", "--out", "enc.yaml"],
      outputs: ["enc.yaml"],
      secrets: ["enc.yaml"],
      again: .others,
      wholeness: .judged { try !EncryptionConfiguration(text: $0.bytes("enc.yaml")).rules.isEmpty }
    ) { stock, directory in try stock.give("enc.yaml", to: directory) },
    Writer(
      name: "init",
      words: ["init", "--out", "new.yaml"],
      outputs: ["new.yaml"],
      again: .refuses
    ) { _, _ in },
    Writer(
      name: "expiry --metrics-file",
      words: ["expiry", "admin.pem", "--metrics-file", "kthwctl.prom"],
      outputs: ["kthwctl.prom"],
      again: .others,
      wholeness: .judged { directory in
        let lines = try directory.text("kthwctl.prom").split(separator: "\n")
        return lines.last?.hasPrefix("kthwctl_expiry_last_run_timestamp_seconds ") == true
      }
    ) { stock, directory in try stock.give("admin.pem", to: directory) },
    Writer(
      name: "expiry --systemd",
      words: ["expiry", "/etc/kubernetes", "--systemd", "."],
      outputs: ["kthwctl-expiry.service", "kthwctl-expiry.timer"],
      again: .same
    ) { _, directory in try directory.write("kthwctl-expiry.timer", "old\n") },
    Writer(
      name: "links",
      words: ["links", "."],
      outputs: ["cfssl", "cfssljson", "cfssl-certinfo"],
      again: .same
    ) { _, directory in try directory.link("cfssljson", to: "/old/kthwctl") },
  ]

  @Sendable private static func credential(_ stock: WriterStock, _ to: ScratchDirectory) throws {
    try stock.give("ca.pem", "ca-key.pem", "admin-key.pem", "admin.pem", "admin.csr", to: to)
  }
}
