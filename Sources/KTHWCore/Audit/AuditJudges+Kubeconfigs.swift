extension AuditJudges {
  /// Tells what a kubeconfig shows without anything else.
  static let judgeKubeconfig: OfFile = { file, _, findings in
    guard let document = file.document, document["kind"]?.text == "Config" else { return }
    let before = findings.all.count
    judgeShape(of: document, in: file, &findings)
    // What stands in the wrong list is missing in the right one.
    guard findings.all.count == before, case .kubeconfig(let kubeconfig) = file.content else {
      return
    }
    for finding in kubeconfig.findings() {
      guard let rule = kubeconfigRule[finding.rule] else { continue }
      findings.add(
        rule,
        at: file.place(of: finding.problem),
        finding.problem.message,
        remedy: finding.problem.hint
      )
    }
  }

  /// By which rule each finding of ``Kubeconfig/findings()`` is told.
  static let kubeconfigRule: [String: AuditRule] = [
    "dangling-current-context": .danglingName, "dangling-cluster": .danglingName,
    "dangling-user": .danglingName, "context-without-cluster": .danglingName,
    "no-current-context": .noCurrentContext, "context-without-user": .anonymousContext,
    "no-credentials": .anonymousContext, "no-server": .noServer, "plain-http": .plainServer,
    "server-without-scheme": .guessedScheme, "insecure": .uncheckedServer,
    "ca-and-insecure": .exclusiveSettings, "path-and-data": .exclusiveSettings,
    "two-methods": .exclusiveSettings, "tilde": .unexpandedPath,
    "certificate-without-key": .halfCredential, "key-without-certificate": .halfCredential,
    "token-and-file": .doubledToken, "basic-authentication": .goneAuthentication,
    "auth-provider": .goneAuthentication, "exec-without-command": .brokenPlugin,
    "exec-without-version": .brokenPlugin, "exec-version": .brokenPlugin,
    "exec-interactive-mode": .brokenPlugin, "relative-exec": .relativePlugin,
    "orphan-cluster": .orphanedEntry, "orphan-user": .orphanedEntry,
  ]

  /// Entries in the wrong list, and quotes that are letters.
  private static func judgeShape(
    of document: Node,
    in file: AuditedFile,
    _ findings: inout AuditFindings
  ) {
    for (list, inner) in Kubeconfig.lists {
      for item in document[list]?.items ?? [] where item[inner] == nil {
        guard let other = Kubeconfig.lists.first(where: { item[$0.1] != nil }) else { continue }
        findings.add(
          .misplacedEntry,
          at: file.place(item.mark, field: list),
          "an entry of \(list) holds a \(other.1), which belongs into \(other.0)",
          remedy: document[other.0] == nil ? "write \(other.0): above it" : nil
        )
      }
    }
    document.firstScalar(where: \.hasTypographicQuote).map { text, mark in
      findings.add(
        .typographicQuotes,
        at: file.place(mark),
        "\(Terminal.quoted(text)) has quotes that are letters"
      )
    }
  }
}

extension String {
  /// Whether it begins or ends with a quotation mark of a printed text.
  fileprivate var hasTypographicQuote: Bool {
    let quotes: Set<Unicode.Scalar> = ["“", "”", "„", "‟", "‘", "’", "«", "»", "″"]
    return unicodeScalars.first.map { quotes.contains($0) } == true
      || unicodeScalars.last.map { quotes.contains($0) } == true
  }
}

extension Node {
  /// The first key or scalar in the document of which something holds.
  fileprivate func firstScalar(
    where holds: (String) -> Bool
  ) -> (text: String, mark: SourceMark?)? {
    switch value {
    case .scalar(let scalar): return holds(scalar.text) ? (scalar.text, mark) : nil
    case .sequence(let items):
      for item in items { if let found = item.firstScalar(where: holds) { return found } }
    case .mapping(let entries):
      for entry in entries {
        if holds(entry.key) { return (entry.key, entry.keyMark) }
        if let found = entry.value.firstScalar(where: holds) { return found }
      }
    }
    return nil
  }
}
