import ArgumentParser
import KTHWCore

/// `kthwctl report`: a page that shows a cluster.
struct ReportCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "report",
    abstract: "Write one page of HTML that shows a cluster as its files have it.",
    discussion: """
      Who signed whom and how long each certificate is good, who talks to whom and
      why not, what ends when, every host with its programs, flags and files, and
      what verify finds. The page needs nothing else: no network, no script, no
      font; it is light or dark as its reader's system is. Beyond fifty hosts those
      that are alike are shown as one.

      No private key, token or passphrase is in it, but every name and address of
      the cluster is. Without --output it is written to standard output.

      EXAMPLES
        kthwctl report out -o report.html
        kthwctl report /etc/kubernetes /var/lib/kubelet > machine.html

      EXIT STATUS
        0 written, whatever it tells; 64 usage; 65 no file at all, or a description
        of a cluster that does not fit; 74 a path cannot be read or written
      """
  )

  @Argument(help: "Trees, folders and files.")
  var paths: [String]

  @Option(
    name: [.customShort("f"), .customLong("cluster")],
    help: ArgumentHelp(
      "The description of the cluster; by default cluster.yaml among the files.",
      valueName: "cluster.yaml"
    )
  )
  var cluster: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where to write the page; - is standard output.", valueName: "file")
  )
  var output = "-"

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    let isFile = output != "-"
    // What cannot be written is better known before the work.
    if isFile { try FileWriter.check([OutputFile(output, .text(""), mode: .everyoneReads)]) }
    let input = MakeReport.Input(paths: paths, cluster: cluster)
    let page = try LongRun.run { try MakeReport.run(input, in: $0) }
    guard page.fileCount > 0 else { throw KTHWError.noFiles(in: paths) }
    if isFile {
      try FileWriter.write([OutputFile(output, .text(page.html), mode: .everyoneReads)])
    } else {
      try StandardStream.output.write(page.html)
    }
    Failure.say("\(isFile ? Terminal.printable(output) + ": " : "")\(page.summary)")
  }
}
