import KTHWCore

/// Tells of errors as kubectl does: in its words where they are known, then
/// what to do about it.
enum KubectlFailure {
  /// Tells the user what went wrong.
  ///
  /// - Returns: the exit status.
  static func report(_ error: any Error) -> Int32 {
    guard let error = error as? KTHWError else { return Failure.report(error) }
    let problems = error.problems.filter { $0.code != .closedPipe }
    // Several errors stand alone; a single one is introduced.
    let prefix = problems.count == 1 ? "error: " : ""
    for problem in problems { say(prefix + (problem.peerWords?.text ?? problem.description)) }
    for hint in problems.compactMap(\.hint) { say("hint: " + hint) }
    return 1
  }

  /// A warning of kubectl's own.
  static func warn(_ text: String) { say("warning: " + text) }

  /// What kubectl would not have said.
  static func advise(_ problems: [Problem]) {
    for problem in problems {
      say("warning: \(problem)")
      if let hint = problem.hint { say("hint: " + hint) }
    }
  }

  /// Text on standard error, foreign text in it made harmless.
  ///
  /// Standard error may be closed or full; there is nowhere else to say so.
  static func say(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let safe = lines.map { Terminal.printable(String($0)) + "\n" }.joined()
    try? StandardStream.error.write(safe)
  }
}
