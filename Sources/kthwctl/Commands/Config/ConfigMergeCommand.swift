import ArgumentParser
import KTHWCore

/// `kthwctl config merge`: one kubeconfig of several.
struct ConfigMergeCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "merge",
    abstract: "Make one kubeconfig of several.",
    discussion: """
      Unlike KUBECONFIG=a:b kubectl config view --flatten, it tells of names that
      stand for different things, and keeps secrets. Paths become absolute.

      EXAMPLES
        kthwctl config merge ~/.kube/config new.kubeconfig --out merged
        kthwctl config merge a b --on-conflict rename --embed --out both

      EXIT STATUS
        0 merged; 1 names collide, or the file is there; 64 usage; 65 a file does not
        fit; 74 a file cannot be read or written
      """
  )

  @Argument(help: "Files, the most important one first; - is standard input.")
  var files: [String]

  @Option(help: "For names that collide: fail, keep (the earlier), replace (it), or rename.")
  var onConflict = CollisionPolicy.fail

  @Flag(help: "Put certificates and keys inside.")
  var embed = false

  @Option(help: ArgumentHelp("The file to write; without it, standard output.", valueName: "file"))
  var out: String?

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    let input = MergeKubeconfigs.Input(
      files: files,
      collisions: onConflict,
      embeds: embed,
      output: out
    )
    let merged = try MergeKubeconfigs.run(input, in: .system)
    if out == nil { try StandardStream.output.write(merged.kubeconfig.yaml()) }
    for action in merged.actions { Failure.say(action) }
  }
}
