import ArgumentParser
import KTHWCore

/// Turns errors into lines on standard error and an exit status.
enum Failure {
  /// Tells the user what went wrong.
  ///
  /// - Parameters:
  ///   - error: what was thrown.
  ///   - words: the command line without the program's name, where it may be wrong.
  /// - Returns: the exit status that the process should end with.
  static func report(_ error: any Error, for words: [String] = []) -> Int32 {
    switch error {
    case let error as KTHWError:
      for problem in error.problems where problem.code != .closedPipe {
        say(problem, as: .error)
      }
      return exitStatus(for: error.code)
    case let status as ExitCode:
      return status.rawValue
    default:
      return reportParsing(error, words)
    }
  }

  /// Tells the user what is doubtful about a run that goes on.
  static func warn(_ problems: some Sequence<Problem>) {
    for problem in problems { say(problem, as: .warning) }
  }

  /// Tells the user of a doubt in one line.
  static func warn(_ line: String) { write(line, as: .warning) }

  /// Tells the user what was done: a `kthwctl: …` line on standard error,
  /// which --quiet leaves out.
  static func say(_ line: String) {
    if Talk.amount != .little { write(line) }
  }

  /// Tells the user what may help further; --quiet leaves it out.
  static func hint(_ line: String) {
    if Talk.amount != .little { write(line, as: .hint) }
  }

  /// What a line is, in its first word.
  private enum Label: String {
    case error, warning, hint

    var colour: TextStyle.Colour {
      switch self {
      case .error: .red
      case .warning: .yellow
      case .hint: .blue
      }
    }
  }

  /// Standard error may be closed or full; there is nowhere else to say so.
  private static func write(_ line: String, as label: Label? = nil) {
    let word = label.map { Talk.style.word($0.rawValue + ":", $0.colour) + " " } ?? ""
    try? StandardStream.error.write("kthwctl: " + word + Terminal.printable(line) + "\n")
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

  private static func say(_ problem: Problem, as label: Label) {
    write("\(problem)", as: label)
    if let hint = problem.hint { write(hint, as: .hint) }
  }

  /// What the argument parser throws: help and version texts are data, a
  /// command line that does not fit is a usage error with the usage below it.
  private static func reportParsing(_ error: any Error, _ words: [String]) -> Int32 {
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
    let isError = text.hasPrefix(prefix)
    let lines = text.dropFirst(isError ? prefix.count : 0)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if let first = lines.first { write(first, as: isError ? .error : nil) }
    let rest = lines.dropFirst().map { Terminal.printable($0) + "\n" }.joined()
    try? StandardStream.error.write(rest)
    if let meant = CommandMistake(words)?.hint { write(meant, as: .hint) }
    return status.rawValue
  }
}
