import ArgumentParser
import KTHWCore

/// `kthwctl adopt`: takes over what other tools built.
struct AdoptCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "adopt",
    abstract: "Take over a cluster that other tools built.",
    discussion: """
      Reads a heap of files - a tutorial's folder, what cfssl left, kubeadm's
      /etc/kubernetes - and infers the cluster.yaml that describes the cluster; each
      line says which file it comes from, or that it is assumed. Without --output that
      is all: the description is printed. With it a tree is begun that has the found
      keys and certificates in it, and what generate would make anew is told, with the
      reason. No key is made and nothing is signed.

      EXAMPLES
        kthwctl adopt /etc/kubernetes > cluster.yaml
        kthwctl adopt lab --cluster cluster.yaml --output out
        kthwctl generate out/cluster.yaml --output out --diff

      EXIT STATUS
        0 done; 1 the output has something in it; 64 usage; 65 the description lacks
        something; 74 a path cannot be read
      """
  )

  @Argument(help: "Files and folders of the cluster.")
  var paths: [String]

  @Option(
    name: [.customShort("f"), .customLong("cluster")],
    help: ArgumentHelp(
      "A description to use in place of an inferred one.",
      valueName: "cluster.yaml"
    )
  )
  var cluster: String?

  @Option(
    help: ArgumentHelp("The release of Kubernetes, such as 1.36.", valueName: "version"),
    transform: ArgumentReader.version
  )
  var kubernetesVersion: KubernetesVersion?

  @Option(help: ArgumentHelp("The directory of the tree to begin.", valueName: "dir"))
  var output: String?

  @OptionGroup var terminal: TerminalOptions

  func perform() throws {
    let input = AdoptCluster.Input(
      paths: paths,
      cluster: cluster,
      kubernetesVersion: kubernetesVersion,
      output: output
    )
    let adopted = try LongRun.run { try AdoptCluster.run(input, in: $0) }
    if output == nil { try StandardStream.output.write(adopted.description) }
    Failure.warn(adopted.doubts)
    AdoptionSummary(adopted, output: output).say()
  }
}

/// What was taken over, in lines on standard error.
private struct AdoptionSummary {
  private let adopted: AdoptCluster.Output
  private let output: String?

  init(_ adopted: AdoptCluster.Output, output: String?) {
    self.adopted = adopted
    self.output = output
  }

  func say() {
    let verb = output == nil ? "can take over" : "took over"
    for credential in adopted.adopted {
      let key = credential.hasKey ? "" : " (its private key is not there)"
      Failure.say("\(verb) \(credential.name) from \(credential.source)\(key)")
    }
    for file in adopted.leftBehind { Failure.say("left behind: \(file)") }
    guard let next = adopted.next, let output else { return }
    Failure.say(
      "generate would keep \(next.keptCount), make \(next.made.count) and reissue "
        + "\(next.reissued.count) credentials"
    )
    for reissue in next.reissued.first { Failure.say("  \(reissue.name): \(reissue.reason)") }
    Failure.say("next: kthwctl generate \(output)/cluster.yaml --output \(output) --diff")
  }
}
