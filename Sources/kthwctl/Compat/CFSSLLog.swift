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
    let indentation = line.hasPrefix("\t") ? "\t" : ""
    let text = Terminal.printable(String(line.dropFirst(indentation.count)))
    try? StandardStream.error.write(indentation + text + "\n")
  }

  /// An error: cfssl's own words where it has any, then ours with the place,
  /// then what to do.
  static func say(_ error: KTHWError, after prefix: String = "") {
    var prefix = prefix
    for problem in error.problems where problem.code != .closedPipe {
      let own = problem.description
      let first = problem.peerWords == nil ? own : KTHWError(problem).cfsslText
      // A server's messages stand on lines of their own, behind a tab.
      for line in (prefix + first).split(separator: "\n", omittingEmptySubsequences: false) {
        say(String(line))
      }
      if addsTo(first, problem) { say(own) }
      if let hint = problem.hint { say("hint: " + hint) }
      prefix = ""
    }
  }

  /// Whether our own line says more than cfssl's: `open ca.pem: no such file
  /// or directory` is all that there is to say.
  private static func addsTo(_ line: String, _ problem: Problem) -> Bool {
    guard let words = problem.peerWords else { return false }
    if words.code != nil { return true }
    guard let place = problem.place, place.mark == nil, place.field == nil,
      let file = place.file
    else { return words.text != problem.description }
    return !line.contains(Terminal.printable(file))
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
