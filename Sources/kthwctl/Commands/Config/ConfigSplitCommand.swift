import ArgumentParser
import KTHWCore

/// `kthwctl config split`: a kubeconfig for every context.
struct ConfigSplitCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "split",
    abstract: "Write a kubeconfig of its own for every context.",
    discussion: """
      Each file has one context, its cluster and user, certificates and keys inside,
      and mode 0600. Files that are there are left alone, and then none is written.

      EXAMPLES
        kthwctl config split --directory kubeconfigs
        kthwctl config split hard-way --kubeconfig ~/.kube/config

      EXIT STATUS
        0 written; 1 a file is there; 64 usage; 65 the kubeconfig does not fit;
        74 a context or file is missing
      """
  )

  @Argument(help: "The contexts; all of them if none is named.")
  var contexts: [String] = []

  @Option(help: "Where the files go.")
  var directory = "."

  @OptionGroup var files: KubeconfigFileOptions

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    let input = SplitKubeconfig.Input(
      contexts: contexts,
      directory: directory,
      kubeconfig: files.kubeconfig
    )
    for path in try SplitKubeconfig.run(input, in: .system) { Failure.say("wrote \(path)") }
  }
}
