import ArgumentParser
import KTHWCore

/// `kthwctl config check`: what works against the kubeconfig's user.
struct ConfigCheckCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "check",
    abstract: "Look for what is wrong in a kubeconfig.",
    discussion: """
      References to nothing, certificates that have ended or do not fit their keys,
      files that cannot be read or that others may read, entries that another file
      hides, settings that clients refuse.

      EXAMPLES
        kthwctl config check
        kthwctl config check --kubeconfig admin.kubeconfig --within 90d -o json

      EXIT STATUS
        0 nothing found; 2 errors found; 3 warnings found; 64 usage; 65 a kubeconfig
        cannot be understood; 74 a file cannot be read
      """
  )

  @OptionGroup var files: KubeconfigFileOptions

  @Option(
    help: "Warn of certificates that end within this time.",
    transform: ArgumentReader.lifetime
  )
  var within = GoDuration.days(30)

  @OptionGroup var output: OutputOptions

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    let findings = try CheckKubeconfig.run(
      CheckKubeconfig.Input(kubeconfig: files.kubeconfig, warnsBefore: within),
      in: .system
    )
    try Printer.print(
      output.format,
      kind: "KubeconfigFindings",
      document: { [Node.Entry("items", .sequence(findings.map(ConfigCheckCommand.item)))] },
      table: { ConfigCheckCommand.text(of: findings) }
    )
    if findings.contains(where: { $0.severity == .error }) { throw ExitCode(2) }
    if !findings.isEmpty { throw ExitCode(3) }
  }

  private static func item(_ finding: KubeconfigFinding) -> Node {
    .mapping([
      Node.Entry("rule", .string(finding.rule)),
      Node.Entry("severity", .string(finding.severity.rawValue)),
      Node.Entry("place", .string(finding.problem.place?.description ?? "")),
      Node.Entry("message", .string(finding.problem.message)),
      Node.Entry("hint", finding.problem.hint.map { .string($0) } ?? .null),
    ])
  }

  private static func text(of findings: [KubeconfigFinding]) -> String {
    guard !findings.isEmpty else { return "nothing found\n" }
    return findings.map { finding in
      let hint = finding.problem.hint.map { "  hint: " + Terminal.printable($0) + "\n" } ?? ""
      return "\(finding.severity.rawValue): "
        + Terminal.printable(finding.problem.description) + "\n" + hint
    }.joined()
  }
}
