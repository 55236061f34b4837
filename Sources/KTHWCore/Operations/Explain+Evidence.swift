extension Explain {
  /// How many places are told of, at most.
  private static let evidenceLimit = 10

  /// What in some files makes lines true: certificates that lack a name, and
  /// findings of the rules that the lines belong to.
  static func evidence(
    for found: [LogExplanation],
    _ input: Input,
    _ context: Context
  ) throws -> [Evidence] {
    guard !input.paths.isEmpty else { return [] }
    var evidence: [Evidence] = []
    for explanation in found {
      if let missing = MissingName(explanation) {
        evidence += try certificates(lacking: missing, input, context)
      }
    }
    let rules = Set(found.flatMap(\.rules))
    if !rules.isEmpty {
      let verify = VerifyFiles.Input(paths: input.paths, workers: input.workers)
      let findings = try VerifyFiles.run(verify, in: context).findings
      evidence += findings.filter { rules.contains($0.rule) }.map { finding in
        Evidence(place: finding.place, seen: "\(finding.rule.id): \(finding.seen)")
      }
    }
    var seen: Set<Evidence> = []
    return Array(evidence.filter { seen.insert($0).inserted }.prefix(evidenceLimit))
  }

  private static func certificates(
    lacking missing: MissingName,
    _ input: Input,
    _ context: Context
  ) throws -> [Evidence] {
    let sources = try AuditSources(input.paths, context: context)
    let found = Guarded([Evidence]())
    try sources.forEachArea(workers: input.workers) { _, area in
      var evidence: [Evidence] = []
      for file in area.files {
        for facts in file.certificates where missing.isMeant(facts, at: file.path) {
          let names = facts.subjectAlternativeNames.map(\.description).joined(separator: ", ")
          let title = CertificateRole(facts, at: file.path).title
          evidence.append(
            Evidence(
              place: file.place(),
              seen: "\(title) is for \(names.isEmpty ? "no name" : names), not for "
                + Terminal.printable(missing.name)
            )
          )
        }
      }
      let collected = evidence
      found.withLock { $0 += collected }
    }
    return found.withLock { $0.sorted { $0.place.description < $1.place.description } }
  }
}

/// A name that a server was called by, and what its certificate has instead.
private struct MissingName {
  let name: String
  private let others: Set<String>
  private let components: Set<String>?

  /// Takes the names from a line; nil for lines of another kind.
  init?(_ explanation: LogExplanation) {
    guard
      ["name-not-in-certificate", "no-address-in-certificate"].contains(explanation.symptom?.id),
      let name = explanation.captures.first(where: { $0.name == "name" })?.value
    else { return nil }
    self.name = name
    let names = explanation.captures.first { $0.name == "names" }?.value ?? ""
    others = Set(names.split { $0 == "," || $0 == " " }.map(String.init))
    let ports = LogEndpoint.all(in: explanation.line).map { endpoint in
      String(endpoint.address.split(separator: ":").last ?? "")
    }
    components = ports.compactMap { MissingName.components[$0] }.first
  }

  private static let components: [String: Set<String>] = [
    "6443": ["kube-apiserver"], "443": ["kube-apiserver"], "2379": ["etcd", "kube-apiserver"],
    "2380": ["etcd-peer", "etcd", "kube-apiserver"], "10250": ["kubelet", "kubelet-serving"],
  ]

  /// Whether a certificate can be the one that the line is about.
  func isMeant(_ facts: CertificateFacts, at path: String) -> Bool {
    let isServer = facts.extendedKeyUsages.map { usages in
      usages.contains(.serverAuthentication) || usages.contains(.any)
    }
    guard isServer ?? true, !facts.isAuthority else { return false }
    let names = Set(facts.subjectAlternativeNames.map(MissingName.text))
    guard !names.contains(name) else { return false }
    if !others.isEmpty { return others.isSubset(of: names) }
    guard let components else { return true }
    let component = CertificateRole(facts, at: path).component?.name
    return component.map(components.contains) ?? true
  }

  private static func text(_ name: SubjectAlternativeName) -> String {
    switch name {
    case .dns(let text): text
    case .ip(let address): address.description
    default: name.description
    }
  }
}
