import ArgumentParser
import KTHWCore

/// `kthwctl csr check`: which requests of kubelets may be approved.
struct CSRCheckCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "check",
    abstract: "Judge requests of kubelets for certificates: which may be approved.",
    discussion: """
      Reads CertificateSigningRequests as kubectl prints them, YAML or JSON, one or
      a list, or requests in PEM. A request may be approved where its signature
      holds, its subject is exactly that of a node of the cluster, that node itself
      (or, for its first certificate, a token of its own) asked for it, its usages
      are those of its signer, and every name and address is the node's own. The
      machines are those of cluster.yaml, or with --tree those of a tree, which also
      knows whose the tokens are. What was decided already, and what is no kubelet's,
      is passed over.

      Nothing is approved: the command for it is printed, or with -o name the names
      alone. Of a bare request nobody can say who asked.

      EXAMPLES
        kubectl get csr -o yaml | kthwctl csr check --tree out
        kubectl get csr -o json | kthwctl csr check -o name \\
          | xargs --no-run-if-empty kubectl certificate approve

      EXIT STATUS
        0 none must be refused; 2 some must be; 64 usage; 65 a file holds something
        else; 74 a file cannot be read
      """
  )

  @Argument(help: "Files with requests; - is standard input, which is read by itself.")
  var paths: [String] = ["-"]

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The cluster's description; cluster.yaml by itself.",
      valueName: "cluster.yaml"
    )
  )
  var file: String?

  @Option(help: ArgumentHelp("The tree of generate, for its description.", valueName: "dir"))
  var tree: String?

  @Option(name: .shortAndLong, help: "How to print: table, json, yaml or name.")
  var output: Format = .table

  /// The forms of the verdicts.
  enum Format: String, Choice {
    case table, json, yaml, name
  }

  @OptionGroup var terminal: TerminalOptions

  func validate() throws {
    guard file == nil || tree == nil else {
      throw ValidationError("Only one of --file and --tree fits.")
    }
    guard (paths + [file ?? ""]).count(where: { $0 == "-" }) < 2 else {
      throw ValidationError("Standard input can be read once.")
    }
  }

  func perform() throws {
    let topology: CheckSigningRequests.Topology =
      tree.map { .tree($0) } ?? .file(file ?? ClusterFile.defaultName)
    let checked = try CheckSigningRequests.run(
      CheckSigningRequests.Input(paths: paths, topology: topology),
      in: .system
    )
    let text = SigningRequestText(checked)
    switch output {
    case .name:
      try StandardStream.output.write(checked.approvable.map { $0 + "\n" }.joined())
      for line in text.refusals { Failure.say(line) }
    case .table, .json, .yaml:
      try Printer.print(
        OutputFormat(rawValue: output.rawValue) ?? .table,
        kind: "SigningRequestReport",
        document: { text.document },
        table: { text.table }
      )
    }
    if checked.judgements.isEmpty { Failure.say("there are no requests") }
    if checked.isAnyRefused { throw ExitCode(2) }
  }
}
