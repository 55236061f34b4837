import ArgumentParser
import KTHWCore

/// `kthwctl matrix`: who can talk to whom, and why not.
struct MatrixCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "matrix",
    abstract: "Try every connection between the programs of a cluster, offline.",
    discussion: """
      Takes a tree of generate, a machine's files, or a folder of a tutorial; finds
      who dials whom with which files, and makes a TLS handshake in memory for each
      pair, both ends judging the other as the programs themselves do: chains,
      dates, usages, names and addresses, then who the client is for the server.
      No network is used and nothing is changed.

      EXAMPLES
        kthwctl matrix out
        kthwctl matrix --only kubelet-apiserver,apiserver-kubelet out
        kthwctl matrix -o json /etc/kubernetes /var/lib/kubelet /etc/systemd/system

      EXIT STATUS
        0 every connection that can be tried works; 2 one fails; 64 usage; 65 a
        description of a cluster that does not fit; 74 a path cannot be read
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
    help: ArgumentHelp(
      "Try these connections alone, joined by commas: "
        + TalkEdge.Kind.allCases.map(\.rawValue).joined(separator: ", ") + ".",
      valueName: "kind,…"
    ),
    transform: MatrixCommand.kinds
  )
  var only: Set<TalkEdge.Kind> = []

  @Option(name: .shortAndLong, help: "How to print: table, json or yaml.")
  var output: OutputFormat = .table

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    let input = ProbeMatrix.Input(paths: paths, cluster: cluster, kinds: only)
    let found = try LongRun.run { try ProbeMatrix.run(input, in: $0) }
    let signs = MatrixSigns.ofTerminal(Context.system.environment)
    let report = MatrixReport(found, signs: signs, style: TextStyle(terminal.color))
    try StandardStream.output.write(try report.text(as: output))
    Failure.say(report.summary)
    if found.failureCount > 0 { throw ExitCode(2) }
  }

  @Sendable
  private static func kinds(_ text: String) throws -> Set<TalkEdge.Kind> {
    Set(
      try text.split(separator: ",").map { name in
        guard let kind = TalkEdge.Kind(rawValue: String(name)) else {
          let known = TalkEdge.Kind.allCases.map(\.rawValue)
          let near = Spelling.nearest(to: String(name), among: known)
          throw ValidationError(
            "\(Terminal.quoted(String(name))) is no kind of connection; "
              + (near.map { "did you mean \($0)?" } ?? "there are \(known.joined(separator: ", "))")
          )
        }
        return kind
      }
    )
  }
}
