import ArgumentParser

/// `kthwctl completions`: what a shell needs to complete command lines.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    leaf: "completions",
    abstract: "Print the script by which a shell completes command lines.",
    discussion: """
      Commands, flags and their values are completed, and the hosts of the cluster
      whose description or tree the command line names, or that is in the current
      directory. Packages bring the scripts along; without one:

      EXAMPLES
        source <(kthwctl completions bash)
        kthwctl completions zsh > ~/.zfunc/_kthwctl
        kthwctl completions fish > ~/.config/fish/completions/kthwctl.fish

      EXIT STATUS
        0 printed; 64 usage; 74 the script cannot be written
      """
  )

  @Argument(help: "bash, zsh or fish.")
  var shell: CompletionAnswer.Shell

  func run() throws {
    try StandardStream.output.write(CompletionScript.text(for: shell))
  }
}
