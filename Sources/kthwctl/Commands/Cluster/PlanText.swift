import KTHWCore

/// Which files a tree will have, for people and for programs.
struct PlanText {
  private let plan: ClusterPlan
  private let only: [String]
  private let scope: GenerateCluster.Scope
  private let now: Timestamp

  init(
    _ spec: ClusterSpec,
    only: [String],
    scope: GenerateCluster.Scope = .everything,
    at now: Timestamp
  ) {
    plan = ClusterPlan(spec)
    self.only = only
    self.scope = scope
    self.now = now
  }

  /// A row for each file.
  var table: String {
    var table = TextTable("PATH", "MODE", "WHAT", "NAMES", "UNTIL")
    forEachRow { row in
      table.add(
        row.artifact.path,
        mode(of: row),
        row.summary,
        row.showsCertificate ? names(of: row) : "",
        row.showsCertificate ? end(of: row) ?? "" : ""
      )
    }
    return table.text()
  }

  /// An entry for each file.
  var document: [Node.Entry] {
    var files: [Node] = []
    forEachRow { row in
      var entries = [
        Node.Entry("path", .string(row.artifact.path)),
        Node.Entry("mode", .string(mode(of: row))),
        Node.Entry("content", .string(row.summary)),
      ]
      if row.showsCertificate, let credential = row.credential {
        entries += [
          Node.Entry("subject", .string("\(credential.subject)")),
          Node.Entry(
            "subjectAlternativeNames",
            .sequence(credential.names.map { .string($0.description) })
          ),
        ]
        if let end = end(of: row) { entries.append(Node.Entry("notAfter", .string(end))) }
      }
      files.append(.mapping(entries))
    }
    return [Node.Entry("files", .sequence(files))]
  }

  private func forEachRow(_ body: (ClusterPlan.Row) -> Void) {
    let description = ClusterPlan.description
    body(ClusterPlan.Row(artifact: description, summary: description.content.summary))
    func rows(for host: ClusterHost?) -> [ClusterPlan.Row] {
      plan.rows(for: host).filter { scope.includes($0.artifact) }
    }
    rows(for: nil).forEach(body)
    for host in plan.spec.hosts where only.isEmpty || only.contains(host.name.text) {
      rows(for: host).forEach(body)
    }
  }

  private func mode(of row: ClusterPlan.Row) -> String {
    let digits = String(row.artifact.permissions, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  private func names(of row: ClusterPlan.Row) -> String {
    let names = row.credential?.names ?? []
    let shown = names.prefix(3).map(\.description).joined(separator: ",")
    return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
  }

  private func end(of row: ClusterPlan.Row) -> String? {
    row.credential?.validity(at: now)?.notAfter.description
  }
}

extension ClusterPlan.Row {
  /// Whether the file is a certificate of the operator's side, of which the
  /// table tells more than its name.
  fileprivate var showsCertificate: Bool {
    if case .certificate = artifact.content { artifact.path.hasPrefix("pki/") } else { false }
  }
}
