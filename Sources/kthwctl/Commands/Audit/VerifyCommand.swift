import ArgumentParser
import KTHWCore

/// `kthwctl verify`: what will not work, and why.
struct VerifyCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "verify",
    abstract: "Find what will not work, from the files alone.",
    discussion: """
      Takes files, folders and whole trees of generate; finds out what each file
      is, and checks it by itself and against the others: certificates and keys,
      chains, names, identities, kubeconfigs, units and their flags, configuration
      of every component, encryption, file modes, ends of validity. Nothing is
      changed and no network is used.

      EXAMPLES
        kthwctl verify out
        kthwctl verify ca.pem kubernetes.pem kube-apiserver.service
        kthwctl verify --list

      EXIT STATUS
        0 nothing found that --fail-on asks for; 2 errors; 3 warnings; 64 usage;
        65 a description of a cluster that does not fit, or no file at all; 74 a path
        cannot be read
      """
  )

  @Argument(help: "Files, folders and trees; - is standard input.")
  var paths: [String] = []

  @Option(
    name: [.customShort("f"), .customLong("cluster")],
    help: ArgumentHelp(
      "The description of the cluster; by default cluster.yaml among the files.",
      valueName: "cluster.yaml"
    )
  )
  var cluster: String?

  @Option(
    help: ArgumentHelp("The release of Kubernetes, such as 1.36.", valueName: "version"),
    transform: ArgumentReader.version
  )
  var kubernetesVersion: KubernetesVersion?

  @Option(name: .shortAndLong, help: "How to print: table, json, yaml or sarif.")
  var output: FindingFormat = .table

  @Option(help: "What to fail for: error, warn or never.")
  var failOn: FailureThreshold = .error

  @Flag(help: "Show every finding, not only the first few of each rule.")
  var all = false

  @Flag(help: "List the rules instead.")
  var list = false

  @OptionGroup var terminal: TerminalOptions

  func validate() throws {
    guard list || !paths.isEmpty else { throw ValidationError("Name what is to be verified.") }
  }

  func perform() throws {
    if list { return try RuleList.print(as: output) }
    let input = VerifyFiles.Input(
      paths: paths,
      cluster: cluster,
      kubernetesVersion: kubernetesVersion
    )
    let found = try LongRun.run { try VerifyFiles.run(input, in: $0) }
    guard found.fileCount > 0 else { throw KTHWError.noFiles(in: paths) }
    let report = FindingReport(found)
    let text = try report.text(
      as: output,
      style: TextStyle(terminal.color),
      limit: all ? .max : FindingTable.usualLimit
    )
    try StandardStream.output.write(text)
    Failure.say(report.summary)
    let worst = found.findings.map(\.severity).max()
    if output == .table, let rule = found.findings.first(where: { $0.severity == worst })?.rule {
      Failure.hint("kthwctl explain \(rule.id) says why it matters, and so for every rule")
    }
    if let status = failOn.status(for: found.findings) { throw ExitCode(status) }
  }
}

extension KTHWError {
  /// Nothing was looked at, which nobody shall take for a success.
  static func noFiles(in paths: [String]) -> KTHWError {
    let names = paths.map(Terminal.printable).joined(separator: ", ")
    return KTHWError(
      .invalidValue,
      "there is no file to look at",
      at: .file(names),
      hint: "name the folder that holds certificates, kubeconfigs or units, or a tree of generate"
    )
  }
}

/// From which weight on findings make a command fail.
enum FailureThreshold: String, Choice {
  /// For errors.
  case error
  /// For warnings as well.
  case warn
  /// For none.
  case never

  /// The exit status; nil where all is well.
  func status(for findings: [AuditFinding]) -> Int32? {
    let worst = findings.map(\.severity).max()
    switch (self, worst) {
    case (.error, .error), (.warn, .error): return 2
    case (.warn, .warning): return 3
    default: return nil
    }
  }
}
