import ArgumentParser
import KTHWCore

/// `kthwctl init`: a description of a cluster to begin with.
struct InitCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "init",
    abstract: "Print a commented cluster.yaml to begin with.",
    discussion: """
      --like takes the shape of a well-known tutorial; without it there are one
      control-plane host and two workers. Change names and addresses, and hand
      the file to generate.

      EXAMPLES
        kthwctl init > cluster.yaml
        kthwctl init --like ha-haproxy | kthwctl generate -

      EXIT STATUS
        0 written; 1 the file of --out is there; 64 usage; 74 it cannot be written
      """
  )

  @Option(
    help: "single-node, minimal, multi-master, ha-haproxy or two-controllers."
  )
  var like: ClusterStarter?

  @Option(
    help: "The version of Kubernetes, 1.10 to 1.36; the newest by default.",
    transform: ArgumentReader.version
  )
  var kubernetesVersion: KubernetesVersion?

  @Option(
    help: ArgumentHelp("The file to write, which must not be there.", valueName: "file")
  )
  var out: String?

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    let text = (like ?? .standard).text(kubernetesVersion: kubernetesVersion ?? .newest)
    guard let out else { return try StandardStream.output.write(text) }
    try FileWriter.write(
      [OutputFile(out, .text(text), mode: .everyoneReads, replacement: .refuseExisting)]
    )
    Failure.say("wrote \(out); then: kthwctl generate \(out)")
  }
}
