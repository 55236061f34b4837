import KTHWCore

/// The tutorials, and the steps of one.
enum LabList {
  /// Prints the tutorials.
  static func print(as format: OutputFormat) throws {
    let rows = try TutorialStep.Tutorial.allCases.map { tutorial in
      let steps = try Lab.steps(of: tutorial).count
      return (tutorial.starter.rawValue, steps, tutorial.rawValue)
    }
    try Printer.print(
      format,
      kind: "TutorialList",
      document: {
        let items = rows.map { name, steps, title in
          Node.mapping(["name": .string(name), "title": .string(title), "steps": .integer(steps)])
        }
        return [Node.Entry("tutorials", .sequence(items))]
      },
      table: {
        var table = TextTable("NAME", "STEPS", "AFTER")
        for (name, steps, title) in rows { table.add(name, "\(steps)", title) }
        return table.text()
      }
    )
  }

  /// Prints the steps of one.
  static func print(_ steps: [LabStep], as format: OutputFormat) throws {
    try Printer.print(
      format,
      kind: "TutorialSteps",
      document: { [Node.Entry("steps", .sequence(steps.map(node)))] },
      table: {
        var table = TextTable("STEP", "TITLE", "CHAPTERS OF THE TUTORIAL")
        for step in steps {
          let chapters = step.byHand?.chapters.joined(separator: "; ") ?? ""
          table.add("\(step.number)", step.title, chapters)
        }
        return table.text()
      }
    )
  }

  /// A step for programs.
  static func node(_ step: LabStep) -> Node {
    .mapping([
      "number": .integer(step.number),
      "kind": .string(step.kind.rawValue),
      "title": .string(step.title),
      "text": .string(step.text),
      "chapters": .sequence((step.byHand?.chapters ?? []).map { .string($0) }),
      "byHand": .sequence((step.byHand?.commands ?? []).map { .string($0) }),
      "commands": .sequence(step.commands.map { .string($0) }),
    ])
  }
}
