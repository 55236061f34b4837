extension AuditJudges {
  /// Tells what cfssl makes of a request or a signing policy.
  static let judgeCFSSL: OfFile = { file, _, findings in
    switch file.content {
    case .documents(.cfsslRequest, let documents):
      for document in documents where document.entries != nil {
        judgeRequest(document, file, &findings)
      }
    case .documents(.cfsslPolicy, let documents):
      for document in documents where document.entries != nil {
        judgePolicy(document, file, &findings)
      }
    default: break
    }
  }

  /// Reads a document as cfssl does, telling why it cannot be.
  private static func read<Value>(
    _ document: Node,
    _ file: AuditedFile,
    _ findings: inout AuditFindings,
    _ body: ([UInt8]) throws -> Value
  ) -> Value? {
    do {
      return try body(Array(JSONWriter.compact(document).utf8))
    } catch let error as KTHWError {
      for problem in error.problems {
        findings.add(
          .refusedRequest,
          at: place(of: problem, in: document, file),
          problem.message,
          remedy: problem.hint
        )
      }
    } catch {}
    return nil
  }

  /// The place of a problem in the text that was judged instead of the file.
  private static func place(of problem: Problem, in document: Node, _ file: AuditedFile) -> Place {
    let field = problem.place?.field
    return file.place(field.flatMap { document.mark(at: $0) } ?? document.mark, field: field)
  }

  private static func judgeRequest(
    _ document: Node,
    _ file: AuditedFile,
    _ findings: inout AuditFindings
  ) {
    guard
      let request = read(
        document,
        file,
        &findings,
        { json -> CFSSLRequest in
          let request = try CFSSLRequest(json: json)
          _ = try request.keySpecification()
          return request
        }
      )
    else { return }
    for warning in request.warnings {
      let place = place(of: warning, in: document, file)
      findings.add(.ignoredKey, at: place, warning.message, remedy: warning.hint)
    }
    let hosts = read(document, file, &findings) { _ -> CFSSLHosts in try request.names() }
    for warning in hosts?.warnings ?? [] {
      let place = place(of: warning, in: document, file)
      findings.add(.doubtfulName, at: place, warning.message, remedy: warning.hint)
    }
    guard
      let subject = read(
        document,
        file,
        &findings,
        { _ -> DistinguishedName in try request.subject() }
      )
    else { return }
    for problem in IdentityMisspelling.problems(in: subject) {
      findings.add(
        .powerlessRequest,
        at: file.place(document["CN"]?.mark ?? document.mark, field: "CN"),
        problem.message,
        remedy: problem.hint
      )
    }
  }

  private static func judgePolicy(
    _ document: Node,
    _ file: AuditedFile,
    _ findings: inout AuditFindings
  ) {
    guard
      let policy = read(
        document,
        file,
        &findings,
        { json -> SigningPolicy in try SigningPolicy(json: json) }
      )
    else { return }
    for warning in policy.warnings {
      let place = place(of: warning, in: document, file)
      findings.add(.ignoredKey, at: place, warning.message, remedy: warning.hint)
    }
    var profiles = policy.profiles.sorted { $0.key < $1.key }.map { (name, profile) in
      (name: name, field: "signing.profiles.\(name)", profile: profile)
    }
    if document["signing"]?["default"] != nil, profiles.isEmpty {
      profiles = [("default", "signing.default", policy.defaultProfile)]
    }
    for (name, field, profile) in profiles where !profile.authority.isAuthority {
      let usages = profile.usages.extendedKeyUsages
      let isPeer = ["peer", "etcd"].contains { name.lowercased().contains($0) }
      if usages.contains(.serverAuthentication), usages.contains(.clientAuthentication), !isPeer {
        findings.add(
          .everyUsage,
          at: file.place(document.mark(at: field + ".usages"), field: field + ".usages"),
          "the profile \(Terminal.quoted(name)) is for servers and clients"
        )
      }
      if profile.expiry > .days(5 * 366) {
        findings.add(
          .endlessLeaf,
          at: file.place(document.mark(at: field + ".expiry"), field: field + ".expiry"),
          "the profile \(Terminal.quoted(name)) makes certificates for \(profile.expiry)"
        )
      }
    }
  }

  /// Tells of a description of a cluster what generate would say of it.
  static let judgeClusterDoubts: OfArea = { area, _, _, findings in
    // Whoever made a tree was told then.
    guard area.kind == .heap else { return }
    for file in area.files {
      guard case .cluster(_, let doubts) = file.content else { continue }
      for doubt in doubts {
        findings.add(
          .doubtfulCluster,
          at: file.place(of: doubt),
          doubt.message,
          remedy: doubt.hint
        )
      }
    }
  }
}
