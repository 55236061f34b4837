import ArgumentParser
import KTHWCore

/// `kthwctl config prune`: what nothing refers to goes.
struct ConfigPruneCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "prune",
    abstract: "Remove clusters and users that no context names.",
    discussion: """
      A current context that is not there is cleared as well.

      EXAMPLES
        kthwctl config prune --dry-run
        kthwctl config prune --kubeconfig ~/.kube/config

      EXIT STATUS
        0 removed, or nothing to remove; 5 another program holds a file; 64 usage;
        65 a file does not fit; 74 a file cannot be read or written
      """
  )

  @Flag(help: "Only name what would go.")
  var dryRun = false

  @OptionGroup var files: KubeconfigFileOptions

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    let input = PruneKubeconfig.Input(isDryRun: dryRun, kubeconfig: files.kubeconfig)
    let orphans = try PruneKubeconfig.run(input, in: .system).orphans
    var lines = orphans.clusters.map { "cluster \($0)" } + orphans.users.map { "user \($0)" }
    if orphans.hasDanglingCurrentContext { lines.append("current-context") }
    try StandardStream.output.write(lines.map { Terminal.printable($0) + "\n" }.joined())
    let verb = dryRun ? "would remove" : "removed"
    Failure.say(lines.isEmpty ? "nothing to remove" : "\(verb) \(lines.count)")
  }
}
