import ArgumentParser
import KTHWCore

/// `kthwctl whoami`: who a kubeconfig makes of its holder.
struct WhoamiCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "whoami",
    abstract: "Show who a kubeconfig makes of its holder, without asking the cluster.",
    discussion: """
      Shows the user and groups that the API server would see, the roles that every
      cluster gives them from the start, whether the certificate chains to the CA
      that the kubeconfig trusts, and how long it lasts.

      EXAMPLES
        kthwctl whoami
        kthwctl whoami --kubeconfig node-1.kubeconfig -o json

      EXIT STATUS
        0 shown; 65 a kubeconfig or certificate cannot be understood; 74 a context or a
        file is missing
      """
  )

  @OptionGroup var files: KubeconfigFileOptions

  @Option(help: "The context, instead of the current one.")
  var context: String?

  @OptionGroup var output: OutputOptions

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    let world = Context.system
    let report = try IdentifyClient.run(
      IdentifyClient.Input(kubeconfig: files.kubeconfig, context: context),
      in: world
    )
    try Printer.print(
      output.format,
      kind: "ClientReport",
      document: { report.document(at: world.now()) },
      table: { ClientReportText(report, at: world.now()).text }
    )
    if output.format == .table { Failure.warn(report.doubts) }
  }
}

/// The `--kubeconfig` flag, shared by every command that reads one.
struct KubeconfigFileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The one kubeconfig to use, instead of those in KUBECONFIG or ~/.kube/config.",
      valueName: "file"
    )
  )
  var kubeconfig: String?
}
