import ArgumentParser
import KTHWCore

/// `kthwctl explain`: what a file, a rule or a line of a log is.
struct ExplainCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "explain",
    abstract: "Say what a file, a rule or a line of a log is about.",
    discussion: """
      Of a file of a cluster, or the name of one: what it is, who reads it by which
      flag, what breaks without it, which step of a tutorial makes it; and of a file
      that is there what is wrong with it alone. Of a rule what verify looks for. Of
      a line that kube-apiserver, kubelet, etcd, kubectl, openssl, cfssl and their
      like have printed: why they say so, which file it is about, what to run.

      A line with spaces wants quotes; - reads a whole log. With --in the cause is
      looked for in files.

      EXAMPLES
        kthwctl explain /var/lib/kubernetes/kube-apiserver.pem
        kthwctl explain KTHW-FILE-002
        kthwctl explain --in out \\
          'x509: certificate is valid for 10.32.0.1, not 10.0.0.1'
        journalctl -u kubelet -n 200 | kthwctl explain -

      EXIT STATUS
        0 explained; 1 nothing is known of it; 64 usage; 74 a file cannot be read
      """
  )

  @Argument(
    help: ArgumentHelp("A file or its name, a rule, or a line of a log.", valueName: "subject")
  )
  var words: [String]

  @Option(
    name: .customLong("in"),
    help: ArgumentHelp("Files, folders or trees that the line is about.", valueName: "path")
  )
  var paths: [String] = []

  @OptionGroup var output: OutputOptions

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    let subject = words.joined(separator: " ")
    // One word is soon explained, and asks for no processors.
    let workers = paths.isEmpty ? 1 : Processors.available
    let input = Explain.Input(subject: subject, paths: paths, workers: workers)
    let explained: Explain.Output
    if subject == "-" {
      let log = try InputFile.read("-", context: .system, allowStandardInput: true)
      let text = String(decoding: log, as: UTF8.self)
      explained = try LongRun.run { try Explain.run(log: text, input, in: $0) }
    } else if paths.isEmpty {
      explained = try Explain.run(input, in: .system)
    } else {
      explained = try LongRun.run { try Explain.run(input, in: $0) }
    }
    try Printer.print(
      output.format,
      kind: "Explanation",
      document: { ExplanationDocument(explained).entries },
      table: { ExplanationText(explained).text }
    )
  }
}
