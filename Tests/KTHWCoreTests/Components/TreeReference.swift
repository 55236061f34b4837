import Testing

@testable import KTHWCore

/// The tables of Docs/tree.md, made from what is planned and rendered.
struct TreeReference {
  let spec: ClusterSpec

  /// Every table by its name.
  var tables: [(name: String, text: String)] {
    get throws {
      try [
        ("credentials", credentials),
        ("operator", shared),
        ("load-balancer", machine("haproxy")),
        ("controller", machine("controller-1")),
        ("node", machine("node-1")),
        ("layouts", layouts),
      ]
    }
  }

  /// The page with every table in its place, between two comments.
  func filledIn(_ page: String) throws -> String {
    try tables.reduce(page) { page, table in
      let begin = "<!-- table: \(table.name) -->\n"
      let end = "<!-- end -->\n"
      let head = try #require(page.firstRange(of: begin), "no place for \(table.name)")
      let rest = page[head.upperBound...]
      let tail = try #require(rest.firstRange(of: end), "no end of \(table.name)")
      return page[..<head.upperBound] + table.text + rest[tail.lowerBound...]
    }
  }

  /// Who everybody is: what all share, then a controller's and a worker's own.
  private var credentials: String {
    get throws {
      let catalog = CertificateCatalog(spec)
      let own = try ["controller-1", "node-1"].flatMap { name in
        catalog.credentials(of: try #require(spec.hosts.named(name)))
      }
      return TreeReference.table(
        ["Name", "Whom it names", "Signed by", "Good for", "Days"],
        (catalog.shared + own).map { credential in
          [
            "`\(credential.name)`",
            credential.purpose == nil ? "—" : "`\(credential.subject)`",
            credential.authority.map { "`\($0)`" } ?? "itself",
            credential.purpose?.rawValue ?? "signing service accounts' tokens",
            credential.purpose == nil ? "—" : String(credential.lifetime.seconds / 86400),
          ]
        }
      )
    }
  }

  /// What else is the cluster's as a whole.
  private var shared: String {
    TreeReference.table(
      ["File", "Mode", "What it holds"],
      ClusterPlan(spec).rows(for: nil).compactMap { row in
        if row.credential != nil { return nil }
        return ["`\(row.artifact.path)`", row.artifact.mode, row.holding]
      }
    )
  }

  private func machine(_ name: String) throws -> String {
    let host = try #require(spec.hosts.named(name))
    let root = "hosts/\(name)"
    let texts = try RenderedFile.allCases
      .filter { !$0.isClusterWide && $0.belongs(on: host, in: spec) }
      .map { ($0, try $0.text(for: host, in: spec)) }
    let rows = ClusterPlan(spec).rows(for: host).compactMap { row -> [String]? in
      guard row.artifact.path.hasPrefix(root + "/") else { return nil }
      // Each unit's link is told of once, in words.
      if case .link = row.artifact.content { return nil }
      let path = String(row.artifact.path.dropFirst(root.count))
      let readers = texts.compactMap { text -> String? in
        let found = TreeReference.words(before: path, in: text.1)
        guard !found.isEmpty else { return nil }
        return TreeReference.name(of: text.0) + " " + found.joined(separator: ", ")
      }
      let reader = readers.isEmpty ? TreeReference.fixedReader(of: path) : nil
      return [
        "`\(path)`", row.artifact.mode, row.holding,
        reader ?? readers.joined(separator: "; "),
      ]
    }
    return TreeReference.table(
      ["File", "Mode", "What it holds", "Who reads it, and by what"],
      rows
    )
  }

  private var layouts: String {
    TreeReference.table(
      ["`layout: hard-way`", "`layout: kubeadm`"],
      HostFile.allCases.map { file in
        [HostLayout.hardWay, .kubeadm].map { "`\($0.path(of: file, in: .separate))`" }
      }
    )
  }

  static func table(_ head: [String], _ rows: [[String]]) -> String {
    ([head, head.map { _ in "---" }] + rows)
      .map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }
}

// MARK: - Who reads a file

extension TreeReference {
  /// Where a text names a path: flags of a unit's program, keys of a
  /// configuration.
  static func words(before path: String, in text: String) -> [String] {
    ArtifactReader.words(before: path, in: text).map { $0.isEmpty ? "" : "`\($0)`" }
  }

  private static func name(of file: RenderedFile) -> String {
    file.isUnit ? String(file.rawValue.dropLast(".service".count)) : file.rawValue
  }

  /// Who reads what nobody is told to read.
  static func fixedReader(of path: String) -> String {
    switch path {
    case _ where path.hasPrefix("/etc/systemd/system/"): "systemd"
    case _ where path.hasPrefix("/etc/etcd/etcd-client"): "etcdctl, for health and backups"
    case "/etc/sysctl.d/90-kubernetes.conf": "systemd-sysctl at boot"
    case "/etc/modules-load.d/kubernetes.conf": "systemd-modules-load at boot"
    case "/etc/containerd/config.toml": "containerd"
    case "/etc/cni/net.d/10-bridge.conflist": "containerd"
    case "/etc/haproxy/haproxy.cfg": "haproxy, the distribution's unit"
    case "/etc/hosts.d/50-kubernetes.hosts": "apply.sh beside it"
    case "/etc/kubernetes/network/pod-routes": "pod-routes.sh beside it"
    default: "—"
    }
  }
}

extension Artifact {
  fileprivate var mode: String {
    let digits = String(permissions, radix: 8)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension ClusterPlan.Row {
  /// What it holds, in words; a rendered file is told by its path.
  fileprivate var holding: String {
    if case .rendered = artifact.content { "text" } else { summary }
  }
}
