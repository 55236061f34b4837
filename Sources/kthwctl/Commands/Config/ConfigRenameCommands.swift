import ArgumentParser
import KTHWCore

/// `kthwctl config rename-cluster`.
struct ConfigRenameClusterCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "rename-cluster",
    abstract: "Rename a cluster, in contexts too.",
    discussion: RenameArguments.discussion("cluster")
  )

  @OptionGroup var names: RenameArguments

  @OptionGroup var terminal: TerminalOptions

  func perform() throws { try names.rename(.cluster) }
}

/// `kthwctl config rename-user`.
struct ConfigRenameUserCommand: TalkingCommand {
  static let configuration = CommandConfiguration(
    leaf: "rename-user",
    abstract: "Rename a user, in contexts too.",
    discussion: RenameArguments.discussion("user")
  )

  @OptionGroup var names: RenameArguments

  @OptionGroup var terminal: TerminalOptions

  func perform() throws { try names.rename(.user) }
}

/// What both take.
struct RenameArguments: ParsableArguments {
  @Argument(help: "The present name.")
  var name: String

  @Argument(help: "The new name.")
  var newName: String

  @OptionGroup var files: KubeconfigFileOptions

  static func discussion(_ kind: String) -> String {
    """
    Every context that names the \(kind) follows, in every file.

    EXAMPLES
      kthwctl config rename-\(kind) kubernetes hard-way
      kthwctl config rename-\(kind) kubernetes hard-way --kubeconfig admin.kubeconfig

    EXIT STATUS
      0 renamed; 1 the new name is taken; 5 another program holds a file; 64 usage;
      65 a name or file does not fit; 74 there is no such \(kind)
    """
  }

  func rename(_ kind: RenameKubeconfigEntry.Kind) throws {
    let renamed = try RenameKubeconfigEntry.run(
      RenameKubeconfigEntry.Input(kind, name, to: newName, kubeconfig: files.kubeconfig),
      in: .system
    )
    let contexts =
      renamed.contexts.isEmpty ? "no context" : renamed.contexts.joined(separator: ", ")
    Failure.say("renamed the \(kind.rawValue) \(name) to \(newName); followed by \(contexts)")
  }
}
