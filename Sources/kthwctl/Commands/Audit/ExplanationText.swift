import KTHWCore

/// An explanation for people.
struct ExplanationText {
  private let explained: Explain.Output

  init(_ explained: Explain.Output) { self.explained = explained }

  /// The text, with a line feed at its end.
  var text: String {
    switch explained {
    case .rule(let rule): ExplanationText.text(of: rule)
    case .file(let file): ExplanationText.text(of: file)
    case .lines(let lines, let evidence):
      ExplanationText.text(of: lines) + ExplanationText.text(of: evidence)
    }
  }

  private static func text(of rule: AuditRule) -> String {
    var lines = LabelledLines()
    lines.add("Severity", rule.severity.rawValue)
    lines.add("Looks at", rule.subject)
    lines.add("Why", rule.reason)
    lines.add("Mend", rule.remedy)
    lines.add("Heard as", rule.symptoms)
    lines.add("Source", rule.source)
    return "\(rule.id): \(rule.title)\n" + lines.text
  }

  // MARK: - Files

  private static func text(of file: Explain.FileExplanation) -> String {
    var text = Terminal.printable(file.path)
    if let artifact = file.artifact {
      text += ": \(artifact.title)\n" + lines(of: artifact).text
    } else {
      text += ": no file of a cluster has this name\n"
    }
    if let expiry = file.expiry { text += contents(expiry) }
    if !file.findings.isEmpty {
      text += "\n" + FindingTable(file.findings, style: .plain, limit: .max).text
    }
    return text
  }

  private static func lines(of artifact: ArtifactExplanation) -> LabelledLines {
    var lines = LabelledLines()
    lines.add("What", artifact.what)
    lines.add("Read by", artifact.readers)
    let machines = artifact.roles.map(\.rawValue).joined(separator: ", ")
    lines.add("On", machines.isEmpty ? "the operator's machine alone" : machines)
    lines.add("Lies at", artifact.paths)
    lines.add("Without", artifact.without)
    lines.add(
      "Made in",
      artifact.steps.map { "\($0.tutorial.rawValue): \($0.heading)" }
    )
    return lines
  }

  /// What the file holds that ends.
  private static func contents(_ expiry: ExpiryReport) -> String {
    guard !expiry.credentials.isEmpty else { return "" }
    var lines = LabelledLines()
    for credential in expiry.credentials {
      let left =
        credential.state(at: expiry.now) == .good
        ? RemainingTime.left(until: credential.ends, at: expiry.now) + " left"
        : credential.state(at: expiry.now).rawValue
      lines.add("Holds", credential.role.title)
      lines.add("", "\(credential.subject), ends \(credential.ends), \(left)")
    }
    return lines.text
  }

  // MARK: - Lines

  /// Each line once, with all that it can mean below it.
  private static func text(of lines: [LogExplanation]) -> String {
    var text = ""
    for (index, line) in lines.enumerated() {
      if index > 0, lines[index - 1].line == line.line {
        text += "  or\n"
      } else {
        text += (index > 0 ? "\n" : "") + Terminal.printable(shortened(line.line)) + "\n"
      }
      text += meaning(of: line)
    }
    return text
  }

  private static func meaning(of line: LogExplanation) -> String {
    var lines = LabelledLines()
    if line.count > 1 { lines.add("Lines", "\(Quantity.grouped(line.count)) alike") }
    if let symptom = line.symptom {
      lines.add("Why", line.filled(symptom.cause))
      lines.add("About", line.filled(symptom.artifact))
      lines.add("Seen", line.captures.map { "\($0.name) \($0.value)" })
      for server in LogEndpoint.all(in: line.line) {
        lines.add("Server", "\(server.address) is \(server.server); it shows \(server.certificate)")
      }
      lines.add("Mend", line.filled(symptom.remedy))
      lines.add("Run", line.commands)
    }
    for rule in line.rules {
      if line.symptom == nil {
        lines.add("Why", rule.reason)
        lines.add("Mend", rule.remedy)
      }
      lines.add("Rule", "\(rule.id): \(rule.title)")
    }
    if let symptom = line.symptom { lines.add("Source", symptom.source) }
    return lines.text
  }

  /// Lines of structured logs go on for ever.
  private static func shortened(_ line: String) -> String {
    line.count > 300 ? line.prefix(300) + "…" : line
  }

  private static func text(of evidence: [Explain.Evidence]) -> String {
    guard !evidence.isEmpty else { return "" }
    var lines = LabelledLines()
    for found in evidence { lines.add("\(found.place)", found.seen) }
    return "\nIn these files:\n" + lines.text
  }
}

extension LabelledLines {
  /// Adds a line for each value, the label before the first; none for none.
  fileprivate mutating func add(_ label: String, _ values: [String]) {
    for (index, value) in values.enumerated() { add(index == 0 ? label : "", value) }
  }
}
