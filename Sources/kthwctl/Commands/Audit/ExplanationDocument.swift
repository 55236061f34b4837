import KTHWCore

/// An explanation for programs.
struct ExplanationDocument {
  private let explained: Explain.Output

  init(_ explained: Explain.Output) { self.explained = explained }

  /// The entries of the document; `type` says which there are.
  var entries: [Node.Entry] {
    switch explained {
    case .rule(let rule):
      [Node.Entry("type", .string("rule")), Node.Entry("rule", ExplanationDocument.node(rule))]
    case .file(let file):
      [Node.Entry("type", .string("file"))] + ExplanationDocument.entries(file)
    case .lines(let lines, let evidence):
      [
        Node.Entry("type", .string("log")),
        Node.Entry("causes", .sequence(lines.map(ExplanationDocument.node))),
        Node.Entry("evidence", .sequence(evidence.map(ExplanationDocument.node))),
      ]
    }
  }

  private static func node(_ rule: AuditRule) -> Node {
    .mapping([
      "id": .string(rule.id), "severity": .string(rule.severity.rawValue),
      "title": .string(rule.title), "subject": .string(rule.subject),
      "reason": .string(rule.reason), "symptoms": strings(rule.symptoms),
      "remedy": .string(rule.remedy), "source": .string(rule.source),
    ])
  }

  private static func entries(_ file: Explain.FileExplanation) -> [Node.Entry] {
    var entries = [Node.Entry("path", .string(file.path))]
    if let artifact = file.artifact { entries.append(Node.Entry("artifact", node(artifact))) }
    if let expiry = file.expiry { entries += expiry.document }
    entries.append(Node.Entry("findings", .sequence(file.findings.map(FindingReport.node))))
    return entries
  }

  private static func node(_ artifact: ArtifactExplanation) -> Node {
    .mapping([
      "title": .string(artifact.title), "what": .string(artifact.what),
      "readers": strings(artifact.readers), "roles": strings(artifact.roles.map(\.rawValue)),
      "paths": strings(artifact.paths), "without": .string(artifact.without),
      "steps": .sequence(
        artifact.steps.map { step in
          .mapping([
            "tutorial": .string(step.tutorial.rawValue), "heading": .string(step.heading),
            "like": .string(step.tutorial.starter.rawValue),
          ])
        }
      ),
    ])
  }

  private static func node(_ line: LogExplanation) -> Node {
    .mapping([
      "line": .string(line.line),
      "count": .integer(line.count),
      "id": line.symptom.map { .string($0.id) },
      "cause": line.symptom.map { .string(line.filled($0.cause)) },
      "artifact": line.symptom.map { .string(line.filled($0.artifact)) },
      "remedy": line.symptom.map { .string(line.filled($0.remedy)) },
      "commands": strings(line.commands),
      "captures": .mapping(line.captures.map { Node.Entry($0.name, .string($0.value)) }),
      "servers": .sequence(
        LogEndpoint.all(in: line.line).map { server in
          .mapping(["address": .string(server.address), "is": .string(server.server)])
        }
      ),
      "rules": strings(line.rules.map(\.id)),
    ])
  }

  private static func node(_ evidence: Explain.Evidence) -> Node {
    .mapping([
      "file": evidence.place.file.map { .string($0) },
      "line": evidence.place.mark.map { .integer($0.line) },
      "field": evidence.place.field.map { .string($0) },
      "seen": .string(evidence.seen),
    ])
  }

  private static func strings(_ texts: [String]) -> Node { .sequence(texts.map { .string($0) }) }
}
