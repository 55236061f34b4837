import ArgumentParser
import KTHWCore

/// The forms in which ends are printed.
enum ExpiryFormat: String, Choice {
  /// For people.
  case table
  /// For programs.
  case json
  /// For programs and people.
  case yaml
  /// Metrics in Prometheus' text format.
  case prometheus
  /// A calendar.
  case ics
}

/// `kthwctl expiry`: what ends when, and what happens then.
struct ExpiryCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "expiry",
    abstract: "Show when certificates and tokens end, and what happens then.",
    discussion: """
      Looks through files, folders and whole trees of generate, kubeconfigs
      included. What lies in several places is one row. With --within only what
      has ended or ends in that time is shown; 33% is a third of the time between a
      certificate's two dates.

      Bootstrap tokens are shown as well, but their end changes no exit status: a
      node that has joined needs none (kthwctl token list).

      --metrics-file writes metrics of everything, whatever is shown, for
      node_exporter's textfile collector: whole or not at all. --systemd writes
      kthwctl-expiry.service and kthwctl-expiry.timer, which look every day and fail
      where something ends soon.

      EXAMPLES
        kthwctl expiry out --within 30d
        kthwctl expiry /etc/kubernetes /var/lib/kubelet -o ics > cluster.ics
        kthwctl expiry /etc/kubernetes --within 33% --systemd /etc/systemd/system \\
          --metrics-file /var/lib/prometheus/node-exporter/kthwctl.prom

      EXIT STATUS
        0 nothing ends within that time; 2 something has ended; 3 something ends
        within that time; 64 usage; 65 no file at all; 74 a path cannot be read, or a
        file that may hold a certificate, where nothing worse was found
      """
  )

  @Argument(help: "Files, folders and trees; - is standard input.")
  var paths: [String]

  @Option(
    help: ArgumentHelp("Only what ends in that time: 30d, 720h or 33%.", valueName: "time"),
    transform: ArgumentReader.expiryWindow
  )
  var within: WrittenWindow?

  @Option(name: .shortAndLong, help: "How to print: table, json, yaml, prometheus or ics.")
  var output: ExpiryFormat = .table

  @Option(help: ArgumentHelp("Write metrics of everything to this file.", valueName: "file"))
  var metricsFile: String?

  @Option(help: ArgumentHelp("Write units that run this every day.", valueName: "directory"))
  var systemd: String?

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    if let systemd { return try writeUnits(to: systemd) }
    let all = try LongRun.run { try ListExpiry.run(ListExpiry.Input(paths: paths), in: $0) }
    guard all.fileCount > 0 else { throw KTHWError.noFiles(in: paths) }
    if let metricsFile {
      let file = OutputFile(metricsFile, .text(all.prometheusText), mode: .everyoneReads)
      try FileWriter.write([file])
    }
    let shown = within.map { all.ending(within: $0.window) } ?? all
    let text = ExpiryText(shown, alarm: within?.window, style: TextStyle(terminal.color))
    try text.print(as: output)
    Failure.warn(all.problems)
    if shown.hasExpired { throw ExitCode(2) }
    if within != nil, !shown.needed.isEmpty { throw ExitCode(3) }
    if !all.problems.isEmpty { throw ExitCode(74) }
  }

  private func writeUnits(to directory: String) throws {
    let input = MakeExpiryTimer.Input(
      program: try RunningProgram.path(),
      paths: paths,
      window: within?.text ?? "30d",
      metricsFile: metricsFile,
      directory: directory
    )
    let units = try MakeExpiryTimer.run(input, in: .system)
    let names = units.map(\.name).joined(separator: " and ")
    Failure.say("\(Terminal.printable(directory)): wrote \(names)")
    Failure.say("next: systemctl daemon-reload && systemctl enable --now \(units[1].name)")
  }
}

/// A time, and how the user wrote it.
struct WrittenWindow: Sendable {
  let text: String
  let window: ExpiryWindow
}

extension ArgumentReader {
  /// A time until an end, or a part of a lifetime: `30d`, `33%`.
  static func expiryWindow(_ text: String) throws -> WrittenWindow {
    do {
      return WrittenWindow(text: text, window: try ExpiryWindow(text))
    } catch let error as KTHWError {
      let hint = error.problems[0].hint.map { "; \($0)" } ?? ""
      throw ValidationError(error.problems[0].message + hint)
    }
  }
}
