import ArgumentParser
import KTHWCore

/// Turns errors into lines on standard error and an exit status.
enum Failure {
  /// Tells the user what went wrong.
  ///
  /// - Returns: the exit status that the process should end with.
  static func report(_ error: any Error) -> Int32 {
    switch error {
    case let error as KTHWError:
      for problem in error.problems where problem.code != .closedPipe {
        say(problem, as: "error")
      }
      return exitStatus(for: error.code)
    case let status as ExitCode:
      return status.rawValue
    default:
      return reportParsing(error)
    }
  }

  /// Tells the user what is doubtful about a run that goes on.
  static func warn(_ problems: some Sequence<Problem>) {
    for problem in problems { say(problem, as: "warning") }
  }

  /// One `kthwctl: …` line on standard error.
  ///
  /// Standard error may be closed or full; there is nowhere else to say so.
  static func say(_ line: String) {
    try? StandardStream.error.write("kthwctl: " + Terminal.printable(line) + "\n")
  }

  /// The exit statuses of our own commands; those that act as another
  /// program keep that program's.
  static func exitStatus(for code: KTHWError.Code) -> Int32 {
    switch code {
    case .locked: 5
    case .usage: 64
    case .syntax, .invalidValue, .invalidName, .wrongType, .unknownField, .duplicateField,
      .missingField, .limitExceeded:
      65
    case .inputOutput, .notFound, .closedPipe: 74
    case .interrupted: 130
    default: 1
    }
  }

  private static func say(_ problem: Problem, as kind: String) {
    say("\(kind): \(problem)")
    if let hint = problem.hint { say("hint: \(hint)") }
  }

  /// What the argument parser throws: help and version texts are data, a
  /// command line that does not fit is a usage error with the usage below it.
  private static func reportParsing(_ error: any Error) -> Int32 {
    let text = Kthwctl.fullMessage(for: error)
    let status = Kthwctl.exitCode(for: error)
    guard status != .success else {
      do {
        if !text.isEmpty { try StandardStream.output.write(text + "\n") }
        return 0
      } catch {
        return report(error)
      }
    }
    let prefix = "Error: "
    let message = text.hasPrefix(prefix) ? "error: " + text.dropFirst(prefix.count) : text
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if let first = lines.first { say(first) }
    let rest = lines.dropFirst().map { Terminal.printable($0) + "\n" }.joined()
    try? StandardStream.error.write(rest)
    return status.rawValue
  }
}
