/// What a line of a log means: one of the reasons that it can have.
public struct LogExplanation: Hashable, Sendable {
  /// What the program says, and what that means.
  public let symptom: LogSymptom?
  /// The rules of `kthwctl verify` that prevent it.
  public let rules: [AuditRule]
  /// What the line has where texts have a name in braces.
  public let captures: [Capture]
  /// The line.
  public let line: String
  /// How many lines say the same.
  public internal(set) var count = 1
  /// How sure the match is: how many characters fit.
  let weight: Int

  /// A part of a line, by name.
  public struct Capture: Hashable, Sendable {
    /// Its name: `user`.
    public let name: String
    /// What the line has there.
    public let value: String
  }

  /// A text of the symptom with what the line has in its places.
  public func filled(_ text: String) -> String { filled(text) { Terminal.printable($0.value) } }

  /// Commands that can be run as they are, or once words in capitals are
  /// replaced.
  ///
  /// A line may come from anybody who can reach a server, so what it says is
  /// quoted for the shell.
  public var commands: [String] {
    (symptom?.commands ?? []).map { filled($0, LogExplanation.quoted) }
      .filter { !$0.contains("{") }
  }

  private func filled(_ text: String, _ written: (Capture) -> String) -> String {
    var result = ""
    var rest = text[...]
    // From left to right, so that braces of the line are not filled again.
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[open...]
      let found = captures.first { rest.hasPrefix("{\($0.name)}") }
      if let found {
        result += written(found)
        rest = rest.dropFirst(found.name.count + 2)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result + rest
  }

  /// A value as a POSIX shell takes it for itself; its name where it would be
  /// taken for a flag.
  private static func quoted(_ capture: Capture) -> String {
    let plain = "-._:/@%+,".utf8
    let word = Terminal.printable(capture.value)
    let isPlain = word.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || plain.contains(byte)
    }
    if word.isEmpty || word.hasPrefix("-") { return capture.name.uppercased() }
    if isPlain { return word }
    let parts = word.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: "'\\''") + "'"
  }
}

extension LogExplanation {
  /// Explains a line: the likeliest reason first.
  ///
  /// - Parameter text: a line of a log, or a message.
  /// - Returns: what fits; empty for a line of which nothing is known.
  public static func of(_ text: String) -> [LogExplanation] {
    let line = LogLine(text)
    let rules = AuditRule.all.filter { rule in
      rulePatterns[rule.id]?.contains { $0.match(line) != nil } == true
    }
    var found: [LogExplanation] = []
    for symptom in LogSymptom.all {
      let matches = symptom.patterns.compactMap { pattern in
        pattern.match(line).map { (captures: $0, weight: pattern.weight) }
      }
      guard let best = matches.max(by: { $0.weight < $1.weight }) else { continue }
      found.append(
        LogExplanation(
          symptom: symptom,
          rules: rules,
          captures: best.captures.sorted { $0.key < $1.key }.map { Capture(name: $0, value: $1) },
          line: line.text,
          weight: best.weight
        )
      )
    }
    guard !found.isEmpty || rules.isEmpty else {
      return [LogExplanation(symptom: nil, rules: rules, captures: [], line: line.text, weight: 0)]
    }
    return ranked(found)
  }

  /// The surest first; what only says less of the same is left out.
  private static func ranked(_ found: [LogExplanation]) -> [LogExplanation] {
    let sorted = found.enumerated().sorted { left, right in
      left.element.weight == right.element.weight
        ? left.offset < right.offset : left.element.weight > right.element.weight
    }.map(\.element)
    let covered = found.compactMap(\.symptom).reduce(into: Set<String>()) { covered, symptom in
      covered.formUnion(general[symptom.id] ?? [])
    }
    return sorted.filter { $0.symptom.map { !covered.contains($0.id) } ?? false }
  }

  /// What says less of the same.
  private static let general: [String: Set<String>] = [
    // Said by a server, it is the client who speaks no TLS.
    "etcd-rejected-connection": ["server-speaks-no-tls"],
    "tls-handshake-error": ["server-speaks-no-tls"],
    "unknown-authority-candidate": ["unknown-authority"],
    "certificate-not-yet-valid": ["certificate-expired"],
    "kubectl-without-kubeconfig": ["connection-refused"],
    "kubelet-api-forbidden": ["rbac-forbidden"],
    "no-node-identity": ["rbac-forbidden"],
    "wrong-node-name": ["rbac-forbidden", "node-not-found", "no-node-identity"],
    "bootstrap-forbidden": ["rbac-forbidden", "unauthorized"],
    "anonymous-refused": ["rbac-forbidden", "no-node-identity", "bootstrap-forbidden"],
    "invalid-bearer-token": ["unauthorized"],
    "cfssl-no-policy": ["not-a-pem-file"],
  ]

  /// What rules say that programs say.
  private static let rulePatterns: [String: [LogPattern]] = Dictionary(
    AuditRule.all.map { rule in
      let patterns = rule.symptoms.map { LogPattern($0, hasNames: false) }
      return (rule.id, patterns.filter { $0.weight >= ruleWeight })
    },
    uniquingKeysWith: { first, _ in first }
  )

  /// Fewer characters than these say nothing by themselves.
  private static let ruleWeight = 12

  /// The known line that is nearest to one that nothing fits, by words.
  public static func nearest(to text: String) -> LogSymptom? {
    let wanted = Set(words(text))
    let best = LogSymptom.all.max { shared($0, wanted) < shared($1, wanted) }
    return best.flatMap { shared($0, wanted) >= 2 ? $0 : nil }
  }

  private static func shared(_ symptom: LogSymptom, _ wanted: Set<String>) -> Int {
    symptom.lines.map { Set(words($0)).intersection(wanted).count }.max() ?? 0
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 2 }.map(
      String.init
    )
  }
}
