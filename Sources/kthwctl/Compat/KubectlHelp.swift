/// The help of `kubectl config` and its subcommands: kubectl's outline, our
/// words.
enum KubectlHelp {
  /// What is known of a subcommand besides its flags.
  struct Entry {
    /// One line.
    let summary: String
    /// What more there is to say; empty where the summary says all.
    var details: [String] = []
    /// What a comment says, and the command line below it.
    let examples: [(comment: String, command: String)]
    /// The words behind the subcommand's name.
    let usage: String
  }

  /// The help of `config` itself.
  static func text() -> String {
    let rows = KubectlSubcommand.allCases.map { command in
      "  " + command.rawValue.padded(to: 18) + entry(for: command).summary
    }
    return """
      Read and change kubeconfig files.

       Which files:

        1.  --kubeconfig names one file, and only that is read and written.
        2.  $KUBECONFIG lists files, separated by colons, and they are merged: of two stanzas of one \
      name, that of the first file counts. A stanza is changed in the file that it is in; a new one \
      goes into the first file that exists, or into the last of the list.
        3.  Otherwise it is ${HOME}/.kube/config.

      Available Commands:
      \(rows.joined(separator: "\n"))

      Usage:
        kubectl config SUBCOMMAND [options]

      Use "kubectl config <command> --help" for more about one command.
      Use "kubectl options" for the flags that all commands take.

      """
  }

  /// The help of a subcommand.
  static func text(for command: KubectlSubcommand) -> String {
    let entry = entry(for: command)
    var text = entry.summary + ".\n\n"
    for detail in entry.details { text += " " + detail + "\n\n" }
    if command == .useContext { text += "Aliases:\nuse-context, use\n\n" }
    let examples = entry.examples.map { "  # \($0.comment)\n  kubectl config \($0.command)\n" }
    text += "Examples:\n" + examples.joined(separator: "  \n") + "\n"
    let options = command.ownFlags
    if !options.isEmpty {
      text += "Options:\n" + options.map(option).joined(separator: "\n") + "\n"
    }
    return text + """
      Usage:
        kubectl config \(command.rawValue) \(entry.usage)

      Use "kubectl options" for the flags that all commands take.

      """
  }

  /// The flags that all commands take.
  static func globalOptions() -> String {
    "The following options can be passed to any command:\n\n"
      + KubectlFlags.global.map(option).joined(separator: "\n")
  }

  private static func option(_ flag: PosixFlags.Flag) -> String {
    let isQuoted = flag.kind == .text || flag.kind == .fileLevels
    let value = isQuoted ? "'\(flag.standard)'" : flag.standard
    let name = (flag.shorthand.map { "-\($0), " } ?? "") + "--" + flag.name
    let meaning = flag.meaning.isEmpty ? "about the server; no effect on config" : flag.meaning
    return "    \(name)=\(value):\n\t\(meaning)\n"
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
