import KTHWCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// cfssl's log: lines on standard error, in the local time zone.
struct CFSSLLog: Sendable {
  /// How much a line matters; cfssl's numbers.
  enum Level: Int, Sendable {
    case debug, info, warning, error, critical, fatal

    var name: String {
      switch self {
      case .debug: "DEBUG"
      case .info: "INFO"
      case .warning: "WARNING"
      case .error: "ERROR"
      case .critical: "CRITICAL"
      case .fatal: "FATAL"
      }
    }
  }

  /// The least level that is shown.
  let threshold: Int
  let now: @Sendable () -> Timestamp

  func info(_ text: String) { write(.info, text) }
  func error(_ text: String) { write(.error, text) }

  /// One line for something doubtful, with what to do about it.
  func warning(_ problem: Problem) {
    write(.warning, problem.description + (problem.hint.map { "; " + $0 } ?? ""))
  }

  /// Writes one line where its level is shown.
  func write(_ level: Level, _ text: String) {
    guard level.rawValue >= threshold else { return }
    Self.say(Self.stamp(now()) + " [\(level.name)] " + text)
  }

  /// A line without a stamp, whatever the threshold.
  ///
  /// Standard error may be closed or full; there is nowhere else to say so.
  static func say(_ line: String) {
    try? StandardStream.error.write(Terminal.printable(line) + "\n")
  }

  /// An error as cfssl prints it, and below it what to do.
  static func say(_ error: KTHWError) {
    for problem in error.problems where problem.code != .closedPipe {
      say(problem.description)
      if let hint = problem.hint { say("hint: " + hint) }
    }
  }

  /// `2026/11/21 08:30:00` where the machine stands.
  private static func stamp(_ moment: Timestamp) -> String {
    var seconds = time_t(moment.secondsSince1970)
    var local = tm()
    // A year beyond what `tm` holds leaves it at zero, which is good enough for a log.
    localtime_r(&seconds, &local)
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(local.tm_year + 1900)/\(two(local.tm_mon + 1))/\(two(local.tm_mday)) "
      + "\(two(local.tm_hour)):\(two(local.tm_min)):\(two(local.tm_sec))"
  }
}
