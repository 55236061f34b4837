import ArgumentParser
import KTHWCore

/// `kthwctl tutorial`: a tutorial's cluster, step by step.
struct TutorialCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "tutorial",
    abstract: "Make a tutorial's cluster step by step, with a check after each.",
    discussion: """
      NAME is single-node, minimal, multi-master, ha-haproxy or two-controllers. Each
      step says what it makes, who reads it and what the tutorial's reader types
      instead, and judges everything that is there so far; what is wrong is explained
      as explain does, and the run stops. On a terminal it waits for Enter between
      steps.

      The lab is cluster.yaml and the tree that generate would make of it, in a
      folder of its own below ~/.cache/kthwctl (or XDG_CACHE_HOME), or in that of
      --folder. A run that was stopped goes on where it stopped: change files in
      between and see what is said of it. --step does one step again and mends what
      it makes; a run that stops names the steps that made what is wrong.

      EXAMPLES
        kthwctl tutorial ha-haproxy
        kthwctl tutorial multi-master --folder lab --until 4
        kthwctl tutorial multi-master --folder lab --step 3

      EXIT STATUS
        0 done; 1 something there cannot be used; 2 a check found errors; 3 it found
        warnings; 5 another run holds the folder; 64 usage; 65 the description does
        not fit; 74 a file cannot be read or written; 130 interrupted, to be gone on
        with
      """
  )

  @Argument(
    help: ArgumentHelp("The tutorial.", valueName: "name"),
    transform: TutorialCommand.tutorial
  )
  var name: TutorialStep.Tutorial?

  @Flag(help: "List the tutorials, or the steps of the one that is named.")
  var list = false

  @Option(help: ArgumentHelp("The folder of the lab, to be kept.", valueName: "directory"))
  var folder: String?

  @Option(help: ArgumentHelp("Do this step alone, and mend what it makes.", valueName: "number"))
  var step: Int?

  @Option(help: ArgumentHelp("Stop after this step.", valueName: "number"))
  var until: Int?

  @Option(
    help: "The version of Kubernetes, 1.10 to 1.36; the newest by default.",
    transform: ArgumentReader.version
  )
  var kubernetesVersion: KubernetesVersion?

  @Option(help: "What to stop for: error, warn or never.")
  var failOn: FailureThreshold = .warn

  @Flag(name: .shortAndLong, help: "Do not wait between steps.")
  var yes = false

  @OptionGroup var output: OutputOptions

  @OptionGroup var reproduction: ReproductionOptions

  @OptionGroup var terminal: TerminalOptions

  func validate() throws {
    guard name != nil || list else {
      throw ValidationError("Name a tutorial: \(TutorialCommand.names.joined(separator: ", ")).")
    }
    guard folder != "" else { throw ValidationError("--folder wants a folder.") }
    guard step == nil || until == nil else {
      throw ValidationError("--step and --until are two things.")
    }
  }

  func perform() throws {
    guard let name, !list else { return try printList() }
    var context = reproduction.context
    // Between two steps a signal is seen, and during a step at its next chance.
    let interruption = Interruption.heldBack()
    context.isInterrupted = { interruption.isPending }
    defer { interruption.release() }
    let folder = try folder ?? LabFolder.usual(for: name, context.environment)
    let report = LabReport(output.format, style: TextStyle(terminal.color))
    let pause = LabPause(isWanted: !yes && output.format == .table, interruption)
    var lab = try lab(name, folder, context)
    let numbers = try chosenSteps(of: lab)
    try report.begin(lab)
    for number in numbers {
      // What the reader changed in the description counts from here on.
      lab = try self.lab(name, folder, context)
      guard let step = lab.steps.first(where: { $0.number == number }) else { break }
      let input = RunLabStep.Input(lab: lab, step: step, mends: self.step != nil)
      let done = try RunLabStep.run(input, in: context)
      try report.tell(step, of: lab, done)
      if let status = report.status(of: done, failOn) {
        try report.end(lab, hasFailedAt: step, done)
        throw ExitCode(status)
      }
      try interruption.refuse()
      if done.isMade, number != numbers.last { try pause.wait() }
    }
    try report.end(lab, isComplete: numbers.last == lab.steps.count)
  }

  private func lab(
    _ name: TutorialStep.Tutorial,
    _ folder: String,
    _ context: Context
  ) throws -> Lab {
    try Lab(name, in: folder, kubernetesVersion: kubernetesVersion ?? .newest, context: context)
  }

  private func chosenSteps(of lab: Lab) throws -> ClosedRange<Int> {
    let count = lab.steps.count
    for number in [step, until].compactMap(\.self) where !(1...count).contains(number) {
      throw KTHWError(
        .usage,
        "there is no step \(number): the tutorial has \(count)",
        hint: "kthwctl tutorial \(lab.tutorial.starter.rawValue) --list names them"
      )
    }
    return step.map { $0...$0 } ?? 1...(until ?? count)
  }

  private func printList() throws {
    guard let name else { return try LabList.print(as: output.format) }
    try LabList.print(try Lab.steps(of: name), as: output.format)
  }

  static let names = TutorialStep.Tutorial.allCases.map(\.starter.rawValue)

  @Sendable
  private static func tutorial(_ text: String) throws -> TutorialStep.Tutorial {
    let found = TutorialStep.Tutorial.allCases.first { $0.starter.rawValue == text }
    guard let found else {
      let near = Spelling.nearest(to: text, among: names)
      throw ValidationError(
        "There is no tutorial \(Terminal.quoted(text)); "
          + (near.map { "did you mean \($0)?" } ?? "there are \(names.joined(separator: ", ")).")
      )
    }
    return found
  }
}
