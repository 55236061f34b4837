import KTHWCore

/// What a lab tells: for people while it goes on, for programs at its end.
final class LabReport {
  private let format: OutputFormat
  private let style: TextStyle
  private let signs = MatrixSigns.ofTerminal(Context.system.environment)
  private var steps: [Node] = []

  init(_ format: OutputFormat, style: TextStyle) {
    self.format = format
    self.style = style
  }

  private func write(_ text: String) throws {
    if format == .table { try StandardStream.output.write(text) }
  }

  /// Says what is going to be made, and where.
  func begin(_ lab: Lab) throws {
    let name = Terminal.printable(lab.folder)
    try write(
      "\(lab.tutorial.rawValue), in \(Quantity.of(lab.steps.count, "step")), in \(name)\n"
    )
  }

  /// Tells of a step; of one that was done before only that.
  func tell(_ step: LabStep, of lab: Lab, _ done: RunLabStep.Output) throws {
    if format != .table { steps.append(node(step, done)) }
    let head = style.bold("Step \(step.number) of \(lab.steps.count): \(step.title)")
    let isNews = done.isMade || step.kind.isAlwaysNew
    var text = "\n\(head)\n"
    if isNews {
      text += Paragraph.text(step.text)
      text += byHand(step) + here(step) + files(done, in: lab)
    } else {
      text += "  was done before\n"
    }
    if let connections = done.connections { text += matrix(connections) }
    try write(text + check(done, step))
    Failure.warn(done.warnings)
  }

  private func byHand(_ step: LabStep) -> String {
    guard let work = step.byHand else { return "" }
    let chapters = work.chapters.joined(separator: "; ")
    return "\n  By hand (\(chapters))\n" + work.commands.map { "    $ \($0)\n" }.joined()
  }

  private func here(_ step: LabStep) -> String {
    "\n  At once\n" + step.commands.map { "    $ \($0)\n" }.joined()
  }

  private func files(_ done: RunLabStep.Output, in lab: Lab) -> String {
    guard !done.files.isEmpty else { return "" }
    var lines = LabelledLines()
    for file in done.files {
      let others = file.alike == 0 ? "" : " (and \(file.alike) more like it)"
      let readers = file.readers.prefix(2).joined(separator: "; ")
      lines.add(file.path, file.title + others + (readers.isEmpty ? "" : ": \(readers)"))
    }
    let all = done.writtenCount <= done.files.count
    let verb = "Made \(Quantity.of(done.writtenCount, "file"))\(all ? "" : ", among them")"
    return "\n  \(verb)\n" + lines.text.split(separator: "\n").map { "  \($0)\n" }.joined()
  }

  private func matrix(_ found: ProbeMatrix.Output) -> String {
    let report = MatrixReport(found, signs: signs, style: style)
    let table = (try? report.text(as: .table)) ?? ""
    return "\n" + table + "\n  " + report.summary + "\n"
  }
}

// MARK: - Checks

extension LabReport {
  /// The exit status with which the lab stops here; nil where it goes on.
  func status(of done: RunLabStep.Output, _ threshold: FailureThreshold) -> Int32? {
    if threshold != .never, done.connections.map({ $0.failureCount > 0 }) ?? false { return 2 }
    return threshold.status(for: done.check.findings)
  }

  /// What was found, and why it matters, in the words of `explain`.
  private func check(_ done: RunLabStep.Output, _ step: LabStep) -> String {
    guard step.kind != .description else { return "\n  Check: the description fits\n" }
    let worth = done.check.findings.filter { $0.severity != .info }
    let seen = FindingReport(done.check).summary
    guard !worth.isEmpty else { return "\n  Check: \(seen)\n" }
    var rules: [AuditRule] = []
    for rule in worth.map(\.rule) where !rules.contains(rule) { rules.append(rule) }
    return "\n  Check: \(seen)\n\n" + FindingTable(worth, style: style).text + "\n"
      + rules.map { ExplanationText(.rule($0)).text }.joined(separator: "\n")
  }

  /// Says how to go on after a check that found something: which steps made
  /// what is wrong, wherever it was seen.
  func end(_ lab: Lab, hasFailedAt step: LabStep, _ done: RunLabStep.Output) throws {
    try printDocument(of: lab)
    let name = "kthwctl tutorial \(lab.tutorial.starter.rawValue)"
    let guilty = done.blamed.map(\.number)
    let made =
      guilty.isEmpty || guilty == [step.number]
      ? "mend what is named"
      : "what is wrong was made in step\(guilty.count == 1 ? "" : "s") "
        + LabReport.list(guilty.map(String.init)) + "; mend it"
    let again =
      guilty.isEmpty
      ? "" : ", or let " + LabReport.list(guilty.map { "--step \($0)" }) + " make it again"
    Failure.say("stopped at step \(step.number): \(made)\(again); then \(name) goes on from here")
  }

  /// `3`, `3 and 6`, `3, 4 and 6`.
  private static func list(_ words: [String]) -> String {
    guard words.count > 1, let last = words.last else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// Says what there is now.
  func end(_ lab: Lab, isComplete: Bool) throws {
    try printDocument(of: lab)
    guard isComplete else { return }
    Failure.say("the lab is complete: \(lab.tree)")
    Failure.say("copy what you want to keep; nothing else needs \(lab.folder)")
  }

  private func printDocument(of lab: Lab) throws {
    guard format != .table else { return }
    try Printer.print(
      format,
      kind: "TutorialReport",
      document: {
        [
          Node.Entry("tutorial", .string(lab.tutorial.starter.rawValue)),
          Node.Entry("folder", .string(lab.folder)),
          Node.Entry("steps", .sequence(steps)),
        ]
      },
      table: { "" }
    )
  }

  private func node(_ step: LabStep, _ done: RunLabStep.Output) -> Node {
    .mapping([
      "number": .integer(step.number),
      "kind": .string(step.kind.rawValue),
      "title": .string(step.title),
      "made": .boolean(done.isMade),
      "filesWritten": .integer(done.writtenCount),
      "findings": .sequence(done.check.findings.map(FindingReport.node)),
      "connections": done.connections.map { .integer($0.count) },
      "failing": done.connections.map { .integer($0.failureCount) },
    ])
  }
}

extension LabStep.Kind {
  /// Whether it is worth telling each time: it makes nothing.
  fileprivate var isAlwaysNew: Bool {
    switch self {
    case .proof, .connections, .copying: true
    default: false
    }
  }
}

/// Text in lines that a terminal shows whole.
enum Paragraph {
  private static let width = 78

  /// The words, indented, with a line feed at the end of each line.
  static func text(_ words: String, indent: Int = 2) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = margin
    for word in words.split(separator: " ") {
      let isFirst = line.utf8.count == indent
      if !isFirst, Terminal.width(of: line) + 1 + word.count > width {
        lines.append(line)
        line = margin + word
      } else {
        line += (isFirst ? "" : " ") + word
      }
    }
    return (lines + [line]).joined(separator: "\n") + "\n"
  }
}
