import KTHWCore

/// Judged requests, for people and for programs.
struct SigningRequestText {
  private let output: CheckSigningRequests.Output

  init(_ output: CheckSigningRequests.Output) {
    self.output = output
  }

  /// A row for each request, the reasons against those that are refused, and
  /// the command for the others.
  var table: String {
    var table = TextTable("REQUEST", "NODE", "FOR", "ASKED BY", "VERDICT")
    for judgement in output.judgements {
      table.add(
        judgement.name,
        judgement.node ?? "-",
        judgement.purpose?.rawValue ?? "-",
        judgement.request.username ?? "-",
        judgement.word
      )
    }
    guard !output.judgements.isEmpty else { return "" }
    let reasons = output.judgements.compactMap { judgement -> String? in
      guard !judgement.reasons.isEmpty else { return nil }
      let lines = judgement.reasons.map { "  " + Terminal.printable($0) + "\n" }.joined()
      return "\n" + Terminal.printable(judgement.name) + "\n" + lines
    }
    let commands = commands.map { $0 + "\n" }.joined()
    return table.text() + reasons.joined() + (commands.isEmpty ? "" : "\n" + commands)
  }

  /// One line for each reason against a request.
  var refusals: [String] {
    output.judgements.flatMap { judgement -> [String] in
      guard case .refuse(let reasons) = judgement.verdict else { return [] }
      return reasons.map { "refused \(judgement.name): \($0)" }
    }
  }

  /// The same as the table, to be read by a program.
  var document: [Node.Entry] {
    [
      Node.Entry("items", .sequence(output.judgements.map(\.entry))),
      Node.Entry("approvable", .sequence(output.approvable.map(Node.string))),
      Node.Entry("commands", .sequence(commands.map(Node.string))),
    ]
  }

  /// What approves, so many at a time that no line is too long for a shell.
  private var commands: [String] {
    let names = output.approvable
    return stride(from: 0, to: names.count, by: SigningRequestText.namesInACommand).map { start in
      let part = names[start..<min(start + SigningRequestText.namesInACommand, names.count)]
      return "kubectl certificate approve " + part.joined(separator: " ")
    }
  }

  private static let namesInACommand = 500
}

extension SigningRequestJudgement {
  /// What a request is called.
  fileprivate var name: String { request.name ?? "(bare request)" }

  fileprivate var word: String {
    switch verdict {
    case .approve: request.name == nil ? "nothing against it" : "approve"
    case .refuse: "REFUSE"
    case .settled(let decision): "\(decision.rawValue) already"
    case .foreign: "not a kubelet's"
    }
  }

  fileprivate var reasons: [String] {
    switch verdict {
    case .refuse(let reasons): reasons
    case .foreign(let why): [why]
    case .approve, .settled: []
    }
  }

  fileprivate var entry: Node {
    let verdict =
      switch verdict {
      case .approve: "approve"
      case .refuse: "refuse"
      case .settled(let decision): decision.rawValue
      case .foreign: "foreign"
      }
    return .mapping([
      "name": request.name.map(Node.string),
      "node": node.map(Node.string),
      "purpose": purpose.map { .string($0.rawValue) },
      "signerName": request.signerName.map(Node.string),
      "username": request.username.map(Node.string),
      "names": .sequence(names.map { .string("\($0)") }),
      "verdict": .string(verdict),
      "reasons": .sequence(reasons.map(Node.string)),
    ])
  }
}
